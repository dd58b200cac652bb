"""Texts that are hard to read: other languages, tables, bare headlines, broken marks, great length. All invented."""

import time

import pytest

from tellings.attribution import attribute, read_tellings
from tellings.model import SetAside
from tellings.pipeline import read_attributions, read_report
from tellings.resolve.gazetteer import Gazetteer
from tellings.text.segment import segment
from tests.attribution.telling import hear
from tests.builders import report

ENGLISH = "Shells hit the market of Ardeh on Monday, the hospital director Ilka Voss said."
MORE = "She added that a third of the wounded were children."
IN_OTHER_LANGUAGES = {
    "Arabic (ar)": "قال مدير المستشفى إن ستة أشخاص قتلوا في السوق يوم الاثنين وأصيب ثلاثة آخرون بجروح.",
    "Russian (ru)": "Директор больницы сообщил, что в понедельник на рынке погибли шесть человек, ещё трое ранены.",
    "Chinese (zh)": "医院院长说，星期一市场遭到炮击，六人死亡，三人受伤。警方没有证实这一消息。",
    "French (fr)": "Le directeur de l'hôpital a déclaré lundi que six personnes avaient été tuées dans le marché, et "
    "que trois autres étaient grièvement blessées selon la police de la ville.",
    "Turkish (tr)": "Hastane müdürü pazartesi günü yaptığı açıklamada çarşıya düşen top mermileri nedeniyle altı "
    "kişinin öldüğünü ve üç kişinin de ağır yaralandığını, polisin ise bunu henüz doğrulamadığını söyledi.",
    "Polish (pl)": "Dyrektor szpitala powiedział w poniedziałek, że na targu zginęło sześć osób, a trzy inne zostały "
    "ciężko ranne; policja nie potwierdziła jeszcze tych doniesień ani nie podała przyczyny wybuchu.",
}


@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_a_report_in_another_language_is_set_aside_and_the_language_named(language: str) -> None:
    told = read_attributions(report(IN_OTHER_LANGUAGES[language] * 2))
    assert isinstance(told, SetAside)
    assert told.reason == "unread_language"
    assert language in told.message


@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_a_paragraph_in_another_language_is_passed_over_and_said_to_be(language: str) -> None:
    text = f"{ENGLISH}\n\n{IN_OTHER_LANGUAGES[language]}\n\n{MORE}"
    start = text.index(IN_OTHER_LANGUAGES[language])
    end = start + len(IN_OTHER_LANGUAGES[language])
    document = segment(report(text, language="en"))
    _, attributions = attribute(document)
    spans = [s for a in attributions for s in (*a.source, *a.cue, *a.content)]
    assert spans
    assert not any(s.start < end and start < s.end for s in spans)
    found = read_report(report(text, language="en"), gazetteer=Gazetteer.open())
    (warning,) = [w for w in found.warnings if w.code == "passage_not_read"]
    assert language in warning.text


def test_the_english_around_a_passage_in_another_language_is_read_as_without_it() -> None:
    alone = hear(f"{ENGLISH}\n\n{MORE}", read_spans=read_tellings)
    mixed = hear(f"{ENGLISH}\n\n{IN_OTHER_LANGUAGES['French (fr)']}\n\n{MORE}", read_spans=read_tellings)
    assert [(t.chain, t.cue, t.content) for t in mixed.told] == [
        (t.chain, t.cue, t.content) for t in alone.told
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SIX PEOPLE WERE KILLED IN ARDEH ON MONDAY WHEN SHELLS STRUCK HOUSES NEAR SEVERAL SCHOOLS, POLICE SAID LATE.",
        "Ilka Voss, Omar Dell, Ada Obi, Renn Katz, Mila Sorn, Tobe Lind, Arik Moss, Jana Vell, Pim Orlo, Sten Aru",
        "Ardeh 6 dead 3 hurt; Tesh 2 dead; Brekka 1 dead 4 hurt; Varn 9 hurt; Osk 3 dead 1 hurt; Dolwirra 7 dead",
        "Police: six dead near mosque. Residents fear more shelling tonight, aid workers say roads blocked.",
    ],
)
def test_english_without_small_words_is_no_other_language(text: str) -> None:
    assert not segment(report(text)).unread


