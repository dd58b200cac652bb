"""The command line: what it prints, what it says of what it could not read, and what it ends with."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from tellings import pipeline
from tellings.cli import edge, main
from tellings.cli.demo import PAGE
from tellings.codec import from_json
from tellings.model import Record

TEXT = (
    "Shells hit the market of Ardeh on Monday, killing six people, the hospital director Ilka Voss said. She added "
    "that a third of them were children. The dead were brought in by their neighbours.\n\nA spokesman for the "
    "Northern Council said three had died, and denied that its men had fired.\n"
)
GERMAN = (
    "Zwei Menschen wurden am Montag in der Stadt getötet, sagte der Direktor des Krankenhauses nach dem Angriff. "
    "Die Polizei bestätigte das nicht.\n"
)
SPAN_KEYS = ("source", "cue", "content")


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [os.fspath(argument) for argument in arguments], input=stdin)


def process(*arguments: str | Path, **more: Any) -> "subprocess.Popen[str]":
    """Start a command as a process of its own."""
    more.setdefault("stdout", subprocess.PIPE)
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from tellings.cli import main; main()",
            *(os.fspath(argument) for argument in arguments),
        ],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **more,
    )


def write(path: Path, content: str | bytes) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def text_of(number: int) -> str:
    """Return one of many invented reports, each of an incident of its own, long enough to take a moment."""
    place = ("Ardeh", "Brekka", "Tesh", "Dolwirra", "Quay Road")[number % 5]
    return (
        TEXT.replace("Ardeh", place).replace("six", str(number + 4))
        + "\n"
        + "\n\n".join(
            f"The hospital director said {n + 2} of the wounded came from the village of North {place} {number}. "
            f"Residents told the paper that they had heard {n + 3} explosions before dawn."
            for n in range(8)
        )
    )


def lines_of(documents: Sequence[dict[str, Any]]) -> str:
    """Return documents as JSON lines."""
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)


def documents(number: int) -> list[dict[str, Any]]:
    """Return invented documents."""
    return [
        {
            "doc_id": f"d{n}",
            "text": text_of(n),
            "outlet": f"Paper {n}",
            "published": f"2013-{n % 12 + 1:02}-{n % 28 + 1:02}",
        }
        for n in range(number)
    ]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write(tmp_path / "report.txt", TEXT)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a case with two reports that has been built."""
    folder = tmp_path / "case"
    write(tmp_path / "in" / "a.txt", f"---\noutlet: The Daily\npublished: 2013-02-12\n---\n{TEXT}")
    write(tmp_path / "in" / "b.txt", f"---\noutlet: Harbour Times\npublished: 2013-02-13\n---\n{text_of(2)}")
    for command in (("new", folder), ("add", folder, tmp_path / "in"), ("build", folder)):
        assert run("case", *command).exit_code == 0
    return folder


# ---------------------------------------------------------------- help


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    """Yield the words that call each command, groups included."""
    yield above
    with click.Context(group) as ctx:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            if isinstance(command, click.Group):
                yield from commands(command, *above, name)
            else:
                yield (*above, name)


@pytest.mark.parametrize("command", list(commands(main)), ids=" ".join)
def test_every_help_page_has_examples_that_call_it(command: tuple[str, ...]) -> None:
    page = run(*command, "--help")
    assert page.exit_code == 0
    assert f"  {' '.join(('tellings', *command))}" in page.stdout.partition("Examples:")[2]
    assert max(map(len, page.stdout.splitlines())) <= 100


def test_the_commands_are_those_of_the_design() -> None:
    assert {" ".join(words) for words in commands(main)} - {""} == {
        "read", "demo", "serve", "attribute", "extract", "records", "export",
        "case", "case new", "case add", "case build", "case list", "case show", "case total", "case verify",
        "case checkpoint", "case seal", "case pack", "case unpack", "case doctor",
        "case import", "case import-judgements",
    }  # fmt: skip


def test_wrong_use_ends_with_2() -> None:
    for arguments in (["read"], ["read", "--kind", "novel", "x"], ["no-such"], ["case", "new"]):
        assert run(*arguments).exit_code == 2


# ---------------------------------------------------------------- read


