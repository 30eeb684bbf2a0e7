"""What is true. Nothing here imports a service, a view or a play."""

from campaigns.models.brand import Asset, Brand, Membership, Product, Store, StoreLink
from campaigns.models.campaign import Campaign, Placement, Release
from campaigns.models.event import Event
from campaigns.models.inspection import Inspection
from campaigns.models.photo import Photo, PhotoJob
from campaigns.models.player import Consent, Player
from campaigns.models.prize import CodeImport, Coupon, Draw, Prize, Redemption
from campaigns.models.round import Round
from campaigns.models.screen import Pairing, Screen
from campaigns.models.turn import Frame, Turn
from campaigns.models.worker import WorkerBeat

__all__ = [
    "Asset",
    "Brand",
    "Campaign",
    "CodeImport",
    "Consent",
    "Coupon",
    "Draw",
    "Event",
    "Frame",
    "Inspection",
    "Membership",
    "Pairing",
    "Photo",
    "PhotoJob",
    "Placement",
    "Player",
    "Prize",
    "Product",
    "Redemption",
    "Release",
    "Round",
    "Screen",
    "Store",
    "StoreLink",
    "Turn",
    "WorkerBeat",
]
