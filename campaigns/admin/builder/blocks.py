"""The page's blocks while they are edited: all forms come and go together, in the order shown.

The page posts one hidden `block` for each, `<name>:<key>`; the key is the prefix of its fields, so
that moving a block never mixes up what was typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from campaigns.admin.widgets import dress
from campaigns.plays.base import AssetCard
from campaigns.sections.base import Section, SectionForm
from campaigns.sections.registry import SECTIONS


@dataclass(frozen=True)
class Block:
    section: Section
    key: str
    form: SectionForm

    @property
    def reference(self) -> str:
        return f"{self.section.name}:{self.key}"

    def stored(self) -> dict[str, Any]:
        return {"name": self.section.name, "data": self.form.cleaned_data}


@dataclass(frozen=True)
class Workbench:
    """What a block's form is made with."""

    shelf: Sequence[AssetCard]
    upload_url: str

    def saved(self, sections: Sequence[Mapping[str, Any]]) -> list[Block]:
        """Return the blocks as they are stored, with their values as initial ones."""
        known = [block for block in sections if block.get("name") in SECTIONS]
        return [
            self._block(block["name"], f"b{place}", initial=block.get("data", {}))
            for place, block in enumerate(known)
        ]

    def posted(self, data: QueryDict) -> list[Block]:
        """Return the blocks as they were sent, bound, in the order sent."""
        pairs = [reference.partition(":") for reference in data.getlist("block")]
        return [self._block(name, key, data=data) for name, _, key in pairs if name in SECTIONS]

    def fresh(self, name: str, beside: Sequence[Block]) -> Block:
        """Return a new block; its key is one that none of `beside` has."""
        taken = {block.key for block in beside}
        key = next(f"b{n}" for n in range(len(taken) + 1) if f"b{n}" not in taken)
        return self._block(name, key, initial=SECTIONS[name].defaults())

    def _block(self, name: str, key: str, data: Any = None, initial: Any = None) -> Block:
        section = SECTIONS[name]
        form = section.Form(data, initial=initial, prefix=key, shelf=self.shelf)
        dress(form, self.upload_url)
        return Block(section, key, form)


def rearranged(blocks: Sequence[Block], wish: str, bench: Workbench) -> list[Block]:
    """Return the blocks after `wish`: up:<key>, down:<key>, remove:<key> or add:<name>.

    A wish that cannot be granted changes nothing: the required ones stay, and are there once.
    """
    what, _, target = wish.partition(":")
    if what == "add":
        return _with(blocks, target, bench)
    place = next((n for n, block in enumerate(blocks) if block.key == target), None)
    if place is None:
        return list(blocks)
    if what == "remove":
        keeps = blocks[place].section.required
        return [block for block in blocks if keeps or block.key != target]
    return _moved(blocks, place, {"up": -1, "down": 1}.get(what, 0))


def addable(blocks: Sequence[Block]) -> list[Section]:
    """Return the sections that may be added: the required ones only while they are missing."""
    there = {block.section.name for block in blocks}
    return [s for s in SECTIONS.values() if not (s.required and s.name in there)]


def _with(blocks: Sequence[Block], name: str, bench: Workbench) -> list[Block]:
    if name not in {section.name for section in addable(blocks)}:
        return list(blocks)
    # Above the rules, which close the page.
    ends = bool(blocks) and blocks[-1].section.name == "rules"
    place = len(blocks) - 1 if ends else len(blocks)
    return [*blocks[:place], bench.fresh(name, blocks), *blocks[place:]]


def _moved(blocks: Sequence[Block], place: int, by: int) -> list[Block]:
    moved = list(blocks)
    if 0 <= place + by < len(moved):
        moved.insert(place + by, moved.pop(place))
    return moved
