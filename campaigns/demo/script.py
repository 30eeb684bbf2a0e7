"""What one campaign of the demo says and shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Script:
    """One finished campaign: its address, words, pictures and prizes.

    template: of a star photo, the scene by its name in art/. poster: the opening picture in art/,
    where there is no such scene. pictures: of the play's settings, by their names, files in art/.
    """

    slug: str
    name: str
    language: str
    title: str
    line: str
    button: str
    note: str
    prizes_title: str
    products_title: str
    follow_title: str
    share_words: str
    rules: str
    prizes: tuple[dict[str, object], ...]
    places: tuple[str, ...]
    theme: dict[str, str] = field(default_factory=dict)
    play: str = "star_photo"
    settings: dict[str, object] = field(default_factory=dict)
    template: str = ""
    poster: str = ""
    pictures: dict[str, str] = field(default_factory=dict)
