"""Which reports carry on which text."""

import random

import pytest

from tellings.model import Report
from tellings.reconcile.descent import Descent, find_cycles, trace_descent
from tellings.vocabulary import EdgeKind, ReportKind
from tests.builders import report

WIRE = (
    "Shells hit the market of Ardeh on Monday and killed six people, the hospital there said. Its director, Ilka Voss, "
    "counted nine wounded, two of them children. A column of trucks had passed the town an hour before. The council of "
    "the north denied that its men had fired, and asked for an inquiry by people whom both sides trust.\n"
)
LATER = (
    "Shells hit the market of Ardeh on Monday and killed six people, the hospital there said. By night a seventh had "
    "died of burns. The governor closed the road to the coast and promised families a pension. Schools stay shut until "
    "Friday, and the ferries too. In the harbour two ships with flour wait for a berth; their crews were told to sleep "
    "on board.\n"
)
OTHER = "In the hills above Dolwirra a bus left the road and fell into the river. Three passengers swam to the bank.\n"


def kinds(*reports: Report) -> list[EdgeKind]:
    return [edge.kind for edge in trace_descent(reports).edges]


def test_a_text_that_is_carried_whole_is_a_copy_of_the_earlier_page() -> None:
    first = report(WIRE, outlet="A", published="2024-05-06")
    second = report("Told again: " + WIRE, outlet="B", published="2024-05-07")
    descent = trace_descent([second, first])
    (edge,) = descent.edges
    assert (edge.teller, edge.told_by, edge.kind) == (second.report_id, first.report_id, EdgeKind.COPIES)
    assert "published later" in edge.why
    assert descent.copy_of(second.report_id) == first.report_id
    assert descent.copy_of(first.report_id) is None


def test_an_excerpt_of_a_text_is_a_copy_too() -> None:
    whole = report(WIRE + OTHER * 3, outlet="A")
    assert kinds(whole, report(WIRE, outlet="B")) == [EdgeKind.COPIES]


def test_a_text_that_is_carried_in_part_is_adapted() -> None:
    assert kinds(report(WIRE * 1 + OTHER, outlet="A"), report(LATER + WIRE[:250], outlet="B")) == [
        EdgeKind.ADAPTS
    ]


def test_reports_that_share_a_subject_and_a_few_words_are_independent() -> None:
    assert trace_descent([report(WIRE, outlet="A"), report(OTHER, outlet="B")]).groups == ()


def test_little_shared_text_is_one_relay_where_both_credit_one_agency() -> None:
    texts = (WIRE, LATER)
    plain = [report(text, outlet=outlet) for text, outlet in zip(texts, "AB", strict=True)]
    credited = [report(text, outlet=outlet, agency="NW") for text, outlet in zip(texts, "AB", strict=True)]
    assert trace_descent(plain).groups == ()
    (group,) = trace_descent(credited).groups
    assert group == tuple(sorted(one.report_id for one in credited))


def test_agencies_is_no_agency() -> None:
    pair = [report(text, outlet=o, agency="agencies") for text, o in ((WIRE, "A"), (LATER, "B"))]
    assert trace_descent(pair).groups == ()


def test_one_agency_without_shared_text_is_no_tie() -> None:
    pair = [report(text, outlet=o, agency="NW") for text, o in ((WIRE, "A"), (OTHER, "B"))]
    assert trace_descent(pair).groups == ()


@pytest.mark.parametrize("published", [None, "2024-05-06", "2024-05"])
def test_which_came_first_is_not_said_where_dates_do_not_tell(published: str | None) -> None:
    pair = [report(text, outlet=o, published=published) for text, o in ((WIRE, "A"), ("x " + WIRE, "B"))]
    (edge,) = trace_descent(pair).edges
    assert "not known" in edge.why
    assert edge.told_by == min(one.report_id for one in pair)


def test_an_inferred_publication_date_does_not_tell_which_came_first() -> None:
    first = report(WIRE, outlet="A", published="2024-05-06", published_inferred=True)
    second = report("x " + WIRE, outlet="B", published="2024-05-07")
    (edge,) = trace_descent([first, second]).edges
    assert "not known" in edge.why


def test_a_notice_before_the_body_is_no_shared_text() -> None:
    notice = " ".join(f"word{n}" for n in range(60)) + "\n"
    pair = [
        report(notice + body, outlet=o, body_start=len(notice)) for body, o in ((WIRE, "A"), (OTHER, "B"))
    ]
    assert trace_descent(pair).groups == ()


def test_edges_hold_every_group_together_in_any_order() -> None:
    rng = random.Random(20240506)
    sentences = [
        " ".join(rng.choice("abcdefghij") * rng.randint(2, 7) for _ in range(14)) + "." for _ in range(20)
    ]
    pages = []
    for n in range(8):
        start = rng.randint(0, 12)
        text = " ".join(sentences[start : start + 7])
        pages.append(report(text, outlet=f"O{n}", published=f"2024-05-{rng.randint(1, 28):02}"))
    expected = trace_descent(pages)
    for group in expected.groups:
        assert sum(edge.teller in group for edge in expected.edges) >= len(group) - 1
    for _ in range(4):
        rng.shuffle(pages)
        assert trace_descent(pages) == expected


def test_cycles_are_found_and_not_broken() -> None:
    ties = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "f"), ("f", "e")]
    assert find_cycles(ties) == (("a", "b", "c"), ("e", "f"))
    assert find_cycles([("a", "b"), ("c", "b")]) == ()


def test_a_sheet_that_quotes_a_report_in_its_notes_is_no_copy_of_it() -> None:
    sheet = report(f"row 2\nnotes: {WIRE}", outlet="Ardeh recorders", kind=ReportKind.SHEET)
    assert trace_descent([report(WIRE), sheet]) == Descent((), ())
