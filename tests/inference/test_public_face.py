import subprocess
import sys

import inference


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_asking_what_is_ready_loads_no_runtime() -> None:
    code = (
        "import sys, inference; inference.readiness(); inference.BadPhoto;"
        "assert not {'onnxruntime', 'cv2', 'PIL'} & set(sys.modules)"
    )
    assert _run(code) == ""


def test_numpy_starts_no_threads_that_wait_for_each_other() -> None:
    code = (
        "import inference, os, numpy; numpy.ones((500, 500)) @ numpy.ones((500, 500));"
        "print(len(os.listdir('/proc/self/task')))"
    )
    assert _run(code) == "1\n"


def test_the_face_is_sorted_and_every_name_has_a_home() -> None:
    assert inference.__all__ == sorted(inference.__all__)
    assert sorted(inference._HOMES) == inference.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(inference, "no_such_thing")
