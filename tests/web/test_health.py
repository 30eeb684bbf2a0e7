import pytest
from django.test import Client

from campaigns.services import heartbeat
from campaigns.services.heartbeat import QUEUES


@pytest.mark.django_db
def test_it_answers_503_with_the_reason_while_no_worker_lives(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["database"] is True
    assert answer.json()["worker"]["working"] is False


@pytest.mark.django_db
def test_what_it_says_of_the_models_is_what_the_worker_found(client: Client) -> None:
    for queue in QUEUES:
        heartbeat.beat("celery@here", queue)
    answer = client.get("/healthz")
    models = answer.json()["models"]
    assert models
    assert answer.status_code == (200 if all(models.values()) else 503)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_web_process_is_healthy_without_a_worker(client: Client) -> None:
    assert client.get("/healthz/web").status_code == 200
