"""The only list of plays."""

from campaigns.plays.base import Play
from campaigns.plays.face_fusion import FaceFusion
from campaigns.plays.face_reading import FaceReading
from campaigns.plays.gesture_duel import GestureDuel
from campaigns.plays.star_photo import StarPhoto

PLAYS: dict[str, Play] = {
    play.name: play for play in (StarPhoto(), GestureDuel(), FaceFusion(), FaceReading())
}