def test_read_prints_the_record_and_nothing_on_standard_error(report: Path) -> None:
    result = run("read", report)
    assert result.exit_code == 0
    assert "Ilka Voss" in result.stdout
    assert result.stderr == ""


def test_read_takes_standard_input() -> None:
    assert json.loads(run("read", "-", "--json", stdin=TEXT).stdout)["reports"][0]["text"] == TEXT


def test_the_json_of_read_holds_reports_incidents_and_set_asides(report: Path) -> None:
    output = json.loads(run("read", report, "--json").stdout)
    assert set(output) == {"reports", "incidents", "set_aside", "excluded", "masked"}
    (told,) = output["reports"]
    assert told["text"] == TEXT
    assert {"report_id", "outlet", "title", "published", "kind", "language", "url", "text_sha256"} <= set(
        told
    )
    ids = {voice["voice_id"] for voice in told["voices"]}
    assert told["attributions"]
    for attribution in told["attributions"]:
        assert set(attribution) == {
            "attribution_id", "source", "cue", "content", "chain", "stance", "how", "hedged", "headline",
            "carried_on", "undecided", "outer", "denies", "links", "rests_on", "confidence",
        }  # fmt: skip
        assert ids >= {*attribution["chain"], *attribution["undecided"]}
        for start, end in (span for key in SPAN_KEYS for span in attribution[key]):
            assert 0 <= start < end <= len(TEXT)
    assert output["incidents"]
    for incident in output["incidents"]:
        from_json(Record, incident)
        for field in incident["fields"].values():
            for claim in (claim for reading in field["readings"] for claim in reading["claims"]):
                assert TEXT[claim["span"]["start"] : claim["span"]["end"]] == claim["quote"]


def test_what_a_person_tells_of_a_report_wins(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.txt", f"---\noutlet: The Daily\ntitle: Shells\npublished: 2013-02\n---\n{TEXT}"
    )
    options = ("--outlet", "Harbour Times", "--published", "2013-02-12", "--kind", "translation")
    told = json.loads(run("read", path, "--json", *options).stdout)["reports"][0]
    assert [told[key] for key in ("outlet", "published", "kind", "title", "text")] == [
        "Harbour Times", "2013-02-12", "translation", "Shells", TEXT,
    ]  # fmt: skip
    wrong = run("read", path, "--published", "soon")
    assert wrong.exit_code == 2
    assert "--published" in wrong.stderr


def test_read_writes_a_page_that_needs_nothing_else(report: Path, tmp_path: Path) -> None:
    page = tmp_path / "record.html"
    result = run("read", report, "--html", page)
    assert result.exit_code == 0
    assert str(page) in result.stderr
    html = page.read_text(encoding="utf-8")
    assert "Ilka Voss" in html and "<script" not in html and 'src="http' not in html


def test_a_page_that_cannot_be_written_is_said_before_anything_is_read(report: Path, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere" / "record.html"):
        result = run("read", report, "--html", path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "folder" in result.stderr


def test_a_report_given_twice_is_read_once_and_said_so(report: Path, tmp_path: Path) -> None:
    copy = write(tmp_path / "copy.txt", TEXT)
    result = run("read", report, copy, "--json")
    assert len(json.loads(result.stdout)["reports"]) == 1
    assert "1 report came more than once" in result.stderr


# ---------------------------------------------------------------- what cannot be read

UNREAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "it is empty"),
    "binary": ("a.txt", b"%PDF-1.7\n\x00\x01\x02", "PDF"),
    "wrong_encoding": ("a.txt", "Sechs Menschen, sagte Möller.".encode("latin-1"), "not UTF-8"),
    "unread_language": ("a.txt", GERMAN.encode(), "German"),
    "bad_front_matter": ("a.txt", b"---\npublished: soon\n---\n" + TEXT.encode(), "published"),
}


@pytest.mark.parametrize("reason", UNREAD)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(reason: str, report: Path, tmp_path: Path) -> None:
    name, data, fact = UNREAD[reason]
    path = write(tmp_path / "sub" / name, data)
    result = run("read", path, report)
    assert result.exit_code == 1
    assert "Ilka Voss" in result.stdout
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"not read: {path}: ") and fact in line
    output = json.loads(run("read", path, report, "--json").stdout)
    assert [aside["reason"] for aside in output["set_aside"]] == [reason]
    added = run("case", "new", tmp_path / "case"), run("case", "add", tmp_path / "case", path, report)
    built = run("case", "build", tmp_path / "case")
    # a report in another language is kept, and not read; all else is not taken in
    assert added[1].exit_code == (0 if reason == "unread_language" else 1)
    assert built.exit_code == (1 if reason == "unread_language" else 0)
    assert fact in (built.stderr if reason == "unread_language" else added[1].stderr)


