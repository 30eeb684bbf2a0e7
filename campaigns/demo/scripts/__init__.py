"""The demo's campaigns, in the order in which they are shown: a file a play."""

from campaigns.demo.scripts import (
    background_swap,
    face_fusion,
    face_reading,
    face_scan,
    fortune_sign,
    gesture_duel,
    pose_catch,
    star_photo,
    style_portrait,
)

SCRIPTS = (
    *star_photo.SCRIPTS,
    *gesture_duel.SCRIPTS,
    *pose_catch.SCRIPTS,
    *background_swap.SCRIPTS,
    *face_fusion.SCRIPTS,
    *face_reading.SCRIPTS,
    *face_scan.SCRIPTS,
    *fortune_sign.SCRIPTS,
    *style_portrait.SCRIPTS,
)
