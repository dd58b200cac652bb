import dataclasses
import json
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tellings import pipeline
from tellings.case import Case
from tellings.cli import main
from tellings.codec import to_json, to_text
from tellings.intake import read_paths
from tellings.judging import lead_id, leaf_of_claim, leaf_of_lead, leaf_of_name
from tellings.model import Accusation, Actor, Actors, Findings, Judgement, Leaf, Record, Span, content_id
from tellings.publish.identities import Hidden
from tellings.publish.masking import mask, pseudonyms
from tellings.publish.signs import Why
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import Field, Verdict, VoiceKind

KEY = b"a key of this test"

HARBOUR = """\
---
outlet: The Velm Post
title: Six killed in shelling of Velm market; Zorvana Quillit mourns
author: Pelle Ostrander
url: https://velm.example/zorvana-quillit-mourns
published: 2021-05-04
---
Six killed in shelling of Velm market; Zorvana Quillit mourns

At least six people were killed and eleven injured on 3 May 2021 when shells hit the market of Velm, the health
minister, Tomas Reddick, said on Tuesday.

"I saw two shells land," said Zorvana
Quillit, a baker who lives beside the market. QUILLIT said that soldiers had warned nobody.

The dead were named as Bremmel Thacksted, 41, and Ondrej Vimm, 37. Nine-year-old Lissy Thacksted was injured, her
aunt, Marguerite Dolohan, said. A nurse at the clinic, Idris Pemberlane, treated nine people.

Police arrested Kasimir Brodwyn on Monday. Colonel Anders Vimm, who commands the garrison, denied that his soldiers
had fired. Neighbours accuse a coal dealer, Hartwig Lummox, of having guided the fire. In a statement the
Velm Front said that the attack on the market was carried out by the army. Footage by a camera at the bank shows the
shells.

Quillit's bakery is shut. "Thacksted was my friend," the grocer said.
"""

SECOND = """\
---
outlet: Radio Karsk
published: 2021-05-05
---
Seven people were killed in the shelling of the market of Velm on 3 May 2021, the health minister, Tomas Reddick,
said. Zorva\u0301na Quillit told Radio Karsk that she had seen the shells. Kasimir Brodwyn was still being held.
"""

HIDDEN = (
    "Zorvana", "Quillit", "Bremmel", "Thacksted", "Ondrej", "Lissy", "Marguerite", "Dolohan", "Idris",
    "Pemberlane", "Kasimir", "Brodwyn", "Hartwig", "Lummox",
)  # fmt: skip
SHOWN = ("Tomas Reddick", "Colonel Anders Vimm", "Velm", "Pelle Ostrander", "Radio Karsk", "The Velm Post")


def found(tmp_path: Path, *texts: str) -> Findings:
    return pipeline.read_findings(pipeline.gather(read_paths([_files(tmp_path, *texts)])))


def _files(tmp_path: Path, *texts: str) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir(exist_ok=True, parents=True)
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, "utf-8")
    return folder


def names_in(printed: str) -> list[str]:
    """Return the hidden names that stand in what was printed, whatever their case and accents."""
    plain = printed.replace("\u0301", "")
    return [name for name in HIDDEN if re.search(rf"(?i)(?<![^\W_]){name}(?![^\W_])", plain)]


