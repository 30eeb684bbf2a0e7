"""The only list of what the desk shows. Everything else stays out of it."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group, User

from campaigns.admin.account import AccountPage
from campaigns.admin.brand import BrandPage
from campaigns.admin.campaign import CampaignPage
from campaigns.admin.coupon import CouponPage, RedemptionPage
from campaigns.admin.people import MemberPage
from campaigns.admin.picture import PicturePage
from campaigns.admin.screen import ScreenPage
from campaigns.admin.shop import LinkPage, ProductPage, StorePage
from campaigns.models import (
    Asset,
    Brand,
    Campaign,
    Coupon,
    Membership,
    Product,
    Redemption,
    Screen,
    Store,
    StoreLink,
)

admin.site.register(Campaign, CampaignPage)
admin.site.register(Coupon, CouponPage)
admin.site.register(Redemption, RedemptionPage)
admin.site.register(Product, ProductPage)
admin.site.register(StoreLink, LinkPage)
admin.site.register(Store, StorePage)
admin.site.register(Asset, PicturePage)
admin.site.register(Screen, ScreenPage)
admin.site.register(Membership, MemberPage)
admin.site.register(Brand, BrandPage)

for _not_so in (User, Group, AccessAttempt, AccessFailureLog, AccessLog):
    if admin.site.is_registered(_not_so):
        admin.site.unregister(_not_so)
admin.site.register(User, AccountPage)
