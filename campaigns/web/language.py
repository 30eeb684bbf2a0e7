"""In which language a page speaks, without a cookie: a page can be cached by its address."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

_NAMES = dict(settings.LANGUAGES)


def asked(request: HttpRequest, otherwise: str) -> str:
    """Return the language that `?lang=` asks for where we speak it, else `otherwise`."""
    wish = request.GET.get("lang", "").lower()
    return wish if wish in _NAMES else otherwise


def of_browser(request: HttpRequest) -> str:
    """Return the language to use where no campaign says which."""
    return asked(request, translation.get_language_from_request(request))


def others(language: str) -> list[tuple[str, str]]:
    """Return (code, its own name) of the languages that a page may be switched to."""
    return [(code, name) for code, name in _NAMES.items() if code != language]


def tag(language: str) -> str:
    """Return the tag for `<html lang>`: zh-Hans, not zh-hans."""
    return translation.to_locale(language).replace("_", "-")
