"""kombu's filesystem broker, made safe: a message appears whole or not at all.

kombu writes a message into the file that readers already see; one that is read in between is empty
and ends the worker.
"""

import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SCHEME = "folder"


class Channel(filesystem.Channel):
    def _put(  # type: ignore[override]
        self, queue: str, message: Any, **kwargs: Any
    ) -> None:
        """Readers look for names that end in `.<queue>.msg`, oldest first."""
        name = f"{time.time_ns() // 1_000_000}_{uuid.uuid4()}.{queue}.msg"
        target = Path(self.data_folder_out) / name
        unseen = target.with_suffix(".part")
        unseen.write_text(dumps(message), encoding="utf-8")
        unseen.replace(target)


class Transport(filesystem.Transport):
    Channel = Channel


def register() -> None:
    """Make `folder://` an address that kombu knows."""
    TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
