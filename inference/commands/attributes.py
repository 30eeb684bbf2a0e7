"""`attributes PHOTO…`: how old everybody looks, and whether like a woman or a man."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from inference.commands import photos
from inference.results import Attributes, Face, Pixels

NAME = "attributes"
HELP = "guess apparent age and gender, or say that it cannot be told"


def arguments(parser: ArgumentParser) -> None:
    photos.arguments(parser)
    parser.set_defaults(name=NAME)


def run(options: Namespace, tell: Callable[[str], None]) -> int:
    from inference import attributes, find_faces, mesh
    from inference.paint import paint_face, paint_word

    def ask(pixels: Pixels) -> photos.Answer:
        people = [(face, attributes(pixels, face)) for face in find_faces(pixels)]
        line = "; ".join(_words(guess) for _, guess in people) or "none"

        def painted() -> Pixels:
            copy = pixels.copy()
            for face, _ in people:
                paint_face(copy, face, mesh(pixels, face))
            paint_word(copy, line)
            return copy

        told = {"faces": [values(face, guess) for face, guess in people]}
        return photos.Answer(told, line, painted)

    return photos.answer(options, tell, ask)


def values(face: Face, guess: Attributes) -> dict[str, Any]:
    return {
        "box": [round(n, 2) for n in face.box],
        "age": guess.age,
        "age_confidence": round(guess.age_confidence, 4),
        "gender": guess.gender,
        "gender_confidence": round(guess.gender_confidence, 4),
    }


def _words(guess: Attributes) -> str:
    age = f"{guess.age[0]}-{guess.age[1]}" if guess.age else "age unsure"
    return f"{age}, {guess.gender or 'gender unsure'}"
