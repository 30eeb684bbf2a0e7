"""Time is told of the core that works, not of the clock on the wall."""

import time

from inference.bench.timing import cpu_ms


def test_waiting_costs_nothing_and_working_does() -> None:
    def work() -> None:
        until = time.process_time() + 0.03
        while time.process_time() < until:
            pass

    assert cpu_ms(lambda: time.sleep(0.03), 3) < 15
    assert 30 <= cpu_ms(work, 3) < 60


def test_the_first_run_is_for_warming_up_and_does_not_count() -> None:
    runs: list[float] = []

    def work() -> None:
        runs.append(0.05 if not runs else 0.0)
        until = time.process_time() + runs[-1]
        while time.process_time() < until:
            pass

    assert cpu_ms(work, 3) < 10
    assert len(runs) == 4
