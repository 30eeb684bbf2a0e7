"""Every route of the product on one page."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from campaigns.api import player
from campaigns.api import screen as screen_api
from campaigns.web import health, media, screen, store, visitor

# Looked up when it is asked for: the static files are collected after the routes are read.
_ICON = lazy(static, str)("icons/marquee.svg")

pages = [
    path("q/<str:code>", visitor.scan, name="scan"),
    path("c/<slug:slug>", visitor.page, name="page"),
    path("c/<slug:slug>/theme-<str:digest>.css", visitor.theme, name="theme"),
    path("preview/<str:token>", visitor.preview, name="preview"),
    path("r/<uuid:round_id>", visitor.result, name="result"),
    path("t/<str:token>", screen.take, name="take"),
    path("screen/", screen.screen, name="screen"),
    path("go/<str:token>", store.go, name="go"),
    path("store/redeem", store.redeem, name="redeem"),
]

files = [
    path("media/<str:token>", media.media, name="media"),
    path("asset/<str:name>", media.asset, name="asset"),
    path("picture/<str:sha256>-<int:width>.<str:extension>", visitor.rendition, name="rendition"),
]

api = [
    path("rounds", player.start, name="api-start"),
    path("rounds/<uuid:round_id>", player.round_state, name="api-round"),
    path("rounds/<uuid:round_id>/photo", player.photo, name="api-photo"),
    path("rounds/<uuid:round_id>/remakes", player.remake, name="api-remakes"),
    path("rounds/<uuid:round_id>/remakes/<uuid:job_id>", player.remake_state, name="api-remake"),
    path("rounds/<uuid:round_id>/erase", player.erase, name="api-erase"),
    path("rounds/<uuid:round_id>/turns/open", player.open_turn, name="api-turn-open"),
    path("rounds/<uuid:round_id>/turns", player.turn, name="api-turn"),
    path("rounds/<uuid:round_id>/trace", player.trace, name="api-trace"),
    path("rounds/<uuid:round_id>/seed", player.seed, name="api-seed"),
    path("events", player.events, name="api-events"),
    path("screen/hello", screen_api.hello, name="api-screen-hello"),
    path("screen/state", screen_api.state, name="api-screen-state"),
    path("screen/rounds", screen_api.start, name="api-screen-start"),
    path("screen/rounds/<uuid:round_id>", screen_api.round_state, name="api-screen-round"),
    path("screen/rounds/<uuid:round_id>/photo", screen_api.photo, name="api-screen-photo"),
    path("screen/rounds/<uuid:round_id>/remakes", screen_api.remake, name="api-screen-remakes"),
    path(
        "screen/rounds/<uuid:round_id>/remakes/<uuid:job_id>",
        screen_api.remake_state,
        name="api-screen-remake",
    ),
    path("screen/rounds/<uuid:round_id>/erase", screen_api.erase, name="api-screen-erase"),
    path(
        "screen/rounds/<uuid:round_id>/turns/open",
        screen_api.open_turn,
        name="api-screen-turn-open",
    ),
    path("screen/rounds/<uuid:round_id>/turns", screen_api.turn, name="api-screen-turn"),
    path("screen/rounds/<uuid:round_id>/trace", screen_api.trace, name="api-screen-trace"),
    path("screen/rounds/<uuid:round_id>/seed", screen_api.seed, name="api-screen-seed"),
    path("schema", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
]

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    *pages,
    *files,
    path("api/", include(api)),
    path("favicon.ico", RedirectView.as_view(url=_ICON), name="favicon"),
    path("healthz", health.healthz, name="healthz"),
    path("healthz/web", health.webz, name="healthz-web"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]

handler403 = "campaigns.web.wayon.forbidden"
handler404 = "campaigns.web.wayon.nowhere"
