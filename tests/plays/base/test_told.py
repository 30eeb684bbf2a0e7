"""Words that an operator may replace."""

from django import forms
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.plays.base import PlaySettings, told


class Words(PlaySettings):
    greeting = forms.CharField(initial=_("Play"), required=False)


class Verses(PlaySettings):
    verses = forms.CharField(initial=format_lazy("{0}\n{0}", _("Play")), required=False)


def test_ours_are_told_in_the_players_language_as_long_as_nobody_changed_them() -> None:
    with translation.override("zh-hans"):
        drafted = Words.defaults()
        ours = told(Words, drafted, "greeting")
    assert told(Words, drafted, "greeting") == "Play"
    assert ours != "Play"


def test_the_operators_are_told_as_they_stand() -> None:
    with translation.override("zh-hans"):
        assert told(Words, {"greeting": " Come in! "}, "greeting") == "Come in!"


def test_lines_that_a_text_area_sent_are_ours_whatever_ends_them() -> None:
    with translation.override("zh-hans"):
        sent = Verses.defaults()["verses"].replace("\n", "\r\n")
    assert told(Verses, {"verses": sent}, "verses") == "Play\nPlay"


def test_what_was_taken_away_or_never_was_there_is_ours_again() -> None:
    assert told(Words, {"greeting": "  "}, "greeting") == told(Words, {}, "greeting") == "Play"
