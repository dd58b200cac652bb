"""Tell the accounts of a recorder's own sheet: a row an account, a cell a claim.

In:   a Report of kind `sheet`, whose text `intake.sheet` wrote.
Out:  its voices, attributions and accounts, places as words only; or what is wrong with its cells.
Holds: each claim's quote is its cell's words. The chain is the sheet and whoever the row names as its source; a row
that names nobody is told in the sheet's own voice. A named source is one voice in the whole sheet, any other is a
voice of its row: nobody says that the "resident" of two rows is one. Notes, titles and addresses make no claim.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tellings.attribution.known import outlet_voice
from tellings.attribution.speakers import read_speaker
from tellings.errors import BrokenPromise
from tellings.events.sheet_cells import NotRead, read_bound, read_count, read_dates
from tellings.intake.sheet import CellFault, SheetHead, SheetRow, read_sheet_text
from tellings.model import (
    Account,
    Attribution,
    Claim,
    Count,
    Link,
    Mention,
    Place,
    Report,
    Span,
    Value,
    Voice,
    content_id,
    covering,
)
from tellings.text.clean import view
from tellings.text.segment import tokenise
from tellings.vocabulary import Field, Naming, PlacePrecision, Stance, VoiceKind

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SEALED = "\u2588"  # what stands for each character of a name that was removed on purpose
_YES_OR_NO = frozenset({"true", "false"})


@dataclass(frozen=True, slots=True)
class RowsTold:
    """What a sheet tells. voices: the sheet's own first. accounts: in order of the rows, places UNRESOLVED.

    silent: numbers of the rows that tell nothing but notes; bare: of those with figures and neither date nor place,
    which may be a sum of others.
    """

    voices: tuple[Voice, ...]
    attributions: tuple[Attribution, ...]
    accounts: tuple[Account, ...]
    silent: tuple[int, ...]
    bare: tuple[int, ...]


def tell_rows(report: Report) -> RowsTold:
    """Return what the rows of a sheet tell. Raises: BrokenPromise if its text is no sheet's, or has faults."""
    told, faults = check_rows(report)
    if faults:
        raise BrokenPromise(
            f"{report.report_id}: {faults[0].sentence}; another version took this sheet in: import it again"
        )
    return told


def check_rows(report: Report) -> tuple[RowsTold, tuple[CellFault, ...]]:
    """Return what the rows of a sheet tell, and what is wrong with its cells, in order of the rows."""
    teller = _Teller(report)
    return teller.told(), tuple(teller.faults)


@dataclass(frozen=True, slots=True)
class _Value:
    field: Field
    value: Value
    span: Span
    wording: str


