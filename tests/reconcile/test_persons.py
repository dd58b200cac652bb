"""Named victims, joined over the reports of an incident; what their deaths come to."""

from tellings.judging import leaf_of_name
from tellings.model import Count, Findings, Judgement, Person, PersonFact, Record, Report
from tellings.pipeline import build_findings, read_report
from tellings.reconcile.persons import superseded_fates
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import Field, PersonAspect, WarningCode
from tests.builders import judgement, report, span

GAZETTEER = Gazetteer.open()
DAY_1 = (
    "Shells hit the market of Ardeh on 4 September 2023, killing two people and injuring three, the hospital said. "
    "The injured are Ada Lund, 42; Ivo Till, 26; and Dora Venn, 63, the hospital said."
)
DAY_3 = (
    "Ada Lund, 42, who was hurt when shells hit the market of Ardeh on 4 September 2023, died of her wounds on "
    "Wednesday, the hospital said."
)


def told(text: str, *, outlet: str = "The Daily", published: str = "2023-09-05") -> Report:
    return report(text, outlet=outlet, published=published)


def found(*reports: Report, judgements: tuple[Judgement, ...] = ()) -> Findings:
    extractions = [read_report(one, gazetteer=GAZETTEER) for one in reports]
    return build_findings(reports, extractions, gazetteer=GAZETTEER, judgements=judgements)


def only(findings: Findings) -> Record:
    (record,) = findings.records
    return record


def values(person: Person, aspect: PersonAspect) -> list[str]:
    return [
        reading.value.told
        for reading in person.readings
        if isinstance(reading.value, PersonFact) and reading.value.aspect is aspect
    ]


def names(record: Record) -> list[tuple[str, ...]]:
    return [person.name_forms for person in record.persons]


def killed(name: str, *, outlet: str, more: str = "") -> Report:
    text = f"Shells hit the market of Ardeh on 4 September 2023. {name}{more} was killed, police said."
    return told(text, outlet=outlet)


def test_forms_of_one_name_are_one_person_over_the_reports() -> None:
    record = only(
        found(
            killed("Mohammed Hassan", outlet="A"),
            killed("Mohamed al-Hassan", outlet="B"),
            killed("M. Hassan", outlet="C"),
        )
    )
    assert names(record) == [("Mohamed al-Hassan", "Mohammed Hassan", "M. Hassan")]


def test_two_who_stand_in_one_report_are_never_joined() -> None:
    text = "Shells hit the market of Ardeh on 4 September 2023. Ali Hassan and Alia Hassan were killed, police said."
    record = only(found(told(text, outlet="A"), killed("Ali Hassan", outlet="B")))
    assert names(record) == [("Ali Hassan",), ("Alia Hassan",)]


def test_one_name_with_two_ages_in_one_report_is_two_persons() -> None:
    text = (
        "Shells hit the market of Ardeh on 4 September 2023. The dead are Ivo Till, 61, a baker; Dora Venn, 40; and "
        "Ivo Till, 12, police said."
    )
    record = only(found(told(text)))
    assert sorted(values(person, PersonAspect.AGE)[0] for person in record.persons) == ["12", "40", "61"]
    assert len({person.person_id for person in record.persons}) == 3


def test_rival_ages_of_two_reports_stand_side_by_side() -> None:
    record = only(
        found(killed("Ivo Till", outlet="A", more=", 34,"), killed("Ivo Till", outlet="B", more=", 39,"))
    )
    (person,) = record.persons
    assert values(person, PersonAspect.AGE) == ["34", "39"]


def test_judgements_part_and_join_names() -> None:
    a, b = killed("Ivo Till", outlet="A"), killed("Ivo Till", outlet="B")
    c = killed("Abu Walid", outlet="C")
    left, right, other = (
        leaf_of_name(span(n, of=of), of) for n, of in (("Ivo Till", a), ("Ivo Till", b), ("Abu Walid", c))
    )
    parted = judgement(left, right, verdict="different")
    joined = judgement(left, other, verdict="same")
    assert names(only(found(a, b))) == [("Ivo Till",)]
    assert names(only(found(a, b, judgements=(parted,)))) == [("Ivo Till",), ("Ivo Till",)]
    assert names(only(found(a, c))) == [("Abu Walid",), ("Ivo Till",)]
    assert names(only(found(a, c, judgements=(joined,)))) == [("Abu Walid", "Ivo Till")]


