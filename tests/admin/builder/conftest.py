"""The builder of our campaign, step by step."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.admin.world import World

Step = Callable[..., HttpResponse]


@pytest.fixture
def step(desk: Client, ours: World) -> Step:
    """`step("look")` opens a step, `step("look", {…})` sends it."""

    def go(name: str, data: dict[str, Any] | None = None) -> HttpResponse:
        url = reverse("admin:campaigns_campaign_build", args=[ours.campaign.pk, name])
        answer = desk.get(url) if data is None else desk.post(url, data)
        ours.campaign.refresh_from_db()
        return answer

    return go