@pytest.mark.parametrize(
    "text",
    [
        "Date\tPlace\tKilled\n2013-02-09\tArdeh\t6\n2013-02-10\tTesh\t3\n",
        "| Date | Place | Killed |\n| --- | --- | --- |\n| 9 Feb | Ardeh | 6 |\n| 10 Feb | Tesh | 3 |\n",
        "Ardeh,6,3\nTesh,2,0\nBrekka,1,4\n",
    ],
)
def test_a_table_alone_tells_of_nobody_who_says_so(text: str) -> None:
    assert hear(text).told == ()


def test_headlines_alone_are_read_for_what_they_credit() -> None:
    heard = hear("Council denies shelling\nPolice say three dead in Tesh\n")
    assert [(t.source, t.cue, t.content) for t in heard.told] == [
        ("Council", "denies", "shelling"),
        ("Police", "say", "three dead in Tesh"),
    ]


@pytest.mark.parametrize(
    "text", ["“We ran.” “They fired again.” “Six of ours died.”", "“We ran.”\n\n“They fired again.”"]
)
def test_quotations_alone_name_no_voice(text: str) -> None:
    heard = hear(text)
    assert not heard.voices
    assert all(t.source == "" for t in heard.told)


@pytest.mark.parametrize("text", ["Said", "Police", "مقتل", "…", "“", "according"])
def test_one_word_tells_nothing(text: str) -> None:
    assert hear(text).told == ()


ODD = {
    "zero width space": "\u200b",
    "word joiner": "\u2060",
    "left-to-right mark": "\u200e",
    "byte order mark": "\ufeff",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_characters_without_width_move_no_offset(odd: str) -> None:
    text = f"{odd}Shells hit the market of Ardeh, {odd}Ilka Voss{odd} said.{odd} She added that {odd}six had died.{odd}"
    heard = hear(text)
    assert [t.cue for t in heard.told] == ["said", "added"]
    assert [t.chain for t in heard.told] == [("Ilka Voss",), ("Ilka Voss",)]
    for told in heard.told:
        for span in told.attribution.cue:
            assert text[span.start : span.end] in {"said", "added"}


def test_marks_of_direction_around_a_name_leave_the_name_alone() -> None:
    heard = hear("\u202bIlka Voss\u202c said that six had died. \u2067Voss\u2069 added that three were hurt.")
    assert [t.chain for t in heard.told] == [("Ilka Voss",), ("Ilka Voss",)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police said six had died ,, but not where", ("Police", "said")),
        ("six had died,the police said .", ("the police", "said")),
        ("Police said : six had died !!", ("Police", "said")),
        ("““Six had died,”” said the police", ("the police", "said")),
        ("According to the police ,six had died", ("the police", "According to")),
    ],
)
def test_broken_marks_do_not_hide_who_speaks(text: str, told: tuple[str, str]) -> None:
    heard = hear(text)
    assert told in [(t.source, t.cue.strip(" :,")) for t in heard.told]


PLACES = "Ardeh Brekka Tesh Dolwirra Varn Osk".split()
NAMES = ("Ilka Voss", "Omar Dell", "Ada Obi", "Renn Katz", "Mila Sorn", "Tobe Lind")


def long_text(words: int) -> str:
    """Return an invented report of about so many words, in paragraphs of 60."""
    return "\n\n".join(
        f"Shells hit the market of {PLACES[k % 6]} on Monday, killing {k % 40 + 2} people, the hospital director "
        f"{NAMES[k % 6]} said. {MORE} A spokesman for the {PLACES[k % 6]} Council said {k % 30 + 1} had died, and "
        f"denied that its men had fired. “We saw jets,” said resident {k}. The dead were brought in at night."
        for k in range(words // 60)
    )


def seconds(words: int) -> float:
    made = report(long_text(words), language="en")
    start = time.process_time()
    attribute(segment(made))
    return time.process_time() - start


def test_time_grows_with_the_length_of_a_report_and_not_with_its_square() -> None:
    seconds(1000)
    assert seconds(16_000) < 8 * seconds(4000) + 0.5
