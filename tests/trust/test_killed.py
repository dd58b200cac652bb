"""`kill -9` at random moments of add, build, seal and import-judgements.

By default each command is killed 6 times, 24 kills in all, so that the folder runs in a minute or so. The measure
itself is 25 times each, 100 in all: set TELLINGS_LONG=1. TELLINGS_SEED sets another seed; it stands in every message.

After each kill the case opens and verifies, all that an earlier command reported as done is there, and the same
command, run again, finishes. Half of the moments are drawn over the whole run and half over what follows the start
of the interpreter, which is most of the time and in which a kill can do no harm.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tellings.case import Case
from tests.trust.made import (
    assert_unchanged,
    command_line,
    done,
    edit_claims,
    files_under,
    judge,
    make_case,
    make_reports,
    mark_of,
    name_of,
    report_ids,
    run,
    verdict_on,
)

KILLS = 25 if os.environ.get("TELLINGS_LONG") == "1" else 6
SEED = int(os.environ.get("TELLINGS_SEED", "20130209"))
REPORTS = 8  # of the case that each kill starts from
MORE = 12  # reports that `add` brings
EXTRA = 7  # the seed of these


@dataclass(frozen=True, slots=True)
class Start:
    """A case before the kill, and what earlier commands reported as done."""

    case: Path
    reports: frozenset[str]
    judgements: frozenset[str]
    sealed_name: str | None


@dataclass(frozen=True, slots=True)
class Killed:
    """One command to kill: where it starts from, its arguments after the case, and what it hides."""

    start: Start
    arguments: Callable[[Path], list[str]]
    hides: tuple[str, ...]
    removed: frozenset[str]  # reports that the command is meant to remove
    whole_seconds: float


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed")


@pytest.fixture(scope="module")
def idle_seconds(ground: Path) -> float:
    """How long the command takes to start and do nothing."""
    return _seconds([*command_line(), "--version"])


@pytest.fixture(scope="module")
def adding(ground: Path) -> Killed:
    start = _start(make_case(ground / "adding", REPORTS, seed=1))
    make_reports(ground / "more", MORE, EXTRA)
    return _measured(start, lambda case: ["case", "add", str(case), str(ground / "more")])


@pytest.fixture(scope="module")
def building(ground: Path) -> Killed:
    case = make_case(ground / "building", REPORTS, seed=1)
    done("case", "add", case, *make_reports(ground / "unbuilt", MORE, EXTRA))
    return _measured(_start(case), lambda case: ["case", "build", str(case)])


@pytest.fixture(scope="module")
def judged(ground: Path) -> Start:
    """A case that holds a judgement and an earlier seal, as one that has been worked in."""
    case = make_case(ground / "judged", REPORTS, seed=1)
    judge(case, ground / "first.claims", count=2)
    name = name_of(2, 1)
    done("case", "seal", case, f"name:{name}", "--reason", "asked for by the family", "--by", "A. Reviewer")
    done("case", "build", case, codes=(0, 1))
    return _start(case, sealed_name=name)


@pytest.fixture(scope="module")
def judging(ground: Path, judged: Start) -> Killed:
    claims = edit_claims(judged.case, ground / "second.claims", count=4, raised_by=2)
    return _measured(
        judged, lambda case: ["case", "import-judgements", str(case), str(claims), "--by", "A. Reviewer"]
    )


@pytest.fixture(scope="module")
def sealing_a_name(judged: Start) -> Killed:
    name = name_of(0, 1)
    assert name != judged.sealed_name
    return _measured(
        judged,
        lambda case: ["case", "seal", str(case), f"name:{name}", "--reason", "asked for"],
        hides=(name,),
    )


@pytest.fixture(scope="module")
def sealing_a_report(judged: Start) -> Killed:
    report_id = report_ids(judged.case)[0]
    return _measured(
        judged,
        lambda case: ["case", "seal", str(case), report_id, "--reason", "given in confidence"],
        hides=(mark_of(0, 1),),
        removed=frozenset({report_id}),
    )


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_killed_add_loses_nothing_and_finishes_when_run_again(
    adding: Killed, idle_seconds: float, tmp_path: Path, turn: int
) -> None:
    case = _kill_and_run_again(adding, tmp_path, "add", turn, idle_seconds)
    assert len(report_ids(case)) == len(set(report_ids(case))) == REPORTS + MORE


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_killed_build_loses_nothing_and_finishes_when_run_again(
    building: Killed, idle_seconds: float, tmp_path: Path, turn: int
) -> None:
    case = _kill_and_run_again(building, tmp_path, "build", turn, idle_seconds)
    whole = tmp_path / "whole"
    shutil.copytree(building.start.case, whole)
    done("case", "build", whole)
    assert done("case", "show", case, "--json").stdout == done("case", "show", whole, "--json").stdout


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_killed_import_of_judgements_loses_nothing_and_finishes_when_run_again(
    judging: Killed, idle_seconds: float, tmp_path: Path, turn: int
) -> None:
    case = _kill_and_run_again(judging, tmp_path, "import-judgements", turn, idle_seconds)
    again = _judgements(case)
    done(*judging.arguments(case), codes=(0, 1))
    assert _judgements(case) == again, "the same judgements were taken twice"
    assert len(again) > len(judging.start.judgements)


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_killed_seal_loses_nothing_else_and_leaves_nothing_of_it_when_run_again(
    request: pytest.FixtureRequest, idle_seconds: float, tmp_path: Path, turn: int
) -> None:
    kind = "sealing_a_name" if turn % 2 == 0 else "sealing_a_report"
    killed: Killed = request.getfixturevalue(kind)
    case = _kill_and_run_again(killed, tmp_path, kind, turn, idle_seconds)
    # Whatever stands beside the objects counts too: a left-over piece of a write holds the name as well.
    for words in killed.hides:
        keeps = [
            p.relative_to(case).as_posix() for p in files_under(case) if words.encode() in p.read_bytes()
        ]
        assert not keeps, f"{words!r} is still in {keeps}; {_which(kind, turn)}"
    notes = verdict_on(case).notes
    assert any("removed on purpose" in note for note in notes), notes


def test_what_a_seal_has_to_hide_stands_in_the_case_before(judged: Start) -> None:
    # Guards the tests above: a name that never was in the case is easily not found in it.
    for words in (name_of(0, 1), mark_of(0, 1)):
        assert any(words.encode() in p.read_bytes() for p in files_under(judged.case / "objects")), words


def _kill_and_run_again(killed: Killed, tmp_path: Path, kind: str, turn: int, idle_seconds: float) -> Path:
    drawn = random.Random(f"{kind} {turn} {SEED}")
    from_seconds = 0.0 if turn % 2 else min(idle_seconds, killed.whole_seconds) * 0.8
    delay = drawn.uniform(from_seconds, killed.whole_seconds)
    which = f"{_which(kind, turn)}, after {delay:.3f} s of {killed.whole_seconds:.3f} s"

    case = tmp_path / "case"
    shutil.copytree(killed.start.case, case)
    arguments = killed.arguments(case)
    process = subprocess.Popen(
        [*command_line(), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(delay)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode in (-9, 0, 1), f"{which}: exit {process.returncode}\n{stdout}\n{stderr}"

    _assert_nothing_is_lost(killed, case, which)
    ran = run(*arguments)
    assert ran.code in (0, 1), f"{which}: {ran.said}"
    _assert_nothing_is_lost(killed, case, which)
    return case


def _assert_nothing_is_lost(killed: Killed, case: Path, which: str) -> None:
    told = verdict_on(case)
    assert told.is_unchanged, f"{which}: {told}"
    assert not told.items, f"{which}: {told}"
    start = killed.start
    with Case.open(case) as opened:
        held = frozenset(r.report_id for r in opened.reports())
        judgements = frozenset(repr(j) for j in opened.judgements())
    assert start.reports - killed.removed <= held, f"{which}: reports are gone"
    if not killed.hides:
        assert start.judgements <= judgements, f"{which}: judgements are gone"
    elif not killed.removed:
        # Masking a name may change a judgement's words; it takes none away.
        assert len(start.judgements) <= len(judgements), f"{which}: judgements are gone"
    if start.sealed_name is not None:
        kept = [p for p in files_under(case) if start.sealed_name.encode() in p.read_bytes()]
        assert not kept, f"{which}: what was sealed before is back in {kept}"
        assert any("removed on purpose" in note for note in told.notes), f"{which}: {told.notes}"


def _start(case: Path, *, sealed_name: str | None = None) -> Start:
    assert_unchanged(case)
    with Case.open(case) as opened:
        reports = frozenset(r.report_id for r in opened.reports())
    return Start(case, reports, _judgements(case), sealed_name)


def _judgements(case: Path) -> frozenset[str]:
    with Case.open(case) as opened:
        return frozenset(repr(j) for j in opened.judgements())


def _measured(
    start: Start,
    arguments: Callable[[Path], list[str]],
    hides: tuple[str, ...] = (),
    removed: frozenset[str] = frozenset(),
) -> Killed:
    """Run the command whole on a copy, to know how long it takes and that it ends well when let be."""
    case = start.case.with_name(start.case.name + ".measured")
    shutil.rmtree(case, ignore_errors=True)
    shutil.copytree(start.case, case)
    seconds = _seconds([*command_line(), *arguments(case)])
    assert_unchanged(case)
    return Killed(start, arguments, hides, removed, seconds)


def _seconds(command: list[str]) -> float:
    began = time.monotonic()
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    took = time.monotonic() - began
    assert ended.returncode in (0, 1), f"{command}: exit {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    return took


def _which(kind: str, turn: int) -> str:
    return f"seed {SEED}, {kind}, kill {turn}"
