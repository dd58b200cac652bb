"""Tell which language a report is written in, and set aside those that are not read yet.

In:   a Report, a text, or a paragraph of one.
Out:  an ISO 639-1 code; or a SetAside for a report that is not in English; or whether a paragraph is not.
Holds: nothing is dropped: a report that is set aside is still kept, and another day's reader may read it.

The detection itself stands in `intake.language`, since a report carries its language from intake on.
"""

from tellings.intake.language import detect_language, english_share, is_latin
from tellings.model import Report, SetAside

__all__ = ["READ_LANGUAGES", "detect_language", "is_unread", "language_name", "unread"]

READ_LANGUAGES = ("en",)

_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "as": "Assamese", "az": "Azerbaijani",
    "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech",
    "cy": "Welsh", "da": "Danish", "de": "German", "dz": "Dzongkha", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "ht": "Haitian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada",
    "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "mg": "Malagasy", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "or": "Odia",
    "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "rw": "Kinyarwanda", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "xh": "Xhosa", "zh": "Chinese", "zu": "Zulu",
    "br": "Breton", "eo": "Esperanto", "fo": "Faroese", "jv": "Javanese", "la": "Latin", "lb": "Luxembourgish",
    "nb": "Norwegian", "nn": "Norwegian", "oc": "Occitan", "se": "Northern Sami", "vo": "Volapük", "wa": "Walloon",
}  # fmt: skip
_FEWEST_WORDS = 20  # of a paragraph in Latin script, to be judged by itself. A guess, unmeasured.
_LEAST_ENGLISH = 0.02  # share of English function words; prose has 0.2 and more
_LEAST_LOWER = 0.5  # share of words in lower case: less is a table, a list of names or a line in capitals


def unread(report: Report) -> SetAside | None:
    """Return a SetAside if the report is in a language that is not read, None if it can be read.

    A report that tells no language is judged by its text.
    """
    language = report.language or detect_language(report.text)
    if language in READ_LANGUAGES:
        return None
    return SetAside(
        item=report.title or report.outlet or report.report_id,
        reason="unread_language",
        message=f"it is in {language_name(language)}; only English is read",
        next_step=(
            "add an English translation as a report of its own "
            f"(kind: translation, original_language: {language}); if it is in English, say so (language: en)"
        ),
        original_sha256=report.original_sha256,
    )


def is_unread(paragraph: str) -> bool:
    """Whether a paragraph of a report in English is in another language, as a whole.

    One in another script always is; one in Latin script if it is prose, long enough and without English function
    words. A sentence of another language inside an English paragraph is not found here.
    """
    if not any(char.isalpha() for char in paragraph):
        return False
    if not is_latin(paragraph):
        return True
    words = [word for word in paragraph.split() if word[:1].isalpha()]
    if len(words) < _FEWEST_WORDS or sum(word.islower() for word in words) < _LEAST_LOWER * len(words):
        return False
    return english_share(paragraph) < _LEAST_ENGLISH and detect_language(paragraph) not in READ_LANGUAGES


def language_name(language: str) -> str:
    """Return what to call a language in a message: "Arabic (ar)"."""
    return f"{_NAMES[language]} ({language})" if language in _NAMES else f"the language {language!r}"
