"""What every answer for one person has in common."""

from typing import Any

from rest_framework.response import Response


def private(said: dict[str, Any], status: int = 200) -> Response:
    """Return an answer that no cache keeps."""
    return Response(said, status=status, headers={"Cache-Control": "no-store"})
