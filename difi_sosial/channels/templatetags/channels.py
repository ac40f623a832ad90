"""Words about accounts in the reader's language."""

from django import template
from django.utils.translation import get_language

from difi_sosial.channels.queries.public import PublicAccount

register = template.Library()

# Languages as those who read them call them.
OWN_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "se": "Davvisámegiella", "en": "English"}


@register.filter
def in_words(row: PublicAccount, what: str) -> str:
    """A fact of an account in the language of the page: purpose, hours, response or by_kind."""
    language = "nn" if get_language() == "nn" else "nb"
    words = {
        "purpose": row.purpose,
        "hours": row.hours,
        "response": row.response,
        "by_kind": row.by_kind,
    }
    return words[what](language)


@register.filter
def own_name(code: str) -> str:
    """A language's name in that language."""
    return OWN_NAMES.get(code, code)
