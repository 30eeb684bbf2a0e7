"""Who runs which test where several processes share them (pytest -n 3)."""

from collections.abc import Mapping

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# In front of real processes: these tests wait more than they compute.
_WAITING = ("tests/browser/", "tests/vision/", "tests/faults/")


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """One process begins with the tests that wait, the others with those that compute.

    So that the two kinds run beside each other, and browsers seldom beside browsers. Whoever is
    through with its kind goes on with what is left. Files stay whole, for what their tests share;
    a file of tests that wait shares nothing, and its tests are dealt one by one, since half a
    minute each would leave one process working alone at the end.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(_WAITING) else nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        unit = preferred(self.workqueue, waiting=node is self.nodes[0])
        self.workqueue.move_to_end(unit, last=False)
        super()._assign_work_unit(node)


def preferred(left: Mapping[str, object], *, waiting: bool) -> str:
    """The first of the units that are left which is, or is not, one of waiting; else the first."""
    return next((unit for unit in left if unit.startswith(_WAITING) is waiting), next(iter(left)))
