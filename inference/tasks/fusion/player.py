"""The faces of players' photos, checked before any of them is fused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from inference.errors import BadPhoto, Reason
from inference.image.check import check_pixels
from inference.results import Face, Floats, HeadPose, Pixels
from inference.tasks.absence import why_nobody
from inference.tasks.face import find_faces
from inference.tasks.face_pose import head_pose
from inference.tasks.face_quality import too_few_pixels
from inference.tasks.fusion.hands import hand_over
from inference.tasks.fusion.mirror import guessed, mirror_image
from inference.tasks.fusion.regions import width_of
from inference.tasks.fusion.sharp import is_sharp
from inference.tasks.fusion.skin import Skin, find_skin, to_lab, without_locks
from inference.tasks.fusion.strands import without_strands
from inference.tasks.fusion.values import FusionFace
from inference.tasks.fusion.visible import (
    DIM,
    is_seen,
    mouth_seen,
    near,
    under_fringe,
    wears_glasses,
)
from inference.tasks.fusion.warp import part_around
from inference.tasks.sitters import clear_mesh, pose_within, sitters

# Degrees: how far a head may be turned, and how far from the template's, so that it looks natural.
_YAW, _PITCH, _YAW_APART, _PITCH_APART = 38.0, 32.0, 33.0, 28.0
# The mirror image is taken where it is nearer to the template by this much.
_WORTH_MIRRORING = 14.0
# From this turn on, in degrees, the hidden side is filled from the mirror image.
_TWIN = 9.0
# Narrower faces, in pixels and of the template's, lack what makes them somebody's.
_NARROWEST, _NARROWEST_OF = 72.0, 0.2
# In a photo of several, who holds the phone has a face up to so much wider than the last row's.
_LAST_ROW = 0.4
_MARGIN = 0.22
# Skin darker than this (median L*) has no colour left to be carried into the template's light.
_DARKEST = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Player:
    """A face that can be fused: the photo it is on (mirrored, where that is nearer to the
    template), and its surface (478, 3) there. twin: its mirror image; once it is known where the
    template's head looks, only for what the photo's own side of a turned head does not show.
    fringe: hair hangs over its brows."""

    pixels: Pixels
    points: Floats
    pose: HeadPose
    mirrored: bool = False
    twin: "Player | None" = None
    fringe: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A player's face cut out of the photo, not much larger than needed: lab (H, W, 3) without
    thin strands of hair, its skin, and points (478, 3) in its pixels."""

    lab: Floats
    skin: Skin
    points: Floats


def find_players(photos: Sequence[Pixels], seats: int) -> tuple[Player, ...]:
    """Everybody on the photos, photo by photo, from left to right; bystanders left out.

    Raises BadPhoto: nobody, several (for one seat), too_many (for several seats), and what
    face_quality names.
    """
    players: list[Player] = []
    for pixels in photos:
        check_pixels(pixels)
        faces = _people(find_faces(pixels), seats)
        if not faces:
            raise BadPhoto(why_nobody(pixels), "no face is seen")
        if len(players) + len(faces) > seats:
            reason = Reason.SEVERAL if seats == 1 else Reason.TOO_MANY
            raise BadPhoto(reason, f"more than {seats} faces")
        players += [_checked(pixels, face) for face in faces]
    return tuple(players)


