"""Events counted in a second, as they come: in batches of a page's making."""

import time
import uuid

from tests.load.crowd import all_at_once

CLIENTS, BATCHES = 8, 800


def events_per_second() -> float:
    """Asks the migrated database of DATABASE_URL, by the service that the API calls."""
    from django.utils import timezone

    from campaigns.services.recording import MOST_EVENTS, Batch, Seen, accept
    from tests.bench.rows import a_campaign_apart
    from tests.services.prizes import frozen

    campaign = a_campaign_apart()
    release, code = frozen(campaign), campaign.placements.get().code

    def a_batch() -> Batch:
        seen = [Seen(uuid.uuid4(), "view", timezone.now()) for _ in range(MOST_EVENTS)]
        return Batch(release.pk, code, uuid.uuid4(), seen)

    batches = [a_batch() for _ in range(BATCHES)]
    begin = time.perf_counter()
    counted = all_at_once(CLIENTS, batches, lambda batch: accept(batch, None))
    return sum(count for _, count in counted) / (time.perf_counter() - begin)
