"""Every text of the interface stands in one catalogue, and none is written past it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tellings.web

WEB = Path(tellings.web.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = WEB / "locale" / "messages.pot"
TEMPLATES = sorted((WEB / "templates").glob("*.j2"))

# What is no word of the interface: names, marks, keys, and what stands in for a value.
KEPT = re.compile(r"Tellings|[^\W\d_]\b|&\w+;|JSON|SHA-256|ID\b")


def test_the_catalogue_is_as_code_and_templates_have_it(tmp_path: Path) -> None:
    made = tmp_path / "messages.pot"
    subprocess.run(
        [
            Path(sys.executable).parent / "pybabel", "--quiet", "extract",
            "--mapping-file", ROOT / "tools" / "catalogue.ini", "--keyword", "counted:1,2",
            "--omit-header", "--no-wrap", "--add-location", "file", "--output", made, ".",
        ],
        cwd=WEB, check=True,
    )  # fmt: skip
    assert made.read_text("utf-8") == CATALOGUE.read_text("utf-8"), "run: make catalogue"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_anything_past_the_catalogue(template: Path) -> None:
    text = template.read_text("utf-8")
    text = re.sub(r"{#.*?#}|{% trans.*?%}.*?{% endtrans %}|{{.*?}}|{%.*?%}", "\0", text, flags=re.S)
    spoken = [*re.findall(r"(?:aria-label|title|placeholder|alt|data-t-[\w-]+)=\"([^\"\0]+)\"", text)]
    text = re.sub(r"<(script|style|code)\b.*?</\1>", " ", text, flags=re.S)  # code is said as it is typed
    spoken += re.sub(r"<[^>]*>", "\n", text).replace("\0", "\n").splitlines()
    words = [line.strip() for line in spoken if re.search(r"[^\W\d_]{2}", KEPT.sub("", line))]
    assert not words