def all_placed(value: object, report_id: str = "") -> Iterable[tuple[str, Span, str]]:
    """Yield (report, span, quote) of everything in findings that has all three."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from all_placed(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from all_placed(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        if hasattr(value, "quote") and hasattr(value, "span"):
            yield value.report_id, value.span, value.quote  # type: ignore[attr-defined]
        for field in dataclasses.fields(value):
            yield from all_placed(getattr(value, field.name))


def judgement(verdict: Verdict, leaf: Leaf, why: str = "held against the text") -> Judgement:
    return Judgement(
        content_id("judgement", verdict, leaf.id), verdict, leaf, None, "Ada", "2021-06-01T00:00:00Z", why
    )


# ---------------------------------------------------------------- who


def test_private_people_are_masked_in_every_place_and_known_ones_stay(tmp_path: Path) -> None:
    masked = mask(found(tmp_path, HARBOUR, SECOND), KEY)
    assert names_in(to_text(masked)) == []
    printed = " ".join(to_text(masked).replace("\\n", " ").split())
    assert [name for name in SHOWN if name not in printed] == []


def test_a_pseudonym_says_why_in_neutral_words(tmp_path: Path) -> None:
    text = mask(found(tmp_path, HARBOUR), KEY).reports[0].text
    assert re.search(r"Police arrested \[detained person [0-9A-Z]{4}\] on Monday", text)
    assert re.search(r"named as \[one who died [0-9A-Z]{4}\], 41", text)
    assert re.search(r"Nine-year-old \[child [0-9A-Z]{4}\] was injured", text)
    assert re.search(r"aunt, \[relative [0-9A-Z]{4}\], said", text)


LISTS = """\
---
outlet: Diary of Oskan Brelluth
published: 2019-03-02
---
Four people were killed on 1 March 2019 when shells hit the village of Tell Ommar, the health minister, Tomas
Reddick, said. I saw it.

The Velm Centre listed the names: Jorun Askvild, who was killed at once, Hella Marwick, Jihad Perrone and five members
of the Quennick family. Officials said that the shells came from Porto Venn, a town by the river. "We hid," said
Zofia Lentova. Her daughters, Nadia and Irka Dranmoor, both 16, and her son Even, 6, were with her. The Dranmoors have
left. The dealer Wenzel Toth, also spelt Tothe, had warned them. Tothe's lawyer, Ines Calder, said so. Petr Lentov
slept.

