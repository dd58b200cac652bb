"""Take a case out: the ledger, the page of its records, the records as JSON; and check that it is unchanged.

In:   what is wanted, of which incident, masked or not.
Out:  a file to save, whose name says whether it is masked; what `verify` says.
Holds: masked unless a person asks for all of it. Nothing of what is taken out stays on this machine but what is saved.
"""

import io
import zipfile
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from tellings import pipeline
from tellings.cli.cases import lines_of_check
from tellings.cli.forms import as_line, findings_form
from tellings.cli.ledgers import ledgers_of
from tellings.cli.masked import masked_of_case
from tellings.custody.verify import verify
from tellings.errors import InputError
from tellings.ledger.csv_files import write_csv
from tellings.ledger.tables import INTERNAL, MASKED
from tellings.ledger.workbook import write_workbook
from tellings.model import Findings
from tellings.publish.html import render
from tellings.web.desk import Desk
from tellings.web.jobs import Job
from tellings.web.judging import Text
from tellings.web.pages import desk_of, page
from tellings.web.wording import _

router = APIRouter()

_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


@router.get("/export")
def export_page(request: Request, incident: str = "") -> Response:
    """Show what may be taken out. incident: of this one alone."""
    desk = desk_of(request)
    record = desk.record_now(incident) if incident else None
    last = desk.case.log.last()
    return page(
        request,
        "taking_out.html.j2",
        {
            "record": record,
            "acts": last.seq + 1 if last is not None else 0,
            "digest": last.digest if last is not None else "",
            "is_due": desk.is_due(),
        },
        title=_("Take out"),
        section="export",
        sheets=("intake",),
    )


@router.post("/export")
def export(
    request: Request, form: Text, incident: Text = "", internal: Annotated[bool, Form()] = False
) -> Response:
    """Answer with a file. form: xlsx or csv, the ledger; html, the page of the records; json, the records."""
    desk = desk_of(request)
    if form not in _MEDIA:
        raise InputError(_("“%s” is no form in which a case is taken out.") % form)
    if desk.is_due():
        raise InputError(_("Something came in since the records were built. Build them, then take them out."))
    data = _ledger(desk, form, internal=internal) if form in ("xlsx", "csv") else _records(
        desk, form, incident, internal=internal
    )  # fmt: skip
    mode = "internal" if internal else "masked"
    name = {"xlsx": "ledger.xlsx", "csv": "ledger-csv.zip", "html": "record.html", "json": "record.json"}[
        form
    ]
    return Response(
        data,
        media_type=_MEDIA[form],
        headers={"Content-Disposition": f'attachment; filename="{mode}-{name}"'},
    )


def _ledger(desk: Desk, form: str, *, internal: bool) -> bytes:
    findings = pipeline.stored_findings(desk.case)
    ledger = ledgers_of(desk.case, findings)(INTERNAL if internal else MASKED, desk.case.judgements())
    if form == "xlsx":
        return write_workbook(ledger.tables, lambda done, of, item: None)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as members:
        for table in ledger.tables:
            text = io.StringIO(newline="")
            write_csv(table, text)
            members.writestr(zipfile.ZipInfo(f"{table.name}.csv"), text.getvalue().encode("utf-8"))
    return packed.getvalue()


def _records(desk: Desk, form: str, incident: str, *, internal: bool) -> bytes:
    findings: Findings = (
        pipeline.findings_about(desk.case, [desk.record_now(incident)])
        if incident
        else pipeline.stored_findings(desk.case)
    )
    shown = masked_of_case(desk.case, findings, internal=internal)
    return (render(shown) if form == "html" else as_line(findings_form(shown))).encode("utf-8")


@router.post("/verify")
def check(request: Request) -> Response:
    """Check that what the log names is unchanged, as `tellings case verify` does."""
    desk = desk_of(request)

    def work(job: Job) -> None:
        job.step(0, 0, _("holding every object against the log"))
        with desk.turn:
            job.result = "\n".join(lines_of_check(verify(desk.case)))

    return RedirectResponse(f"/jobs/{desk.jobs.start(_('Checking the case'), work).job_id}", status_code=303)
