"""The Celery application: two queues, a bell that may be lost without losing a job."""

import os
from threading import Thread
from typing import Any

from celery import Celery
from celery.signals import (
    task_postrun,
    worker_init,
    worker_process_init,
    worker_ready,
    worker_shutdown,
)

from campaigns import folder

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaigns.settings")

folder.register()
app = Celery("marquee")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["campaigns"])


@worker_init.connect
@worker_shutdown.connect
def forget_beats(sender: Any, **kwargs: Any) -> None:
    """What an earlier process of this name said of itself holds no longer."""
    from campaigns.services import heartbeat

    heartbeat.forget(sender.hostname)


@worker_ready.connect
def beat_at_once(sender: Any, **kwargs: Any) -> None:
    """The schedule's first beat comes seconds later, which a waiting person would notice."""
    from campaigns.services import heartbeat

    for queue in heartbeat.QUEUES:
        app.send_task("campaigns.tasks.beat", args=[queue], queue=queue, expires=15)


@worker_process_init.connect
def warm_up(**kwargs: Any) -> None:
    """No first player waits for the networks: they load beside the first jobs, not before them,
    in every process that will be asked for pictures."""
    from campaigns.services import networks, thrift

    thrift.begin()
    if "vision" in app.amqp.queues.consume_from:
        Thread(target=networks.warm, name="warm-up", daemon=True).start()


@task_postrun.connect
def settle(**kwargs: Any) -> None:
    """The player has the picture already."""
    from campaigns.services import thrift

    thrift.settle()
