"""Figures in tables: under columns and headings, beside labels, in pairs. All invented."""

import pytest

from tellings.events.counts import find_counts
from tellings.model import Report
from tellings.text.segment import segment
from tests.events.test_count_forms import all_told

TABLES = [
    (
        "Place | Killed | Wounded\nAdra | 12 | 30\nCorvo | 3 | 8",
        "killed 12 part; injured 30 part; killed 3 part; injured 8 part",
    ),
    (
        "Place | Killed | Wounded\nAdra | 12 | 30\nCorvo | 3 | 8\nTotal | 15 | 38",
        "killed 12 part; injured 30 part; killed 3 part; injured 8 part; killed 15; injured 38",
    ),
    ("| Date | Killed |\n|---|---|\n| 3 May | 12 |\n| 4 May | 2 |", "killed 12 part; killed 2 part"),
    (
        "Village      Dead   Wounded\nAdra         12     30\nCorvo        3      n/a",
        "killed 12 part; injured 30 part; killed 3 part",
    ),
    ("Town\tMissing\nAdra\t1,200\nCorvo\t40+", "missing 1200 part; missing 40+ part"),
    ("Killed by district:\n- Adra: 12\n- Corvo: 3\n- Total: 15", "killed 12 part; killed 3 part; killed 15"),
    ("Number of dead\nAdra 12\nCorvo 3", "killed 12 part; killed 3 part"),
    ("Killed | 12\nWounded | 30", "killed 12; injured 30"),
    ("Toll so far\nDead: 14\nInjured: 30+\nMissing: 2", "killed 14; injured 30+; missing 2"),
    ("Attack on the ferry at Orrin: dead 4, wounded 11, arrested 0", "killed 4; injured 11; detained 0"),
    ("Log of the raid\n1. Mill: dead 4, missing 2\n2. Quay: dead 7", "killed 4; missing 2; killed 7"),
    ("Deaths by village: Adra 4, Corvo 2 and Belmar 1.", "killed 4 part; killed 2 part; killed 1 part"),
    ("Killed: garrison 12; attackers 30; townspeople 5", "killed 12 part; killed 30 part; killed 5 part"),
    ("Wounded: Adra (12), Corvo (4)", "injured 12 part; injured 4 part"),
    (
        "St Luke - 62 treated, 3 died\nMunicipal - 118 treated, 9 died",
        "injured 62; killed 3; injured 118; killed 9",
    ),
    (
        "Place,Killed,Wounded\nAdra,12,30\nCorvo,3,8",
        "killed 12 part; injured 30 part; killed 3 part; injured 8 part",
    ),
    ("Hospital; admitted; died\nSt Luke; 14; 3", "injured 14 part; killed 3 part"),
    ("Side / killed / captured\nArmy / 14 / 3", "killed 14 part; detained 3 part"),
    ("Killed: 12 (civilians 9, soldiers 3)", "killed 12; killed 9 sub; killed 3 sub"),
    ("Dead (confirmed): 12\nKilled in action: 3", "killed 12; killed 3"),
    ("Dead/missing/injured: 12/3/40", "killed 12; missing 3; injured 40"),
    ("Table 2. Abductions by month\nJanuary: 14\nMarch: 22", "abducted 14 part; abducted 22 part"),
    ("Day | Dead\nMon | 4\nAll | 4", "killed 4 part; killed 4"),
]

NO_TABLES = [
    "Place | Shells | Houses\nAdra | 12 | 30",
    "Killed in the raid: nobody has said.\nAdra 12",
    "The dead of Adra: a history\nPage 12",
    "Killed | n/a\nWounded | -",
    "Road 4, killed time at gate 7, and moved on.",
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_figures_of_a_table_are_read_with_their_heading_or_label(text: str, expected: str) -> None:
    assert all_told(text) == expected


@pytest.mark.parametrize("text", NO_TABLES)
def test_numbers_without_a_heading_or_label_of_harm_are_no_figures(text: str) -> None:
    assert all_told(text) == ""


def test_a_row_gives_its_place_and_a_date_or_a_sum_gives_none() -> None:
    text = "Place | Killed\nAdra | 12\nTotal | 12\n\nDate | Killed\n3 May | 9"
    document = segment(Report("report-1", text, "", "", "plain 1"))
    assert [mention.scope.place for mention in find_counts(document)] == ["Adra", None, None]
