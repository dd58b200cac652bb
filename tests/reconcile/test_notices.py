"""Which texts an agency corrects or kills, and what that takes out of force."""

from typing import Any

import pytest

from tellings.model import Claim, Report
from tellings.reconcile.descent import Descent, trace_descent
from tellings.reconcile.notices import find_notices, out_of_force
from tellings.vocabulary import NoticeKind
from tests.builders import claim, report

WRONG = (
    "Shells hit the market of Ardeh on Monday and killed eight people, the hospital there said. Its director counted "
    "nine wounded, two of them children. A column of trucks had passed the town an hour before. The council of the "
    "north denied that its men had fired, and asked for an inquiry by people whom both sides trust."
)
RIGHT = WRONG.replace("eight", "six")
OTHER = "In the hills above Dolwirra a bus left the road and fell into the river. Three passengers swam to the bank."


def wire(text: str, outlet: str, day: int | None = 6, credit: str = "ARDEH (North Wire) - ") -> Report:
    return report(
        f"Shells hit Ardeh\n{credit}{text}\n", outlet=outlet, published=f"2024-05-{day:02}" if day else None
    )


def counted(of: Report, words: str, **more: Any) -> Claim:
    return claim("killed", words, within=of, chain=(of.outlet or "", "the hospital"), **more)


def why(descent: Descent, *claims: Claim, reports: list[Report]) -> list[str]:
    held = out_of_force(claims, descent.notices, {one.report_id: one for one in reports})
    return [held[one.claim_id].why if one.claim_id in held else "" for one in claims]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("CORRECTS toll in 2nd paragraph", "corrected"),
        ("(Corrects to say six not eight)", "corrected"),
        ("Correction: The hospital counted six, not eight.", "corrected"),
        ("Editor's note: An earlier version said that eight were killed.", "corrected"),
        ("This article was amended on 7 May.", "corrected"),
        ("KILL NOTICE", "killed"),
        ("BULLETIN KILL", "killed"),
        ("EDS: Please kill the story slugged Ardeh-Market.", "killed"),
        ("STORY REMOVED: Ardeh market", "killed"),
        ("This story has been withdrawn.", "killed"),
        ("North Wire has withdrawn its report on Ardeh.", "killed"),
    ],
)
def test_a_notice_is_found_in_its_words(line: str, kind: str) -> None:
    of = report(f"Shells hit Ardeh\n{RIGHT}\n{line}\n")
    (notice,) = find_notices(of, None)
    assert (notice.kind, notice.span.of(of.text)) == (kind, line)


@pytest.mark.parametrize(
    "line",
    [
        "The army has withdrawn its troops from Ardeh.",
        "The governor corrected himself, and spoke of six.",
        "A shell killed the reporter on her way to the market.",
        "The minister withdrew from the talks and gave his version of events.",
    ],
)
def test_what_is_told_of_others_is_no_notice(line: str) -> None:
    assert find_notices(report(f"Shells hit Ardeh\n{RIGHT}\n{line}\n"), None) == ()


def test_a_kill_takes_back_every_copy_and_names_those_still_up() -> None:
    first, copy = wire(WRONG, "North Wire"), wire(WRONG, "The Daily")
    kill = report(
        "KILL NOTICE\nNorth Wire kills its story on Ardeh.\n", outlet="North Wire", published="2024-05-07"
    )
    other = wire(OTHER, "The Post", credit="")
    descent = trace_descent([first, copy, kill, other])
    assert descent.killed == {first.report_id, copy.report_id, kill.report_id}
    assert descent.noticed == {(kill.report_id, NoticeKind.KILLED)}
    told = [counted(first, "eight"), counted(copy, "eight"), claim("killed", "Three", within=other)]
    assert [bool(words) for words in why(descent, *told, reports=[first, copy, kill, other])] == [
        True,
        True,
        False,
    ]


