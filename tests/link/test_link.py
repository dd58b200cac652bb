"""Which accounts tell of one incident."""

import dataclasses
import random
from datetime import date

import pytest

from tellings.link import Linked, link_accounts
from tellings.model import DateValue, IncidentType, Judgement, Leaf, Place
from tellings.resolve.settle import date_of_report
from tellings.text.segment import segment
from tellings.vocabulary import DateBasis, PlacePrecision
from tests.builders import Page, Said, judgement, page, said

ARDEH = Place(
    "Ardeh", "Ardeh", PlacePrecision.SETTLEMENT, 41.0, 20.0, 3.0, "place-1", ("Karsovia",), "Karsovia"
)
BREKKA = Place("Brekka", "Brekka", PlacePrecision.SETTLEMENT, 43.0, 22.0, 3.0, "place-2", (), "Karsovia")


def on(day: str, *, edtf: str | None = None) -> Said:
    """Return a date told. edtf: where it is less exact than a day; `day` then is only its wording."""
    if edtf is None:
        return said("date", day)
    low, high = {
        "2024-05": (date(2024, 5, 1), date(2024, 5, 31)),
        "XXXX-05-06": (date(2000, 5, 6), date(2024, 5, 6)),
        "2024": (date(2024, 1, 1), date(2024, 12, 31)),
    }[edtf]
    return said("date", day, value=DateValue(edtf, low, high, day, DateBasis.INFERRED))


def at(place: Place = ARDEH) -> Said:
    return said("place", place.name, value=place)


def kind(name: str = "attack/shelling") -> Said:
    return said("type", name.rpartition("/")[2], value=IncidentType(name, name))


def tells(outlet: str, *told: Said, **more: object) -> Page:
    """Return a page on a shelling."""
    return page(outlet, kind(), *told, **more)  # type: ignore[arg-type]


def linked(*pages: Page, judgements: tuple[Judgement, ...] = ()) -> Linked:
    return link_accounts([p.extraction for p in pages], [p.report for p in pages], judgements=judgements)


def grouped(*pages: Page, judgements: tuple[Judgement, ...] = ()) -> list[str]:
    """Return the incidents as words of outlets, "A B", sorted."""
    outlets = {a.account_id: str(p.report.outlet) for p in pages for a in p.extraction.accounts}
    found = linked(*pages, judgements=judgements)
    return sorted(" ".join(sorted(outlets[a] for a in one.account_ids)) for one in found.incidents)


def test_one_day_and_one_place_is_one_incident_with_reasons_in_words() -> None:
    found = linked(tells("A", on("2024-05-06"), at()), tells("B", on("2024-05-06"), at()))
    (incident,) = found.incidents
    (match,) = incident.ties
    assert match.reasons == (
        "the same day: 2024-05-06",
        "the same place: Ardeh",
        "the same sort of act: attack/shelling",
    )


def test_another_day_or_another_place_is_another_incident() -> None:
    pages = (
        tells("A", on("2024-05-06"), at()),
        tells("B", on("2024-05-09"), at()),
        tells("C", on("2024-05-06"), at(BREKKA)),
    )
    assert grouped(*pages) == ["A", "B", "C"]


def test_the_next_day_alone_is_not_enough() -> None:
    assert grouped(tells("A", on("2024-05-06"), at()), tells("B", on("2024-05-07"), at())) == ["A", "B"]


def test_the_next_day_with_the_same_dead_is() -> None:
    one = tells("A", on("2024-05-06"), at(), said("killed", "six"))
    two = tells("B", on("2024-05-07"), at(), said("killed", "6"))
    assert grouped(one, two) == ["A B"]


def test_one_day_in_one_country_is_not_enough() -> None:
    nowhere = Place("Karsovia", "Karsovia", PlacePrecision.COUNTRY, country="Karsovia")
    assert grouped(tells("A", on("2024-05-06"), at()), tells("B", on("2024-05-06"), at(nowhere))) == [
        "A",
        "B",
    ]


def test_a_date_without_its_year_joins_the_incident_of_that_day() -> None:
    pages = (
        tells("A", on("2024-05-06"), at()),
        tells("B", on("2023-05-08"), at()),
        tells("C", on("May 6", edtf="XXXX-05-06"), at(), published=None),
    )
    assert grouped(*pages) == ["A C", "B"]