def test_fifty_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    huge = write(tmp_path / "huge.txt", b"Six people were killed in Ardeh, she said. " * 1_200_000)
    since = time.monotonic()
    result = run("read", huge)
    assert time.monotonic() - since < 5
    assert result.exit_code == 1
    assert "larger than 10,000,000 bytes" in result.stderr and "plit it" in result.stderr
    line = b'{"doc_id": "a", "text": "' + huge.read_bytes() + b'"}\n' + lines_of(documents(1)).encode()
    result = run("attribute", write(tmp_path / "huge.jsonl", line))
    assert time.monotonic() - since < 20
    assert [json.loads(line)["doc_id"] for line in result.stdout.splitlines()] == [None, "d0"]
    assert "huge.jsonl, line 1" in result.stderr


def test_no_script_of_a_page_is_read_or_passed_on(tmp_path: Path) -> None:
    page = write(
        tmp_path / "page.html",
        "<html><head><title>Shells hit Ardeh</title><script>steal('killing nine people')</script></head><body>"
        f"<article><h1>Shells hit Ardeh</h1><p>{TEXT}</p><p onclick='steal()'>{text_of(3)}</p></article>"
        "<script>steal()</script></body></html>",
    )
    result = run("read", page, "--json", "--html", tmp_path / "out.html")
    assert result.exit_code == 0
    assert "Ilka Voss" in result.stdout
    assert "steal" not in result.stdout + (tmp_path / "out.html").read_text(encoding="utf-8")


def test_a_missing_path_is_wrong_use_and_nothing_is_read(report: Path, tmp_path: Path) -> None:
    result = run("read", report, tmp_path / "nowhere.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere.txt" in result.stderr and "Traceback" not in result.stderr
    assert run("attribute", tmp_path / "nowhere.jsonl").exit_code == 2
    assert run("attribute", tmp_path).exit_code == 2
    assert run("case", "list", tmp_path / "nowhere").exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
def test_a_name_with_line_ends_and_escapes_stays_on_one_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a\nnot read: b\x1b[31m.txt", "")
    (line,) = run("read", path).stderr.splitlines()
    assert "a\\nnot read: b\\x1b[31m.txt" in line


# ---------------------------------------------------------------- documents in, lines out


def test_attribute_prints_a_line_a_document_with_chains_as_names() -> None:
    result = run("attribute", stdin=lines_of(documents(3)))
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["doc_id"] for line in lines] == ["d0", "d1", "d2"]
    first = lines[0]["attributions"][0]
    assert set(first) == {
        "source", "cue", "content", "chain", "links", "rests_on", "outer", "stance", "denies", "how", "hedged",
        "headline", "confidence",
    }  # fmt: skip
    assert (first["chain"][0], "Voss" in first["chain"][-1]) == ("Paper 0", True)
    (start, end), *_ = first["cue"]
    assert text_of(0)[start:end] == "said"


def test_an_outlet_that_is_not_told_is_null_in_the_chain() -> None:
    (line,) = run("attribute", stdin=lines_of([{"text": TEXT}])).stdout.splitlines()
    assert json.loads(line)["doc_id"] is None
    assert {told["chain"][0] for told in json.loads(line)["attributions"]} == {None}


def test_sentences_carried_on_stand_there_only_when_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "docs.jsonl", lines_of([{"doc_id": 1, "text": TEXT, "outlet": "The Daily"}]))
    for command in ("attribute", "extract"):
        plain, carried = (
            json.loads(run(command, path, *more).stdout)["attributions"] for more in ((), ("--carried-on",))
        )
        assert not any("carried_on" in told for told in plain)
        marked = [told for told in carried if told["carried_on"]]
        assert len(carried) - len(marked) == len(plain)
        assert all(isinstance(told["undecided"], list) for told in carried)


