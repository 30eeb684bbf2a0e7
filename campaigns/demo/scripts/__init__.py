"""The demo's campaigns, in the order in which they are shown: a file a play."""

from campaigns.demo.scripts import face_reading, gesture_duel, star_photo

SCRIPTS = (*star_photo.SCRIPTS, *gesture_duel.SCRIPTS, *face_reading.SCRIPTS)