def test_a_released_name_says_by_which_judgement() -> None:
    a = killed("Ivo Till", outlet="A")
    released = judgement(leaf_of_name(span("Ivo Till", of=a), a), verdict="released")
    (person,) = only(found(a, judgements=(released,))).persons
    assert person.released == released.judgement_id
    (person,) = only(found(a)).persons
    assert person.released is None


def test_the_order_of_the_reports_changes_no_person() -> None:
    reports = [killed("Mohammed Hassan", outlet="A"), killed("Mohamed al-Hassan", outlet="B"), told(DAY_1)]
    assert found(*reports).records == found(*reversed(reports)).records


def test_one_who_dies_of_wounds_is_injured_no_longer_and_nothing_is_counted_twice() -> None:
    record = only(found(told(DAY_1), told(DAY_3, outlet="The Courier", published="2023-09-08")))
    (person,) = [one for one in record.persons if one.name_forms[0] == "Ada Lund"]
    assert "died_of_wounds" in values(person, PersonAspect.FATE)
    injured = [
        c
        for r in person.readings
        for c in r.claims
        if isinstance(c.value, PersonFact) and c.value.told == "injured"
    ]
    assert injured and {claim.claim_id for claim in injured} <= superseded_fates(person)
    derived = [r for r in record.fields[Field.INJURED].readings if r.derived is not None]
    assert [(r.value.low, r.derived.rule) for r in derived if isinstance(r.value, Count) and r.derived] == [
        (2, "3 injured, less 1 who died of wounds")
    ]
    (toll,) = [toll for toll in record.tolls if toll.kind is Field.INJURED]
    in_force = [f.value.low for side in toll.sides for f in side.figures if not f.superseded]
    assert in_force == [2]
    assert (toll.lowest, toll.highest) == (3, 3)


def test_the_injured_go_down_by_those_of_them_told_dead_in_words() -> None:
    text = (
        "Shells hit the market of Ardeh on 4 September 2023, killing three people and injuring 11, the hospital said. "
        "One of the injured died in hospital on Wednesday, the hospital said."
    )
    record = only(found(told(text, published="2023-09-07")))
    derived = {
        field: [
            r.value.low for r in record.fields[field].readings if r.derived and isinstance(r.value, Count)
        ]
        for field in (Field.KILLED, Field.INJURED)
    }
    assert derived == {Field.KILLED: [4], Field.INJURED: [10]}
    coarse = only(found(told(text.replace("injuring 11", "injuring about 100"), published="2023-09-07")))
    assert not [r for r in coarse.fields[Field.INJURED].readings if r.derived]


def test_persons_stand_in_no_field_and_claims_on_them_are_the_texts_words() -> None:
    record = only(found(told(DAY_1)))
    assert Field.PERSONS not in record.fields
    claims = [claim for person in record.persons for reading in person.readings for claim in reading.claims]
    assert claims and all(claim.quote == claim.span.of(DAY_1) for claim in claims)


def test_a_denied_death_is_a_rival_and_no_death() -> None:
    text = (
        "Shells hit the market of Ardeh on 4 September 2023. Ivo Till was killed, police said. The army denied that "
        "Ivo Till was killed."
    )
    (person,) = only(found(told(text))).persons
    stances = {(r.stance.value, r.value.told) for r in person.readings if isinstance(r.value, PersonFact)}
    assert {("asserts", "killed"), ("denies", "killed")} <= stances


def test_a_number_lower_than_the_names_listed_with_it_is_warned_of() -> None:
    text = (
        "Shells hit the market of Ardeh on 4 September 2023, killing two people, the council said. The dead are Ada "
        "Lund, 42, Ivo Till, 26, and Dora Venn, 63, the council said."
    )
    (warning,) = [w for w in only(found(told(text))).warnings if w.code is WarningCode.FEWER_TOLD_THAN_LISTED]
    assert warning.text.endswith("tells 2 killed, and lists 3 names.")
    assert warning.claim_ids


def test_one_name_dead_in_two_incidents_is_warned_of_in_both_by_id_alone() -> None:
    far = told(
        "A bomb went off in Sarveh on 17 May 2022. Ivo Till was killed, police said.",
        outlet="B",
        published="2022-05-18",
    )
    records = found(killed("Ivo Till", outlet="A"), far).records
    assert len(records) == 2
    for record, other in (records, reversed(records)):
        (warning,) = [w for w in record.warnings if w.code is WarningCode.NAME_IN_TWO_INCIDENTS]
        assert other.incident_id in warning.text
        assert "Till" not in warning.text
