"""Bring reports in: files that are dropped, or a text that is pasted; and say what became of each.

In:   uploads and forms.
Out:  a job that adds, reads and builds; pages that tell how far it has come, and what it came to.
Holds: an upload's name is a name and never a path. What cannot be read is set aside with its reason, and the others of
the same upload are kept. A case is held only while something is written to it: judging goes on meanwhile.
"""

import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.datastructures import FormData, UploadFile

from tellings import pipeline
from tellings.building import Built
from tellings.case import AddSummary
from tellings.custody.disk import refusals
from tellings.errors import InputError
from tellings.intake import MAX_BYTES, Taken, read_bytes, read_paths, safe_name
from tellings.intake.facts import BadFact, Facts, facts_from
from tellings.model import SetAside
from tellings.vocabulary import ReportKind
from tellings.web.desk import Desk, NotHere
from tellings.web.jobs import Job
from tellings.web.judging import Text
from tellings.web.pages import desk_of, page
from tellings.web.wording import _

router = APIRouter()

MOST_FILES = 2_000  # of one upload
_LONGEST_NAME = 120
_HEARTBEAT_SECONDS = 10.0
_LOOK_SECONDS = 1.0  # a thread that waits for news looks up so often: the server does not end before it


@dataclass(frozen=True, slots=True)
class NotYet:
    """What was taken in and is not in the case yet: where it could not be added, it waits here to be tried again."""

    taken: tuple[Taken | SetAside, ...]


@dataclass(frozen=True, slots=True)
class CameIn:
    """What an intake came to. added: (report id, what to call it); built: None where the records could not be made."""

    summary: AddSummary
    added: tuple[tuple[str, str], ...]
    built: Built | None


@router.get("/add")
def add_page(request: Request) -> Response:
    """Show how to bring reports in."""
    return page(
        request,
        "add.html.j2",
        {
            "kinds": [
                (ReportKind.PUBLISHED.value, _("as it was published")),
                (ReportKind.RENDERING.value, _("a rendering: its facts in other words")),
                (ReportKind.TRANSLATION.value, _("a translation")),
            ],
            "most_megabytes": MAX_BYTES // 1_000_000,
            "running": list(desk_of(request).jobs.running()),
            "unread": len(desk_of(request).unread()),
        },
        title=_("Add reports"),
        section="add",
        modules=("intake",),
        sheets=("intake",),
    )


@router.post("/add")
async def add(request: Request) -> Response:
    """Take in files or a text, and start to read them."""
    desk = desk_of(request)
    # Starlette keeps uploads on the disk while they come, and away from the case.
    with refusals(Path(tempfile.gettempdir())):
        async with request.form(max_files=MOST_FILES, max_fields=100, max_part_size=2 * MAX_BYTES) as form:
            room = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="tellings-"))
            try:
                taken = await asyncio.to_thread(_take, form, room)
            finally:
                await asyncio.to_thread(shutil.rmtree, room, True)
    if not taken:
        raise InputError(_("Nothing came. Choose files, or paste a text, then add it."))
    job = desk.jobs.start(_("Adding reports"), lambda job: bring_in(desk, taken, job))
    return RedirectResponse(f"/jobs/{job.job_id}", status_code=303)


@router.post("/add/go-on")
def go_on(request: Request, job: Text = "") -> Response:
    """Add what a job could not add, then read what has not been read, as after an interrupt."""
    desk = desk_of(request)
    before = desk.jobs.get(job)
    left = before.result if before is not None else None
    taken = left.taken if isinstance(left, NotYet) else ()
    again = desk.jobs.start(_("Reading reports"), lambda job: bring_in(desk, taken, job))
    return RedirectResponse(f"/jobs/{again.job_id}", status_code=303)


def bring_in(desk: Desk, taken: Sequence[Taken | SetAside], job: Job) -> None:
    """Keep what was taken in, read it, and bring the records up to date. Raises: CaseBusy; CannotWrite; CaseDamaged."""
    job.result = NotYet(tuple(taken))
    with desk.turn:
        summary = desk.case.add(taken)
    names = {
        one.report.report_id: one.report.title or one.report.outlet or one.original.name
        for one in taken
        if isinstance(one, Taken)
    }
    added = tuple((key, names.get(key, key)) for key in summary.added)
    job.result = CameIn(summary, added, None)
    pipeline.read_unread(desk.case, turn=desk.turn, progress=job.step)
    job.result = CameIn(summary, added, desk.build())


# ---------------------------------------------------------------- what came


def _take(form: FormData, room: Path) -> list[Taken | SetAside]:
    files = [one for one in form.getlist("files") if not isinstance(one, str) and one.filename]
    text = form.get("text")
    taken: list[Taken | SetAside] = list(_uploads(files, room))
    if isinstance(text, str) and text.strip():
        # a browser sends line ends as it likes; those of pasted text are its own making
        told = _facts({key: value for key, value in form.items() if isinstance(value, str)})
        taken.append(
            read_bytes(
                text.replace("\r\n", "\n").encode("utf-8", "replace"), name=_("pasted text"), told=told
            )
        )
    return taken


