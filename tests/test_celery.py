"""A worker's processes at their start, each tried in a process of its own."""

import json
import subprocess
import sys

import pytest

import inference
from deploy.run.paths import ROOT

# What Celery does as a process of a worker begins, and which networks it then has.
_BEGIN = """
import json, sys, threading
from pathlib import Path
import django
django.setup()
from celery.signals import worker_process_init
from campaigns.celery import app
app.amqp.queues.select(sys.argv[1].split(","))
worker_process_init.send(sender=None)
for thread in threading.enumerate():
    if thread.name == "warm-up":
        thread.join()
from inference import session
print(json.dumps(sorted(Path(name).stem for name in session._sessions)))
"""


@pytest.mark.parametrize(("queues", "wanted"), [("vision,default", True), ("default", False)])
def test_a_process_that_makes_pictures_loads_all_networks_and_no_other_does(
    *, queues: str, wanted: bool
) -> None:
    begin = [sys.executable, "-c", _BEGIN, queues]
    said = subprocess.run(begin, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    ready = [name for name, built in inference.readiness().models.items() if built]
    assert {"face_attention", "face_landmark", "face_detection"} <= set(ready)
    ready += [f"style_{style}" for style in inference.styles()]
    assert json.loads(said.stdout.splitlines()[-1]) == (sorted(ready) if wanted else [])


_JOB = """
import sys
import django
django.setup()
from celery.signals import task_postrun, worker_process_init
from campaigns.celery import app
from campaigns.services import thrift
app.amqp.queues.select(["default"])
worker_process_init.send(sender=None)
kept = [bytearray(200_000) for _ in range(3_000)][::10]
print(thrift.held())
task_postrun.send(sender=None)
print(thrift.held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what a process holds")
def test_a_process_gives_its_free_memory_back_after_a_job() -> None:
    job = [sys.executable, "-c", _JOB]
    said = subprocess.run(job, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    full, settled = (float(line) for line in said.stdout.splitlines()[-2:])
    assert settled < full - 300