def facing(player: Player, face: FusionFace) -> Player:
    """The player or its mirror image, whichever looks more where the template's head looks; with
    the other one as `twin` where a side of the face is seen too little.

    Raises BadPhoto: turned, where neither comes near enough; too_far, too_small; covered; too_dark
    where that hides the mouth or all colour; blurred.
    """
    came, yaw, pitch = player, player.pose.yaw, player.pose.pitch
    apart, twin = abs(yaw - face.pose.yaw), player.twin
    if twin and apart - abs(twin.pose.yaw - face.pose.yaw) > _WORTH_MIRRORING:
        player, twin = twin, player
        apart = abs(player.pose.yaw - face.pose.yaw)
    if apart > _YAW_APART or abs(pitch - face.pose.pitch) > _PITCH_APART:
        raise BadPhoto(Reason.TURNED, f"yaw {yaw:.0f}°, pitch {pitch:.0f}°")
    if twin and guessed(player.pixels, player.points, twin.points):
        raise BadPhoto(Reason.COVERED, "the eyes are hidden")
    if width_of(player.points) < _NARROWEST_OF * face.width:
        reason = too_few_pixels(player.pixels, width_of(player.points))
        raise BadPhoto(reason, "the face is much smaller than the template's")
    return replace(player, twin=twin if apart > _TWIN else None, fringe=_judged(came))


def turn_between(player: Player, face: FusionFace) -> float:
    """Degrees between where the two heads look, the player's mirrored or not."""
    yaw = min(abs(player.pose.yaw - face.pose.yaw), abs(-player.pose.yaw - face.pose.yaw))
    return float(np.hypot(yaw, player.pose.pitch - face.pose.pitch))


def look_at(player: Player, width: float) -> Look:
    """The face as it will be sampled for a target face of that width in pixels."""
    own = width_of(player.points)
    part = part_around(player.points, _MARGIN * own, player.pixels.shape)
    crop, points = player.pixels[part.slices], part.points(player.points)
    scale = min(1.15 * width / own, 1.0)
    if scale < 1:
        size = (max(round(part.width * scale), 8), max(round(part.height * scale), 8))
        crop = np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), np.uint8)
        ratio = np.array([size[0] / part.width, size[1] / part.height, scale], np.float32)
        points = np.asarray(points * ratio, np.float32)
    lab = to_lab(np.asarray(crop, np.float32) / np.float32(255))
    bare = without_locks(find_skin(lab, points, bare=True), points)
    return Look(*without_strands(lab, bare, points), points)


def _judged(player: Player) -> bool:
    """Whether a fringe hangs over the brows of a face that shows enough; judged at one size, so
    that the answer is the same whatever the template. Raises BadPhoto."""
    face = near(player.pixels, player.points)
    lab, skin, points = face.lab, face.skin, face.points
    if skin.middle[0] < _DARKEST:
        raise BadPhoto(Reason.TOO_DARK, "the skin's colour is lost")
    if not is_seen(lab, skin, points):
        dark = skin.middle[0] < DIM and not mouth_seen(lab, points)
        raise BadPhoto(Reason.TOO_DARK if dark else Reason.COVERED, "not all of the face is seen")
    if not is_sharp(player.pixels, player.points):
        raise BadPhoto(Reason.BLURRED, "eyes and mouth show no details")
    fringe = under_fringe(skin, points)
    # The fringe is left out, and the rims that it runs into would be left hanging in the air.
    if fringe and wears_glasses(lab, points):
        raise BadPhoto(Reason.COVERED, "a fringe and glasses lie over the brows")
    return fringe


def _people(faces: tuple[Face, ...], seats: int) -> list[Face]:
    near = sitters(faces) if seats == 1 else sitters(faces, _LAST_ROW)
    return sorted(near, key=lambda face: face.box[0] + face.box[2])


def _checked(pixels: Pixels, face: Face) -> Player:
    surface = clear_mesh(pixels, face)
    width = width_of(surface.points)
    if width < _NARROWEST:
        raise BadPhoto(too_few_pixels(pixels, width), "too few pixels for a likeness")
    pose = pose_within(surface, _YAW, _PITCH)
    if hand_over(pixels, surface.points):
        raise BadPhoto(Reason.COVERED, "a hand lies over the face")
    mirrored, twin = mirror_image(pixels, surface.points)
    other = Player(mirrored, twin.points, head_pose(twin), mirrored=True)
    return Player(pixels, surface.points, pose, twin=other)
