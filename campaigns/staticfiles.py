"""Static files under hashed names, compressed ahead; ES modules' imports are rewritten too."""

import hashlib
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

# A file of megabytes takes the best compression half a minute: it is done once a machine.
_LARGE = 500_000
# What a worker may do; without these words of its own it could do what its page may not.
_WORKERS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
_WORKER = re.compile(r"/(?:worker|litert_wasm_threaded_internal)(?:\.[0-9a-f]+)?\.js$")


class Remembering(Compressor):  # type: ignore[misc]
    """Keeps what took long to compress, for the next time that the files are collected."""

    def compress_brotli(self, data: bytes) -> bytes:
        """The same bytes are compressed once; `data` under half a megabyte at every call."""
        if len(data) < _LARGE:
            return bytes(super().compress_brotli(data))
        kept = settings.ROOT / ".cache" / "brotli" / f"{hashlib.sha256(data).hexdigest()}.br"
        if not kept.is_file():
            _write(kept, super().compress_brotli(data))
        return bytes(kept.read_bytes())


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file's name depends on those that it imports: one pass for each link of the chain."""

    max_post_process_passes = 12
    support_js_module_import_aggregation = True
    # Pages name hashed files only.
    keep_only_hashed_files = True

    def create_compressor(self, **options: Any) -> Compressor:
        """Without source maps: half of all the work, for files that only developers ask for."""
        skipped = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
        return Remembering(**{**options, "extensions": skipped})

    def url_converter(self, *args: Any, **kwargs: Any) -> Callable[[re.Match[str]], str]:
        """Leaves comments alone: the types named there are no imports, and go in circles."""
        convert = super().url_converter(*args, **kwargs)
        return lambda match: match[0] if _in_comment(match) else convert(match)


class GuardedStatic(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves the static files; scripts that run beside a page get a policy of their own."""

    def add_mime_headers(self, headers: Headers, path: str, url: str) -> None:
        """The kind of the file, and for workers what they may do."""
        super().add_mime_headers(headers, path, url)
        if _WORKER.search(url):
            headers["Content-Security-Policy"] = _WORKERS
            # A page that is isolated, so as to use threads, takes no worker without this word.
            headers["Cross-Origin-Embedder-Policy"] = "require-corp"


def _in_comment(match: re.Match[str]) -> bool:
    line = match.string[: match.start()].rpartition("\n")[2]
    return line.lstrip().startswith(("*", "/*", "//"))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, also when two collect at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
