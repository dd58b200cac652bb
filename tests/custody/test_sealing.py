"""Removal on purpose: what goes is gone from every file, what stays holds, and the log says that it was meant."""

import functools
import itertools
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tellings.case import Case
from tellings.custody import CheckpointSigned, Sealed, SealKind, SealPlan, misplaced, placed, verify
from tellings.custody.names import BLOT
from tellings.errors import CannotWrite, InputError
from tellings.judging import (
    Applied,
    apply_judgements,
    leaf_of_claim,
    leaf_of_passage,
    missed_claim,
    new_speaker,
    other_words,
    speaker_of,
)
from tellings.model import Count, Judgement, Leaf, SetAside
from tellings.vocabulary import Field, Naming, Stance, VoiceKind
from tests.builders import READER, attribution, claim, extraction, judgement, report, span, taken, voice

TEXT = (
    "Six people were killed in Ardeh on Monday, the nurse Ilka\nVoss said. A spokesman for the Northern Council said "
    "three had died, and denied that ILKA-VOSS's ward had counted. Voss left the town.\n"
)
TOLD = report(TEXT, original=b"<p>" + TEXT.encode() + b"</p>", author="Ilka Voss", title="Shells hit Ardeh")
OTHER = report("Nobody was killed in Brekka, the mayor said.", outlet="The Weekly")
ASIDE = SetAside("ilka-voss.pdf", "binary", "it is no text", "save it as text")
QUOTE = Leaf(
    "claim", "claim-1", "nurse Ilka\nVoss", "on Monday, the ", " said. A spokesman", TOLD.report_id, "killed"
)
CUT = Leaf("claim", "claim-2", "Voss said", "", "", TOLD.report_id, "killed")


def filled(folder: Path) -> Case:
    case = Case.new(folder)
    case.add([taken(TOLD, original=b"<p>" + TEXT.encode() + b"</p>"), taken(OTHER), ASIDE])
    six = claim(
        "killed", "Six", within=TOLD, quote="Six people were killed", chain=["The Daily", "Ilka Voss"]
    )
    said = attribution("Six people were killed", source="Ilka\nVoss", cue="said", within=TOLD)
    nurse = replace(voice("Ilka Voss", within=None), aliases=("Voss",))
    case.store_extraction(extraction(TOLD, [six], attributions=[said], voices=[nurse]))
    case.store_extraction(extraction(OTHER))
    case.add_judgement(judgement(QUOTE, Leaf("report", OTHER.report_id, "Nobody")))
    case.add_judgement(
        replace(judgement(CUT, CUT, verdict="different"), why="Ilka Voss told us", by="I. Voss")
    )
    (folder / "actors.toml").write_text('# Ilka Voss\n[[side]]\nname = "North"\n', encoding="utf-8")
    case.keep_settings()
    case.store_records([])
    return case


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("sealing") / "case").folder


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Case:
    return Case.open(shutil.copytree(made, tmp_path / "case"))


