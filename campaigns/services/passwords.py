"""What a password of the desk must be, said in the reader's language."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its words for a short password have no Chinese."""

    def get_error_message(self) -> str:
        return _("Use at least %(least)d characters.") % {"least": self.min_length}
