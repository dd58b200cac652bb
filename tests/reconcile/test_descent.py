"""Which reports carry on which text."""

import random
from time import process_time

import pytest

from tellings.model import Report
from tellings.reconcile.cycles import find_cycles
from tellings.reconcile.descent import Descent, trace_descent
from tellings.vocabulary import EdgeKind, ReportKind
from tests.builders import page, report, said

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


def test_ten_thousand_copies_hang_on_few_and_take_seconds() -> None:
    rng = random.Random(1)
    words = [f"w{n}" for n in range(80)]
    pages = []
    for n in range(10_000):
        at = rng.randrange(80)
        text = " ".join([*words[:at], *(f"x{n}-{k}" for k in range(rng.randrange(10))), *words[at:]])
        pages.append(report(text, outlet=f"Outlet {n}", published=f"2024-05-{rng.randint(2, 28):02}"))
    pages.append(report(" ".join(words), outlet="North Wire", published="2024-05-01"))
    began = process_time()
    descent = trace_descent(pages)
    assert process_time() - began < 30.0
    assert len(descent.groups) == 1
    assert len(descent.edges) == 10_000
    assert sum(edge.told_by == pages[-1].report_id for edge in descent.edges) > 1000


def test_forty_outlets_with_one_text_reworded_here_and_there_are_one_text() -> None:
    rng = random.Random(2)
    words = WIRE.split() * 1 + [f"w{n}" for n in range(120)]
    pages = []
    for n in range(40):
        text = [f"y{n}-{k}" if rng.random() < 0.04 else word for k, word in enumerate(words)]
        pages.append(report(" ".join(text), outlet=f"Outlet {n}", published="2024-05-06"))
    (group,) = trace_descent(pages).groups
    assert len(group) == 40


def test_a_copy_with_a_local_line_added_is_a_copy() -> None:
    local = "Our reporter saw the market closed on Tuesday. " + WIRE
    assert kinds(report(WIRE, outlet="North Wire", published="2024-05-06"), report(local, outlet="B")) == [
        EdgeKind.COPIES
    ]


def test_the_agency_s_own_page_comes_before_a_page_that_credits_it() -> None:
    own = report(WIRE, outlet="North Wire", published="2024-05-06")
    copy = report(f"Six dead\nARDEH (North Wire) - {WIRE}", outlet="B", published="2024-05-06")
    (edge,) = trace_descent([own, copy]).edges
    assert (edge.teller, edge.told_by) == (copy.report_id, own.report_id)
    assert "credits North Wire, whose own page the other is" in edge.why
    assert trace_descent([own, copy]).ordered == {(copy.report_id, own.report_id)}


def test_a_report_that_prints_a_statement_whole_has_it_from_the_page_of_whoever_it_names() -> None:
    statement = page("Northern Council", text=WIRE, published=None)
    around = page(
        "B",
        said("injured", "9", "Northern Council"),
        text=f"9 (injured), Northern Council. {WIRE}{OTHER * 4}",
    )
    pages = [statement, around]
    (edge,) = trace_descent([one.report for one in pages], [one.extraction for one in pages]).edges
    assert (edge.teller, edge.told_by) == (around.report.report_id, statement.report.report_id)
    assert "names Northern Council" in edge.why


def test_a_credit_in_the_text_ties_like_one_in_the_metadata() -> None:
    pair = [report(f"{text}Source: North Wire\n", outlet=o) for text, o in ((WIRE, "A"), (LATER, "B"))]
    assert len(trace_descent(pair).groups) == 1


def test_a_headline_s_credit_ties_nothing() -> None:
    pair = [report(f"Ardeh shelled: North Wire\n{text}", outlet=o) for text, o in ((WIRE, "A"), (LATER, "B"))]
    assert trace_descent(pair).groups == ()


def test_a_paragraph_of_background_under_other_news_is_no_shared_text() -> None:
    background = (
        "The valley has seen attacks since spring, and the council counts sixty dead in nine towns so far. "
        * 2
    )
    pair = [report(f"{text}{background}", outlet=o) for text, o in ((WIRE, "A"), (OTHER * 3, "B"))]
    assert trace_descent(pair).groups == ()


# ---------------------------------------------------------------- what a report says that it has from another


def test_a_translation_names_the_page_it_is_of() -> None:
    original = report("Proyectiles cayeron en el mercado.", outlet="El Farol", published="2024-05-06")
    text = f"{WIRE}First published in Spanish by El Farol\n"
    translated = report(text, outlet="The Daily", published="2024-05-08")
    descent = trace_descent([original, translated])
    (edge,) = descent.edges
    assert (edge.teller, edge.told_by, edge.kind) == (
        translated.report_id,
        original.report_id,
        EdgeKind.TRANSLATES,
    )
    assert "First published in Spanish by El Farol" in edge.why
    assert descent.groups == ()
    assert len(set(descent.one_relay.values())) == 1


def test_a_page_that_came_out_after_a_translation_is_not_what_it_translates() -> None:
    later = report("Proyectiles cayeron en el mercado.", outlet="El Farol", published="2024-05-09")
    text = f"{WIRE}First published in Spanish by El Farol\n"
    assert trace_descent([later, report(text, outlet="The Daily", published="2024-05-08")]).edges == ()


def test_a_page_cites_the_page_that_tells_its_figure() -> None:
    media = {"The Post": {"kind": "outlet"}}
    early = page("The Post", said("killed", "4", "a medic"), published="2024-05-05")
    cited = page("The Post", said("killed", "6", "a medic"), published="2024-05-06")
    late = page("The Post", said("killed", "6", "a medic"), said("injured", "9"), published="2024-05-09")
    citing = page("B", said("killed", "6", "The Post"), published="2024-05-07", voices=media)
    pages = [early, cited, late, citing]
    (edge,) = trace_descent([one.report for one in pages], [one.extraction for one in pages]).edges
    assert (edge.teller, edge.told_by, edge.kind) == (
        citing.report.report_id,
        cited.report.report_id,
        EdgeKind.CITES,
    )
    assert "1 of 1 values cited stand there" in edge.why


def test_a_page_that_tells_another_figure_is_not_the_one_cited() -> None:
    media = {"The Post": {"kind": "outlet"}}
    pages = [
        page("The Post", said("killed", "4", "a medic")),
        page("B", said("killed", "6", "The Post"), published="2024-05-07", voices=media),
    ]
    assert trace_descent([one.report for one in pages], [one.extraction for one in pages]).edges == ()


def test_two_pages_that_cite_each_other_are_a_cycle() -> None:
    one = page("The Post", said("killed", "6", "The Echo"), voices={"The Echo": {"kind": "outlet"}})
    two = page("The Echo", said("killed", "6", "The Post"), voices={"The Post": {"kind": "outlet"}})
    descent = trace_descent([one.report, two.report], [one.extraction, two.extraction])
    assert find_cycles(descent.ordered) == (tuple(sorted((one.report.report_id, two.report.report_id))),)


def test_a_sheet_that_quotes_a_report_in_its_notes_is_no_copy_of_it() -> None:
    sheet = report(f"row 2\nnotes: {WIRE}", outlet="Ardeh recorders", kind=ReportKind.SHEET)
    assert trace_descent([report(WIRE), sheet]) == Descent()
