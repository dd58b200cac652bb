"""Totals over incidents: what is added, and what would be counted twice."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tellings.model import (
    Count,
    Exclusion,
    Figure,
    Record,
    RecordWarning,
    Related,
    SideFigures,
    Toll,
)
from tellings.publish.totals import total_in_words
from tellings.reconcile.totals import CaseTotal, add_up
from tellings.vocabulary import CountBasis, ExclusionReason, Field, NotAdded, RelatedKind, WarningCode
from tests.builders import record


def figure(low: int | None, high: int | None, **more: Any) -> Figure:
    superseded = more.pop("superseded", False)
    value = Count(Field.KILLED, low, high, "some", **more)
    return Figure((f"claim {low} {high}",), value, None, ("voice",), superseded=superseded)


def toll(*figures: Figure, kind: Field = Field.KILLED) -> Toll:
    return Toll(kind, (SideFigures(None, figures, divided=False),), (), (), None, None)


def incident(name: str, *figures: tuple[int, int], **more: Any) -> Record:
    """Return an incident with these figures of the killed in force. part_of, sums, shares: names of others."""
    related = [Related(other, RelatedKind.PART_OF, "told so") for other in more.pop("part_of", ())]
    related += [Related(other, RelatedKind.SUMS, "told so") for other in more.pop("sums", ())]
    warnings = [
        RecordWarning(WarningCode.NAME_IN_TWO_INCIDENTS, "a name", incident_id=other)
        for other in more.pop("shares", ())
    ]
    tolls = (toll(*(figure(low, high) for low, high in figures)),) if figures else ()
    return record(name, **{"tolls": tolls, "related": tuple(related), "warnings": tuple(warnings), **more})


def killed(case: CaseTotal) -> tuple[int, int, int, int]:
    (found,) = (one for one in case.totals if one.kind is Field.KILLED)
    return found.low, found.high, found.incidents, found.no_figure


def reasons(case: CaseTotal) -> dict[str, tuple[NotAdded, str]]:
    return {one.incident_id: (one.reason, one.other) for one in case.left_out}


def test_the_lowest_and_the_highest_figures_of_all_incidents_are_added() -> None:
    case = add_up([incident("a", (3, 3), (6, 6)), incident("b", (2, 2)), incident("c")])
    assert killed(case) == (5, 8, 2, 1)
    assert total_in_words(case) == (
        "Added up are the lowest and the highest figures in force of 3 incidents; none is left out.",
        "Killed: 5 to 8; 2 incidents give a figure, 1 gives none, which is not zero.",
    )


def test_what_is_vague_derived_or_out_of_force_is_added_to_nothing() -> None:
    told = toll(
        figure(4, 4),
        figure(24, None, vague=True),
        figure(9, 9, basis=CountBasis.DERIVED, inputs=("claim",)),
        figure(2, 2, superseded=True),
    )
    assert killed(add_up([record("a", tolls=(told,))])) == (4, 4, 1, 0)


def test_an_open_end_counts_as_the_number_told() -> None:
    assert killed(add_up([record("a", tolls=(toll(figure(50, None)),))])) == (50, 50, 1, 0)


def test_a_part_is_not_added_beside_its_whole_nor_a_part_of_a_part() -> None:
    case = add_up(
        [incident("a", (9, 9)), incident("b", (4, 4), part_of=["a"]), incident("c", (2, 2), part_of=["b"])]
    )
    assert killed(case) == (9, 9, 1, 0)
    assert reasons(case) == {"b": (NotAdded.PART_OF, "a"), "c": (NotAdded.PART_OF, "a")}


def test_a_whole_without_a_figure_takes_no_part_out() -> None:
    case = add_up([incident("a"), incident("b", (4, 4), part_of=["a"])])
    assert killed(case) == (4, 4, 1, 1)
    assert not case.left_out


def test_a_whole_that_is_not_of_the_case_takes_no_part_out() -> None:
    assert killed(add_up([incident("b", (4, 4), part_of=["elsewhere"])])) == (4, 4, 1, 0)


def test_of_two_incidents_that_are_parts_of_each_other_one_stays() -> None:
    case = add_up([incident("a", (9, 9), part_of=["b"]), incident("b", (4, 4), part_of=["a"])])
    assert killed(case) == (9, 9, 1, 0)
    assert reasons(case) == {"b": (NotAdded.PART_OF, "a")}


def test_a_summary_is_not_added_beside_what_it_sums() -> None:
    case = add_up([incident("a", (9, 9)), incident("s", (120, 120), sums=["a", "elsewhere"])])
    assert killed(case) == (9, 9, 1, 0)
    assert reasons(case) == {"s": (NotAdded.SUMMARY, "a")}
    assert "It sums up 1 of the incidents of the case." in total_in_words(case)[-1]


def test_what_the_method_leaves_out_is_not_added_and_takes_nothing_else_out() -> None:
    out = Exclusion("a", ExclusionReason.BEFORE_PERIOD, "Every date told of it lies before 2013.")
    case = add_up([incident("a", (9, 9), out_of_scope=out), incident("b", (4, 4), part_of=["a"])])
    assert killed(case) == (4, 4, 1, 0)
    assert case.left_out[0].text == out.text


def test_of_incidents_that_share_the_name_of_somebody_dead_the_one_with_the_higher_figures_is_added() -> None:
    case = add_up(
        [
            incident("a", (3, 3), shares=["b"]),
            incident("b", (7, 7), shares=["a", "c"]),
            incident("c", (5, 5), shares=["b", "d"]),
            incident("d", (1, 1), shares=["c"]),
        ]
    )
    assert killed(case) == (8, 8, 2, 0), "b and d share no name with each other"
    assert reasons(case) == {"a": (NotAdded.SHARED_NAME, "b"), "c": (NotAdded.SHARED_NAME, "b")}


def test_a_case_without_figures_has_no_total_and_says_so() -> None:
    assert total_in_words(add_up([incident("a")])) == (
        "Nothing is added up: no figure is in force in 1 incident; none is left out.",
    )


NAMES = "abcdef"


@st.composite
def cases(draw: st.DrawFn) -> list[Record]:
    shared = draw(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=3))
    made = []
    for name in NAMES:
        others = st.sets(st.sampled_from(NAMES.replace(name, "")), max_size=1)
        figures = draw(st.lists(st.integers(0, 9), max_size=2))
        sharing = sorted({b for a, b in shared if a == name} | {a for a, b in shared if b == name})
        made.append(
            incident(
                name,
                *((n, n) for n in figures),
                part_of=draw(others),
                sums=draw(others),
                shares=[other for other in sharing if other != name],
            )
        )
    return made


@given(cases(), st.randoms(use_true_random=False))
def test_nothing_added_is_counted_by_something_else_that_is_added_in_any_order(
    records: list[Record], chance: Any
) -> None:
    case = add_up(records)
    out = reasons(case)
    added = {one.incident_id: one for one in records if one.incident_id not in out}
    for one in added.values():
        for other in one.related:
            whole = added.get(other.incident_id)
            if whole is not None and whole.tolls and other.kind is RelatedKind.PART_OF:
                backs = {b.incident_id for b in whole.related if b.kind is RelatedKind.PART_OF}
                assert backs, (
                    f"{one.incident_id} is a part of {other.incident_id}, which is a part of nothing"
                )
            assert other.kind is not RelatedKind.SUMS or other.incident_id not in added
        assert not any(w.incident_id in added for w in one.warnings)
    assert len(added) + len(out) == len(records)
    names = {other for reason, other in out.values() if reason is NotAdded.SHARED_NAME}
    wholes = {other for reason, other in out.values() if reason is NotAdded.PART_OF}
    assert names <= added.keys()
    assert all(one in added or out[one][0] is NotAdded.SHARED_NAME for one in wholes)
    chance.shuffle(records)
    assert add_up(records) == case