class _Teller:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.head, self.rows = read_sheet_text(report.text)
        self.faults: list[CellFault] = []
        self.outlet = outlet_voice(report, self.head.name, self.head.name_span)
        self.voices: dict[str, Voice] = {}
        self.attributions: list[Attribution] = []

    def told(self) -> RowsTold:
        accounts, silent, bare = [], [], []
        for row in self.rows:
            values = list(self._values(row))
            if not values:
                silent.append(row.number)
                continue
            if not {Field.DATE, Field.PLACE} & {one.field for one in values}:
                bare.append(row.number)
            claims = sorted(self._claims(row, values), key=lambda c: (c.span, c.field, c.claim_id))
            account_id = content_id("account", self.report.report_id, *(claim.claim_id for claim in claims))
            accounts.append(Account(account_id, self.report.report_id, tuple(claims)))
        return RowsTold(
            (self.outlet, *self.voices.values()),
            tuple(self.attributions),
            tuple(accounts),
            tuple(silent),
            tuple(bare),
        )

    # ------------------------------------------------------------ what

    def _values(self, row: SheetRow) -> Iterator[_Value]:
        cells = _Cells(self.report.text, self.head, row)
        yield from self._date(cells)
        if (told := cells.get("place")) is not None:
            span, words = told
            if not _is_name(words):
                self._fault(
                    row, "place", f'"{words}" names no place; list it under unknown, if it means that'
                )
            else:
                name, *within = (part.strip() for part in words.split(",") if part.strip())
                place = Place(name, words, PlacePrecision.UNRESOLVED, within=tuple(within))
                yield _Value(Field.PLACE, place, span, words)
        for field in (Field.KILLED, Field.INJURED):
            yield from self._count(cells, field)

    def _date(self, cells: "_Cells") -> Iterator[_Value]:
        first, last = cells.get("date"), cells.get("date_to")
        if first is None:
            if last is not None:
                self._fault(cells.row, "date_to", "tells a last day, and the row tells no first")
            return
        value = read_dates(first[1], last[1] if last else None, self.head.date_format)
        if isinstance(value, NotRead):
            self._fault(cells.row, "date", value.why)
        else:
            yield _Value(Field.DATE, value, covering([first[0], *([last[0]] if last else [])]), value.wording)

    def _count(self, cells: "_Cells", field: Field) -> Iterator[_Value]:
        whole = cells.get(field)
        if whole is not None:
            count = read_count(whole[1], field)
            if isinstance(count, NotRead):
                self._fault(cells.row, field, count.why)
            else:
                yield _Value(field, count, whole[0], whole[1])
        keys = [key for key in (f"{field}_low", f"{field}_high") if cells.get(key) is not None]
        told = {key: cell for key in keys if (cell := cells.get(key)) is not None}
        bounds: dict[str, int] = {}
        for key, (_, words) in told.items():
            number = read_bound(words)
            if isinstance(number, NotRead):
                self._fault(cells.row, key, number.why)
            else:
                bounds[key] = number
        if not told or len(bounds) < len(told):
            return
        low, high = bounds.get(f"{field}_low"), bounds.get(f"{field}_high")
        if low is not None and high is not None and low > high:
            self._fault(cells.row, f"{field}_high", f"{high} is less than the {low} of {field}_low")
            return
        wording = " to ".join(dict.fromkeys(words for _, words in told.values()))
        value = Count(field, low, high, wording, is_total=True)
        yield _Value(field, value, covering(span for span, _ in told.values()), wording)

    def _fault(self, row: SheetRow, key: str, why: str) -> None:
        self.faults.append(CellFault(row.number, self.head.columns.get(key, key), why))

    # ------------------------------------------------------------ who says so

    def _claims(self, row: SheetRow, values: list[_Value]) -> Iterator[Claim]:
        tellings = list(self._tellings(row, tuple(one.span for one in values)))
        self.attributions += tellings
        for one in values:
            for telling in tellings or (None,):
                yield self._claim(one, telling)

    def _claim(self, one: _Value, telling: Attribution | None) -> Claim:
        report_id = self.report.report_id
        source = telling.chain[-1] if telling else None
        place = f"{one.span.start}-{one.span.end}"
        return Claim(
            claim_id=content_id(
                "claim", report_id, one.field, place, telling.attribution_id if telling else ""
            ),
            field=one.field,
            value=one.value,
            stance=Stance.ASSERTS,
            report_id=report_id,
            attribution_id=telling.attribution_id if telling else None,
            chain=telling.chain if telling else (self.outlet.voice_id,),
            origin=source,
            rests_on=source,
            span=one.span,
            quote=one.span.of(self.report.text),
            wording=one.wording,
        )

    def _tellings(self, row: SheetRow, content: tuple[Span, ...]) -> Iterator[Attribution]:
        """Yield an attribution for each source that the row names, each once."""
        seen = set()
        for span in self._sources(row):
            voice_id = self._voice(row, span)
            if voice_id in seen or voice_id == self.outlet.voice_id:
                continue
            seen.add(voice_id)
            places = (f"{part.start}-{part.end}" for part in (span, *content))
            yield Attribution(
                attribution_id=content_id("attribution", self.report.report_id, *places),
                report_id=self.report.report_id,
                source=(span,),
                cue=(),
                content=tuple(sorted(content)),
                chain=(self.outlet.voice_id, voice_id),
                links=(Link(),),
                rests_on=voice_id,
            )

    def _sources(self, row: SheetRow) -> Iterator[Span]:
        """Yield where each source of a row stands: parted by the map's separator, and by line breaks in the cell."""
        cell = row.cells.get("source")
        if cell is None:
            return
        parts = ["\n", *([self.head.source_separator] if self.head.source_separator else [])]
        start = cell.start
        for piece in re.split(f"({'|'.join(map(re.escape, parts))})", cell.of(self.report.text)):
            bare = piece.strip()
            if bare and piece not in parts and not self.head.is_unknown(bare):
                at = start + piece.index(bare)
                if not _is_name(bare):
                    self._fault(
                        row, "source", f'"{bare}" names nobody; list it under unknown, if it means that'
                    )
                else:
                    yield Span(at, at + len(bare))
            start += len(piece)

    def _voice(self, row: SheetRow, span: Span) -> str:
        words = span.of(self.report.text)
        if words.casefold() == self.head.name.casefold():
            return self.outlet.voice_id
        made = _voice(self.report.report_id, words, row.number)
        held = self.voices.get(made.voice_id, made)
        mentions = (*held.mentions, Mention(self.report.report_id, span, words))
        aliases = {*held.aliases, words} - {held.name}
        self.voices[held.voice_id] = replace(
            held, mentions=mentions, aliases=tuple(sorted(alias for alias in aliases if alias))
        )
        return held.voice_id


class _Cells:
    """The cells of a row that state something."""

    def __init__(self, text: str, head: SheetHead, row: SheetRow) -> None:
        self.row = row
        self._held: Mapping[str, tuple[Span, str]] = {
            key: (span, words)
            for key, span in row.cells.items()
            if not head.is_unknown(words := " ".join(span.of(text).split()))
        }

    def get(self, key: str) -> tuple[Span, str] | None:
        """Return where a cell stands and its words on one line; None where nothing is stated."""
        return self._held.get(key)


def _is_name(words: str) -> bool:
    """Whether words may name somebody or some place: a name that was sealed may, a number may not."""
    has_letter = any(char.isalpha() or char == _SEALED for char in words)
    return has_letter and words.casefold() not in _YES_OR_NO


def _voice(report_id: str, words: str, row: int) -> Voice:
    """Return the voice that a source cell means. row: tells it from others, unless it has a name."""
    if _ADDRESS.fullmatch(words):
        voice_id = content_id("voice", report_id, words, "address")
        return Voice(voice_id, words, VoiceKind.DOCUMENT, Naming.NAMED)
    plain = view(words)
    speaker = read_speaker(tokenise(plain, Span(0, len(plain))))
    is_named = speaker.naming is Naming.NAMED
    name = speaker.name or words
    return Voice(
        voice_id=content_id("voice", report_id, name.casefold(), speaker.kind, "" if is_named else str(row)),
        name=name,
        kind=speaker.kind,
        naming=speaker.naming,
        connection=speaker.connection,
        access=speaker.access,
        protected=speaker.protected,
        affiliation=speaker.affiliation,
        at_most=speaker.at_most,
    )