def test_extract_resolves_every_id_that_its_claims_name() -> None:
    result = run("extract", "--carried-on", stdin=lines_of(documents(3)))
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(line["accounts"] for line in lines)
    for line in lines:
        voices = {voice["voice_id"] for voice in line["voices"]}
        told = {attribution["attribution_id"] for attribution in line["attributions"]} | {None}
        for claim in (claim for account in line["accounts"] for claim in account["claims"]):
            assert voices >= set(claim["chain"])
            assert claim["attribution_id"] in told


@pytest.mark.parametrize("command", ["attribute", "extract", "records"])
def test_a_line_that_cannot_be_read_is_named_and_the_others_are_read(command: str) -> None:
    good = lines_of(documents(1))
    bad = '{"doc_id": "cut", "text": \n["no object"]\n{"doc_id": "empty"}\n\n' + lines_of(
        [{"doc_id": "de", "text": GERMAN}]
    )
    result = run(command, stdin=bad + good)
    assert result.exit_code == 1
    numbers = sorted(line.split(", ")[1].split(":")[0] for line in result.stderr.splitlines())
    assert numbers == ["line 1", "line 2", "line 3", "line 5"]
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    if command == "records":
        assert lines
        return
    assert [line["doc_id"] for line in lines] == [None, None, "empty", "de", "d0"]
    assert [line.get("set_aside", {}).get("reason") for line in lines] == [
        "not_json", "not_json", "bad_document", "unread_language", None,
    ]  # fmt: skip


def test_lines_come_out_as_they_go_in() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "from tellings.cli import main; main()", "attribute"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        assert child.stdin is not None and child.stdout is not None
        for document in documents(2):
            child.stdin.write(lines_of([document]))
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["doc_id"] == document["doc_id"]
        child.stdin.close()
        assert child.wait(30) == 0


def test_the_order_of_documents_changes_no_record() -> None:
    told = documents(8)
    told[3]["text"] = told[0]["text"]
    printed = run("records", stdin=lines_of(told))
    assert printed.exit_code == 0
    assert printed.stdout.splitlines()
    for line in printed.stdout.splitlines():
        from_json(Record, json.loads(line))
    for seed in range(3):
        shuffled = random.Random(seed).sample(told, len(told))
        assert run("records", stdin=lines_of(shuffled)).stdout == printed.stdout, f"seed {seed}"


# ---------------------------------------------------------------- a case


def test_a_total_says_what_it_added_and_never_gives_a_number_alone(case: Path) -> None:
    told = run("case", "total", case)
    assert (told.exit_code, told.stderr) == (0, "")
    assert "figures in force of" in told.stdout.splitlines()[0]
    added = json.loads(run("case", "total", case, "--json").stdout)
    (killed,) = (one for one in added["totals"] if one["kind"] == "killed")
    assert killed["low"] <= killed["high"] and killed["incidents"] + killed["no_figure"] == added["incidents"]
    assert added["left_out"] == []


def test_a_case_is_listed_and_shown(case: Path) -> None:
    listed = run("case", "list", case)
    assert (listed.exit_code, listed.stderr) == (0, "")
    rows = json.loads(run("case", "list", case, "--json").stdout)
    assert rows["is_built"] and len(rows["reports"]) == 2 and "text" not in rows["reports"][0]
    incident_id = rows["incidents"][0]["incident_id"]
    assert incident_id in listed.stdout
    assert "Ilka Voss" in run("case", "show", case).stdout
    whole = json.loads(run("case", "show", case, "--json").stdout)
    assert [one["incident_id"] for one in whole["incidents"]] == [
        row["incident_id"] for row in rows["incidents"]
    ]
    for name in (incident_id, incident_id[:-4], incident_id.removeprefix("incident-")):
        shown = json.loads(run("case", "show", case, name, "--json").stdout)
        assert [one["incident_id"] for one in shown["incidents"]] == [incident_id]
    assert run("case", "show", case, incident_id).exit_code == 0
    for name in ("incident-none", "i", "incident-"):
        missing = run("case", "show", case, name)
        assert (missing.exit_code, "tellings case list" in missing.stderr) == (2, True)