Residents said that Curt Wrayburn and Dale "Buck" Hennick had guided the fire. Two guests, Orla Vance and T. Immerov,
interior minister Saul Pryde told the agency, died. Thirty-eight houses burned. Brannoc Ilvesk looked on from the hill
while the report was written. The Front said so in messages signed by Rollo Vint. By Oskan Brelluth
"""


@pytest.mark.parametrize(
    "name",
    [
        "Hella", "Marwick", "Perrone",  # in a list beside one who died
        "Quennick",  # told as a family alone
        "Irka", "Dranmoor", "Dranmoors",  # "both 16"; the surname in the plural
        "Even",  # an ordinary word, behind a noun of kin
        "Tothe",  # another spelling
        "Lentov",  # a man's form of a masked woman's surname
        "Buck", "Hennick",  # a name with what its bearer is called inside it
        "Immerov",  # beside another's office
        "Brannoc", "Ilvesk",  # nothing is told of them
        "Oskan", "Brelluth",  # an outlet that one person writes
    ],
)  # fmt: skip
def test_a_person_whom_nothing_shows_to_be_public_is_masked(tmp_path: Path, name: str) -> None:
    printed = to_text(mask(found(tmp_path, LISTS), KEY))
    assert not re.search(rf"(?<![^\W_]){name}(?![^\W_])", printed)


@pytest.mark.parametrize(
    "name",
    ["Tell Ommar", "Porto Venn", "Tomas Reddick", "Ines Calder", "Saul Pryde", "Rollo Vint", "Thirty-eight"],
)
def test_what_stands_as_a_place_or_holds_an_office_is_not_masked(tmp_path: Path, name: str) -> None:
    assert name in " ".join(mask(found(tmp_path, LISTS), KEY).reports[0].text.split())


def test_countries_media_and_the_places_people_come_from_are_not_masked(tmp_path: Path) -> None:
    text = (
        "Iran and Iraq were involved in the shelling of the camp at Ardeh, killing two people, the National Council "
        "of Resistance of Iran said on Monday. According to media such as Al-Varsa, two men from Samrah who filmed it "
        "were seized by police."
    )
    assert mask(found(tmp_path, text), KEY).reports[0].text == text


def test_a_name_broken_over_lines_or_in_capitals_is_one_name(tmp_path: Path) -> None:
    text = mask(found(tmp_path, HARBOUR), KEY).reports[0].text
    assert len(set(re.findall(r"\[witness [0-9A-Z]+\]", text))) == 1
    assert "[witness" in text.splitlines()[0]


def test_a_surname_shared_with_an_officer_stays_behind_his_rank(tmp_path: Path) -> None:
    text = mask(found(tmp_path, HARBOUR), KEY).reports[0].text
    assert "Colonel Anders Vimm" in text and "Ondrej Vimm" not in text


def test_a_place_keeps_the_name_that_a_masked_person_shares_with_it(tmp_path: Path) -> None:
    text = HARBOUR.replace("the market of Velm", "the market in Quillit Street")
    masked = mask(found(tmp_path, text), KEY).reports[0].text
    assert "in Quillit Street" in masked and "Zorvana" not in masked


def test_whoever_stands_in_actors_toml_is_not_masked(tmp_path: Path) -> None:
    actors = Actors(actors=(Actor("Hartwig Lummox", VoiceKind.PERSON),))
    assert "Hartwig Lummox" in mask(found(tmp_path, HARBOUR), KEY, actors=actors).reports[0].text


def test_a_judgement_protects_and_another_releases(tmp_path: Path) -> None:
    held = found(tmp_path, HARBOUR)
    report = held.reports[0]

    def named(name: str, verdict: Verdict) -> Judgement:
        at = report.text.index(name)
        return judgement(verdict, leaf_of_name(Span(at, at + len(name)), report))

    judgements = [named("Tomas Reddick", Verdict.PROTECTED), named("Bremmel Thacksted", Verdict.RELEASED)]
    text = mask(held, KEY, judgements=judgements).reports[0].text
    assert "Reddick" not in text and "Bremmel Thacksted" in text and "Lissy" not in text


# ---------------------------------------------------------------- how


def test_every_quote_is_the_masked_text_at_its_span(tmp_path: Path) -> None:
    masked = mask(found(tmp_path, HARBOUR, SECOND), KEY)
    texts = {report.report_id: report.text for report in masked.reports}
    placed = list(all_placed([masked.extractions, masked.records]))
    assert len(placed) > 40
    for report_id, span, quote in placed:
        assert span.of(texts[report_id]) == quote
        assert not re.search(r"\[[^\]]*$", quote) and not re.search(r"^[^\[]*\]", quote)


def test_ids_of_reports_accounts_incidents_and_claims_stay_and_those_of_masked_voices_do_not(
    tmp_path: Path,
) -> None:
    held = found(tmp_path, HARBOUR, SECOND)
    masked = mask(held, KEY)
    assert [r.report_id for r in masked.reports] == [r.report_id for r in held.reports]
    assert [r.incident_id for r in masked.records] == [r.incident_id for r in held.records]
    claims = {c.claim_id for e in held.extractions for a in e.accounts for c in a.claims}
    assert {c.claim_id for e in masked.extractions for a in e.accounts for c in a.claims} <= claims
    before = {v.voice_id for e in held.extractions for v in e.voices if "Quillit" in (v.name or "")}
    assert before and not any(voice_id in to_text(masked) for voice_id in before)


def test_every_voice_that_a_chain_names_is_there(tmp_path: Path) -> None:
    masked = mask(found(tmp_path, HARBOUR, SECOND), KEY)
    for record in masked.records:
        known = {voice.voice_id for voice in record.voices}
        for field in record.fields.values():
            for reading in field.readings:
                assert all(set(claim.chain) <= known for claim in reading.claims)


def test_pseudonyms_depend_on_key_and_name_and_on_no_order(tmp_path: Path) -> None:
    one = found(tmp_path / "a", HARBOUR, SECOND)
    other = found(tmp_path / "b", SECOND, HARBOUR)
    assert to_text(mask(one, KEY)) == to_text(mask(other, KEY)) == to_text(mask(one, KEY))
    assert mask(one, b"another").reports[0].text != mask(one, KEY).reports[0].text


def test_pseudonyms_grow_until_no_two_are_equal() -> None:
    draw = random.Random(3)
    names = sorted({"".join(draw.choices("abcdefghij", k=7)) for _ in range(5000)})
    made = pseudonyms([Hidden((name,), frozenset(), Why.PERSON) for name in names], KEY)
    assert len(set(made.values())) == len(names)
    assert min(len(one) for one in made.values()) == len("[person K7Q2]")


def test_masking_twice_is_masking_once_and_an_empty_key_is_refused(tmp_path: Path) -> None:
    held = found(tmp_path, HARBOUR)
    masked = mask(held, KEY)
    assert mask(masked, KEY) == masked
    with pytest.raises(ValueError):
        mask(held, b"")


# ---------------------------------------------------------------- what is held back


def _record(held: Findings) -> Record:
    return next(record for record in held.records if Field.ACCUSATIONS in record.fields)


def test_accusations_and_leads_are_held_back_and_counted(tmp_path: Path) -> None:
    held = found(tmp_path, HARBOUR)
    masked = mask(held, KEY)
    assert _record(held).leads
    for record in masked.records:
        assert Field.ACCUSATIONS not in record.fields and record.leads == ()
    assert masked.held_back.accusations >= 1 and masked.held_back.leads >= 1 and masked.held_back.names >= 8
    told = [claim.value for e in masked.extractions for a in e.accounts for claim in a.claims]
    assert not any(isinstance(value, Accusation) for value in told)


def test_what_is_told_of_another_event_is_held_back_with_the_accusation_in_it(tmp_path: Path) -> None:
    told = (
        "In a statement of May 4, 2021, on an earlier attack, the Velm Front said that the attack was carried out by "
        "the army."
    )
    held = found(tmp_path, f"{HARBOUR}\n{told}\n")
    quotes = [
        [c.quote for e in one.extractions for a in e.accounts for c in a.claims]
        for one in (held, mask(held, KEY))
    ]
    assert told in quotes[0] and told not in quotes[1]
    assert all(
        told != c.quote
        for r in mask(held, KEY).records
        for f in r.fields.values()
        for x in f.readings
        for c in x.claims
    )


def test_a_confirmed_accusation_and_a_released_lead_go_out(tmp_path: Path) -> None:
    held = found(tmp_path, HARBOUR)
    report, extraction = held.reports[0], held.extractions[0]
    claims = [c for a in extraction.accounts for c in a.claims]
    accusation = next(c for c in claims if isinstance(c.value, Accusation) and "army" in c.value.accused)
    lead = _record(held).leads[0]
    judgements = [
        judgement(Verdict.CONFIRMED, leaf_of_claim(accusation, report)),
        judgement(Verdict.RELEASED, leaf_of_lead(lead, report)),
    ]
    again = pipeline.build_findings(
        held.reports, held.extractions, gazetteer=Gazetteer.open(), judgements=judgements
    )
    record = _record(mask(again, KEY))
    shown = [c.claim_id for r in record.fields[Field.ACCUSATIONS].readings for c in r.claims]
    assert shown == [accusation.claim_id]
    assert [lead_id(lead)] == [
        lead_id(one) for one in _record(again).leads if one.quote == record.leads[0].quote
    ]
    assert record.held_back.leads == len(_record(again).leads) - 1


# ---------------------------------------------------------------- no output names anybody


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marked")
    reports = _files(folder, HARBOUR, SECOND)
    (reports / "Quillit statement.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (reports / "note.txt").write_text(SECOND.replace("Seven", "Eight"), "utf-8")
    (reports / "note.txt.toml").write_text(
        'outlet = "Velm Radio"\ntitle = "Kasimir Brodwyn held"\nurl = "https://v.example/kasimir_brodwyn"\n',
        "utf-8",
    )
    made = folder / "case"
    _run("case", "new", str(made))
    added = _run("case", "add", str(made), str(reports), code=1)
    built = _run("case", "build", str(made))
    assert names_in(added.output.replace(str(reports), "")) == []
    assert names_in(built.output) == []
    with Case.open(made) as opened:
        held = pipeline.stored_findings(opened)
        report = next(report for report in held.reports if report.outlet == "The Velm Post")
        extraction = next(one for one in held.extractions if one.report_id == report.report_id)
        leaf = leaf_of_claim(extraction.accounts[0].claims[0], report)
        opened.add_judgement(
            judgement(Verdict.CONFIRMED, leaf, why="Marguerite Dolohan told it to us as well")
        )
    _run("case", "build", str(made))
    return made


def _run(*arguments: str, code: int = 0) -> Result:
    told = CliRunner().invoke(main, list(arguments))
    assert told.exit_code == code, told.output
    return told


@pytest.mark.parametrize(
    "command",
    [
        ("show",),
        ("show", "--json"),
        ("list",),
        ("list", "--json"),
        ("build",),
        ("build", "--again"),
        ("verify",),
        ("verify", "--json"),
    ],
    ids=" ".join,
)
def test_no_printed_output_of_a_case_names_a_hidden_person(case: Path, command: Sequence[str]) -> None:
    printed = _run("case", command[0], str(case), *command[1:]).output
    assert printed and names_in(printed) == []


def test_the_doctor_names_nobody(case: Path) -> None:
    assert names_in(_run("case", "doctor", str(case), code=1).output) == []


def test_no_written_output_of_a_case_names_a_hidden_person(case: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    _run("case", "show", str(case), "--html", str(tmp_path / "page.html"))
    _run("export", str(case), "--to", "csv", "--out", str(tmp_path / "ledger"))
    _run("export", str(case), "--to", "xlsx", "--out", str(tmp_path / "ledger.xlsx"))
    book = load_workbook(tmp_path / "ledger.xlsx", read_only=True)
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    files = [path.read_text("utf-8") for path in (tmp_path / "ledger").iterdir()]
    for printed in ((tmp_path / "page.html").read_text("utf-8"), *files, "\n".join(cells)):
        assert len(printed) > 100 and names_in(printed) == []


def test_the_log_of_a_case_holds_no_name(case: Path) -> None:
    assert names_in((case / "log.jsonl").read_text("utf-8")) == []


def test_a_view_says_whether_it_is_masked_and_internal_shows_all(case: Path, tmp_path: Path) -> None:
    assert "Masked: " in _run("case", "show", str(case)).output
    told = _run("case", "show", str(case), "--internal").output
    assert "INTERNAL: not masked" in told and "Quillit" in told
    _run("case", "show", str(case), "--internal", "--html", str(tmp_path / "page.html"))
    assert "INTERNAL: not masked" in (tmp_path / "page.html").read_text("utf-8")
    form = json.loads(_run("case", "show", str(case), "--json").stdout)
    assert form["masked"] and form["incidents"][0]["held_back"]["names"] > 0
    assert not json.loads(_run("case", "show", str(case), "--json", "--internal").stdout)["masked"]


def test_read_masks_what_it_prints_for_people_and_not_its_working_form(tmp_path: Path) -> None:
    file = _files(tmp_path, HARBOUR) / "0.txt"
    assert names_in(_run("read", str(file)).output) == []
    assert "Zorvana" in _run("read", "--internal", str(file)).output
    assert json.loads(_run("read", "--json", str(file)).stdout)["masked"] is False
    assert to_json(found(tmp_path, HARBOUR).reports[0])["title"] in _run("read", "--json", str(file)).stdout
