"""Invented reports and small cases, made anew from a seed, for the tests of this folder.

In:   a folder, how many, a seed.
Out:  the same files for the same seed, whatever the machine, the day and the order of the tests.
Holds: every outlet, person, place and event is invented; no text is taken from anywhere.

The command line is the only door that these builders go through, called inside this process for speed.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import random
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import rfc8785
from click.testing import CliRunner

from tellings.case import Case
from tellings.cli import main
from tellings.custody import verify

PLACES = ("Ardeh", "Brekka", "Tesh")
OUTLETS = (
    "Harbour Times",
    "The Valley Post",
    "Northern Wire",
    "Tesh Radio",
    "The Daily Lantern",
    "Ferry Gazette",
)
NAMES = ("Mirela Tosk", "Anton Brevik", "Salo Hendar", "Ilva Marrin", "Pero Dastan", "Runa Velik")
MINISTRIES = ("interior ministry", "defence ministry")
DAYS = ((9, "Saturday"), (12, "Tuesday"), (15, "Friday"))
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")

UNREAD = """---
outlet: El Faro de Tesh
published: 2013-02-11
---
Ataque contra el campamento de Tesh

Varios proyectiles cayeron el domingo sobre el campamento de Tesh, según dijeron los vecinos. El ministerio del
interior negó que hubiera muertos. Un médico del hospital del distrito contó al menos nueve heridos y pidió que no se
publicara su nombre, porque teme por su familia y por las personas que todavía siguen en el campamento.
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: its exit code and what it printed."""

    code: int
    stdout: str
    stderr: str

    @property
    def said(self) -> str:
        return f"exit {self.code}\n{self.stdout}\n{self.stderr}"


def run(*args: str | Path) -> Ran:
    """Run `tellings ARGS` in this process. An exception that the command lets out is raised here."""
    result = CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


def done(*args: str | Path, codes: Sequence[int] = (0,)) -> Ran:
    """Run a command that has to end well."""
    ran = run(*args)
    assert ran.code in codes, f"tellings {' '.join(map(str, args))}\n{ran.said}"
    return ran


def command_line() -> list[str]:
    """What starts the command in a process of its own."""
    if importlib.util.find_spec("tellings.__main__") is not None:
        return [sys.executable, "-m", "tellings"]
    return [str(Path(sys.executable).parent / "tellings")]


def mark_of(number: int, seed: int) -> str:
    """Words that stand in the report of this number and in no other, wire copies included."""
    digest = hashlib.sha256(f"{seed}/{number}".encode()).hexdigest()
    return f"dispatch {int(digest[:10], 16):013d}"


def name_of(number: int, seed: int) -> str:
    """The person named in the report of this number; a wire copy names the person of what it copies."""
    return NAMES[(number + seed) % len(NAMES)]


def make_reports(folder: Path, n: int, seed: int) -> list[Path]:
    """Write n reports into folder: three incidents by turns, every fourth report a wire copy.

    Returns: the files, report-000.txt first; the first one is never a copy.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drawn = random.Random(f"reports {seed}")
    bodies: list[tuple[str, str]] = []
    paths = []
    for number in range(n):
        outlet = OUTLETS[(number + seed) % len(OUTLETS)]
        day, _ = DAYS[number % len(DAYS)]
        is_copy = number % 4 == 3
        if is_copy:
            title, body = bodies[number - 3]
            day, _ = DAYS[(number - 3) % len(DAYS)]
        else:
            title, body = _body(drawn, number, seed)
        bodies.append((title, body))
        head = f"---\noutlet: {outlet}\ntitle: {title}\npublished: 2013-02-{day + 1:02d}\n---\n"
        path = folder / f"report-{number:03d}.txt"
        text = f"{head}{title}\n\n{body}\n\nThis was {mark_of(number, seed)} of the newsroom.\n"
        path.write_bytes(text.encode())
        paths.append(path)
    return paths


def _body(drawn: random.Random, number: int, seed: int) -> tuple[str, str]:
    place = PLACES[number % len(PLACES)]
    _, weekday = DAYS[number % len(DAYS)]
    ministry = drawn.choice(MINISTRIES)
    killed, lower = sorted(drawn.sample(range(len(NUMBERS)), 2), reverse=True)
    injured = drawn.randint(11, 60)
    fired = drawn.randint(8, 45)
    person = name_of(number, seed)
    title = drawn.choice((f"Shells hit {place} camp", f"Toll disputed after attack on {place} camp"))
    paragraphs = [
        f"Shells struck {place} camp on {weekday}, killing {NUMBERS[killed]} residents, a spokesman for the "
        f"residents' council said.",
        f"The {ministry} denied that more than {NUMBERS[lower]} people had been killed and called other figures "
        f"exaggerated.",
        drawn.choice(
            (
                f"{person}, a doctor at the district hospital, said {injured} people had been injured.",
                f"{person}, a nurse at the district hospital in {place}, said she had counted at least {injured} "
                f"injured.",
            )
        ),
        drawn.choice(
            (
                f"About {fired} rockets were fired at the camp, a police officer said.",
                f'"We heard about {fired} rockets before dawn," a resident said.',
                f"The {ministry} said it could not confirm who had fired.",
            )
        ),
    ]
    return title, "\n\n".join(paragraphs)


