import numpy as np
import pytest

from inference.results import Face
from inference.tasks.stylize.brush import finer_on_faces, fitted, measured, on_faces
from inference.tasks.stylize.grain import reach

FACE = Face((100, 120, 180, 200), 0.9, np.zeros((6, 2), np.float32))


@pytest.mark.parametrize("brush", ["fine", None, [[0.1, np.nan]], np.zeros((2, 2, 2)), []])
def test_what_is_no_brush_is_refused(brush: object) -> None:
    with pytest.raises(ValueError, match="expected a brush of 0 … 1"):
        fitted(brush)  # type: ignore[arg-type]


def test_a_brush_beyond_the_ends_is_the_end() -> None:
    assert fitted(7.0) == 1
    assert fitted(np.asarray([[-3, 0.5]], np.float32)).tolist() == [[0, 0.5]]


def test_faces_are_painted_finer_and_the_rest_is_not() -> None:
    brush = finer_on_faces(np.full((80, 80), 0.8, np.float32), [FACE], 1 / 4, 0.45)
    assert brush[40, 35] < 0.5 * 0.8
    assert brush[5, 5] == brush[75, 70] == np.float32(0.8)


def test_where_a_brush_shows_little_of_a_face_it_is_painted_finer() -> None:
    assert on_faces("woodcut") < on_faces("mosaic") < on_faces("oil") < 0.5
    fine, usual = (
        finer_on_faces(np.ones((80, 80), np.float32), [FACE], 1 / 4, on_faces(style))
        for style in ("woodcut", "oil")
    )
    assert fine[40, 35] == pytest.approx(on_faces("woodcut"), abs=1e-6)
    assert usual[40, 35] == pytest.approx(on_faces("oil"))


def test_between_a_face_and_the_rest_there_is_no_edge() -> None:
    brush = finer_on_faces(np.ones((80, 80), np.float32), [FACE], 1 / 4, 0.45)
    assert np.abs(np.diff(brush, axis=0)).max() < 0.15
    assert np.abs(np.diff(brush, axis=1)).max() < 0.15


def test_a_face_without_a_size_is_nobody_s() -> None:
    flat = Face((10, 10, 10, 10), 0.9, np.zeros((6, 2), np.float32))
    brush = np.ones((8, 8), np.float32)
    assert np.array_equal(finer_on_faces(brush, [flat], 1.0, 0.45), brush)


@pytest.mark.parametrize("longest", [64, 480, 768, 1024, 1600, 2048, 9000])
def test_no_part_of_the_slider_is_dead(longest: int) -> None:
    brush = measured(np.linspace(0, 1, 9, dtype=np.float32), longest)
    assert brush.min() >= 0
    assert brush.max() <= 1
    steps = np.diff(brush)
    assert (steps >= 0).all()
    if 480 <= longest <= 2048:
        assert (steps > 0.03).all()


def test_half_the_picture_has_half_the_strokes_size() -> None:
    large, small = (reach(measured(np.asarray([1], np.float32), px))[0] for px in (1024, 512))
    assert small == pytest.approx(large / 2)
