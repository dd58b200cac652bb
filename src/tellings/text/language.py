"""Tell which language a report is written in, and set aside those that are not read yet.

In:   a Report, or a text.
Out:  an ISO 639-1 code; or a SetAside for a report that is not in English.
Holds: nothing is dropped: a report that is set aside is still kept, and another day's reader may read it.

The detection itself stands in `intake.language`, since a report carries its language from intake on.
"""

from tellings.intake.language import detect_language
from tellings.model import Report, SetAside

__all__ = ["READ_LANGUAGES", "detect_language", "unread"]

READ_LANGUAGES = ("en",)

_NAMES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "it": "Italian", "ku": "Kurdish", "nl": "Dutch", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip


def unread(report: Report) -> SetAside | None:
    """Return a SetAside if the report is in a language that is not read, None if it can be read.

    A report that tells no language is judged by its text.
    """
    language = report.language or detect_language(report.text)
    if language in READ_LANGUAGES:
        return None
    name = f"{_NAMES[language]} ({language})" if language in _NAMES else f"the language {language!r}"
    return SetAside(
        item=report.title or report.outlet or report.report_id,
        reason="unread_language",
        message=f"it is in {name}; only English is read",
        next_step=(
            "add an English translation as a report of its own "
            f"(kind: translation, original_language: {language}); if it is in English, say so (language: en)"
        ),
        original_sha256=report.original_sha256,
    )
