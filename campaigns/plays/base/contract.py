"""The contract of a play."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from time import perf_counter
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils.functional import Promise

from campaigns.plays.base.chance import Fall


@dataclass(frozen=True)
class AssetCard:
    """What a form may know of a brand's picture or film. width, height: px."""

    id: int
    kind: str
    name: str
    url: str
    width: int
    height: int


class AssetField(forms.TypedChoiceField):
    """A choice among a brand's pictures or films of one kind; cleans to the asset's id or None."""

    def __init__(self, *, kind: str, required: bool = True, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=required, **kwargs)
        self.kind = kind
        self.cards: Sequence[AssetCard] = ()

    def offer(self, shelf: Sequence[AssetCard]) -> None:
        """Limit the choice to those cards of `shelf` that are of the field's kind."""
        self.cards = [card for card in shelf if card.kind == self.kind]
        empty = [] if self.required and self.cards else [("", "—")]
        self.choices = [*empty, *((card.id, card.name) for card in self.cards)]


class PlaySettings(forms.Form):
    """Base of each play's `Settings`: defaults, validation, help text and panel in one.

    Cleaned values must be JSON as they stand (numbers, text, booleans, None, asset ids).
    """

    def __init__(self, *args: Any, shelf: Sequence[AssetCard] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form_field in self.fields.values():
            if isinstance(form_field, AssetField):
                form_field.offer(shelf)

    def groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return what the builder folds away together: what it is called, and the settings."""
        return ()

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """Return what a new campaign starts with; words are in the active language."""
        first = {name: f.initial for name, f in cls.base_fields.items()}
        return {name: str(v) if isinstance(v, Promise) else v for name, v in first.items()}

    @classmethod
    def asset_names(cls) -> list[str]:
        """Return the names of the settings that hold an asset's id."""
        return [name for name, f in cls.base_fields.items() if isinstance(f, AssetField)]


class Assets(Protocol):
    """Reads the frozen pictures of a release; the worker's side of AssetField."""

    def __call__(self, asset_id: int) -> bytes: ...


@dataclass(frozen=True)
class Trace:
    """A game of a TracePlay as the page sent it: by "camera" or "touch".

    tracks: of each thing that moved, its rows [ms from the game's start, x, y], or [ms] from where
    on it was lost; as they came, for the play to check. frames_at: ms of the frames along with it.
    """

    by: str
    tracks: Any
    frames_at: Sequence[int] = ()


@dataclass(frozen=True)
class TurnSeen:
    """One turn as the server has it: by "camera" (with its frames) or "touch".

    trace, deal: of a TracePlay's.
    """

    move: str
    answer: str
    by: str
    frames: Sequence[bytes] = ()
    trace: Trace | None = None
    deal: bytes = b""


@dataclass(frozen=True)
class Shot:
    """What the player sent: a photo's bytes as they came, the number of a drawn figure, or, in a
    TurnPlay, its turns and neither of them. choice: what else the player chose, 1 … `choices`.
    seed: the round's, whose hash the player was told before; what a play leaves to luck follows
    from it alone."""

    photo: bytes | None
    figure: int | None = None
    turns: Sequence[TurnSeen] = ()
    choice: int | None = None
    seed: bytes = b""


@dataclass(frozen=True)
class Tally:
    """How a TurnPlay stands. results: "win", "lose" or "draw" of each turn, for the player."""

    results: Sequence[str]
    over: bool

    @property
    def you(self) -> int:
        return self.results.count("win")

    @property
    def star(self) -> int:
        return self.results.count("lose")


@dataclass(frozen=True)
class Verdict:
    """What the worker found and made. `facts` is JSON and holds nothing that identifies a face.

    kept: of a RemakePlay's first picture, what it makes others of: a photo's bytes.
    """

    picture: bytes
    width: int
    height: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    milliseconds: Mapping[str, float] = field(default_factory=dict)
    kept: bytes | None = None


@dataclass(frozen=True)
class Wish:
    """How a player wants the picture made anew. choice: 1 … `choices`. brush: 0 the finest … 1 the
    boldest. draft: small and soon, to be looked at; else as large as the first one, to be kept."""

    choice: int
    brush: float
    draft: bool


@dataclass(frozen=True)
class Scene:
    """The release's words and marks that a play may draw into its picture.

    theme: its colours, "#rrggbb" by the names of their roles on the page. qr: a PNG of the code
    that leads to the campaign, black on white with its quiet zone, one pixel a module: to be
    enlarged by whole pixels only. give_way: to be called now and then by who makes a picture for
    long, so that what somebody waits for more urgently comes first.
    """

    language: str
    brand_name: str
    logo: bytes | None
    theme: Mapping[str, str] = field(default_factory=dict)
    qr: bytes | None = None
    give_way: Callable[[], None] = lambda: None


class Clock:
    """Milliseconds by step, for the job's row."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = self.seconds()

    def lap(self, name: str) -> None:
        now = self.seconds()
        self.laps[name] = round((now - self._since) * 1000, 1)
        self._since = now

    def aside(self, task: Callable[[], None]) -> None:
        """Do what is no part of this picture: no step of it takes longer for that."""
        begin = self.seconds()
        task()
        self._since += self.seconds() - begin

    @staticmethod
    def seconds() -> float:
        """Return the time that passes for a player; a bench puts a core's own in its place."""
        return perf_counter()


class Play(ABC):
    name: ClassVar[str]
    label: ClassVar[str | Promise]
    # One sentence for the operator who chooses among plays.
    summary: ClassVar[str | Promise]
    Settings: ClassVar[type[PlaySettings]]
    # Every tier that `outcome` may return, with the operator's word for it.
    tiers: ClassVar[Mapping[str, str | Promise]]
    # What the page's eyes must see while it is played, as static/vision names it.
    vision: ClassVar[tuple[str, ...]] = ()
    # It makes its picture of one photo, and one that was taken for another such play will do.
    one_photo: ClassVar[bool] = False
    # Its picture may itself be taken for a photo and painted, by a RemakePlay.
    paintable: ClassVar[bool] = False
    # The settings that `inspect` looks at; where there are none, nobody asks it.
    inspected: ClassVar[tuple[str, ...]] = ()
    # Every code that `inspect` may return, worded for the operator.
    faults: ClassVar[Mapping[str, str | Promise]] = {}
    # Every picture that `show` may return, worded for the operator.
    sights: ClassVar[Mapping[str, str | Promise]] = {}

    @abstractmethod
    def judge(
        self, shot: Shot, settings: Mapping[str, Any], assets: Assets, scene: Scene
    ) -> Verdict:
        """Make the player's picture. Runs on a worker; only this and `inspect` ask a network.

        Raises inference.BadPhoto (the player can mend it), inference.BadTemplate (the operator
        can) or inference.ModelUnavailable (the platform must).
        """

    @abstractmethod
    def outcome(self, verdict: Verdict, settings: Mapping[str, Any]) -> str:
        """Return the tier won. Pure: no luck, no stock, no request, no model, no query."""

    def check(self, settings: Mapping[str, Any], assets: Assets) -> list[str]:
        """Return what keeps these settings from being published, worded for the operator.

        Runs in a web process: it may not ask a network. What needs one is for `inspect`.
        """
        return []

    def inspect(self, settings: Mapping[str, Any], assets: Assets) -> Mapping[str, str]:
        """Return what only the networks find: by the name of a setting, a code of `faults`.

        Runs on a worker, once for each new content of `inspected`. settings and assets hold these
        and nothing else. Raises inference.ModelUnavailable.
        """
        return {}

    def show(self, settings: Mapping[str, Any], assets: Assets) -> Mapping[str, bytes]:
        """Return what the networks see in the settings of `inspected`: JPEGs by names of `sights`.

        Runs on a worker, after `inspect` and with the same. Raises inference.ModelUnavailable.
        """
        return {}

    def choices(self, settings: Mapping[str, Any]) -> int:
        """Return how many things a player may choose from, beside the photo. Pure."""
        return 0

    def picks(self, facts: Mapping[str, Any], settings: Mapping[str, Any]) -> Sequence[int]:
        """Return which of the campaign's products suit a Verdict with these facts, by their place
        in its list, counted from 1; () where none is picked. Pure."""
        return ()

    def score(self, facts: Mapping[str, Any]) -> int | None:
        """Return the points of a Verdict with these facts, for the best of the day; None where
        the play counts none. Pure."""
        return None

    def made_with_ai(self, facts: Mapping[str, Any]) -> bool:
        """Whether the picture of a Verdict with these facts was made or changed by AI. Pure.

        A picture around a drawn figure is put together without any network: it was not.
        """
        return facts.get("figure") is None

    def words_for(
        self, facts: Mapping[str, Any], settings: Mapping[str, Any]
    ) -> Sequence[tuple[str, str]]:
        """Return what is told beside the picture: (title, text), titles may be empty.

        facts: the Verdict's. In the active language, and pure: asked anew each time the result is
        shown. The result page shows all of it, the big screen, where others read along, only the
        first.
        """
        return ()

    def falls(self, facts: Mapping[str, Any], settings: Mapping[str, Any]) -> Sequence[Fall]:
        """Return what fell to the player of a Verdict with these facts, to be checked by the
        round's seed; () where nothing was left to luck. Pure."""
        return ()

    def page_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the page's script is told. Nothing secret."""
        return {}


class RemakePlay(Play):
    """A play whose picture may be made anew of the same photo, with another brush or choice.

    The photo is kept for it as long as the picture, and players are told so before the camera
    opens. What was won is won with the first picture, and nothing is won again.
    """

    # How often in one round: what a slider that is played with may cost.
    drafts: ClassVar[int] = 60
    remakes: ClassVar[int] = 12

    @abstractmethod
    def remake(
        self,
        kept: bytes,
        wish: Wish,
        settings: Mapping[str, Any],
        assets: Assets,
        scene: Scene,
    ) -> Verdict:
        """Make another picture of what `judge` kept. Runs on a worker, and raises as `judge`."""

    @abstractmethod
    def easel(self, facts: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the result page's script is told of the picture with these facts. Nothing
        secret; words in the active language. Pure."""


class LivePlay(Play):
    """A play in turns that are sent while it is played; the worker judges it by them."""

    # A bad network may open one turn again and again; nobody needs to do so for ever.
    openings: ClassVar[int] = 12

    @abstractmethod
    def window(self, settings: Mapping[str, Any]) -> timedelta:
        """Return how long after its opening a turn may be sent."""


class TurnPlay(LivePlay):
    """A play of moves and answers. The answers are fixed by the round's seed before it begins; each
    is shown only after the player's move is stored. Everything here but `read` is pure."""

    # What the player, and the star, may show.
    moves: ClassVar[tuple[str, ...]]

    @abstractmethod
    def answer(self, seed: bytes, number: int, settings: Mapping[str, Any]) -> str:
        """Return the star's move in turn `number`, counted from 1: what falls for "star/<number>"
        with the `odds`."""

    @abstractmethod
    def odds(self, settings: Mapping[str, Any]) -> dict[str, int]:
        """Return the weight of each of `moves` among the star's answers, in their order."""

    @abstractmethod
    def tally(self, moves: Sequence[tuple[str, str]], settings: Mapping[str, Any]) -> Tally:
        """Return how it stands after these (move, answer), all of them of turns before the end."""

    @abstractmethod
    def read(self, frames: Sequence[bytes]) -> str:
        """Return which of `moves` the frames of a turn show, "" where none; on a worker only."""