def _uploads(files: Sequence[UploadFile], room: Path) -> Iterator[Taken | SetAside]:
    """Yield what is in some files, read as files of a folder are: a sidecar goes with what it is named after."""
    names: dict[str, str] = {}
    for upload in files:
        name = _plain(upload.filename or "")
        while name in names:
            name = f"_{name}"
        names[name] = safe_name((upload.filename or "")[-_LONGEST_NAME:])
        with open(room / name, "wb") as kept:
            shutil.copyfileobj(upload.file, kept, 1_000_000)
    prefix = f"{room}/"
    for name, shown in sorted(names.items()):
        if name.endswith(".toml") and name.removesuffix(".toml") in names:
            continue
        for one in read_paths([room / name]):
            if isinstance(one, SetAside):
                yield _renamed(one, prefix, name, shown)
            else:
                yield replace(one, original=replace(one.original, name=one.original.name.replace(prefix, "")))


def _plain(name: str) -> str:
    """Return a name of a file that any disk takes: its last part, of letters, digits and a few marks, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(char if char.isalnum() or char in "._- " else "_" for char in last).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    kept = (stem.encode()[:150].decode("utf-8", "ignore") + dot + suffix[:12]) if stem else plain[:100]
    return kept.lstrip("-~") or "report"


def _renamed(aside: SetAside, prefix: str, name: str, shown: str) -> SetAside:
    def words(told: str) -> str:
        return told.replace(f"{prefix}{name}", shown).replace(prefix, "")

    return replace(
        aside, item=words(aside.item), message=words(aside.message), next_step=words(aside.next_step)
    )


def _facts(form: dict[str, str]) -> Facts:
    keys = ("outlet", "title", "author", "published", "url", "kind")
    told = facts_from({key: form[key].strip() for key in keys if form.get(key, "").strip()})
    if isinstance(told, BadFact):
        raise InputError(_("%s. Go back and put it right; the text is still in the form.") % told.sentence)
    return told


# ---------------------------------------------------------------- jobs


@router.get("/jobs/{job_id}")
def job_page(request: Request, job_id: str) -> Response:
    """Show how far a job has come, or what it came to."""
    desk = desk_of(request)
    job = desk.jobs.get(job_id)
    if job is None:
        raise NotHere(job_id)
    is_over = job.is_over  # asked for first: what it came to is there by then
    result = job.result  # once: the job goes on meanwhile
    came = result if isinstance(result, CameIn) else None
    built = came.built if came is not None else None
    titles = desk.titles(change.incident_id for change in built.changes or ()) if built is not None else {}
    groups = [
        (titles.get(key), f"/incidents/{key}" if key in titles else "", [change.text for change in held])
        for key, held in groupby(
            (built.changes or ()) if built is not None else (), key=lambda change: change.incident_id
        )
    ]
    return page(
        request,
        "job.html.j2",
        {
            "job": job,
            "is_over": is_over,
            "waits": len(result.taken) if isinstance(result, NotYet) else None,
            "last": job.steps[-1] if job.steps else None,
            "came": came,
            "groups": groups,
            "noted": [
                (key, one.left_out) for key, one in (built.noted.items() if built else ()) if one.left_out
            ],
            "words": result if isinstance(result, str) else "",
        },
        title=job.title,
        section="add",
        modules=("intake",),
        sheets=("intake",),
    )


@router.get("/jobs/{job_id}/events")
def job_events(request: Request, job_id: str) -> Response:
    """Send every step of a job as it is taken, from where the browser left off."""
    job = desk_of(request).jobs.get(job_id)
    if job is None:
        raise NotHere(job_id)
    told = request.headers.get("last-event-id", "")
    seen = int(told) + 1 if told.isdecimal() else 0
    return StreamingResponse(
        _events(job, seen), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


async def _events(job: Job, seen: int) -> AsyncIterator[str]:
    said_at = time.monotonic()
    while True:
        steps = job.steps[seen:]
        for number, step in enumerate(steps, start=seen):
            data = json.dumps({"done": step.done, "of": step.of, "item": step.item})
            yield f"id: {number}\nevent: step\ndata: {data}\n\n"
            said_at = time.monotonic()
        seen += len(steps)
        if job.is_over and seen >= len(job.steps):
            yield "event: over\ndata: {}\n\n"
            return
        is_news = await asyncio.to_thread(job.wait, seen, _LOOK_SECONDS)
        if not is_news and time.monotonic() - said_at >= _HEARTBEAT_SECONDS:
            said_at = time.monotonic()
            yield ": still at work\n\n"


# ---------------------------------------------------------------- what was set aside


@router.get("/set-aside")
def set_aside_page(request: Request) -> Response:
    """Show what was set aside: at intake, in reading, and judgements that find no place."""
    desk = desk_of(request)
    held = sorted(
        {*desk.case.set_asides(), *desk.set_aside()}, key=lambda one: (one.item, one.reason, one.message)
    )
    return page(
        request,
        "set_aside.html.j2",
        {"held": held},
        title=_("Set aside"),
        section="add",
        sheets=("intake",),
    )
