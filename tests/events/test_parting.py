"""A report's sentences go to the incident that they tell of."""

from time import perf_counter
from typing import TypeVar

import pytest

from tellings.events.apart import told_apart
from tellings.events.listed import find_entries
from tellings.events.parting import TELLS_ANY, Parting, part
from tellings.events.told import Told
from tellings.intake import read_bytes, report_from_document
from tellings.model import Account, Count, DateValue, Place, Report
from tellings.pipeline import gather, read_findings
from tellings.text.segment import Document, segment
from tests.events.parted_reports import REPORTS

_Value = TypeVar("_Value")


def document(text: str) -> Document:
    report = report_from_document({"doc_id": "a", "text": text, "language": "en"})
    assert isinstance(report, Report)
    return segment(report)


def told(main: list[float], *parts: tuple[int, ...], background: list[float] | None = None) -> Told:
    return Told(tuple(main), tuple(background or [0.0] * len(main)), max(main), parts)


TWO = document("Rockets hit Ardeh on Monday. The road was closed. Gunmen shot two men in Brekka. Both died.")


def test_a_sentence_goes_with_the_one_before_it() -> None:
    parting = part(TWO, told([0.9, 0.1, 0.9, 0.1], (0,), (2,)))
    assert parting.count == 2
    assert [parting.account_of(number) for number in range(4)] == [0, 0, 1, 1]


def test_what_stands_before_the_first_telling_sentence_goes_with_it() -> None:
    parting = part(TWO, told([0.1, 0.1, 0.9, 0.1], (2,)))
    assert [parting.account_of(number) for number in range(4)] == [0, 0, 0, 0]


def test_a_report_that_tells_of_no_incident_has_no_account() -> None:
    least = TELLS_ANY - 0.01
    assert part(TWO, told([least, least, least, least])) == Parting(0, (), (), frozenset())


def test_what_is_likelier_told_in_passing_is_of_the_background() -> None:
    parting = part(TWO, told([0.9, 0.1, 0.6, 0.1], (0, 2), background=[0.0, 0.0, 0.8, 0.0]))
    assert parting.background == {2}


def test_without_the_heads_a_report_has_one_account() -> None:
    assert part(TWO, None).count == 1


def test_each_entry_of_a_list_is_an_incident_of_its_own() -> None:
    listed = document(
        "Attacks in March\n\n2 March: A bomb killed two men in Ardeh.\n\n9 March: Gunmen shot a judge in Tesh. "
        "He died.\n\n21 March: A house was burned down in Brekka.\n"
    )
    parting = part(listed, told([0.1, 0.9, 0.9, 0.6, 0.9], (1, 2, 3, 4)))
    assert parting.count == 3
    assert [parting.account_of(number) for number in range(5)] == [0, 0, 1, 1, 2]


def test_a_date_that_opens_one_paragraph_makes_no_list() -> None:
    one = document(
        "2 March: A bomb killed two men in Ardeh.\n\nPolice closed the road.\n\nA third man died.\n"
    )
    assert part(one, told([0.9, 0.1, 0.9], (0, 2))).count == 1


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_an_account_of_each_incident_it_brings(name: str) -> None:
    count, text = REPORTS[name]
    assert sum(not account.background for account in accounts_of(text)) == count


def test_an_entry_is_dated_and_placed_by_its_own_head() -> None:
    told_of = accounts_of(REPORTS["a yearbook page of dated entries"][1])
    days = [value.edtf for account in told_of for value in values(account, DateValue)]
    assert days[:2] == ["XXXX-01-02", "XXXX-01-05"]
    assert len(days) == 8
    assert [value.name for value in values(told_of[4], Place)] == ["Orlo"]


def test_the_total_of_a_table_is_no_rows() -> None:
    own = [one for one in accounts_of(REPORTS["a table with bars"][1]) if not one.background]
    figures = {value.low for account in own for value in values(account, Count)}
    assert 12 in figures
    assert not {16, 49} & figures


def test_what_sums_up_several_incidents_is_the_toll_of_none() -> None:
    told_of = accounts_of(REPORTS["several with a summing lead"][1])
    own = {value.low for one in told_of if not one.background for value in values(one, Count)}
    assert own == {14, 4, 1}


def test_a_sentence_that_names_no_place_stays_with_its_paragraph() -> None:
    one = document("Gunmen killed two men in Ardeh. A third man was shot. In Kellen, a bomb wounded a woman.")
    assert told_apart(one, [[0], [1], [2]], ()) == ((0, 1), (2,))


def test_who_differs_over_what_happened_tells_of_the_same_incident() -> None:
    one = document(
        "Shells killed nine in Ardeh.\n\nThe army: rebels fired the shells.\n\nResidents: jets bombed us."
    )
    assert told_apart(one, [[0], [1], [2]], ()) == ((0, 1, 2),)


def test_the_woman_of_an_earlier_entry_is_taken_up_again() -> None:
    live = document(
        "2.44pm A shot in the lobby of the diet in Velm. A woman is down.\n\n3.20pm Pipe bomb found beside a bank, "
        "two streets away.\n\n4.05pm The woman has died.\n"
    )
    assert told_apart(live, [[0, 1, 2, 3]], ()) == ((0, 1, 3), (2,))


def test_a_list_of_those_killed_has_no_entries() -> None:
    names = document("The dead:\n\nSara Moll, 34, shot.\n\nPetr Havel, 41, shot.\n\nDina Roos, 9, burned.\n")
    assert find_entries(names, [0.1, 0.9, 0.9, 0.9]) == ()


def test_a_long_list_is_parted_in_time_that_grows_with_its_length() -> None:
    def seconds(entries: int) -> float:
        text = "".join(
            f"{k % 28 + 1} May: Gunmen killed {k} men at place {k} in Ardeh.\n" for k in range(entries)
        )
        one = document(text)
        shares = [0.9] * len(one.sentences)
        start = perf_counter()
        assert len(find_entries(one, shares)) == entries
        return perf_counter() - start

    assert min(seconds(2000) for _ in range(2)) < 20 * min(seconds(400) for _ in range(2))


def accounts_of(text: str) -> tuple[Account, ...]:
    (extraction,) = read_findings(gather([read_bytes(text.encode(), name="a.txt")])).extractions
    return extraction.accounts


def values(account: Account, kind: type[_Value]) -> list[_Value]:
    return [claim.value for claim in account.claims if isinstance(claim.value, kind)]
