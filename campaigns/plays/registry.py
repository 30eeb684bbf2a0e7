"""The only list of plays."""

from campaigns.plays.background_swap import BackgroundSwap
from campaigns.plays.base import Play
from campaigns.plays.face_fusion import FaceFusion
from campaigns.plays.face_reading import FaceReading
from campaigns.plays.face_scan import FaceScan
from campaigns.plays.fortune_sign import FortuneSign
from campaigns.plays.gesture_duel import GestureDuel
from campaigns.plays.pose_catch import PoseCatch
from campaigns.plays.star_photo import StarPhoto
from campaigns.plays.style_portrait import StylePortrait

PLAYS: dict[str, Play] = {
    play.name: play
    for play in (
        StarPhoto(),
        GestureDuel(),
        PoseCatch(),
        BackgroundSwap(),
        FaceFusion(),
        FaceReading(),
        FaceScan(),
        FortuneSign(),
        StylePortrait(),
    )
}
