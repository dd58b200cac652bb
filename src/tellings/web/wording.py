"""Say interface text in the language of whoever asks.

In:   English text, as it stands in code and templates; the translations of the request in hand.
Out:  the text in the request's language.
Holds: `locale/messages.pot` lists every such text (`make catalogue` writes it); a language is a compiled catalogue
beside it. Words of the vocabulary (what a status or a stance is called) are `publish.words`, which the record uses too.
"""

import gettext
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface. code: BCP 47; direction: "ltr" or "rtl"."""

    code: str
    direction: str
    texts: gettext.NullTranslations


ENGLISH = Language("en", "ltr", gettext.NullTranslations())

_CURRENT: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def speak(language: Language) -> None:
    """Say what follows, in this request, in a language."""
    _CURRENT.set(language)


def spoken() -> Language:
    """Return the language of the request in hand."""
    return _CURRENT.get()


def _(text: str) -> str:
    """Return a text in the language of the request."""
    return _CURRENT.get().texts.gettext(text)


def counted(one: str, many: str, number: int) -> str:
    """Return a text that counts something, in the language of the request, with `%(num)s` filled in."""
    return _CURRENT.get().texts.ngettext(one, many, number) % {"num": f"{number:,}"}
