"""Tell which language a text is written in.

In:   a text.
Out:  an ISO 639-1 code, or the three letters of ISO 639-3 for a language that has none of two.
Holds: plain English is decided by its function words alone. Only what is not clearly English loads the
       language identifier (py3langid), which takes 0.5 to 0.7 s to start where the function words take none.
"""

import re

ENGLISH = "en"

_SAMPLE_CHARS = 6000
_SHORT_WORDS = 12  # a headline: too little to tell languages of one script apart. A guess, unmeasured.

# Words that English has many of and its neighbours lack. Not "in", "is", "was", "an", "as", "me", "on",
# which Dutch, German or French have too.
_FUNCTION_WORDS = frozenset(
    "the of and to that were with from by which their they have had has he it been said this not but at for "
    "who his her she are be would".split()
)
# Share of them among all words. Of 2,801 English reports (American, Syrian, and 1,500 in upper case) four lie
# below, which the identifier calls English too; of eighteen samples in other languages one lies at 0.04
# (Danish), the rest at 0.
_CLEARLY_ENGLISH = 0.10

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


def detect_language(text: str) -> str:
    """Return the language of a text as an ISO 639 code; upper case makes no difference.

    A short text in Latin script, such as a headline, or one without letters counts as English.
    """
    sample = text[:_SAMPLE_CHARS].lower()
    is_short = len(_WORD.findall(sample)) < _SHORT_WORDS
    if is_latin(sample) and (is_short or english_share(sample) >= _CLEARLY_ENGLISH):
        return ENGLISH
    return _identify(sample)


def is_latin(text: str) -> bool:
    """Whether at least half of the letters of a text are Latin; so it is without letters."""
    lower = text.lower()
    return len(_LATIN_LETTER.findall(lower)) * 2 >= len(_LETTER.findall(lower))


def english_share(text: str) -> float:
    """Return the share of English function words among the words of a text; 0.0 without words."""
    words = _WORD.findall(text.lower())
    return sum(1 for word in words if word in _FUNCTION_WORDS) / len(words) if words else 0.0


def _identify(sample: str) -> str:
    # numpy and a model to unpack: not on the way of a report that is plainly in English
    from py3langid.langid import classify

    language: str = classify(sample)[0]
    return language
