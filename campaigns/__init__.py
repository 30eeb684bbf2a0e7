"""The Django side of Marquee: campaigns, players, prizes, screens, reports."""

from campaigns.celery import app as celery_app

__all__ = ["celery_app"]
