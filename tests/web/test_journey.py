"""A person reviews the example case in a browser, from the last report that comes in to what is taken out."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tellings import pipeline
from tellings.case import Case
from tellings.cli.demo import example_judgements
from tellings.intake import read_paths
from tellings.model import Claim, Judgement, Record
from tellings.vocabulary import Field, ReviewStage, Verdict
from tests.web.conftest import TELLINGS, served

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "camp-liberty"
SEED = EXAMPLE / "reports" / "stop-fundamentalism.txt"
BY = "A. Reviewer"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The example case without its longest article, built."""
    folder = tmp_path / "case"
    held = Case.new(folder)
    for name in ("actors.toml", "method.toml", "gazetteer.csv"):
        shutil.copy(EXAMPLE / name, folder / name)
    paths = [path for path in sorted((EXAMPLE / "reports").glob("*.txt")) if path != SEED]
    held.add(read_paths(paths))
    held.add_judgements(example_judgements(EXAMPLE))
    pipeline.update_case(held)
    return folder


@pytest.fixture
def root(case: Path, page: Page) -> Iterator[str]:
    """The address of the workbench, opened in the browser."""
    with served(case, by=BY) as address:
        page.goto(address)
        yield address.split("/?")[0]


def record_of(case: Path, title: str) -> Record:
    return next(one for one in Case.open(case).records() if one.title == title)


def decide(form: Locator, why: str) -> None:
    """Open the form that stands in some details, say why, and send it; the page that comes is awaited."""
    page = form.page
    for details in form.locator("textarea[name=why]").locator("xpath=ancestor::details").all():
        details.evaluate("one => one.open = true")
    form.locator("textarea[name=why]").fill(why)
    with page.expect_navigation(wait_until="load"):
        form.locator("button:not([type=button])").last.click()


LIBERTY = "Shelling of Camp Liberty, 9 February 2013"


