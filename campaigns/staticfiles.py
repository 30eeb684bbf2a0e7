"""Static files under hashed names, compressed ahead; ES modules' imports are rewritten too."""

import re
from collections.abc import Callable
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file's name depends on those that it imports: one pass for each link of the chain."""

    max_post_process_passes = 12
    support_js_module_import_aggregation = True
    # Pages name hashed files only.
    keep_only_hashed_files = True

    def create_compressor(self, **options: Any) -> Compressor:
        """Without source maps: half of all the work, for files that only developers ask for."""
        skipped = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
        return super().create_compressor(**{**options, "extensions": skipped})

    def url_converter(self, *args: Any, **kwargs: Any) -> Callable[[re.Match[str]], str]:
        """Leaves comments alone: the types named there are no imports, and go in circles."""
        convert = super().url_converter(*args, **kwargs)
        return lambda match: match[0] if _in_comment(match) else convert(match)


def _in_comment(match: re.Match[str]) -> bool:
    line = match.string[: match.start()].rpartition("\n")[2]
    return line.lstrip().startswith(("*", "/*", "//"))
