"""Words on a sign: Chinese from top to bottom, column by column from the right; others in lines."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import cv2
import numpy as np

from inference.errors import ModelUnavailable
from inference.fonts import text_mask
from inference.results import Floats

# The forms that marks have in a column.
_UPRIGHT = str.maketrans(
    "，,、。：:；;！!？?…—-～（()）《》「」“”",
    "︐︐︑︒︓︓︔︔︕︕︖︖︙︱︱︴︵︵︶︶︽︾﹁﹂﹁﹂",
)
# They stand at the upper right of their square.
_CORNER = frozenset("︐︑︒")
# After these a column may end early: each part of a verse has its own.
_ENDS = frozenset("，。；！？、,;!?\n")
_CELL, _COLUMN, _LINE = 1.12, 1.5, 1.32
# What may not be in the font and is no letter: left out rather than failing a whole picture.
_ORNAMENTS = frozenset({"So", "Sk", "Cf", "Co", "Cs", "Cn", "Mn"})


def is_chinese(text: str) -> bool:
    """Whether most of its letters are Han characters: then it is written in columns."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum("\u3400" <= letter <= "\u9fff" for letter in letters) > len(letters)


def drawable(text: str) -> str:
    """The text without the ornaments (emoji above all) that no font here has."""
    return "".join(letter for letter in text if not _lacking(letter)).strip()


def verse(text: str) -> list[str]:
    """The parts of a verse, each a column; the marks between them are seen as such."""
    parts, part = [], ""
    for letter in text:
        if letter in _ENDS:
            parts.append(part)
            part = ""
        else:
            part += letter
    return [part.strip() for part in (*parts, part) if part.strip()]


def columns(parts: Sequence[str], size: int, height: int) -> Floats:
    """(h, w) 0 … 1: the parts in columns from the right, `size` px letters, none taller."""
    most = max(int(height / (size * _CELL)), 1)
    pieces = [part[at : at + most] for part in parts for at in range(0, len(part), most)]
    wide = round(size * _COLUMN)
    width = max(wide * len(pieces) - round(size * (_COLUMN - 1)), 1)
    tall = max((round(len(piece) * size * _CELL) for piece in pieces), default=1)
    mask = np.zeros((tall, width), np.float32)
    for row, piece in enumerate(pieces):
        _column(mask, piece, size, width - row * wide - size)
    return mask


def lines(text: str, size: int, width: int) -> Floats:
    """(h, w) 0 … 1: the text in centred lines, `size` px letters, none wider."""
    masks = [text_mask(line, size) for line in _wrapped(text, size, width)]
    wide = max((mask.shape[1] for mask in masks), default=1)
    step = round(size * _LINE)
    whole = np.zeros((step * max(len(masks), 1), wide), np.float32)
    for row, (mask, line) in enumerate(zip(masks, _wrapped(text, size, width), strict=True)):
        # Ink hangs below the line where a letter does.
        low = size // 4 if any(letter in "gjpqy,;" for letter in line) else 0
        top = max(row * step + round(size * 1.02) + low - mask.shape[0], 0)
        left = (wide - mask.shape[1]) // 2
        part = whole[top : top + mask.shape[0], left : left + mask.shape[1]]
        np.maximum(part, mask[: part.shape[0]], out=part)
    return whole


def bold(mask: Floats, size: int, weight: float = 0.055) -> Floats:
    """The letters with thicker strokes, on a mask that has room for them."""
    radius = max(round(size * weight), 1)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return np.asarray(cv2.dilate(np.pad(mask, radius), disc), np.float32)


def _column(mask: Floats, piece: str, size: int, left: int) -> None:
    for place, letter in enumerate(piece.translate(_UPRIGHT)):
        if letter.isspace():
            continue
        ink = text_mask(letter, size)
        top = round(place * size * _CELL)
        if letter in _CORNER:
            y, x = top + round(0.08 * size), left + round(0.92 * size) - ink.shape[1]
        else:
            y, x = top + (size - ink.shape[0]) // 2, left + (size - ink.shape[1]) // 2
        y, x = max(y, 0), max(x, 0)
        part = mask[y : y + ink.shape[0], x : x + ink.shape[1]]
        np.maximum(part, ink[: part.shape[0], : part.shape[1]], out=part)


def _wrapped(text: str, size: int, width: int) -> list[str]:
    return [line for paragraph in text.splitlines() for line in _lines(paragraph, size, width)]


def _lines(paragraph: str, size: int, width: int) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if line and text_mask(longer, size).shape[1] > width:
            yield line
            longer = word
        # One word too wide for a line goes on in the next.
        while len(longer) > 1 and text_mask(longer, size).shape[1] > width:
            most = max(len(longer) * width // text_mask(longer, size).shape[1], 1)
            yield longer[:most]
            longer = longer[most:]
        line = longer
    if line:
        yield line


@lru_cache(maxsize=4096)
def _lacking(letter: str) -> bool:
    if unicodedata.category(letter) not in _ORNAMENTS:
        return False
    try:
        text_mask(letter, 12)
    except ModelUnavailable:
        return True
    return False
