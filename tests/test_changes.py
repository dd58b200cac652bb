"""What a build changed: of which kind, in which words, and never whose name."""

import json
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tellings.changes import what_changed
from tellings.cli import main
from tellings.cli.changed import lines_of_changes
from tellings.codec import from_json, to_json
from tellings.judging import leaf_of_account, leaf_of_claim, leaf_of_report, reviewed
from tellings.model import (
    Change,
    Count,
    IncidentType,
    Judgement,
    Lead,
    Method,
    PersonFact,
    Place,
    Record,
    RecordWarning,
    Span,
)
from tellings.record import build_records
from tellings.vocabulary import ChangeKind, Field, LeadKind, PersonAspect, PlacePrecision, WarningCode
from tests.builders import Page, Said, judgement, page, said
from tests.reconcile.bench import ACTORS

CAMP = Place("Camp Tamar", "Camp Tamar", PlacePrecision.APPROXIMATE, 41.0, 20.0, 5.0, "own:tamar")


def shelling(outlet: str, *told: Said, day: str = "2024-05-06", **more: Any) -> Page:
    """Return a page that tells of the shelling of Camp Tamar, with what else it tells."""
    frame = (
        said("type", "shelling", value=IncidentType("attack/shelling", "shelling")),
        said("place", "Camp Tamar", value=CAMP),
        said("date", day),
    )
    return page(outlet, *frame, *told, **more)


def case(*pages: Page, judgements: Sequence[Judgement] = (), **method: Any) -> tuple[Record, ...]:
    reports, extractions = [one.report for one in pages], [one.extraction for one in pages]
    return build_records(reports, extractions, ACTORS, Method(title="Camp", **method), judgements)


def words(changes: Sequence[Change], *kinds: ChangeKind) -> list[str]:
    return [change.text for change in changes if not kinds or change.kind in kinds]


SIX = shelling("The Daily", said("killed", "six", "Northern Council"))
EIGHT = shelling("The Post", said("killed", "eight", "Southern Ministry"), published="2024-05-07")
OTHER = shelling("The Herald", said("killed", "two", "Ilka Voss"), day="2024-06-20", published="2024-06-21")


# ---------------------------------------------------------------- incidents


def test_where_nothing_changed_nothing_is_said() -> None:
    assert what_changed(case(SIX, OTHER), case(OTHER, SIX)) == ()
    assert what_changed((), ()) == ()


def test_of_a_new_incident_it_is_said_that_it_is_new_and_no_more() -> None:
    after = case(SIX, OTHER)
    (new,) = what_changed(case(SIX), after)
    assert (new.kind, new.incident_id, new.was_ids) == (ChangeKind.INCIDENT_NEW, after[1].incident_id, ())
    assert new.text == "a new incident, told in 1 report"


def test_an_incident_whose_only_report_went_is_gone() -> None:
    before = case(SIX, OTHER)
    (gone,) = what_changed(before, case(SIX))
    assert (gone.kind, gone.incident_id) == (ChangeKind.INCIDENT_GONE, before[1].incident_id)


def test_a_person_who_joins_two_incidents_joins_their_records() -> None:
    same = judgement(leaf_of_report(SIX.report), leaf_of_report(OTHER.report), verdict="same")
    apart, joined = case(SIX, OTHER), case(SIX, OTHER, judgements=[same])
    changes = what_changed(apart, joined)
    assert {change.incident_id for change in changes} == {joined[0].incident_id}
    assert {frozenset(change.was_ids) for change in changes} == {frozenset(one.incident_id for one in apart)}
    assert words(changes, ChangeKind.INCIDENTS_JOINED) == ["joined from 2 incidents of the build before"]
    assert words(changes, ChangeKind.JUDGEMENT_NEW) == ["a judgement came into force: the same"]
    assert not words(changes, ChangeKind.REPORT_NEW, ChangeKind.READING_NEW), "either record held it"


def test_a_person_who_parts_an_incident_parts_its_record_and_what_moves_is_not_gone() -> None:
    apart = judgement(leaf_of_report(SIX.report), leaf_of_report(EIGHT.report), verdict="different")
    whole, parted = case(SIX, EIGHT), case(SIX, EIGHT, judgements=[apart])
    changes = what_changed(whole, parted)
    assert len(words(changes, ChangeKind.INCIDENT_PARTED)) == 2
    assert {change.was_ids for change in changes} == {(whole[0].incident_id,)}
    assert not words(changes, ChangeKind.REPORT_GONE, ChangeKind.READING_GONE)
    back = what_changed(parted, whole)
    assert words(back, ChangeKind.JUDGEMENT_GONE) == ["a judgement is in force no more: not the same"]


