"""The stages in order, on one machine: from reports to the records of a case.

In:   reports as intake took them in, or a case that keeps them.
Out:  one `Extraction` a report; `Findings`; the records of a case, stored.
Holds: nothing is printed. What is found depends on the reports, the user's files and the judgements alone, never
on the order in which anything came. In a case, each report that has been read stays read: an interrupt costs no
more than the report in hand. What goes wrong while a report is read says which one, as a note on the exception.
"""

import contextlib
import dataclasses
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from tellings.attribution import attribute
from tellings.attribution.reading import read_encoded, read_tellings
from tellings.attribution.trained import Reading
from tellings.codec import to_json, to_text
from tellings.errors import InputError
from tellings.intake import Taken
from tellings.model import (
    Account,
    Actors,
    ActType,
    Attribution,
    DateValue,
    Extraction,
    Findings,
    Judgement,
    Method,
    Record,
    RecordWarning,
    Report,
    SetAside,
    Voice,
    content_id,
)
from tellings.resolve.gazetteer import Gazetteer
from tellings.text.language import unread
from tellings.text.segment import Document, segment
from tellings.vocabulary import ReportKind

if TYPE_CHECKING:  # a case brings a database along, which reading does without
    from tellings.building import Built
    from tellings.case import Case
    from tellings.publish.muc4 import Json, Places

READER = "trained-3"  # goes up whenever the same text may be read otherwise than before

PUTTING_TOGETHER = "putting the records together"

_T = TypeVar("_T")
_R = TypeVar("_R")
_AHEAD = 2  # documents in hand at once

_USER_FILES = ("actors.toml", "method.toml", "gazetteer.csv")


class Progress(Protocol):
    """Called before each report is read. done: reports read before it; of: of how many; item: which one, in words.

    Called once more when all have been read, done and of then equal, before the records are put together.
    """

    def __call__(self, done: int, of: int, item: str) -> None:
        """Take note; nothing is expected back."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Reports to be read together, each once, sorted by report id.

    doc_ids: what the JSON lines call a report, by report id; several where it came in several lines.
    names: what a person knows a report by (a file, or a line of one), by the digest of its original.
    doubles: how many reports more came in that are among these.
    """

    reports: tuple[Report, ...]
    set_aside: tuple[SetAside, ...]
    doc_ids: Mapping[str, tuple[str | int, ...]]
    names: Mapping[str, str]
    doubles: int


def gather(taken: Iterable[Taken | SetAside]) -> Gathered:
    """Return what intake hands on, each report once, whatever the order.

    Of a report that came in several ways, the one whose metadata tells most, as in a case.
    """
    reports: dict[str, Report] = {}
    doc_ids: dict[str, set[str | int]] = {}
    names: dict[str, str] = {}
    set_aside: list[SetAside] = []
    taken_in = 0
    for item in taken:
        if isinstance(item, SetAside):
            set_aside.append(item)
            continue
        taken_in += 1
        report_id = item.report.report_id
        held = reports.setdefault(report_id, item.report)
        reports[report_id] = max(held, item.report, key=_fullness)
        name = names.setdefault(item.original.sha256, item.original.name)
        names[item.original.sha256] = min(name, item.original.name)
        if item.doc_id is not None:
            doc_ids.setdefault(report_id, set()).add(item.doc_id)
    return Gathered(
        reports=tuple(reports[report_id] for report_id in sorted(reports)),
        set_aside=_sorted(set_aside),
        doc_ids={report_id: tuple(sorted(ids, key=_id_order)) for report_id, ids in doc_ids.items()},
        names=names,
        doubles=taken_in - len(reports),
    )


def _fullness(report: Report) -> tuple[int, str]:
    told = dataclasses.replace(report, text="")
    return sum(value is not None for value in to_json(told).values()), to_text(told)


def _id_order(doc_id: str | int) -> tuple[str, str]:
    return str(doc_id), type(doc_id).__name__


# ---------------------------------------------------------------- one report


def read_attributions(report: Report) -> tuple[tuple[Voice, ...], tuple[Attribution, ...]] | SetAside:
    """Return who says what in a report, voices and attributions; a SetAside for a language that is not read."""
    with _about(report):
        aside = unread(report)
        return attribute(segment(report)) if aside is None else aside


