import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.intake import Taken, read_bytes
from tellings.model import Report
from tellings.text.language import detect_language, unread

ENGLISH = (
    "At least twelve people were killed on Monday in an attack on the village, a spokesman for the army said. "
    "The mayor said that the shells had hit the market by night."
)
OTHERS = {
    "de": "Bei einem Angriff auf das Dorf sind am Montag nach Angaben eines Sprechers mindestens zwölf Menschen "
    "getötet worden, darunter drei Kinder. Der Bürgermeister sagte, die Armee habe das bestritten.",
    "nl": "Bij een aanval op het dorp zijn maandag volgens een woordvoerder zeker twaalf mensen om het leven "
    "gekomen, onder wie drie kinderen. De burgemeester zei dat het leger dat ontkende.",
    "fr": "Au moins douze personnes ont été tuées lundi dans une attaque contre le village, a déclaré un "
    "porte-parole. L'armée a démenti ces informations.",
    "es": "Al menos doce personas murieron el lunes en un ataque contra el pueblo, dijo un portavoz. El "
    "ejército lo negó y acusó a un grupo armado.",
    "tr": "Sözcü, pazartesi günü köye düzenlenen saldırıda üçü çocuk en az on iki kişinin öldürüldüğünü söyledi.",
    "ar": "قال متحدث إن اثني عشر شخصا على الأقل قتلوا يوم الاثنين في هجوم على القرية بينهم ثلاثة أطفال.",
    "fa": "سخنگوی بیمارستان گفت که دست‌کم دوازده نفر روز دوشنبه در حمله به روستا کشته شدند.",
    "ru": "По меньшей мере двенадцать человек погибли в понедельник при нападении на деревню, сообщил врач.",
    "zh": "医院发言人说，星期一该村遭袭，至少十二人死亡，其中包括三名儿童。",
}


def taken(text: str) -> Report:
    outcome = read_bytes(text.encode(), name="report.txt")
    assert isinstance(outcome, Taken)
    return outcome.report


def test_english_is_told_in_either_case() -> None:
    assert detect_language(ENGLISH) == "en"
    assert detect_language(ENGLISH.upper()) == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_told_in_either_case(language: str) -> None:
    assert detect_language(OTHERS[language]) == language
    assert detect_language(OTHERS[language].upper()) == language


@pytest.mark.parametrize(
    "text", ["Six killed in Ardeh shelling", "Ardeh", "", "12 / 34", "Angriff auf Ardeh"]
)
def test_a_headline_in_latin_script_counts_as_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_a_headline_in_another_script_does_not() -> None:
    assert detect_language("مقتل اثني عشر شخصا") == "ar"


def test_a_foreign_name_or_quote_leaves_a_text_english() -> None:
    assert detect_language(f"{ENGLISH} He called it عدوان (an aggression).") == "en"


@given(st.text(max_size=200))
def test_any_text_has_a_language(text: str) -> None:
    assert detect_language(text).isalpha()


def test_a_report_in_english_is_read() -> None:
    assert unread(taken(ENGLISH)) is None


def test_a_report_in_another_language_is_kept_and_set_aside_with_its_reason() -> None:
    report = taken(OTHERS["ar"])
    aside = unread(report)
    assert aside is not None
    assert aside.reason == "unread_language"
    assert "Arabic (ar)" in aside.message
    assert "original_language: ar" in aside.next_step
    assert aside.original_sha256 == report.original_sha256


def test_a_told_language_wins_over_what_the_text_looks_like() -> None:
    assert unread(taken(f"---\nlanguage: en\n---\n{OTHERS['de']}")) is None
    assert unread(taken(f"---\nlanguage: de\n---\n{ENGLISH}")) is not None


def test_plain_english_does_not_load_the_identifier() -> None:
    program = (
        "import sys; from tellings.text.language import detect_language; "
        f"detect_language({ENGLISH!r}); sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0