def test_an_account_that_is_read_otherwise_is_matched_by_its_report() -> None:
    told = said("killed", "six", "Northern Council")
    better = shelling("The Daily", told, said("weapons", "mortar"), text=None)
    again = shelling("The Daily", told, text=better.report.text)
    before, after = case(again), case(better)
    assert before[0].accounts[0].account_id != after[0].accounts[0].account_id
    changes = what_changed(before, after)
    assert {change.was_ids for change in changes} == {(before[0].incident_id,)}
    assert words(changes) == ["weapons: mortar (artillery) told for the first time (The Daily)"]


def test_an_incident_that_the_method_leaves_out_says_why() -> None:
    changes = what_changed(case(SIX), case(SIX, period_from="2025-01-01"))
    assert words(changes, ChangeKind.SCOPE_CHANGED) == ["left out: before the period"]
    changes = what_changed(case(SIX, period_from="2025-01-01"), case(SIX))
    assert words(changes, ChangeKind.SCOPE_CHANGED) == ["no longer left out"]


# ---------------------------------------------------------------- tolls and standing


def test_a_rival_figure_moves_the_standing_first_and_then_the_toll() -> None:
    changes = what_changed(case(SIX), case(SIX, EIGHT))
    assert words(changes)[:2] == ["standing of killed: contested, was one origin", "killed: 6 to 8, was 6"]
    standing, toll = changes[:2]
    assert (standing.kind, standing.was, standing.now) == (
        ChangeKind.STANDING_MOVED,
        "single_origin",
        "contested",
    )
    assert (toll.kind, toll.was, toll.now) == (ChangeKind.TOLL_UP, "6..6", "6..8")
    (report,) = [change for change in changes if change.kind is ChangeKind.REPORT_NEW]
    assert report.text.startswith("+1 report (The Post)")
    assert report.report_ids == (EIGHT.report.report_id,)
    assert "killed: 8 told for the first time (The Post)" in words(changes, ChangeKind.READING_NEW)
    assert "origins behind killed: 2, was 1" in words(changes, ChangeKind.SUPPORT_CHANGED)
    (killed,) = EIGHT.claims("killed")
    assert [c.claim_ids for c in changes if c.kind is ChangeKind.READING_NEW] == [(killed.claim_id,)]


def test_what_went_is_said_the_other_way_round() -> None:
    changes = what_changed(case(SIX, EIGHT), case(SIX))
    assert words(changes)[:2] == ["standing of killed: one origin, was contested", "killed: 6, was 6 to 8"]
    assert changes[1].kind is ChangeKind.TOLL_DOWN
    assert words(changes, ChangeKind.REPORT_GONE) == ["-1 report (The Post)"]
    assert words(changes, ChangeKind.READING_GONE) == ["killed: 8 told no more"]


def range_of(low: int, high: int) -> Page:
    value = Count(Field.KILLED, low, high, f"between {low} and {high}")
    return shelling("The Daily", said("killed", value.wording, "Northern Council", value=value))


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ((3, 6), (3, 8), ChangeKind.TOLL_UP),
        ((3, 6), (4, 6), ChangeKind.TOLL_UP),
        ((3, 6), (3, 5), ChangeKind.TOLL_DOWN),
        ((3, 6), (2, 6), ChangeKind.TOLL_DOWN),
        ((3, 6), (2, 8), ChangeKind.TOLL_WIDER),
        ((3, 6), (4, 5), ChangeKind.TOLL_NARROWER),
    ],
)
def test_a_range_moves_up_or_down_or_grows_or_shrinks(
    was: tuple[int, int], now: tuple[int, int], kind: ChangeKind
) -> None:
    report = range_of(*was), range_of(*now)
    both = shelling("The Post")  # holds the incident together, whose report of the figure is another
    changes = what_changed(case(both, report[0]), case(both, report[1]))
    assert [change.kind for change in changes if change.kind.startswith("toll")] == [kind]


