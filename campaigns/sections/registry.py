"""The only list of page blocks, in the order in which a new page shows them."""

from campaigns.sections.base import Section
from campaigns.sections.blocks import Follow, Hero, PlayHere, Prizes, Products, Rules, Share, Text

SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (Hero(), PlayHere(), Prizes(), Products(), Follow(), Share(), Text(), Rules())
}
