"""Policies: which of rival figures is taken, by which rule, and what each says of itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.judging import leaf_of_claim
from tellings.model import Count, Lead, Method, Record, Standing
from tellings.reconcile.policies import ToldCount, apply_policy, open_leads
from tellings.reconcile.values import value_key
from tellings.record import build_records
from tellings.vocabulary import CountBasis, Field, LeadKind, Policy
from tests.builders import Page, Said, judgement, page, said
from tests.reconcile.bench import ACTORS, Bench, bench

DOCTOR: dict[str, dict[str, Any]] = {"Ilka Voss": {"connection": "medic", "access": "treated"}}
CHOOSING = (Policy.MAJORITY_OF_ORIGINS, Policy.PREFERRED_VOICES, Policy.GTD_CASCADE)


def told(found: Bench) -> ToldCount:
    return ToldCount(found.toll(), found.claims, found.origins, found.voices)


def under(policy: Policy, *pages: Page, preferred: tuple[str, ...] = ()) -> Standing:
    """Return how the killed stand under a policy."""
    found = bench(*pages)
    method = Method(policy=policy.value, preferred_voices=preferred)
    return apply_policy(found.standing(), told(found), method)


def number(standing: Standing) -> int | None:
    return standing.value.low if isinstance(standing.value, Count) else None


def killed(words: str, *by: str, on: str = "2024-05-06", **more: Any) -> Page:
    """Return a page, of an outlet of its own, that tells one figure."""
    return page(
        f"Outlet of {words} {by} {on}", said("killed", words, *by, **more), published=on, voices=DOCTOR
    )


RIVALS = (
    killed("six", "Ilka Voss"),
    killed("six", "Relief Watch", on="2024-05-07"),
    killed("three", "Southern Ministry", on="2024-05-08"),
)


# ---------------------------------------------------------------- range, pending


def test_the_range_chooses_none_and_tells_its_ends_and_its_figures() -> None:
    standing = under(Policy.RANGE, *RIVALS)
    assert standing.value is None
    assert standing.grounds.startswith(
        "Policy range: from 3 to 6, of 2 figures in force (3; 6); none is chosen. "
    )


def test_the_range_leaves_out_what_is_out_of_force() -> None:
    early = killed("two", "Northern Council")
    late = killed("six", "Northern Council", on="2024-05-08")
    assert "the one figure in force is 6;" in under(Policy.RANGE, early, late).grounds


def test_a_pending_figure_stays_open_until_a_person_chooses() -> None:
    standing = under(Policy.PENDING, *RIVALS)
    assert standing.value is None
    assert standing.grounds.startswith(
        "Policy pending: none is chosen until a person chooses; in force: 3; 6."
    )


@pytest.mark.parametrize("policy", Policy)
def test_where_no_figure_is_in_force_a_policy_says_nothing(policy: Policy) -> None:
    dozens = Count(Field.KILLED, 24, None, "dozens", vague=True)
    found = bench(page("A", said("killed", "dozens", "Ilka Voss", value=dozens)))
    standing = found.standing()
    assert apply_policy(standing, told(found), Method(policy=policy.value)) == standing


# ---------------------------------------------------------------- majority of origins


def test_the_majority_is_of_origins_and_not_of_pages() -> None:
    copies = [page(f"Copy {n}", said("killed", "three", "Southern Ministry")) for n in range(5)]
    standing = under(Policy.MAJORITY_OF_ORIGINS, *RIVALS, *copies)
    assert number(standing) == 6
    assert standing.method == "policy majority-of-origins 1"
    assert "6, given by at least 2 of at most 3 independent origins." in standing.grounds


def test_half_of_the_origins_is_no_majority() -> None:
    standing = under(Policy.MAJORITY_OF_ORIGINS, RIVALS[0], RIVALS[2])
    assert standing.value is None
    assert "no figure is surely given by more than half of the origins" in standing.grounds


def test_voices_that_may_be_one_make_no_majority_together() -> None:
    open_pair = (killed("six", "a doctor"), killed("six", "a doctor", on="2024-05-07"))
    assert under(Policy.MAJORITY_OF_ORIGINS, *open_pair, RIVALS[2]).value is None


# ---------------------------------------------------------------- preferred voices


def test_the_first_preferred_voice_that_gives_a_figure_is_taken() -> None:
    standing = under(
        Policy.PREFERRED_VOICES, *RIVALS, preferred=("Nobody Here", "the ministry", "Relief Watch")
    )
    assert number(standing) == 3
    assert "Policy preferred-voices: 3, which the ministry gives; beside it, 6." in standing.grounds


def test_of_two_figures_of_a_preferred_voice_the_later_is_taken() -> None:
    pages = (killed("six", "Ilka Voss"), killed("five", "Ilka Voss", on="2024-05-09"), RIVALS[2])
    assert number(under(Policy.PREFERRED_VOICES, *pages, preferred=("Ilka Voss",))) == 5


def test_what_another_voice_passes_on_of_a_preferred_one_is_not_its_own_word() -> None:
    passed_on = killed("three", "Northern Council", "Southern Ministry")
    standing = under(Policy.PREFERRED_VOICES, passed_on, RIVALS[0], preferred=("Southern Ministry",))
    assert standing.value is None
    assert "no preferred voice gives a figure in its own words (3; 6 are in force)" in standing.grounds


# ---------------------------------------------------------------- the cascade of the GTD


def test_the_cascade_takes_the_newest_figure() -> None:
    standing = under(Policy.GTD_CASCADE, *RIVALS)
    assert number(standing) == 3
    assert "3, the newest figure in force, as of 2024-05-08; beside it, 6." in standing.grounds


def test_a_doubtful_newest_figure_gives_way_to_the_majoritys() -> None:
    hedged = killed("three", "Southern Ministry", on="2024-05-08", hedged=True)
    standing = under(Policy.GTD_CASCADE, *RIVALS[:2], hedged)
    assert number(standing) == 6
    assert "the newest, 3, is doubtful: it is hedged wherever it is told" in standing.grounds


def test_what_outlets_alone_tell_is_doubtful() -> None:
    assert number(under(Policy.GTD_CASCADE, *RIVALS[:2], killed("nine", on="2024-05-09"))) == 6


def test_without_a_newest_figure_and_a_majority_the_lowest_is_taken() -> None:
    standing = under(Policy.GTD_CASCADE, killed("six", "Ilka Voss"), killed("three", "Southern Ministry"))
    assert number(standing) == 3
    assert "the lowest figure in force that is not doubtful; no one figure is the newest" in standing.grounds


# ---------------------------------------------------------------- back to the source


def opened(*pages: Page, policy: Policy = Policy.BACK_TO_SOURCE) -> list[Lead]:
    return list(open_leads([told(bench(*pages))], Method(policy=policy.value)))


def test_going_back_to_the_source_opens_a_lead_for_each_voice_of_rival_figures() -> None:
    leads = opened(*RIVALS, killed("nine"))
    assert sorted((lead.kind, lead.what) for lead in leads) == [
        (
            LeadKind.DOCUMENT,
            "ask Southern Ministry for the list or report that the figure rests on (3 killed)",
        ),
        (LeadKind.MEDIA_REPORT, "ask the outlet for the voice from whom it has the figure (9 killed)"),
        (LeadKind.MEDICAL_RECORD, "ask Ilka Voss for the hospital's or morgue's own list (6 killed)"),
        (LeadKind.STATEMENT, "ask Relief Watch for how it knows the figure (6 killed)"),
    ]
    texts = {one.report.report_id: one.report.text for one in (*RIVALS, killed("nine"))}
    assert all(lead.quote == lead.span.of(texts[lead.report_id]) for lead in leads)
    assert under(Policy.BACK_TO_SOURCE, *RIVALS).value is None


def test_one_figure_opens_no_lead_and_forty_copies_open_one() -> None:
    assert not opened(RIVALS[0])
    copies = [page(f"Copy {n}", said("killed", "three", "Southern Ministry")) for n in range(40)]
    assert len(opened(RIVALS[0], *copies)) == 2


def test_what_is_known_through_another_voice_is_asked_of_its_origin() -> None:
    leads = opened(killed("three", "Northern Council", "Southern Ministry"), RIVALS[0])
    assert any(
        lead.what
        == "ask Southern Ministry for its own words, which are known only through Northern Council (3 killed)"
        for lead in leads
    )


@pytest.mark.parametrize("policy", set(Policy) - {Policy.BACK_TO_SOURCE})
def test_no_other_policy_opens_leads(policy: Policy) -> None:
    assert not opened(*RIVALS, policy=policy)


# ---------------------------------------------------------------- what holds under every policy

VOICES = ("Ilka Voss", "Northern Council", "Southern Ministry", "Relief Watch", "a doctor", "a guard")


@st.composite
def tellings(draw: st.DrawFn) -> Page:
    day = f"2024-05-{draw(st.integers(6, 9)):02}"
    by = draw(st.lists(st.sampled_from(VOICES), max_size=2, unique=True))
    low = draw(st.integers(0, 12))
    value = draw(
        st.sampled_from(
            [
                Count(Field.KILLED, low, low, str(low)),
                Count(Field.KILLED, low, None, str(low)),
                Count(Field.KILLED, None, low, str(low), approximate=True),
                Count(Field.KILLED, low, None, str(low), vague=True),
                Count(Field.KILLED, low, low, str(low), basis=CountBasis.INCREMENT),
            ]
        )
    )
    stance = draw(st.sampled_from(("asserts", "asserts", "asserts", "denies", "withdraws")))
    return killed(str(low), *by, on=day, value=value, stance=stance, hedged=draw(st.booleans()))


@given(
    st.lists(tellings(), min_size=1, max_size=5), st.sampled_from(Policy), st.randoms(use_true_random=False)
)
def test_no_policy_takes_a_value_that_nobody_gives_and_the_order_of_pages_changes_nothing(
    pages: list[Page], policy: Policy, chance: Any
) -> None:
    pages = list({one.report.report_id: one for one in pages}.values())
    standing = under(policy, *pages, preferred=VOICES)
    assert standing.value is None or policy in CHOOSING
    if standing.value is not None:
        given_by_any = [
            claim.value
            for one in pages
            for claim in one.claims()
            if claim.stance == "asserts" and isinstance(claim.value, Count)
        ]
        assert value_key(standing.value) in {value_key(value) for value in given_by_any}
        assert isinstance(standing.value, Count)
        assert not standing.value.vague and standing.value.basis is CountBasis.STATED
    again = list(pages)
    chance.shuffle(again)
    assert under(policy, *again, preferred=VOICES) == standing


def record_of(*pages: Page, policy: Policy, **more: Any) -> Record:
    (made,) = build_records(
        [one.report for one in pages],
        [one.extraction for one in pages],
        ACTORS,
        Method(policy=policy.value, preferred_voices=("Ilka Voss",)),
        **more,
    )
    return made


def shelling(*lines: Said, outlet: str, published: str = "2024-05-06") -> Page:
    at = (said("date", "2024-05-05"), said("place", "Ardeh"), said("type", "shelling"))
    return page(outlet, *at, *lines, published=published, voices=DOCTOR)


ACCUSING = (
    shelling(
        said("killed", "six", "Ilka Voss"), said("accusations", "the Guard", "Southern Ministry"), outlet="A"
    ),
    shelling(
        said("killed", "three", "Southern Ministry"),
        said("accusations", "the Army", "Northern Council"),
        outlet="B",
        published="2024-05-07",
    ),
)


@pytest.mark.parametrize("policy", Policy)
def test_no_policy_touches_an_accusation(policy: Policy) -> None:
    record = record_of(*ACCUSING, policy=policy)
    standing = record.fields[Field.ACCUSATIONS].standing
    assert standing.value is None
    assert "policy" not in standing.method and "Policy" not in standing.grounds
    assert "Policy" in record.fields[Field.KILLED].standing.grounds
    assert record.policy == policy


@pytest.mark.parametrize("policy", Policy)
def test_what_a_person_chose_stands_over_every_policy_and_keeps_its_reason(policy: Policy) -> None:
    three = ACCUSING[1].claims("killed")[0]
    chosen = judgement(leaf_of_claim(three, ACCUSING[1].report), verdict="chosen", why="a list of names")
    standing = record_of(*ACCUSING, policy=policy, judgements=(chosen,)).fields[Field.KILLED].standing
    assert number(standing) == 3
    assert standing.method == f"judgement {chosen.judgement_id}"
    assert "a list of names" in standing.grounds and "Policy" not in standing.grounds


def test_leads_that_a_policy_opens_stand_in_the_record_and_in_no_other() -> None:
    asked = [lead.what for lead in record_of(*ACCUSING, policy=Policy.BACK_TO_SOURCE).leads]
    assert "ask Ilka Voss for the hospital's or morgue's own list (6 killed)" in asked
    assert not record_of(*ACCUSING, policy=Policy.RANGE).leads