def test_a_first_figure_is_no_rise_from_zero() -> None:
    bare = shelling("The Post")
    changes = what_changed(case(bare), case(bare, SIX))
    assert words(changes, ChangeKind.TOLL_FIRST) == ["killed: 6, no figure before"]
    changes = what_changed(case(bare, SIX), case(bare))
    assert words(changes, ChangeKind.TOLL_NONE) == ["killed: no figure in force, was 6"]
    assert not words(changes, ChangeKind.TOLL_UP, ChangeKind.TOLL_DOWN)


@pytest.mark.parametrize(
    ("stance", "kind", "text"),
    [
        ("asserts", ChangeKind.FIGURE_SUPERSEDED, "killed: 6 superseded"),
        ("corrects", ChangeKind.FIGURE_CORRECTED, "killed: 6 corrected"),
    ],
)
def test_a_later_figure_of_one_voice_ends_the_earlier_one(stance: str, kind: ChangeKind, text: str) -> None:
    later = said("killed", "seven", "Northern Council", stance=stance)
    changes = what_changed(case(SIX), case(SIX, shelling("The Post", later, published="2024-05-08")))
    ended = [change for change in changes if change.kind.startswith("figure")]
    assert [(change.kind, change.text) for change in ended] == [(kind, text)]
    assert ended[0].claim_ids == tuple(claim.claim_id for claim in SIX.claims("killed"))


def test_a_figure_that_its_voice_takes_back_is_withdrawn() -> None:
    back = said("killed", "six", "Northern Council", stance="withdraws")
    changes = what_changed(case(SIX), case(SIX, shelling("The Post", back, published="2024-05-08")))
    assert words(changes, ChangeKind.FIGURE_WITHDRAWN) == ["killed: 6 withdrawn"]
    assert words(changes, ChangeKind.STANDING_MOVED) == ["standing of killed: withdrawn, was one origin"]


def test_what_a_policy_or_a_person_takes_is_said_with_what_stood_before() -> None:
    def choice(before: tuple[Record, ...], after: tuple[Record, ...]) -> list[str]:
        return words(what_changed(before, after), ChangeKind.CHOICE_CHANGED)

    (eight,) = EIGHT.claims("killed")
    chosen = judgement(
        leaf_of_claim(eight, EIGHT.report), verdict="chosen", why="the hospital's list", by="Ada"
    )
    by_range, by_cascade = case(SIX, EIGHT), case(SIX, EIGHT, policy="gtd-cascade")
    by_person = case(SIX, EIGHT, policy="gtd-cascade", judgements=[chosen])
    (taken,) = choice(by_range, by_cascade)
    assert taken.startswith("killed: ") and taken.endswith(" is taken by the policy gtd-cascade")
    (stands,) = choice(by_cascade, by_person)
    assert stands.startswith("killed: 8 is taken by a judgement") and "Ada" not in stands
    (none,) = choice(by_person, by_range)
    assert none == "killed: no value is taken any more, was 8"


# ---------------------------------------------------------------- what is only counted


def test_accusations_and_denials_are_counted_and_nobody_is_named() -> None:
    told = shelling(
        "The Post",
        said("accusations", "the ministry", "Northern Council", stance="alleges"),
        said("accusations", "Bran Tol", "Northern Council", stance="alleges"),
        said("denials", "any part", "Southern Ministry"),
        said("victims", "family of Orla Finn", "Northern Council"),
        said("killed", "six", "Southern Ministry", stance="denies"),
    )
    changes = what_changed(case(SIX), case(SIX, told))
    assert words(changes, ChangeKind.ACCUSATION_NEW) == ["2 accusations more"]
    assert words(changes, ChangeKind.DENIAL_NEW) == ["1 denial more (killed)", "1 denial more"]
    assert "who was hit: 1 value told for the first time (The Post)" in words(changes)
    every = " ".join(words(changes))
    assert not any(name in every for name in ("Bran", "ministry", "Ministry", "Council", "Orla"))


def test_a_new_lead_and_a_new_warning_say_of_what_kind_they_are() -> None:
    told = shelling("The Post", said("accusations", "the ministry", "Northern Council", stance="alleges"))
    (account,) = told.extraction.accounts
    lead = Lead(
        LeadKind.FOOTAGE, "video of Bran Tol", told.report.report_id, Span(0, 8), told.report.text[:8], ()
    )
    with_lead = Page(told.report, _with_leads(told, lead))
    assert account.leads == ()
    changes = what_changed(case(SIX), case(SIX, with_lead))
    assert words(changes, ChangeKind.LEAD_NEW) == ["1 new lead (footage)"]
    warned = "No response from the accused is reported"
    assert f"new warning: {warned}" in words(changes, ChangeKind.WARNING_NEW)
    back = what_changed(case(SIX, with_lead), case(SIX))
    assert f"warning gone: {warned}" in words(back, ChangeKind.WARNING_GONE)


