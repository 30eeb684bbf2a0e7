"""Training the networks of our own, in a virtual environment that has PyTorch."""

from __future__ import annotations

import os
import sys

from deploy.run import environment, product
from deploy.run.commands import show
from deploy.run.console import step
from deploy.run.paths import TRAIN
from deploy.run.signals import polite_end
from deploy.run.stamps import Stamp
from deploy.run.turns import one_at_a_time

_PYTHON = TRAIN / "bin" / "python"


def train() -> int:
    """ARGS: of `python -m inference train`, for instance 'style oil ../shared/data'."""
    with polite_end(), one_at_a_time():
        environment.install("demo")
        product.build_models()
        install()
    return show(_PYTHON, "-m", "inference", "train", *os.environ.get("ARGS", "").split())


def install() -> None:
    """Makes .cache/train hold what deploy/locks/train.txt names. Raises Trouble if it cannot."""
    stamp = Stamp(TRAIN / ".installed")
    if stamp.holds(environment.content("train")):
        return
    environment.create(TRAIN, sys.executable)
    step("Installing PyTorch to train with (several gigabytes, once)")
    environment.fill(_PYTHON, "train")
    stamp.put(environment.content("train"))