def read_templates(
    report: Report, message_id: str, *, gazetteer: Gazetteer, places: "Places"
) -> "list[Json] | SetAside":
    """Return the templates of a report in the form of MUC-4; a SetAside for a language that is not read."""
    from tellings.events.told_incidents import read_incidents
    from tellings.publish.muc4 import templates

    with _about(report):
        aside = unread(report)
        if aside is not None:
            return aside
        document = segment(report)
        told = read_incidents(document, read_encoded(document))
        return templates(message_id, document, told, gazetteer=gazetteer, places=places)


def read_ahead(read: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
    """Yield what is read of each item, in their order, while the next are being read.

    read: may run on two threads at once. The encoder leaves Python free, so that one document is made ready and put
    together while another goes through it. An item is taken before the one two places ahead of it has been handed out:
    not for items that somebody types.
    """
    with ThreadPoolExecutor(_AHEAD, "reading") as threads:
        waiting: deque[Future[_R]] = deque()
        for item in items:
            waiting.append(threads.submit(read, item))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def reader_with(own_types: tuple[ActType, ...]) -> str:
    """Return the name of the reader: `READER`, and for a case that adds words for sorts of act a digest of these.

    With other words it is another reader: a change to them has the reports read again, and a change back finds what
    was read by them before.
    """
    words = [to_text([one.name, one.violent, *one.words]) for one in own_types if one.words]
    return f"{READER}+{content_id('types', *words)}" if words else READER


def read_report(report: Report, *, gazetteer: Gazetteer, own_types: tuple[ActType, ...] = ()) -> Extraction:
    """Return what the reader finds in one report: nothing but the SetAside where its language is not read.

    own_types: the sorts of act that a case adds to the taxonomy.
    """
    reader = reader_with(own_types)
    with _about(report):
        if report.kind is ReportKind.SHEET:
            return _read_sheet(report, gazetteer, reader)
        aside = unread(report)
        if aside is not None:
            return Extraction(report.report_id, reader, (), (), (), set_aside=aside)
        document = segment(report)
        reading = read_encoded(document)
        voices, attributions = attribute(document, read_spans=lambda one: read_tellings(one, reading))
        accounts, warnings, own_date = _tell(
            document, reading, voices, attributions, gazetteer=gazetteer, own_types=own_types
        )
        return Extraction(
            report.report_id,
            reader,
            voices,
            attributions,
            accounts,
            warnings,
            own_date=own_date,
        )


def _read_sheet(report: Report, gazetteer: Gazetteer, reader: str) -> Extraction:
    """Return what a recorder's sheet tells; its cells are read whatever its language."""
    from tellings.events.sheet import tell_rows
    from tellings.resolve.sheet_places import settle_places

    told = tell_rows(report)
    accounts = settle_places(report, told.accounts, gazetteer=gazetteer)
    return Extraction(report.report_id, reader, told.voices, told.attributions, accounts)


def _tell(
    document: Document,
    reading: Reading,
    voices: tuple[Voice, ...],
    attributions: tuple[Attribution, ...],
    *,
    gazetteer: Gazetteer,
    own_types: tuple[ActType, ...],
) -> tuple[tuple[Account, ...], tuple[RecordWarning, ...], DateValue | None]:
    """Return the accounts of a report, dates and places settled, the warnings about the report itself, and its date."""
    # accounts and records load with the first report that wants them: attributions alone need neither
    from tellings.events.accounts import report_warnings, tell_accounts
    from tellings.events.told import read_told
    from tellings.resolve.settle import date_of_report, settle

    told = tell_accounts(document, voices, attributions, own_types, read_told(document, reading))
    accounts = settle(document, voices, attributions, told, gazetteer=gazetteer)
    warnings = report_warnings(document, voices, attributions, accounts)
    return accounts, warnings, date_of_report(document)


def read_reports(
    reports: Iterable[Report],
    *,
    gazetteer: Gazetteer,
    own_types: tuple[ActType, ...] = (),
    progress: Progress | None = None,
    of: int | None = None,
) -> Iterator[Extraction]:
    """Yield what the reader finds in each report, in the order given, each when it is asked for.

    of: how many there are, for progress, where `reports` has no length.
    """
    number = len(reports) if of is None and isinstance(reports, Sequence) else of or 0
    for done, report in enumerate(reports):
        if progress is not None:
            progress(done, number, called(report))
        yield read_report(report, gazetteer=gazetteer, own_types=own_types)


def called(report: Report) -> str:
    """Return what to call a report in a message: its outlet, where told, and its id; a title may name people."""
    return report.report_id if report.outlet is None else f"{report.outlet} ({report.report_id})"


@contextlib.contextmanager
def _about(report: Report) -> Iterator[None]:
    """Note on whatever is raised within which report was in hand."""
    try:
        yield
    except Exception as exc:
        exc.add_note(f"while reading {called(report)}")
        raise


# ---------------------------------------------------------------- several reports


def build_findings(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    *,
    actors: Actors | None = None,
    method: Method | None = None,
    gazetteer: Gazetteer,
    judgements: Sequence[Judgement] = (),
    set_aside: Sequence[SetAside] = (),
) -> Findings:
    """Return the records that reports and what was found in them come to.

    reports, extractions: one to one, in any order. actors, method: of no case where left out.
    set_aside: what intake set aside; it stands in the findings beside what reading set aside.
    """
    from tellings.record import findings

    found = findings(
        sorted(reports, key=lambda report: report.report_id),
        sorted(extractions, key=lambda extraction: extraction.report_id),
        actors=actors if actors is not None else Actors(),
        method=method if method is not None else Method(),
        gazetteer=gazetteer,
        judgements=judgements,
    )
    return dataclasses.replace(found, set_aside=_sorted({*found.set_aside, *set_aside}))


def read_findings(
    gathered: Gathered,
    *,
    gazetteer: Gazetteer | None = None,
    actors: Actors | None = None,
    method: Method | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Return the findings of reports that belong to no case. gazetteer: the shipped one unless given."""
    places = gazetteer if gazetteer is not None else Gazetteer.open()
    own_types = method.own_types if method is not None else ()
    extractions = tuple(
        read_reports(gathered.reports, gazetteer=places, own_types=own_types, progress=progress)
    )
    if progress is not None:
        progress(len(extractions), len(extractions), PUTTING_TOGETHER)
    found = build_findings(gathered.reports, extractions, actors=actors, method=method, gazetteer=places)
    named = [name_set_aside(aside, gathered.names) for aside in found.set_aside]
    return dataclasses.replace(found, set_aside=_sorted([*named, *gathered.set_aside]))


def name_set_aside(aside: SetAside, names: Mapping[str, str]) -> SetAside:
    """Return what reading set aside under the name a person knows it by, the report's own beside it.

    names: as in `Gathered`.
    """
    name = names.get(aside.original_sha256 or "")
    if name is None:
        return aside
    is_told = not aside.item.startswith("report-")
    return dataclasses.replace(aside, item=f"{name} ({aside.item})" if is_told else name)


def has_unread(findings: Findings) -> bool:
    """Whether any of the reports could not be read."""
    return any(extraction.set_aside is not None for extraction in findings.extractions)


def _sorted(set_aside: Iterable[SetAside]) -> tuple[SetAside, ...]:
    return tuple(sorted(set_aside, key=lambda aside: (aside.item, aside.reason, aside.message)))


# ---------------------------------------------------------------- a case


def build_case(case: "Case", *, again: bool = False, progress: Progress | None = None) -> Findings:
    """Bring the records of a case up to date, as `update_case` does, and return its findings: all of it, in memory."""
    update_case(case, again=again, progress=progress)
    return stored_findings(case)


def add_judgements(case: "Case", judgements: Iterable[Judgement]) -> int:
    """Keep judgements in a case, in one writing turn; return how many were not held yet. None is kept if one cannot be.

    Raises: InputError, with all that are part of it named, if they join what others in force keep apart, or the other
    way round; BrokenPromise, CaseBusy, CannotWrite as `Case.add_judgements` does.
    """
    from tellings.judging.contradiction import require_none

    new = tuple(judgements)
    with case.held_still():  # nobody adds one between the look and the writing
        require_none(case.judgements(), new)
        return case.add_judgements(new)


def read_unread(
    case: "Case",
    *,
    turn: contextlib.AbstractContextManager[object] | None = None,
    progress: Progress | None = None,
) -> int:
    """Read what has not been read and keep what was found, report by report; return how many were read.

    The case is held only while one is stored, so that others can judge meanwhile. turn: held by whoever of this process
    writes; may be entered again and again. Raises: as `update_case`.
    """
    method, gazetteer = case.method(), case_gazetteer(case)
    waiting = case.unread(reader_with(method.own_types))
    found = read_reports(
        case.some_reports(waiting),
        gazetteer=gazetteer,
        own_types=method.own_types,
        progress=progress,
        of=len(waiting),
    )
    for extraction in found:
        with turn if turn is not None else contextlib.nullcontext():
            case.store_extraction(extraction)
    if progress is not None:
        progress(len(waiting), len(waiting), PUTTING_TOGETHER)
    return len(waiting)


def update_case(
    case: "Case", *, again: bool = False, read: bool = True, progress: Progress | None = None
) -> "Built":
    """Read what has not been read, bring the records up to date, store both, and return what was done.

    read: False leaves what has not been read for later: the records are brought up to date by what has.
    again: read every report anew. So it must be after a change to gazetteer.csv, since where a place lies is
    settled as a report is read; actors.toml, method.toml and judgements have their effect at every build. What
    method.toml adds to the sorts of act is read with the reports: changed, they are read again by themselves.
    Each extraction is stored as it is made: after an interrupt the next build goes on from there.
    Raises: CaseBusy if another process is writing to the case; InputError, GazetteerError for the user's files;
    CannotWrite; CaseDamaged.
    """
    from tellings.building import build_records_of

    with case.held_still():
        before, files = case.basis(), _user_files(case)
        method, gazetteer = case.method(), case_gazetteer(case)
        case.actors()  # what cannot be used is said before anything is read
        case.keep_settings()
        reader = reader_with(method.own_types)
        waiting = case.report_ids() if again else case.unread(reader) if read else ()
        if waiting:
            case.store_extractions(
                read_reports(
                    case.some_reports(waiting),
                    gazetteer=gazetteer,
                    own_types=method.own_types,
                    progress=progress,
                    of=len(waiting),
                )
            )
        if progress is not None:
            progress(len(waiting), len(waiting), PUTTING_TOGETHER)
        # What was read just now belongs to the basis. The user's files are not ours to hold still: if one was
        # changed meanwhile, the records stand on what it said before, and so are due to be built again.
        basis = case.basis() if waiting and _user_files(case) == files else before
        return build_records_of(case, reader=reader, gazetteer=gazetteer, basis=basis)


def actors_not_named(case: "Case") -> tuple[str, ...]:
    """Return the names of actors of actors.toml that no report of a case names, in the file's order."""
    from tellings.resolve.unmet import actors_not_named as not_named

    return not_named(case.actors(), case.some_reports(case.report_ids()))


def records_as_read(case: "Case") -> tuple[Record, ...]:
    """Return the records that a case comes to by what was read before; nothing is read, kept or logged.

    For a case.db that is made anew. Raises: InputError if a report has not been read by this reader, or for the
    user's files; GazetteerError.
    """
    method = case.method()
    kept = {found.report_id: found for found in case.extractions(reader_with(method.own_types))}
    reports = case.reports()
    if any(report.report_id not in kept for report in reports):
        raise InputError(f"{case.folder}: holds reports that were not read; run `tellings case build`")
    found = build_findings(
        reports,
        [kept[report.report_id] for report in reports],
        actors=case.actors(),
        method=method,
        gazetteer=case_gazetteer(case),
        judgements=case.judgements(),
    )
    return found.records


def stored_findings(case: "Case") -> Findings:
    """Return the findings of a case as they stand since the last build: its records and all they rest on.

    Reports that came in since, and have not been read, are left out.
    """
    from tellings.record import findings_of

    records = case.records()
    # what they were built by, whatever it says now
    method = records[0].method if records else case.method()
    extractions = case.extractions(reader_with(method.own_types))
    read = {extraction.report_id for extraction in extractions}
    found = findings_of(
        records,
        [report for report in case.reports() if report.report_id in read],
        extractions,
        method=method,
        judgements=case.judgements(),
    )
    return dataclasses.replace(found, set_aside=_sorted({*found.set_aside, *case.set_asides()}))


def findings_about(case: "Case", records: Sequence[Record]) -> Findings:
    """Return findings of some records of a case alone, with the reports that they stand on."""
    wanted = sorted({account.report_id for record in records for account in record.accounts})
    reader = reader_with(case.method().own_types)
    extractions = [found for key in wanted if (found := case.extraction(key, reader)) is not None]
    return Findings(tuple(case.some_reports(wanted)), tuple(extractions), tuple(records), ())


def case_gazetteer(case: "Case") -> Gazetteer:
    """Return the gazetteer with the case's own places before it, if it has any. Raises: GazetteerError."""
    gazetteer = Gazetteer.open()
    own = case.gazetteer_path()
    return gazetteer if own is None else gazetteer.with_own(own)


def _user_files(case: "Case") -> list[bytes | None]:
    paths = [case.folder / name for name in _USER_FILES]
    return [path.read_bytes() if path.is_file() else None for path in paths]