def _with_leads(told: Page, *leads: Lead) -> Any:
    (account,) = told.extraction.accounts
    return replace(told.extraction, accounts=(replace(account, leads=leads),))


def test_a_named_victim_is_one_more_and_has_no_name_here() -> None:
    fate = PersonFact("Orla Finn", PersonAspect.FATE, "killed", "Orla Finn was killed")
    told = shelling("The Post", said("persons", "Orla Finn", "Ilka Voss", value=fate))
    changes = what_changed(case(SIX), case(SIX, told))
    assert "1 named victim more" in words(changes, ChangeKind.READING_NEW)
    assert "Orla" not in " ".join(words(changes))
    assert "1 named victim told no more" in words(what_changed(case(SIX, told), case(SIX)))


def test_a_warning_that_one_of_two_joined_records_had_is_not_new() -> None:
    warned = RecordWarning(WarningCode.YEAR_INFERRED, "The year is inferred.")
    big, small = case(SIX, EIGHT)[0], case(OTHER)[0]
    joined = replace(big, incident_id="incident-joined", accounts=(*big.accounts, *small.accounts))
    changes = what_changed(
        [big, replace(small, warnings=(warned,))], [replace(joined, warnings=(*big.warnings, warned))]
    )
    assert words(changes, ChangeKind.INCIDENTS_JOINED)
    assert not words(changes, ChangeKind.WARNING_NEW)


# ---------------------------------------------------------------- form


def test_changes_are_the_same_whatever_the_order_of_readings_and_stand_in_json() -> None:
    before, after = case(SIX), case(SIX, EIGHT, OTHER)
    changes = what_changed(before, after)
    mixed = [SIX, EIGHT, OTHER]
    random.Random(3).shuffle(mixed)
    assert what_changed(before, case(*mixed)) == changes
    assert from_json(tuple[Change, ...], to_json(changes)) == changes
    assert [one.incident_id for one in changes][-1] == after[1].incident_id


def test_records_that_are_the_same_may_be_left_out_of_both() -> None:
    before, after = case(SIX, OTHER), case(SIX, EIGHT, OTHER)
    assert what_changed(before[:1], after[:1]) == what_changed(before, after)


def test_many_reports_are_named_by_the_first_outlets() -> None:
    more = [shelling(f"Paper {n}", said("killed", "six", "Northern Council")) for n in range(9)]
    (text,) = words(what_changed(case(SIX), case(SIX, *more)), ChangeKind.REPORT_NEW)
    assert text.startswith("+9 reports (Paper 0, Paper 1, Paper 2, Paper 3, Paper 4 and 4 more)")
    assert text.endswith(" with the text of another report"), "they are copies, and that is said"


def test_a_stage_that_was_given_and_what_came_since_are_said_and_nobody_named() -> None:
    other = shelling("The Post", said("killed", "eight", "Ilka Voss"))
    (new,) = case(SIX)
    leaf = leaf_of_account(SIX.extraction.accounts[0], SIX.report)
    out = judgement(leaf, verdict="staged", was=reviewed(new), now="published", why="sent to Ilka Voss")
    (published,) = case(SIX, judgements=[out])
    (change,) = [one for one in what_changed([new], [published]) if one.kind is ChangeKind.REVIEW_MOVED]
    assert (change.text, change.was, change.now) == (
        "stage of review: new before, now published",
        "new",
        "published",
    )
    assert "a judgement came into force: stage of review: published" in words(
        what_changed([new], [published])
    )
    grown = case(SIX, other, judgements=[out])
    told = words(what_changed([published], grown), ChangeKind.REVIEW_MOVED)
    assert told == ["stage of review: published before, now published, changed since"]
    assert not any("Voss" in text for text in words(what_changed([new], grown)))


