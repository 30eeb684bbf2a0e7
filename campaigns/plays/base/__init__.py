"""What every play stands on: the contract, and the parts that plays of pictures share.

A play is four files of one name (campaigns/plays/x.py, templates/plays/x.html, static/plays/x.js,
tests/plays/test_x.py) and one line in campaigns/plays/registry.py.
"""

from campaigns.plays.base.chance import Fall, fall
from campaigns.plays.base.contract import (
    AssetCard,
    AssetField,
    Assets,
    Clock,
    LivePlay,
    Play,
    PlaySettings,
    RemakePlay,
    Scene,
    Shot,
    Tally,
    Trace,
    TurnPlay,
    TurnSeen,
    Verdict,
    Wish,
)
from campaigns.plays.base.picture import (
    CORNERS,
    CameraSettings,
    Finished,
    PictureSettings,
    ai_label,
    art,
    card_colours,
    code_corner,
    finish,
    rgb,
    selfie,
    sound_switch,
)
from campaigns.plays.base.told import told
from campaigns.plays.base.trace import BadTrace, Dice, TracePlay

__all__ = [
    "CORNERS",
    "AssetCard",
    "AssetField",
    "Assets",
    "BadTrace",
    "CameraSettings",
    "Clock",
    "Dice",
    "Fall",
    "Finished",
    "LivePlay",
    "PictureSettings",
    "Play",
    "PlaySettings",
    "RemakePlay",
    "Scene",
    "Shot",
    "Tally",
    "Trace",
    "TracePlay",
    "TurnPlay",
    "TurnSeen",
    "Verdict",
    "Wish",
    "ai_label",
    "art",
    "card_colours",
    "code_corner",
    "fall",
    "finish",
    "rgb",
    "selfie",
    "sound_switch",
    "told",
]