def make_unread(folder: Path) -> Path:
    """Write a report in a language that is kept and not read."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "unread.txt"
    path.write_bytes(UNREAD.encode())
    return path


def make_case(folder: Path, n: int, seed: int = 1, *, has_unread: bool = False) -> Path:
    """Make a case of n reports in folder, read and built. Its reports stand beside it, in FOLDER.reports."""
    reports = folder.with_name(folder.name + ".reports")
    done("case", "new", folder)
    if n:
        done("case", "add", folder, *make_reports(reports, n, seed))
    if has_unread:
        done("case", "add", folder, make_unread(reports), codes=(0, 1))
    done("case", "build", folder, codes=(0, 1) if has_unread else (0,))
    return folder


def edit_claims(case: Path, folder: Path, *, count: int = 1, raised_by: int = 1) -> Path:
    """Export the claims of case into folder and correct the upper end of `count` killed rows, with a reason.

    Returns: the edited claims.csv, to be read back with import-judgements.
    """
    if folder.exists():
        shutil.rmtree(folder)
    done("export", case, "--to", "csv", "--out", folder)
    path = folder / "claims.csv"
    raw = path.read_bytes()
    has_mark = raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows, "the export holds no claim"
    edited = 0
    for row in rows:
        if edited < count and row["field"] == "killed" and row["high"].strip().isdigit() and not row["why"]:
            row["high"] = str(int(row["high"]) + raised_by)
            row["why"] = "read again on paper; the figure was misread"
            edited += 1
    assert edited, "no row of the export tells how many were killed"
    with path.open("w", encoding="utf-8-sig" if has_mark else "utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def judge(case: Path, folder: Path, *, count: int = 1, raised_by: int = 1) -> None:
    """Add judgements to case by way of an edited export."""
    path = edit_claims(case, folder, count=count, raised_by=raised_by)
    done("case", "import-judgements", case, path, "--by", "A. Reviewer")


def report_ids(case: Path) -> list[str]:
    """The ids of the kept reports, in the order of the log."""
    lines = [json.loads(line) for line in (case / "log.jsonl").read_bytes().splitlines()]
    return [line["report_id"] for line in lines if line["act"] == "report_added"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verify says of a case folder; `items` holds each problem's item."""

    is_unchanged: bool
    items: tuple[str, ...]
    notes: tuple[str, ...]


def verdict_on(case: Path) -> Verdict:
    """Verify a case folder in this process."""
    with Case.open(case) as opened:
        told = verify(opened)
    return Verdict(told.is_unchanged, tuple(p.item for p in told.problems), tuple(str(n) for n in told.notes))


def assert_unchanged(case: Path) -> None:
    told = verdict_on(case)
    assert told.is_unchanged, told
    assert not told.items, told


def object_paths(case: Path) -> list[Path]:
    return sorted(p for p in (case / "objects").rglob("*") if p.is_file())


def files_under(folder: Path) -> Iterator[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())


def object_name(digest: str) -> str:
    return f"objects/{digest[:2]}/{digest[2:]}"


def digest_in(name: str) -> str:
    """The digest that an object's path spells."""
    return "".join(name.split("/")[-2:])


def is_named(name: str, words: str) -> bool:
    """Whether `words` name this file of a case, the way the contract says."""
    if name.startswith("objects/"):
        return name in words or digest_in(name)[:12] in words
    if name in ("log.jsonl", "HEAD"):
        return "log.jsonl" in words or "HEAD" in words
    return name in words


def chained(lines: Sequence[bytes]) -> list[bytes]:
    """Log lines with every `prev` worked out anew, as a forger would."""
    out: list[bytes] = []
    for line in lines:
        act = json.loads(line)
        act["prev"] = hashlib.sha256(out[-1]).hexdigest() if out else "0" * 64
        act["seq"] = len(out)
        out.append(rfc8785.dumps(act) + b"\n")
    return out


def head_of(lines: Sequence[bytes]) -> bytes:
    """The HEAD that fits these log lines."""
    digest = hashlib.sha256(lines[-1]).hexdigest()
    return rfc8785.dumps({"seq": json.loads(lines[-1])["seq"], "sha256": digest}) + b"\n"


def overwrite(path: Path, data: bytes) -> None:
    """Replace a file's bytes in place, kept files (0444) included, and leave its mode as it was."""
    mode = stat.S_IMODE(path.stat().st_mode)
    path.chmod(mode | stat.S_IWUSR)
    try:
        with path.open("r+b") as file:
            file.write(data)
            file.truncate()
    finally:
        path.chmod(mode)
