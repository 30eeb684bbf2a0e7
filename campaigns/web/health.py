"""What a load balancer, a monitor and the demo's runner ask before they trust the product."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.services import heartbeat


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 once a job can really be done, 503 until then, always with the reasons."""
    found = heartbeat.health(timezone.now())
    body = {
        "ready": found.ready,
        "database": found.database,
        "queue": {"moving": found.moving, "oldest_waiting_seconds": found.oldest_waiting},
        "worker": {"working": found.working, "last_beat_seconds": found.beats},
        "models": found.models,
    }
    return JsonResponse(body, status=200 if found.ready else 503)


@never_cache
@require_safe
def webz(request: HttpRequest) -> JsonResponse:
    """Of this web process alone: a worker that is away is no reason to stop showing pages."""
    database = heartbeat.database_answers()
    return JsonResponse({"database": database}, status=200 if database else 503)
