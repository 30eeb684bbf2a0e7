"""The only list of plays."""

from campaigns.plays.base import Play
from campaigns.plays.star_photo import StarPhoto

PLAYS: dict[str, Play] = {play.name: play for play in (StarPhoto(),)}