def holding(folder: Path, *words: str) -> list[str]:
    """Return which files hold any of these words, white space between them being free, the user's own left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "actors.toml":
            text = path.read_bytes().decode("utf-8", "replace").lower().replace("\\n", " ").replace("-", " ")
            if any(word in " ".join(text.split()) for word in words):
                found.append(path.relative_to(folder).as_posix())
    return found


def notes(case: Case) -> str:
    return "\n".join(f"{note.item}: {note.fact}" for note in verify(case).notes)


# ---------------------------------------------------------------- a name


def test_a_sealed_name_is_in_no_file_and_every_quote_still_holds(case: Case) -> None:
    assert holding(case.folder, "ilka voss")
    before = case.extraction(TOLD.report_id, READER)
    assert before is not None
    plan = case.seal_name(["Ilka Voss"], by="A. Reviewer", why="the family asked")
    assert plan.items == (TOLD.report_id,)
    assert plan.counts == {
        "text": 1, "metadata": 1, "extraction": 1, "judgement": 2, "set-aside": 1, "settings file": 1, "original": 1,
    }  # fmt: skip
    assert plan.alone == {"voss": 1}
    assert holding(case.folder, "ilka") == []
    for opened in (case, Case.open(case.folder)):
        told = opened.report(TOLD.report_id)
        assert told is not None
        assert len(told.text) == len(TEXT)
        assert told.text.startswith(
            f"Six people were killed in Ardeh on Monday, the nurse {BLOT * 4}\n{BLOT * 4} said."
        )
        assert f"{BLOT * 9}'s ward" in told.text
        assert "Voss left the town" in told.text
        assert (told.author, told.title) == (f"{BLOT * 4} {BLOT * 4}", "Shells hit Ardeh")
        assert opened.original(told) is None
        after = opened.extraction(TOLD.report_id, READER)
        assert after is not None
        assert after.accounts == before.accounts
        assert (after.voices[0].name, after.voices[0].aliases) == (f"{BLOT * 4} {BLOT * 4}", (BLOT * 4,))
        assert opened.user_files_with(["Ilka Voss"]) == ("actors.toml",)
        assert (verify(opened).problems, verify(opened).checked.reports) == ((), 2)


def test_judgements_keep_their_ids_and_lose_what_they_quote_of_a_sealed_name(case: Case) -> None:
    ids = {one.judgement_id for one in case.judgements()}
    case.seal_name(["Ilka Voss"], by="A. Reviewer", why="the family asked")
    now = {one.left.id: one for one in case.judgements()}
    assert {one.judgement_id for one in now.values()} == ids
    assert now["claim-1"].left.quote == f"nurse {BLOT * 4}\n{BLOT * 4}"
    assert (now["claim-1"].left.before, now["claim-1"].left.after) == (
        "on Monday, the ",
        " said. A spokesman",
    )
    assert now["claim-2"].left.quote == f"{BLOT * 4} said"
    assert now["claim-2"].why == f"{BLOT * 4} {BLOT * 4} told us"


def test_a_chain_and_a_claim_that_a_person_gave_hold_after_the_name_in_them_is_sealed(case: Case) -> None:
    named, cut = span("Ilka\nVoss", of=TOLD), span("oss's ward".replace("oss", "OSS"), of=TOLD)
    nurse = new_speaker(named, TOLD, naming=Naming.NAMED, kind=VoiceKind.PERSON)
    outlet = speaker_of(voice("Ilka Voss"))  # the first voice of this extraction
    told = missed_claim(Field.INJURED, Count(Field.INJURED, 3, 3, ""), Stance.ASSERTS, [outlet, nurse])
    added = judgement(leaf_of_passage(named, TOLD), verdict="added", now=told)
    moved = judgement(
        replace(leaf_of_claim(case.extractions(READER)[0].accounts[0].claims[0], TOLD)),
        verdict="corrected",
        aspect="words",
        now=other_words(cut, TOLD),
    )
    before = applied(case, added, moved)
    for one in (added, moved):
        case.add_judgement(one)
    case.seal_name(["Ilka Voss"], by="A. Reviewer", why="the family asked")
    kept = [one for one in case.judgements() if one.judgement_id in (added.judgement_id, moved.judgement_id)]
    assert not any("Ilka" in one.now or "OSS" in one.now for one in kept)
    after = applied(case, *kept)
    assert not before.set_aside and not after.set_aside
    ids = [
        [c.claim_id for e in found.extractions for a in e.accounts for c in a.claims]
        for found in (before, after)
    ]
    assert ids[0] == ids[1]


def applied(case: Case, *judgements: Judgement) -> Applied:
    return apply_judgements(case.reports(), case.extractions(READER), judgements)


def test_what_was_sealed_is_told_by_whom_when_and_why_and_without_the_name(case: Case) -> None:
    case.seal_name(["Ilka Voss"], by="A. Reviewer", why="Ilka Voss asked")
    sealed = case.sealed()
    assert [(one.item, one.kind, one.by, one.why) for one in sealed] == [
        (TOLD.report_id, SealKind.NAME, "A. Reviewer", f"{BLOT * 4} {BLOT * 4} asked")
    ]
    told = f"removed on purpose, on {sealed[0].on[:10]}, by A. Reviewer: {BLOT * 4} {BLOT * 4} asked"
    assert f"a name of {TOLD.report_id}: {told}" in notes(case)
    assert verify(case).is_unchanged


def test_a_name_that_stands_nowhere_leaves_the_case_as_it_is(case: Case) -> None:
    before = case.log.path.read_bytes()
    assert case.seal_name(["Runa Velik"], by="x", why="y").is_empty
    assert case.log.path.read_bytes() == before


def test_a_dry_run_says_the_same_and_changes_nothing(case: Case) -> None:
    before = {
        path: path.read_bytes()
        for path in case.folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }
    plan = case.plan_name_seal(["Ilka Voss"])
    assert {path: path.read_bytes() for path in before} == before
    assert case.seal_name(["Ilka Voss"], by="x", why="y") == plan


def test_a_name_in_the_reason_of_an_earlier_seal_goes_too(case: Case) -> None:
    case.seal_original(TOLD.report_id, by="A. Reviewer", why="Ilka Voss asked")
    case.seal_name(["Voss"], by="A. Reviewer", why="asked again")
    assert holding(case.folder, "voss") == []
    assert [one.why for one in case.sealed()] == [f"Ilka {BLOT * 4} asked", "asked again"]
    assert verify(case).is_unchanged
    assert Case.open(case.folder).sealed() == case.sealed()


def test_what_an_interrupted_write_left_of_a_name_goes_with_it(case: Case) -> None:
    orphan = case.objects.put(b"Ilka Voss, never logged")
    half = case.objects.folder / "ab" / ".half.tmp"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"Ilka Voss, half written")
    case.seal_name(["Ilka Voss"], by="x", why="y")
    assert not case.objects.has(orphan)
    assert not half.exists()


def test_a_settings_file_that_still_holds_the_name_is_not_kept_again(case: Case) -> None:
    case.seal_name(["Ilka Voss"], by="x", why="y")
    case.keep_settings()
    assert holding(case.folder / "objects", "ilka") == []


def test_a_second_name_is_sealed_where_a_first_one_was(case: Case) -> None:
    case.seal_name(["Ilka Voss"], by="x", why="y")
    case.seal_name(["Northern Council"], by="x", why="y")
    told = case.report(TOLD.report_id)
    assert told is not None
    assert told.text.count(BLOT) == 17 + 15
    assert holding(case.folder, "ilka", "northern council") == []
    assert verify(case).problems == ()


# ---------------------------------------------------------------- a report, an original


def test_a_sealed_report_is_gone_with_all_that_was_found_in_it(case: Case) -> None:
    plan = case.seal_report(TOLD.report_id, by="A. Reviewer", why="given in confidence")
    assert plan.counts == {"original": 1, "text": 1, "metadata": 1, "extraction": 1, "judgement": 2}
    for opened in (case, Case.open(case.folder)):
        assert opened.reports() == (OTHER,)
        assert [found.report_id for found in opened.extractions(READER)] == [OTHER.report_id]
        assert [one.left.quote for one in opened.judgements()] == [f"{BLOT * 5} {BLOT * 4}\n{BLOT * 4}"]
        assert [one.right and one.right.quote for one in opened.judgements()] == ["Nobody"]
        assert verify(opened).problems == ()
    assert holding(case.folder / "objects", "six people") == []
    assert holding(case.folder, "were killed in ardeh") == []
    assert f"{TOLD.report_id}: removed on purpose" in notes(case)


def test_reports_that_carry_one_text_are_sealed_together(case: Case) -> None:
    twin = report(TEXT, original=b"another page", outlet="Another")
    case.add([taken(twin, original=b"another page")])
    plan = case.seal_report(TOLD.report_id, by="x", why="y")
    assert set(plan.items) == {TOLD.report_id, twin.report_id}
    assert case.reports() == (OTHER,)
    assert verify(case).problems == ()


def test_a_sealed_original_is_gone_and_its_text_stays(case: Case) -> None:
    case.seal_original(TOLD.report_id, by="A. Reviewer", why="shows a face")
    assert case.report(TOLD.report_id) == TOLD
    assert case.original(TOLD) is None
    assert verify(case).problems == ()
    assert f"an original of {TOLD.report_id}: removed on purpose" in notes(case)
    with pytest.raises(InputError, match="sealed already"):
        case.seal_original(TOLD.report_id, by="x", why="y")
    with pytest.raises(InputError, match="the same bytes"):
        case.seal_original(OTHER.report_id, by="x", why="y")
    with pytest.raises(InputError, match="no report that this case keeps"):
        case.seal_report("report-none", by="x", why="y")


@pytest.mark.parametrize("kind", ["report", "original", "name"])
def test_what_was_sealed_does_not_come_in_again(case: Case, kind: str) -> None:
    sealing(case, kind)
    before = case.log.path.read_bytes()
    again = case.add([taken(TOLD, original=b"<p>" + TEXT.encode() + b"</p>"), ASIDE])
    other_way = replace(TOLD, original_sha256=TOLD.text_sha256, url="https://paper.example/1")
    by_text = case.add([taken(other_way)])
    if kind == "original":
        assert (again.already_held, len(again.set_aside)) == ((TOLD.report_id,), 1)
        assert by_text.already_held == (TOLD.report_id,)
    else:
        assert [aside.reason for aside in (*again.set_aside, *by_text.set_aside)] == [
            "sealed",
            "binary",
            "sealed",
        ]
        assert "by A. Reviewer: as agreed" in again.set_aside[0].message
        assert case.log.path.read_bytes() == before
    assert holding(case.folder, "<p>six") == []
    assert verify(case).problems == ()


def test_a_sealed_report_does_not_come_back_inside_the_original_of_another(case: Case) -> None:
    sealing(case, "report")
    lines = TEXT.encode() + b"\n" + b"A third text."
    new = report("A third text.", original=lines)
    again = report(TEXT, original=lines)
    summary = case.add([taken(new, original=lines), taken(again, original=lines), taken(OTHER)])
    assert [aside.reason for aside in summary.set_aside] == ["sealed", "sealed"]
    assert summary.already_held == (OTHER.report_id,)
    assert holding(case.folder, "six people") == []


def test_a_judgement_that_was_sealed_does_not_come_in_again(case: Case) -> None:
    judged = case.judgements()
    case.seal_name(["Ilka Voss"], by="x", why="y")
    assert [case.add_judgement(one) for one in judged] == [False, False]
    assert holding(case.folder, "ilka") == []


def sealing(case: Case, kind: str) -> SealPlan:
    if kind == "report":
        return case.seal_report(TOLD.report_id, by="A. Reviewer", why="as agreed")
    if kind == "original":
        return case.seal_original(TOLD.report_id, by="A. Reviewer", why="as agreed")
    return case.seal_name(["Ilka Voss"], by="A. Reviewer", why="as agreed")


# ---------------------------------------------------------------- interrupts, and what came back


@pytest.mark.parametrize("kind", ["report", "name"])
def test_a_removal_cut_short_anywhere_is_whole_before_and_after(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Stop at the first, second, ... call that touches the disk, until a removal comes through unstopped."""
    calls = {name: getattr(os, name) for name in ("write", "fsync", "replace", "open", "unlink")}
    for stop_at in itertools.count():
        folder = tmp_path / str(stop_at)
        case = Case.open(shutil.copytree(made, folder))
        left = stop_at

        def counted(name: str, *given: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return calls[name](*given, **named)

        with monkeypatch.context() as patch:
            for name in calls:
                patch.setattr(os, name, functools.partial(counted, name))
            try:
                sealing(case, kind)
                came_through = True
            except KeyboardInterrupt:
                came_through = False
        with Case.open(folder) as again:
            found = verify(again)
            assert found.problems == (), stop_at
            is_sealed = any(isinstance(entry.act, Sealed) for entry in again.log.entries())
            assert is_sealed == ("removed on purpose, on" in notes(again))
            if not is_sealed:
                assert TOLD in again.reports()
                sealing(again, kind)
            again.add([taken(report("A third text."))])  # any writer ends what was begun
            assert holding(folder, "six people were killed" if kind == "report" else "ilka") == [], stop_at
            assert verify(again).problems == (), stop_at
            assert len(again.reports()) == (2 if kind == "report" else 3)
        if came_through:
            assert stop_at > 20
            return


def test_a_sealed_object_that_is_put_back_is_a_note_until_the_next_writer_deletes_it(
    case: Case, made: Path
) -> None:
    plan = sealing(case, "report")
    for digest in plan.removed:
        shutil.copy(made / "objects" / digest[:2] / digest[2:], case.objects.path_of(digest))
    assert verify(case).problems == ()
    assert "is still there or was put back" in notes(case)
    case.add([taken(report("A third text."))])
    assert not any(case.objects.has(digest) for digest in plan.removed)
    assert len(case.reports()) == 2


def test_a_disk_that_refuses_the_deletion_says_so_and_the_next_writer_ends_it(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object, digests: list[str]) -> int:
        if digests:
            raise CannotWrite("objects: cannot be written")
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(type(case.objects), "remove", refuse)
        with pytest.raises(CannotWrite):
            sealing(case, "report")
    assert verify(case).problems == ()
    assert case.reports() == (OTHER,)
    assert holding(case.folder / "objects", "six people") == []


@pytest.mark.parametrize("change", [Path.unlink, lambda path: (path.chmod(0o644), path.write_bytes(b"{}"))])
def test_a_seal_that_is_missing_or_changed_is_a_problem(case: Case, change: Callable[[Path], object]) -> None:
    sealing(case, "report")
    digest = next(entry.act.object for entry in case.log.entries() if isinstance(entry.act, Sealed))
    change(case.objects.path_of(digest))
    found = verify(case)
    assert any("the seal" in problem.item for problem in found.problems)


def test_the_log_of_a_sealed_case_names_digests_alone(case: Case) -> None:
    sealing(case, "name")
    line = case.log.path.read_bytes().splitlines()[-1].lower()
    assert b'"act":"sealed"' in line
    assert not any(word in line for word in (b"ilka", b"agreed", b"reviewer", b"report-"))


def test_a_checkpoint_is_kept_and_logged(case: Case) -> None:
    entry = case.log_checkpoint(b'{"form":"invented"}')
    assert isinstance(entry.act, CheckpointSigned)
    assert case.objects.get(entry.act.object) == b'{"form":"invented"}'
    assert case.log.last() == entry


def test_every_place_of_a_blotted_extraction_is_of_the_blotted_text(case: Case) -> None:
    from tellings.codec import to_json

    case.seal_name(["people were killed"], by="x", why="y")
    told, found = case.report(TOLD.report_id), case.extraction(TOLD.report_id, READER)
    assert told is not None and found is not None
    assert found.accounts[0].claims[0].quote == f"Six {BLOT * 6} {BLOT * 4} {BLOT * 6}"
    assert [misplaced(place, told.text) for place in placed(to_json(found))].count(None) == len(
        list(placed(to_json(found)))
    )
    assert span("Six", of=told).start == 0
