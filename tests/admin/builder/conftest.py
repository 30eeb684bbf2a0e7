"""The builder of our campaign, step by step."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.world import World

# The test client adds `context` to what a view answers.
Step = Callable[..., Any]


@pytest.fixture
def step(desk: Client, ours: World) -> Step:
    """`step("look")` opens a step, `step("look", {…})` sends it."""

    def go(name: str, data: dict[str, Any] | None = None) -> Any:
        url = reverse("admin:campaigns_campaign_build", args=[ours.campaign.pk, name])
        answer = desk.get(url) if data is None else desk.post(url, data)
        ours.campaign.refresh_from_db()
        return answer

    return go
