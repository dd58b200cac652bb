"""What a report says of where its own text is from."""

from typing import Any

import pytest

from tellings.reconcile.credits import find_credits
from tests.builders import report

BODY = (
    "Shells hit the market of Ardeh on Monday and killed six people, the hospital there said. AFP reported that the "
    "council of the north denied having fired."
)
KNOWN = frozenset({"north wire", "ardeh post"})


def credits(text: str, **more: Any) -> list[tuple[str, str]]:
    return [(one.kind.value, one.name) for one in find_credits(report(text, **more), KNOWN)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Six dead\nARDEH (Reuters) - {BODY}", "Reuters"),
        (f"Six dead\nARDEH, May 6 (North Wire) — {BODY}", "North Wire"),
        (f"Six dead\nARDEH (Newwire) - {BODY}", "Newwire"),
        (f"Six dead\nBy AP\n{BODY}", "AP"),
        (f"Six dead\nBy Ilka Voss, Associated Press\n{BODY}", "AP"),
        (f"Six dead\nBy the Velm News Agency\n{BODY}", "Velm News Agency"),
        (f"Six dead\nThe North Wire\n{BODY}", "North Wire"),
        (f"{BODY}\nAFP", "AFP"),
        (f"{BODY} (AFP)", "AFP"),
        (f"Six dead\n{BODY}\nSource: Newwire", "Newwire"),
    ],
)
def test_the_whole_text_is_credited_to_an_agency(text: str, name: str) -> None:
    assert credits(text) == [("text", name)]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Based on reporting by AP and Reuters", ["AP", "Reuters"]),
        ("With reporting by AFP, Reuters and the Associated Press.", ["AFP", "AP", "Reuters"]),
        ("(AFP/Reuters)", ["AFP", "Reuters"]),
        ("(with inputs from PTI)", ["PTI"]),
        ("The Associated Press contributed to this report.", ["AP"]),
        ("Additional reporting by the Ardeh Post", ["Ardeh Post"]),
    ],
)
def test_part_of_the_text_is_credited(line: str, names: list[str]) -> None:
    assert credits(f"Six dead\n{BODY}\n{line}") == [("reporting", name) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        f"Six dead - Reuters\n{BODY}",
        f"Reuters: six dead in Ardeh\n{BODY}",
        f"Six dead\nBy Ilka Voss\n{BODY}",
        f"Six dead\n{BODY}\nAdditional reporting by agencies",
        f"Six dead\nAgencies\n{BODY}",
        f"Six dead\n{BODY}\nWith reporting by Ilka Voss",
    ],
)
def test_a_headline_a_writer_and_agencies_credit_nobody(text: str) -> None:
    assert credits(text) == []


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Translated from Arabic by Jana Holt", ("translation", "")),
        ("This article was first published in Spanish by El Farol", ("translation", "El Farol")),
        ("(translation of a report by Dolwirra Times)", ("translation", "Dolwirra Times")),
        ("Originally published in Arabic by Al-Nahr. Translated by J. Holt.", ("translation", "Al-Nahr")),
        ("This story first appeared in the Ardeh Post.", ("republished", "Ardeh Post")),
        ("Karim Hadad, as told to Jana Holt", ("told_to", "Karim Hadad")),
        ("By Karim H., as told to Jana Holt", ("told_to", "Karim H.")),
    ],
)
def test_a_note_says_where_the_text_was_before(line: str, credit: tuple[str, str]) -> None:
    assert credits(f"Six dead\n{BODY}\n{line}") == [credit]


def test_a_credit_stands_in_its_words() -> None:
    text = f"Six dead\nARDEH (Reuters) - {BODY}"
    (credit,) = find_credits(report(text), KNOWN)
    assert credit.span is not None
    assert credit.span.of(text) == "ARDEH (Reuters) -"


def test_an_agency_s_own_page_credits_nobody_with_its_text() -> None:
    assert credits(f"Six dead\nARDEH (AP) - {BODY}", outlet="The Associated Press") == []


def test_what_metadata_tell_is_a_credit_without_words() -> None:
    (credit,) = find_credits(report(BODY, agency="Associated Press"), KNOWN)
    assert (credit.name, credit.span) == ("AP", None)
