import io
import re
from dataclasses import replace

from rich.cells import cell_len
from rich.console import Console

from tellings.model import Findings
from tellings.publish.terminal import printable, show_findings
from tests.publish.sample import ACCUSED, findings


def _shown(held: Findings, *, width: int = 80, compact: bool = False) -> str:
    out = io.StringIO()
    show_findings(held, Console(width=width, file=out, force_terminal=False), compact=compact)
    return out.getvalue()


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text))


def test_eighty_columns_hold_every_line_and_cut_no_word() -> None:
    narrow, wide = _shown(findings()), _shown(findings(), width=400)
    assert max(cell_len(line) for line in narrow.splitlines()) <= 80
    assert _words(narrow) == _words(wide)


def test_the_lowest_and_highest_stand_only_below_what_every_side_says() -> None:
    text = _shown(findings())
    end = text.index("Everything ever told: 1 to 8")
    before = text[:end]
    for words in (
        "DIVIDED",
        "6 as of 2013-02-09",
        "then 7 as of 2013-02-12 (derived: 6, and another one later)",
    ):
        assert words in " ".join(before.split())
    assert before.index("Unsourced") < before.index("Give no figure: Ilse Renner")
    assert not re.search(r"\b1 to 8\b", before)


def test_no_accused_stands_in_summary_or_title_nor_without_an_accuser() -> None:
    text = _shown(findings())
    head = text[: text.index("What to know first")]
    assert not any(name in head for name in ACCUSED)
    table = text[text.index("Accusations  [") : text.index("Leads:")]
    rows = table.split("\n" + " " * 80 + "\n")
    for name in ACCUSED:
        for row in rows:
            if name in " ".join(row.split()):
                assert "Council" in row or "Column" in row
    outside = text.replace(table, "")
    assert not any(name in outside for name in ACCUSED)


def test_the_same_findings_print_the_same() -> None:
    assert _shown(findings()) == _shown(findings())


def test_the_compact_list_gives_sides_and_never_a_bare_range() -> None:
    text = " ".join(_shown(findings(), compact=True).split())
    assert "Karsovian officials (divided): 5, 6, 1; Column / Council: 7 (derived)" in text
    assert "1 to 8" not in text


def test_a_report_cannot_write_to_the_terminal() -> None:
    held = findings()
    record = replace(held.records[0], title="Blast \x1b[2J [red]at\x07 \u202ethe camp\x9b")
    text = _shown(replace(held, records=(record,)))
    assert not set(text) & {"\x1b", "\x07", "\u202e", "\x9b"}
    assert "<U+001B>[2J [red]at<U+0007> <U+202E>the camp<U+009B>" in " ".join(text.split())
    assert printable("a\n\tb") == "a b"


def test_every_quote_from_a_rendering_says_so() -> None:
    text = " ".join(_shown(findings()).split())
    for place in re.findall(r"R15\[\d+:\d+\]", text):
        after = text[text.index(place) : text.index(place) + 120]
        assert "rendering" in after


def test_nothing_found_is_said() -> None:
    assert "No incident is told" in _shown(Findings((), (), (), ()))