def test_an_open_date_that_fits_two_incidents_joins_neither() -> None:
    pages = (
        tells("A", on("2024-05-06"), at()),
        tells("B", on("2024-05-20"), at()),
        tells("C", on("in May", edtf="2024-05"), at()),
    )
    assert grouped(*pages) == ["A", "B", "C"]


def test_an_account_without_a_date_joins_what_happened_in_the_days_before_it_came_out() -> None:
    dated = tells("A", on("2024-05-06"), at(), published="2024-05-06")
    soon = tells("B", at(), published="2024-05-09")
    late = tells("C", at(), published="2024-07-01")
    assert grouped(dated, soon, late) == ["A B", "C"]


def test_a_report_cannot_tell_of_what_came_after_it_nor_be_bridged_there() -> None:
    before = tells("A", at(), said("killed", "60"), published="2024-05-01")
    dated = tells("B", on("2024-05-06"), at(), said("killed", "60"))
    undated = tells("C", at(), said("killed", "60"), published=None)
    found = grouped(before, dated, undated)
    assert not any({"A", "B"} <= set(group.split()) for group in found)


def test_a_reports_own_date_line_serves_where_its_publication_is_not_told() -> None:
    dated = tells("A", on("2024-05-06"), at(), published=None)
    lines = {"B": "9 May 2024", "C": "9 July 2024"}
    others = []
    for outlet, line in lines.items():
        told = [kind(), at()]
        text = f"{line}\n\n" + " ".join(one.sentence for one in told) + "\n"
        one = page(outlet, *told, text=text, published=None)
        own_date = date_of_report(segment(one.report))
        others.append(
            dataclasses.replace(one, extraction=dataclasses.replace(one.extraction, own_date=own_date))
        )
    assert grouped(dated, *others) == ["A B", "C"]


def test_a_large_town_alone_binds_less_than_a_small_one() -> None:
    large = Place("Varsa", "Varsa", PlacePrecision.SETTLEMENT, 41.0, 20.0, 20.0, "place-3", (), "Karsovia")
    pages = [tells(outlet, at(large), published="2024-05-09") for outlet in ("A", "B")]
    assert grouped(*pages) == ["A", "B"]
    small = [tells(outlet, at(), published="2024-05-09") for outlet in ("A", "B")]
    assert grouped(*small) == ["A B"]


def test_accounts_without_any_date_are_one_where_the_rest_agrees() -> None:
    pages = [tells(o, at(), said("killed", "12"), published=None) for o in ("A", "B")]
    other = tells("C", at(BREKKA), said("killed", "12"), published=None)
    assert grouped(*pages, other) == ["A B", "C"]


def test_a_background_mention_joins_its_incident_and_makes_none() -> None:
    february = tells("A", on("2024-05-06"), at())
    june = tells("B", on("2024-06-15"), at(), passing=[on("in May", edtf="2024-05")], published="2024-06-15")
    other = tells("C", on("2024-06-15"), at(), passing=[on("2024-03-01"), at(BREKKA)], published="2024-06-15")
    found = linked(february, june, other)
    assert grouped(february, june, other) == ["A B", "B C"]
    assert len(found.left_out) == 1


def test_a_background_mention_without_a_date_joins_nothing() -> None:
    main = tells("A", on("2024-05-06"), at(), said("killed", "six"))
    war = tells(
        "B", on("2024-06-15"), at(), passing=[said("killed", "six", sentence="Since then six died there.")]
    )
    assert grouped(main, war) == ["A", "B"]


def test_a_background_mention_is_an_incident_where_there_is_nothing_else() -> None:
    assert grouped(page("A", passing=[on("2024-05-06"), at()])) == ["A"]


def accounts_of(*pages: Page) -> list[Leaf]:
    return [Leaf("account", p.extraction.accounts[0].account_id) for p in pages]


def test_different_is_never_merged_also_not_by_way_of_a_third() -> None:
    pages = [tells(o, on("2024-05-06"), at(), said("killed", "six")) for o in ("A", "B", "C")]
    left, right, _ = accounts_of(*pages)
    found = grouped(*pages, judgements=(judgement(left, right, verdict="different"),))
    assert len(found) == 2
    assert not any({"A", "B"} <= set(group.split()) for group in found)


def test_same_joins_what_dates_would_part_and_takes_its_own_along() -> None:
    pages = (
        tells("A", on("2024-05-06"), at()),
        tells("B", on("2024-05-16"), at()),
        tells("C", on("2024-05-06"), at()),
    )
    left, right, _ = accounts_of(*pages)
    assert grouped(*pages, judgements=(judgement(left, right),)) == ["A B C"]


