"""Blame told by circumstances, rolls of names, counts over an aside and traces left, on invented sentences."""

import pytest

from tellings.events.accusations import find_accusations
from tellings.events.counts import find_counts
from tellings.events.leads import find_leads
from tellings.text.segment import segment
from tests.builders import report

BEFORE = "Six people were killed when rockets hit the camp at Varna on Monday. "


def accused(text: str) -> list[str]:
    return sorted(f"{m.role}: {m.accused}" for m in find_accusations(segment(report(BEFORE + text))))


def counted(text: str) -> list[str]:
    return [f"{m.kind} {m.low}-{m.high} {m.basis}" for m in find_counts(segment(report(text)))]


def pointed(text: str) -> list[str]:
    return [f"{m.kind}: {m.quote}" for m in find_leads(segment(report(BEFORE + text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack was prepared in the office of the Governor of Lenn, General Ivo Stern.", "planned: Ivo Stern"),
        ("By noon both gunmen were free, after a telephone call from the Justice Ministry.",
         "intervened: Justice Ministry"),
        ('He said that guards at a gate 3 km away "watched and did nothing".', "failed_to_prevent: guards"),
        ("A company of the 12th Battalion did not answer the call.",
         "failed_to_prevent: company of the 12th Battalion"),
        ("The harbour police walked off ten minutes before.", "failed_to_prevent: harbour police"),
        ("He said the diesel had come from the yard of Orlo Cement, and its manager had signed for it.",
         "supplied: Orlo Cement"),
        ("The drones had been fitted at the Orlo works in Lenn.", "supplied: Orlo works"),
        ("Two women recognised them as members of the Black Guard.", "carried_out: Black Guard"),
        ("The fire that gutted the hall was set by soldiers of the Ninth Regiment.",
         "carried_out: soldiers of the Ninth Regiment"),
        ("They shot on the orders of their district commander.", "ordered: district commander"),
        ("The mortars were brought in escorted by a jeep of the Border Guard.", "escorted: Border Guard"),
        ("The gunmen used the side gate, which was unlocked for them by guards from Parola.",
         "involved: guards from Parola"),
        ("He accused Lessia's own air defence of bringing the missile down on the town.",
         "involved: Lessia's own air defence"),
        ("He blamed Lessia's own air defence.", "involved: Lessia's own air defence"),
    ],
)  # fmt: skip
def test_circumstances_accuse(text: str, expected: str) -> None:
    assert expected in accused(text)


@pytest.mark.parametrize(
    "text",
    [
        "The new clinic was planned in the office of the Governor of Lenn.",
        "The hostages were free after a telephone call from the Justice Ministry.",
        "The army did not respond to a request for comment.",
        "The ministry did not answer the calls for comment.",
        "The players walked off ten minutes before.",
        "The flour had come from the yard of Orlo Cement.",
        "The beds were made at the Orlo works in Lenn.",
        "Relatives identified the dead men as members of the Black Guard.",
        "The date of the hearing was set by soldiers.",
        "The food was brought in escorted by a jeep of the Border Guard.",
        "Troops chased the attackers and killed seven of them.",
    ],
)
def test_circumstances_of_peace_accuse_nobody(text: str) -> None:
    assert accused(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shells fell at noon and more than forty, children among them, were wounded.",
         ["injured 40-None stated"]),
        ("At least 38 people, most of them women, were burned or drowned that night.", ["killed 38-None stated"]),
        ("More than forty, children among them, were given shelter.", []),
        ("Troops chased the attackers and killed seven of them.", ["killed 7-7 subtotal"]),
        ("One of the wounded, a baker of 51, died on Sunday.", ["killed 1-1 increment"]),
        ("One of the wounded, a baker of 51, spoke on Sunday.", []),
        ("The union named the dead as Ada Lund, 39, Ivo Till, 52, and the cleaner Dora Venn, 60.",
         ["killed 3-3 listed"]),
        ("The union named the dead as Ada Lund, 39, Ivo and Odo Till, 52, and Dora Venn, 60.",
         ["killed 4-4 listed"]),
        ("The union named the winners as Ada Lund, 39, Ivo Till, 52, and Dora Venn, 60.", []),
    ],
)  # fmt: skip
def test_counts_beyond_an_aside_and_rolls_of_names(text: str, expected: list[str]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left two base plates behind in the mud.", "munition: two base plates"),
        ("The Red Column boasted of the crime in a leaflet.", "responsibility_claim: a leaflet"),
        ("The names of those admitted were pinned on the door of the surgical ward.",
         "medical_record: The names of those admitted were pinned on the door of the surgical ward"),
        ("The firm's manager had signed for it.", "document: The firm's manager had signed for it"),
        ("Three former officers told the group that he was there.", "witness: Three former officers"),
        ("A woman of 40 who lost two sons in the fire said so.", "witness: A woman of 40 who lost two sons"),
        ("A resident reached by telephone said so.", "witness: A resident reached by"),
        ("They named the dead as Ada Lund, 39, and Ivo Till, 52.", "names: Ada Lund, 39, and Ivo Till, 52"),
    ],
)  # fmt: skip
def test_traces_and_those_who_were_there_are_leads(text: str, expected: str) -> None:
    assert expected in pointed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The workshop makes base plates for tractors.",
        "The club boasted of the season in a leaflet.",
        "The names of those elected were pinned on the door of the town hall.",
        "Three former officers were given a medal.",
        "A woman of 40 who lost two games said so.",
    ],
)
def test_what_was_not_left_or_seen_is_no_lead(text: str) -> None:
    assert [lead for lead in pointed(text) if not lead.startswith("names")] == []