def test_a_case_is_shown_as_a_page(case: Path, tmp_path: Path) -> None:
    result = run("case", "show", case, "--html", tmp_path / "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Ilka Voss" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_case_that_changed_since_it_was_built_says_so(case: Path, tmp_path: Path) -> None:
    run("case", "add", case, write(tmp_path / "c.txt", text_of(4)))
    result = run("case", "list", case)
    assert result.exit_code == 0
    assert f"tellings case build {case}" in result.stderr
    assert "2 of them read before" in run("case", "build", case).stdout
    assert "read before" not in run("case", "build", case, "--again").stdout


def test_what_is_held_already_is_said(case: Path, tmp_path: Path) -> None:
    assert run("case", "add", case, tmp_path / "in").stdout == "0 reports added; 2 held already\n"


def test_an_unchanged_case_verifies_and_prints_a_digest_to_note(case: Path) -> None:
    result = run("case", "verify", case)
    assert (result.exit_code, "unchanged since" in result.stdout) == (0, True)
    found = json.loads(run("case", "verify", case, "--json").stdout)
    assert found["is_unchanged"] and found["checked"]["reports"] == 2
    assert found["head"]["sha256"] in result.stdout
    assert run("case", "verify", case, "--noted", found["head"]["sha256"]).exit_code == 0
    assert run("case", "verify", case, "--noted", "0" * 64).exit_code == 3


def test_one_flipped_bit_is_found_and_ends_with_3(case: Path) -> None:
    path = sorted(path for path in (case / "objects").rglob("*") if path.is_file())[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    result = run("case", "verify", case)
    assert result.exit_code == 3
    assert path.name in result.stdout and "copy of the case" in result.stdout
    assert json.loads(run("case", "verify", case, "--json").stdout)["is_unchanged"] is False


def test_a_case_of_a_later_form_is_refused(case: Path) -> None:
    log = case / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"schema":2', b'"schema":3'))
    for command in ("build", "list", "show", "verify"):
        result = run("case", command, case)
        assert (result.exit_code, "later Tellings" in result.stderr) == (2, True)


def test_a_new_case_does_not_stand_on_another(case: Path) -> None:
    assert run("case", "new", case).exit_code == 2


# ---------------------------------------------------------------- interrupts, and two at once


def wait_until(holds: Callable[[], bool], child: "subprocess.Popen[str]") -> None:
    """Wait until something holds, for at most a minute and only while the child runs."""
    for _ in range(6000):
        if holds():
            return
        assert child.poll() is None, "it ended too early: give it more to do"
        time.sleep(0.01)
    raise AssertionError("it never came so far")


def acts(folder: Path) -> int:
    """Return how many acts a case's log holds."""
    return (folder / "log.jsonl").read_bytes().count(b"\n")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a case of many reports that has not been built."""
    folder = tmp_path / "large"
    run("case", "new", folder)
    assert run("case", "add", folder, write(tmp_path / "docs.jsonl", lines_of(documents(40)))).exit_code == 0
    return folder


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for a child there")
def test_an_interrupted_build_goes_on_where_it_stopped(large: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(large, copy)
    before = acts(large)
    with process("case", "build", large) as child:
        wait_until(lambda: acts(large) >= before + 5, child)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert said == "interrupted; what was reported as done is kept; run the same command again to go on\n"
    kept = acts(large) - before - 2  # actors.toml and method.toml, kept as they were
    assert 3 <= kept < 40
    assert run("case", "verify", large).exit_code == 0
    assert f"{kept} of them read before" in run("case", "build", large).stdout
    assert run("case", "build", copy).exit_code == 0
    assert run("case", "show", large, "--json").stdout == run("case", "show", copy, "--json").stdout


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for a child there")
def test_an_interrupted_add_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder, reports = tmp_path / "case", tmp_path / "in"
    for number in range(600):
        write(reports / f"{number:03}.txt", f"---\noutlet: Paper {number}\n---\n{TEXT}")
    run("case", "new", folder)
    with process("case", "add", folder, reports) as child:
        wait_until(lambda: acts(folder) >= 5, child)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert said.startswith("interrupted; ")
    kept = acts(folder) - 2  # the case made, its key drawn
    assert 3 <= kept < 600
    assert run("case", "verify", folder).exit_code == 0
    again = run("case", "add", folder, reports)
    assert again.stdout == f"{600 - kept} reports added; {kept} held already\n"


def test_of_two_builds_at_once_the_second_ends_with_4(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tellings.case.BUSY_SECONDS", 0.1)
    before = acts(large)
    with process("case", "build", large) as first:
        wait_until(lambda: acts(large) > before, first)
        second = run("case", "build", large)
        listed = run("case", "list", large)
        first.communicate(timeout=60)
    assert (second.exit_code, "another process is writing" in second.stderr) == (4, True)
    assert (first.returncode, listed.exit_code) == (0, 0)


def test_an_interrupt_ends_with_130_and_no_traceback(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read_report", interrupted)
    result = run("read", report)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == edge.INTERRUPTED_WORDS + "\n"


# ---------------------------------------------------------------- what nobody foresaw


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*arguments: object, **named: object) -> None:
        raise error

    return fail


def test_a_mistake_is_one_line_with_the_item_and_a_traceback_only_on_demand(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "segment", failing(ZeroDivisionError("no\nway")))
    result = run("read", report, "--outlet", "The Daily")
    assert (result.exit_code, result.stdout) == (70, "")
    (line,) = result.stderr.splitlines()
    assert "ZeroDivisionError" in line and "The Daily" in line and "report this line" in line
    monkeypatch.setenv("TELLINGS_DEBUG", "1")
    assert "Traceback" in run("read", report).stderr


@pytest.mark.parametrize(
    ("error", "words"), [(MemoryError(), "not enough memory"), (RecursionError("deep"), "nested too deeply")]
)
def test_too_little_memory_and_too_deep_a_text_are_said_in_words(
    report: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    monkeypatch.setattr(pipeline, "segment", failing(error))
    result = run("read", report)
    assert result.exit_code == 1
    assert words in result.stderr and "while reading" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_ends_with_5(report: Path) -> None:
    with (
        open("/dev/full", "w", encoding="utf-8") as full,
        process("read", report, "--json", stdout=full) as child,
    ):
        _, said = child.communicate(timeout=60)
    assert child.returncode == 5
    assert "standard output: No space left" in said and "Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("command", ["attribute", "records", "read"])
def test_a_reader_that_goes_away_is_no_error_to_talk_about(command: str, tmp_path: Path) -> None:
    path = write(tmp_path / "docs.jsonl", lines_of(documents(40)))
    with process(command, path) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == ""
    assert child.returncode == 141


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_output_is_utf_8_whatever_the_locale(locale: dict[str, str], tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT.replace("Ardeh", "Årdeh–دمشق"))
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with process("read", path, "--json", env={**os.environ, **plain, **locale}) as child:
        printed, said = child.communicate(timeout=60)
    assert (child.returncode, said) == (0, "")
    assert "Årdeh–دمشق" in printed


# ---------------------------------------------------------------- the demo


def test_the_demo_builds_the_example_and_takes_it_as_it_stands_the_next_time(tmp_path: Path) -> None:
    into = tmp_path / "look"
    first = run("demo", "--no-serve", "--into", into)
    assert first.exit_code == 0
    assert str(into) in first.stderr
    page = into / PAGE
    assert page.is_file() and page.resolve().as_uri() in first.stdout
    assert run("case", "verify", into).exit_code == 0
    actors = into / "actors.toml"
    changed = actors.read_bytes() + b"\n# mine\n"
    actors.write_bytes(changed)
    before = acts(into)
    second = run("demo", "--into", into, "--json")
    assert second.exit_code == 0
    assert (actors.read_bytes(), acts(into)) == (changed, before + 1)  # actors.toml, kept as it is now
    output = json.loads(second.stdout)
    assert len(output["reports"]) == 20 and output["incidents"]


def test_the_demo_goes_on_with_a_case_that_an_interrupt_left_empty(tmp_path: Path) -> None:
    run("case", "new", tmp_path / "look")
    assert run("demo", "--into", tmp_path / "look", "--json").exit_code == 0
    assert b"[[side]]\nname" in (tmp_path / "look" / "actors.toml").read_bytes()


def test_the_demo_leaves_a_folder_of_something_else_alone(tmp_path: Path) -> None:
    write(tmp_path / "mine" / "letter.txt", "mine")
    result = run("demo", "--into", tmp_path / "mine")
    assert result.exit_code == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
