"""Face reading: the proportions of a face, for fun, and a portrait with their lines."""

from inference.tasks.reading.drawing import ReadingWords, draw_reading
from inference.tasks.reading.drawn import drawn_face
from inference.tasks.reading.lines import FaceReading
from inference.tasks.reading.measure import read_face

__all__ = ["FaceReading", "ReadingWords", "draw_reading", "drawn_face", "read_face"]