def test_different_outweighs_same() -> None:
    pages = (tells("A", on("2024-05-06"), at()), tells("B", on("2024-05-06"), at()))
    left, right = accounts_of(*pages)
    both = (judgement(left, right), judgement(left, right, verdict="different"))
    assert grouped(*pages, judgements=both) == ["A", "B"]


def test_a_judgement_finds_its_place_again_by_the_words_around_it() -> None:
    pages = (tells("A", on("2024-05-06"), at()), tells("B", on("2024-05-16"), at()))
    text = pages[0].report.text
    left = Leaf(
        "claim", "claim-of-an-older-reader", "2024-05-06", before="", after=text.split("2024-05-06")[1][:20]
    )
    right = Leaf("report", pages[1].report.report_id)
    only = (tells("A", on("2024-05-06"), at()), pages[1])
    assert grouped(*only, judgements=(judgement(left, right),)) == ["A B"]


def test_a_judgement_without_a_place_is_set_aside() -> None:
    one = tells("A", on("2024-05-06"), at())
    lost = judgement(Leaf("account", "account-gone"), accounts_of(one)[0])
    (aside,) = linked(one, judgements=(lost,)).set_aside
    assert aside.reason == "judgement_without_place"
    assert "account-gone" in aside.message


def test_two_accounts_of_one_report_stay_apart_unless_day_and_place_are_the_same() -> None:
    told = tells("A", on("2024-05-06"), at(), passing=[on("in May", edtf="2024-05")])
    assert grouped(told) == ["A"]
    assert len(linked(told).left_out) == 1
    again = tells(
        "A", on("2024-05-06"), at(), passing=[said("date", "on that day", value=on("2024-05-06").value), at()]
    )
    assert grouped(again) == ["A A"]


def test_two_accounts_that_one_report_brings_are_never_one_incident() -> None:
    one = tells("A", on("2024-05-06"), at())
    other = tells("A", on("2024-05-06"), at(), said("killed", "3"))
    right = dataclasses.replace(other.extraction.accounts[0], report_id=one.report.report_id)
    both = dataclasses.replace(one.extraction, accounts=(*one.extraction.accounts, right))
    assert grouped(dataclasses.replace(one, extraction=both)) == ["A", "A"]


def many(seed: int, size: int = 14) -> list[Page]:
    rng = random.Random(seed)
    made = []
    for n in range(size):
        when = rng.choice([on(f"2024-05-{rng.randint(1, 9):02}"), on("in May", edtf="2024-05"), None])
        where = rng.choice([at(), at(BREKKA), None])
        told = [one for one in (when, where) if one] + [said("killed", str(rng.randint(2, 4)))]
        made.append(tells(f"O{n}", *told, published=rng.choice([None, "2024-05-10"])))
    return made


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_reports_changes_nothing(seed: int) -> None:
    pages = many(seed)
    expected = linked(*pages)
    random.Random(seed).shuffle(pages)
    assert linked(*pages) == expected


@pytest.mark.parametrize("seed", range(6))
def test_an_unrelated_report_changes_nothing_else(seed: int) -> None:
    pages = many(seed)
    far = Place("Zell", "Zell", PlacePrecision.SETTLEMENT, -10.0, 120.0, 3.0, "place-9", (), "Ostria")
    stranger = tells("Stranger", on("2019-01-01"), at(far))
    before, after = linked(*pages), linked(*pages, stranger)
    assert set(before.incidents) < set(after.incidents)
    assert len(after.incidents) == len(before.incidents) + 1


@pytest.mark.parametrize("seed", range(12))
def test_no_judgement_of_different_is_ever_broken(seed: int) -> None:
    rng = random.Random(seed)
    pages = many(seed)
    leaves = accounts_of(*pages)
    judged = tuple(
        judgement(*rng.sample(leaves, 2), verdict=rng.choice(["same", "different"]), why=str(n))
        for n in range(10)
    )
    for incident in linked(*pages, judgements=judged).incidents:
        for one in judged:
            if one.verdict == "different" and one.right is not None:
                assert not {one.left.id, one.right.id} <= set(incident.account_ids), f"seed {seed}"


def test_every_account_that_is_no_background_is_in_one_incident() -> None:
    pages = many(3, size=20)
    found = [account for incident in linked(*pages).incidents for account in incident.account_ids]
    assert sorted(found) == sorted(a.account_id for p in pages for a in p.extraction.accounts)