def test_a_notice_on_the_page_itself_is_about_that_text() -> None:
    noted = report(f"Shells hit Ardeh\nThis story has been withdrawn.\n{WRONG}\n", outlet="The Daily")
    copy = report(f"Shells hit Ardeh\n{WRONG}\n", outlet="The Post")
    assert trace_descent([noted, copy]).killed == {noted.report_id, copy.report_id}


def test_a_report_that_tells_of_a_kill_elsewhere_keeps_its_own_claims() -> None:
    first = wire(WRONG, "North Wire")
    news = report(
        f"{OTHER} North Wire has withdrawn its report on Ardeh.\n", outlet="The Post", published="2024-05-08"
    )
    assert trace_descent([first, news]).killed == {first.report_id}


def test_which_of_two_texts_is_killed_is_not_guessed() -> None:
    kill = report("KILL NOTICE\nNorth Wire kills its story.\n", outlet="North Wire", published="2024-05-07")
    descent = trace_descent([wire(WRONG, "North Wire"), wire(OTHER * 2, "North Wire"), kill])
    assert descent.killed == frozenset()
    assert [one.is_open for one in descent.notices] == [True]


def test_the_title_that_a_kill_quotes_tells_which_text_it_means() -> None:
    first = report(f"{WRONG}\n", outlet="North Wire", title="Eight dead in Ardeh market")
    other = report(f"{OTHER}\n", outlet="North Wire", title="Bus falls into river")
    words = "KILL NOTICE\nNorth Wire kills its story “Eight dead in Ardeh market”.\n"
    kill = report(words, outlet="North Wire")
    assert trace_descent([first, other, kill]).killed == {first.report_id, kill.report_id}


def test_what_came_out_after_the_kill_is_not_meant_by_it() -> None:
    kill = report("KILL NOTICE\nNorth Wire kills its story.\n", outlet="North Wire", published="2024-05-07")
    late = wire(OTHER * 2, "North Wire", day=9)
    assert late.report_id not in trace_descent([wire(WRONG, "North Wire"), late, kill]).killed


def test_a_correction_takes_back_the_old_figure_in_every_copy() -> None:
    first, copy = wire(WRONG, "North Wire"), wire(WRONG, "The Daily", day=None)
    right = wire(f"{RIGHT}\nCORRECTS toll in first paragraph", "The Post", day=7)
    reports = [first, copy, right]
    told = [counted(first, "eight"), counted(copy, "eight"), counted(right, "six")]
    found = why(trace_descent(reports), *told, reports=reports)
    assert [words.split(" ")[0] for words in found] == ["corrected", "corrected", ""]


def test_a_correction_leaves_what_it_does_not_tell_otherwise() -> None:
    first = wire(f"{WRONG}\nA local doctor spoke of nine dead.", "The Daily")
    right = wire(f"{RIGHT}\n(Corrects to say six, not eight)", "North Wire", day=7)
    local = claim("killed", "nine", within=first, quote="nine dead", chain=("The Daily", "a local doctor"))
    wounded = claim(
        "injured", "nine", within=first, quote="nine wounded", chain=("The Daily", "the hospital")
    )
    reports = [first, right]
    told = [local, wounded, counted(first, "eight"), counted(right, "six", quote="killed six people")]
    told[3] = claim(
        "killed", "six", within=right, quote="killed six people", chain=("North Wire", "the hospital")
    )
    found = why(trace_descent(reports), *told, reports=reports)
    assert [bool(words) for words in found] == [False, False, True, False]


def test_a_later_update_of_a_corrected_wire_stays_in_force() -> None:
    first = wire(WRONG, "North Wire")
    right = wire(f"{RIGHT}\nCORRECTS toll in first paragraph", "North Wire", day=7)
    later = wire(WRONG.replace("eight", "twelve"), "North Wire", day=9)
    reports = [first, right, later]
    told = [counted(first, "eight"), counted(right, "six"), counted(later, "twelve")]
    assert [bool(words) for words in why(trace_descent(reports), *told, reports=reports)] == [
        True,
        False,
        False,
    ]
