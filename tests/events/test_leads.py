"""Leads, read from invented sentences, as "kind: words"; "~" before a minor one."""

import pytest

from tellings.events.leads import find_leads
from tellings.text.segment import segment
from tests.builders import report


def told(text: str) -> list[str]:
    document = segment(report(text))
    leads = find_leads(document)
    assert all(lead.quote == lead.span.of(text) for lead in leads)
    return [
        ("~" if lead.minor else "") + f"{lead.kind}: {lead.quote}" for lead in leads if lead.kind != "names"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road is watched by harbour surveillance cameras.", "footage: harbour surveillance cameras"),
        ("Our observers filmed the muzzle flashes.", "footage: Our observers filmed the muzzle flashes"),
        ("We have the radar track.", "footage: the radar track"),
        ("They left 40 unfired rockets at the scene.", "munition: 40 unfired rockets at the scene"),
        ("One of the three bombs did not explode.", "munition: One of the three bombs did not explode"),
        ("The charges that were made safe are at the depot.", "munition: The charges that were made safe"),
        ("Police took 46 spent cartridges from the quay.", "munition: 46 spent cartridges from the quay"),
        ("It cites a letter from the governor of Lenn.", "document: a letter from the governor of Lenn"),
        ("That stands in an internal report by the coast guard.", "document: an internal report by the coast guard"),
        ("The burial register of Lenn has 22 names.", "document: The burial register of Lenn"),
        ("Nine bodies were entered in the mortuary register.", "medical_record: the mortuary register"),
        ("She died in a Varna hospital.", "medical_record: a Varna hospital"),
        ("They came in a white Tandem van without number plates.",
         "vehicle: a white Tandem van without number plates"),
        ("Two suspects, aged 19 and 23, were arrested.", "detained_person: Two suspects, aged 19 and 23"),
        ("The list that police have pinned up carries six names.", "names: The list that police have pinned up"),
        ("A baker who hid under a table saw them.", "~witness: A baker"),
    ],
)  # fmt: skip
def test_a_lead_has_its_kind_and_tight_words(text: str, expected: str) -> None:
    document = segment(report(text))
    leads = [("~" if m.minor else "") + f"{m.kind}: {m.quote}" for m in find_leads(document)]
    assert expected in leads


def test_those_arrested_and_those_who_arrested_them_are_leads() -> None:
    assert told("The second group was detected and arrested by some harbour police agents.") == [
        "detained_person: The second group",
        "detained_person: some harbour police agents",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb went off.",
        "The hospital director said six had died.",
        "The police seized weapons.",
        "She spoke on condition of anonymity.",
        "There were reports of shooting.",
        "The film crew had lunch.",
    ],
)
def test_what_settles_nothing_is_no_lead(text: str) -> None:
    assert told(text) == []


def test_a_claim_with_its_channel_is_a_lead_and_without_it_a_minor_one() -> None:
    assert "responsibility_claim: a message on its channel" in told(
        "The Black Guard claimed responsibility in a message on its channel."
    )
    assert told("The Black Guard claimed responsibility for the attack.") == [
        "~responsibility_claim: claimed responsibility for the attack"
    ]


def test_names_of_the_dead_are_a_minor_lead_where_none_is_told() -> None:
    document = segment(report("Six people were killed in Varna."))
    assert [(str(m.kind), m.minor) for m in find_leads(document)] == [("names", True)]
    assert find_leads(segment(report("Six people were killed in Varna. One was named as Odo Kell."))) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The emergency log was copied for the judge.", "medical_record: the emergency log"),
        ("They were treated at a clinic, whose ledger the army took away.", "medical_record: whose ledger"),
        ("Eleven people are in custody.", "detained_person: Eleven people"),
        ("Two men were stopped on a motorcycle and are under questioning.", "detained_person: Two men"),
        ("Lorries bearing the mine's mark stood there.", "vehicle: Lorries bearing the mine's mark"),
        ("He hired the buses that brought in the gunmen.", "vehicle: the buses that brought in the gunmen"),
    ],
)
def test_records_people_held_and_marked_vehicles_are_leads(text: str, expected: str) -> None:
    assert expected.casefold() in [one.casefold() for one in told(text)]


def test_names_that_somebody_holds_are_a_lead() -> None:
    leads = find_leads(segment(report("We have the names of all 43, and of nine of the men outside.")))
    assert [lead.quote for lead in leads if lead.kind == "names"] == [
        "the names of all 43, and of nine of the men outside"
    ]
