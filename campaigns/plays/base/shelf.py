"""Pictures at hand, as far as there is room."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock

import inference


def shelved(
    megabytes: int,
) -> Callable[[Callable[[bytes], inference.Rgba]], Callable[[bytes], inference.Rgba]]:
    """Keep a function's pictures, those asked for last, in so many megabytes; a larger one is not
    kept. Nobody may paint on them."""

    def keeping(
        decoded: Callable[[bytes], inference.Rgba],
    ) -> Callable[[bytes], inference.Rgba]:
        kept: OrderedDict[bytes, inference.Rgba] = OrderedDict()
        turn = Lock()

        @wraps(decoded)
        def asked(data: bytes) -> inference.Rgba:
            with turn:
                if data in kept:
                    kept.move_to_end(data)
                    return kept[data]
            picture = decoded(data)
            picture.setflags(write=False)
            with turn:
                kept[data] = picture
                while sum(each.nbytes for each in kept.values()) > megabytes * 1_000_000:
                    kept.popitem(last=False)
            return picture

        return asked

    return keeping