def test_ten_thousand_copies_are_compared_in_a_moment() -> None:
    (told,) = case(SIX)
    killed = told.fields[Field.KILLED]
    (one,) = killed.readings[0].claims
    claims = tuple(replace(one, claim_id=f"claim-{n:016x}") for n in range(10_000))
    accounts = tuple(
        replace(
            told.accounts[0],
            account_id=f"account-{n:016x}",
            report_id=f"report-{n:016x}",
            outlet=f"Paper {n}",
        )
        for n in range(10_000)
    )
    readings = (replace(killed.readings[0], claims=claims),)
    fields = {**told.fields, Field.KILLED: replace(killed, readings=readings)}
    many = replace(told, incident_id="incident-many", fields=fields, accounts=accounts[1:])
    more = replace(told, incident_id="incident-more", fields=fields, accounts=accounts)
    since = time.monotonic()
    changes = what_changed([many], [more])
    assert time.monotonic() - since < 2
    assert words(changes) == ["+1 report (Paper 0)"]


# ---------------------------------------------------------------- printed


def test_of_very_many_incidents_the_first_are_printed_and_the_others_counted() -> None:
    changes = [
        Change(f"incident-{n}", ("incident-x",), ChangeKind.TOLL_UP, Field.KILLED, "killed: 3, was 2")
        for n in range(25)
    ]
    lines = list(lines_of_changes(changes, {"incident-0": "Shelling of Ardeh"}, incidents=25))
    assert lines[:2] == ["Shelling of Ardeh (incident-0)", "  killed: 3, was 2"]
    assert (len(lines), lines[-1]) == (41, "and 5 incidents more; --json prints all")


EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "camp-liberty"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a case that holds the example's reports but two, and is not built."""
    folder = tmp_path / "case"
    run("case", "new", folder)
    for name in ("actors.toml", "method.toml", "gazetteer.csv"):
        shutil.copy(EXAMPLE / name, folder / name)
    held = [
        path
        for path in (EXAMPLE / "reports").glob("*.txt")
        if path.name not in ("afp-late-2.txt", "ncri-0305.txt")
    ]
    run("case", "add", folder, *held)
    return folder


def test_a_build_prints_what_the_new_reports_changed_in_which_incident(example: Path) -> None:
    first = run("case", "build", example).stdout
    assert "5 incidents, all new" in first
    assert "no record has changed" in run("case", "build", example).stdout
    run("case", "add", example, EXAMPLE / "reports" / "afp-late-2.txt", EXAMPLE / "reports" / "ncri-0305.txt")
    built = run("case", "build", example).stdout.splitlines()
    assert built[1].startswith("Shelling of Camp Liberty, 9 February 2013 (incident-")
    assert any(line.startswith("  +2 reports (") for line in built[2:])
    assert "Shelling" not in "".join(built[2:]), "the other incidents stay as they are"
    assert "no record has changed" in run("case", "build", example).stdout


def test_what_changed_is_printed_as_data_of_the_same_kinds(example: Path) -> None:
    first = json.loads(run("case", "build", example, "--json").stdout)
    assert [one["kind"] for one in first["changes"]] == ["incident_new"] * first["incidents"]
    run("case", "add", example, EXAMPLE / "reports" / "ncri-0305.txt")
    built = json.loads(run("case", "build", example, "--json").stdout)
    changes = from_json(tuple[Change, ...], built["changes"])
    assert built["reports"] == first["reports"] + 1
    assert ChangeKind.REPORT_NEW in {change.kind for change in changes}
    assert {change.incident_id for change in changes} <= {
        row["incident_id"] for row in json.loads(run("case", "list", example, "--json").stdout)["incidents"]
    }


def test_a_name_that_is_masked_stands_under_its_pseudonym_as_an_outlet_too(tmp_path: Path) -> None:
    text = (
        "Six people were killed when shells hit the market of Ardeh on 6 May 2024, resident Orla Finn said.\n"
    )
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(f"---\noutlet: The Daily\npublished: 2024-05-07\n---\n{text}", encoding="utf-8")
    second.write_text(
        f"---\noutlet: Diary of Orla Finn\npublished: 2024-05-08\n---\nBy the market. {text}",
        encoding="utf-8",
    )
    run("case", "new", tmp_path / "case")
    run("case", "add", tmp_path / "case", first)
    run("case", "build", tmp_path / "case")
    run("case", "add", tmp_path / "case", second)
    built = run("case", "build", tmp_path / "case").stdout
    assert "+1 report (" in built
    assert "Orla" not in built and "Finn" not in built