def test_a_person_reviews_the_example_case(
    root: str, case: Path, page: Page, tmp_path: Path, mishaps: list[str]
) -> None:
    # adds the article
    page.goto(f"{root}/add")
    page.locator("input[type=file]").set_input_files([SEED, SEED.with_name(f"{SEED.name}.toml")])
    page.locator("form[enctype] button.main").first.click()
    expect(page.get_by_role("link", name=LIBERTY)).to_be_visible(timeout=90_000)
    liberty = record_of(case, LIBERTY)
    article = next(one.report_id for one in liberty.accounts if one.outlet == "Stop Fundamentalism")

    # finds it by a name in another spelling, and opens it
    page.goto(root)
    page.locator("input[type=search]").fill("Danaifar")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=LIBERTY).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LIBERTY)

    # corrects a chain
    claim = next(
        c for r in liberty.fields[Field.KILLED].readings for c in r.claims
        if c.report_id == article and len(c.chain) > 1
    )  # fmt: skip
    page.goto(f"{root}/reports/{article}?claim={claim.claim_id}")
    page.keyboard.press("c")
    form = page.locator("form[action='/judge/correct']")
    expect(form).to_be_visible()
    other = form.locator("select[name=speaker]").first.locator("option:not([value='']):not([selected])").last
    form.locator("select[name=speaker]").first.select_option(other.get_attribute("value"))
    decide(form, "the sentence goes on with another voice")
    corrected = judged(case)[-1]
    assert (corrected.verdict, corrected.aspect, corrected.by) == (Verdict.CORRECTED, "voice", BY)
    assert origin(case, LIBERTY, claim.claim_id) != claim.origin

    # parts a voice
    liberty = record_of(case, LIBERTY)
    voice = max(liberty.voices, key=lambda one: len(one.members))
    page.goto(f"{root}/incidents/{liberty.incident_id}/voices/{voice.voice_id}")
    page.locator("input[name=member]").first.check()
    decide(page.locator("form[action='/judge/part-voice']"), "another spokesman")
    homes = {member: one.voice_id for one in record_of(case, LIBERTY).voices for member in one.members}
    assert len({homes[member] for member in voice.members}) == 2

    # joins two incidents, and splits a report off a third
    first, second = (record_of(case, title) for title in ("Shelling of Camp Liberty, 29 April 2013",
                                                         "Shelling of Camp Liberty, 29 October 2015"))  # fmt: skip
    before = len(Case.open(case).records())
    page.goto(f"{root}/incidents/{first.incident_id}")
    form = page.locator("form[action='/judge/join']")
    form.locator("select[name=other]").evaluate("(one, id) => { one.value = id }", second.incident_id)
    decide(form, "one campaign, told twice")
    assert len(Case.open(case).records()) == before - 1
    liberty = record_of(case, LIBERTY)
    goes = liberty.accounts[-1]
    page.goto(f"{root}/incidents/{liberty.incident_id}")
    page.locator(f"input[name=account][value='{goes.account_id}']").check()
    decide(page.locator("form[action='/judge/part']"), "it only looks back on it")
    incidents = {a.account_id: r.incident_id for r in Case.open(case).records() for a in r.accounts}
    assert incidents[goes.account_id] != incidents[liberty.accounts[0].account_id]

    # chooses a toll with a reason, and undoes it
    liberty = record_of(case, LIBERTY)
    page.goto(f"{root}/incidents/{liberty.incident_id}")
    decide(page.locator("#i-killed form[action='/judge/choose']").first, "the hospital's own list")
    chosen = record_of(case, LIBERTY).fields[Field.KILLED].standing
    assert chosen.value is not None
    expect(page.locator("#i-killed .chosen")).to_contain_text("Chosen")
    page.goto(f"{root}/history")
    newest = page.locator(".history > li").first
    expect(newest).to_contain_text("the hospital's own list")
    decide(newest.locator("form[action='/judge/undo']"), "the list is another day's")
    assert record_of(case, LIBERTY).fields[Field.KILLED].standing.value is None

    # tries to publish too early, and is told what waits
    small = record_of(case, "Shelling in Baghdad, 15 June 2013")
    assert small.review.unreviewed
    page.goto(f"{root}/incidents/{small.incident_id}")
    form = page.locator("form[action='/judge/stage']")
    form.locator("xpath=ancestor::details").evaluate("one => one.open = true")
    form.locator("select[name=now]").select_option("published")
    form.locator("textarea[name=why]").fill("it is ready")
    form.locator("button").last.click()
    waits = next(c for c in claims_of(small) if not c.judged and c.field is Field.KILLED)
    expect(page.locator("#notice")).to_contain_text(waits.quote[:40])
    assert record_of(case, small.title).review.stage is ReviewStage.NEW
    mishaps.clear()  # the browser notes the refusal

    # looks at each by keyboard, then publishes
    page.goto(f"{root}/review?incident={small.incident_id}")
    for _ in range(200):
        if "/reports/" not in page.url:
            break
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("a")
    assert record_of(case, small.title).review.unreviewed == 0
    page.goto(f"{root}/incidents/{small.incident_id}")
    page.locator("form[action='/judge/stage'] select[name=now]").evaluate(
        "one => { one.value = 'published' }"
    )
    decide(page.locator("form[action='/judge/stage']"), "every figure was held against its text")
    assert record_of(case, small.title).review.stage is ReviewStage.PUBLISHED

    # takes the ledger out
    page.goto(f"{root}/export")
    with page.expect_download() as download:
        page.locator(
            "form:has([value=xlsx]) button.main, form:has(option[value=xlsx]) button.main"
        ).first.click()
    ledger = tmp_path / "ledger.xlsx"
    download.value.save_as(ledger)
    assert zipfile.is_zipfile(ledger)

    # finds the history right, and the case whole
    page.goto(f"{root}/history")
    mine = [one for one in judged(case) if one.by == BY]
    expect(page.locator(".history")).to_contain_text("every figure was held against its text")
    assert page.locator(".history > li", has_text=BY).count() == min(len(mine), 100)
    done = subprocess.run([str(TELLINGS), "case", "verify", str(case)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def judged(case: Path) -> list[Judgement]:
    """The judgements of the case, the earliest first."""
    return sorted(Case.open(case).judgements(), key=lambda one: one.made_at)


def claims_of(record: Record) -> list[Claim]:
    return [c for field in record.fields.values() for reading in field.readings for c in reading.claims]


def origin(case: Path, title: str, claim_id: str) -> str | None:
    return next(c.origin for c in claims_of(record_of(case, title)) if c.claim_id == claim_id)
