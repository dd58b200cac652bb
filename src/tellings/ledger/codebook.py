"""The tables of a ledger: every column, what it means, in which form, and whether it is to be edited.

In:   nothing but the closed lists of `vocabulary`.
Out:  `LAYOUTS`, by the names of the tables, in the order in which they stand in a workbook.
Holds: the codebook sheet, the sheets themselves and the reading back all follow this one list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tellings.publish.words import ACCESS_WORDS, EXCLUSION_WORDS, FIELD_WORDS, WARNING_WORDS
from tellings.taxonomy import CODEBOOKS, type_names
from tellings.vocabulary import (
    COUNT_FIELDS,
    Access,
    CountBasis,
    DateBasis,
    Denied,
    Field,
    How,
    LeadKind,
    PersonAspect,
    PlacePrecision,
    ReportKind,
    Stage,
    Stance,
    Status,
    Verdict,
    WarningCode,
)


class Form(StrEnum):
    """How a cell of a column is written."""

    TEXT = "text"
    WHOLE = "whole number"
    DECIMAL = "number"
    DATE = "EDTF date"
    YES = "yes, or empty"
    WORD = "word of a closed list"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. words: the closed list its cells are taken from, () where they are free."""

    name: str
    form: Form
    meaning: str
    editable: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One table. key: the column that names what a row is about; "" for a table that is not read back."""

    name: str
    key: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def row_key(self, cells: Mapping[str, object]) -> str:
        """Return what no two rows share: what it is about, and where: a claim may be of two incidents."""
        return f"{cells[self.key]} {cells.get('incident_id') or ''}"


_STANCES = {
    Stance.ASSERTS: "says so, in neutral words",
    Stance.CONFIRMS: "says that what was told before is so",
    Stance.ALLEGES: "says so in words of accusation or claim",
    Stance.TAKES_RESPONSIBILITY: "says that it did the deed itself",
    Stance.CONCEDES: "grants it against its own interest",
    Stance.DENIES: "says that it is not so",
    Stance.DOUBTS: "questions it without denying it",
    Stance.CANNOT_CONFIRM: "says that it does not know; no zero and no denial",
    Stance.CORRECTS: "puts an earlier word of its own right",
    Stance.WITHDRAWS: "takes an earlier word of its own back",
    Stance.DEMANDS: "asks, urges or appeals for it",
    Stance.THREATENS: "says that it will do it",
    Stance.CONDEMNS: "condemns it",
}
_STANDINGS = {
    Status.UNSOURCED: "outlets alone tell it, in their own voice",
    Status.SINGLE_ORIGIN: "one voice or one body, however many pages carry it",
    Status.ONE_SIDE: "several voices, all of one side",
    Status.COMPATIBLE: "several origins; the values can all hold",
    Status.AGREED: "at least two independent origins tell the same value",
    Status.CONTESTED: "denied, doubted, or values that cannot all hold",
    Status.CONCEDED: "of an accusation: every accused has owned to it",
    Status.WITHDRAWN: "all who gave it took it back",
    Status.UNKNOWN: "nobody gives a value that can be counted",
}
_HOW = {
    How.DIRECT: "quoted",
    How.INDIRECT: "reported speech",
    How.DOCUMENT: "in a statement, letter or report",
    How.BROADCAST: "on television or radio, or by telephone on air",
    How.HEARSAY: "had heard of it",
}
_LEADS_SORTS = {
    LeadKind.FOOTAGE: "film or photographs",
    LeadKind.MUNITION: "rounds, remnants, points of impact",
    LeadKind.DOCUMENT: "a report, order, letter or list",
    LeadKind.MEDICAL_RECORD: "a hospital or morgue and its lists",
    LeadKind.WITNESS: "people who saw it",
    LeadKind.DETAINED_PERSON: "somebody held for it",
    LeadKind.VEHICLE: "a vehicle that was used or left",
    LeadKind.STATEMENT: "a statement that the text names",
    LeadKind.MEDIA_REPORT: "another report that the text names",
    LeadKind.RESPONSIBILITY_CLAIM: "a claim of responsibility",
    LeadKind.LAUNCH_SITE: "where it was fired from",
    LeadKind.NAMES: "the names of the dead, or that none are given",
}
_ASPECTS = {
    PersonAspect.FATE: "what befell the person",
    PersonAspect.AGE: "in years",
    PersonAspect.SEX: "female or male",
    PersonAspect.STATUS: "civilian, combatant and so on",
    PersonAspect.FUNCTION: "what the person did, such as teacher",
    PersonAspect.DATE: "the day of what befell the person",
    PersonAspect.CAUSE: "such as shrapnel wounds",
}
# What the words of the closed lists mean. By list and word: "document" stands in two lists, and means two things.
MEANINGS: dict[tuple[type, str], str] = {
    (type(word), word.value): words
    for word, words in (
        *_STANCES.items(),
        *_STANDINGS.items(),
        *_HOW.items(),
        *_LEADS_SORTS.items(),
        *_ASPECTS.items(),
        *ACCESS_WORDS.items(),
        *WARNING_WORDS.items(),
        *FIELD_WORDS.items(),
        (CountBasis.STATED, "told as such"),
        (CountBasis.LISTED, "as many as there are names"),
        (CountBasis.INCREMENT, "adds to something told before"),
        (CountBasis.SUBTOTAL, "a part of a larger figure"),
        (CountBasis.DERIVED, "worked out by arithmetic"),
        (DateBasis.RELATIVE, "counted from the publication date or another date"),
        (DateBasis.INFERRED, "worked out; the words leave it open"),
        (PlacePrecision.EXACT, "a point"),
        (PlacePrecision.SETTLEMENT, "a town or village"),
        (PlacePrecision.APPROXIMATE, "beside, near, or placed by what contains it"),
        (PlacePrecision.ADMIN, "a province, district or governorate"),
        (PlacePrecision.COUNTRY, "a country"),
        (PlacePrecision.UNRESOLVED, "in no gazetteer at hand: a name only"),
        (Verdict.CONFIRMED, "span, chain and value are as the text has them"),
        (Verdict.REJECTED, "the text does not say this: a mistake of the reader's"),
        (ReportKind.PUBLISHED, "the publisher's own words"),
        (ReportKind.RENDERING, "facts of a published page, told in other words"),
        (ReportKind.TRANSLATION, "the publisher's words in another language"),
        (ReportKind.SHEET, "the rows of a recorder's own table"),
    )
}


def words_of(column: Column) -> str:
    """Return the words that a column may hold, each with what it means where it does not speak for itself."""
    told = []
    for word in column.words:
        meaning = MEANINGS.get((type(word), str(word)), "")
        speaks = meaning.lower() == str(word).replace("_", " ")
        told.append(f"{word} ({meaning})" if meaning and not speaks else str(word))
    return "; ".join(told)


def _text(name: str, meaning: str, *, editable: bool = False) -> Column:
    return Column(name, Form.TEXT, meaning, editable)


def _word(name: str, meaning: str, words: Iterable[str], *, editable: bool = False) -> Column:
    return Column(name, Form.WORD, meaning, editable, tuple(words))


def _whole(name: str, meaning: str, *, editable: bool = False) -> Column:
    return Column(name, Form.WHOLE, meaning, editable)


def _decimal(name: str, meaning: str) -> Column:
    return Column(name, Form.DECIMAL, meaning)


def _date(name: str, meaning: str) -> Column:
    return Column(name, Form.DATE, meaning)


def _yes(name: str, meaning: str, *, editable: bool = False) -> Column:
    return Column(name, Form.YES, meaning, editable)


def _id(name: str, meaning: str) -> Column:
    return Column(name, Form.ID, meaning)


_INCIDENT = _id("incident_id", "The incident; empty where the method leaves the whole report out.")
_TITLE = _text("incident", "The incident's title: a label, no choice among rival values.")
_REPORT = (
    _id("report_id", "The report."),
    _text("outlet", "Who published it."),
    _date("published", "When it was published."),
)
_LAST = (
    _text("notes", "What had to be changed for the sheet: a cell that was cut, characters replaced."),
    _text("by", "For you: who decides this. Empty: whoever imports the sheet.", editable=True),
    _text("why", "For you: why. A reason is needed for every change, here or at the import.", editable=True),
    _id("row_digest", "The digest of the row as exported, by which an edit and a stale row are known."),
)
_JUDGEMENTS = _text("judgements", "The judgements in force on it: verdict, who, on which day, why, and id.")

# What an edited `value` may hold where its field has a closed list.
_VALUES = (
    f"of type: {', '.join(type_names())}, or a type of the case's own",
    f"of stage: {', '.join(Stage)}",
    f"of denials: {', '.join(Denied)}",
)
_STANDING_WORDS = (*Status, *(f"excluded: {reason} ({words})" for reason, words in EXCLUSION_WORDS.items()))

_CLAIMS = Layout(
    "claims",
    "claim_id",
    (
        _id("claim_id", "The claim: one value of one field, as one chain of voices tells it."),
        _INCIDENT,
        _TITLE,
        _word("field", "What the claim is about.", Field),
        Column(
            "value",
            Form.TEXT,
            "What is told: a number in words (edit low and high instead), a date as EDTF, a time as 05:30, a place's "
            "or target's name, a type such as attack/shelling, a weapon as name (category), victims as words "
            "(status), a person as name | aspect | what is told. An accusation stands here with its accuser.",
            editable=True,
            words=_VALUES,
        ),
        _whole("low", "At least so many. Empty: the text sets no such end. Numbers only.", editable=True),
        _whole("high", "At most so many. Empty: the text sets no such end. Numbers only.", editable=True),
        _yes("approximate", "Whether it is told as about so much."),
        _yes("vague", 'Whether it is told without a figure ("dozens"); it enters no range and no total.'),
        _word(
            "basis",
            "How the text arrives at a number, or what a date rests on.",
            dict.fromkeys([*CountBasis, *DateBasis]),
        ),
        _date("as_of", "The day a number held on, where told."),
        _text("group", "Who is counted: status, function, sex or age, nationality, as told."),
        _word("stance", "How the voice stands to it, as its words have it.", Stance, editable=True),
        _text("wording", "The words of the value itself; empty for an accusation."),
        _text("quote", "The words of the report at the span; before an accusation's stands its accuser."),
        _whole("span_start", "Where the quote starts in the kept text, in Unicode code points from 0."),
        _whole("span_end", "Where it ends, exclusive."),
        _text("chain", 'The voices, outlet first, origin last, " ← " between them.'),
        _text("origin", "The voice that is said to have said it; empty for the outlet's own voice."),
        _text("rests_on", "The deepest voice that can be reached behind it; support is counted here."),
        _id("origin_class", "The voices that count as one origin with it."),
        _text("joined_because", "Why the voice it rests on counts as one with others of them."),
        _text("side", "The origin's side, by actors.toml; empty: undecided."),
        _word("access", "How the origin is told to know.", Access),
        _yes("hedged", "Whether the voice hedges it."),
        _yes(
            "carried_on", "Whether the sentence has no cue of its own and goes on with the account before it."
        ),
        _yes("headline", "Whether it stands in a title; it then counts for nothing as support."),
        _word("how", "How the words came.", How),
        _decimal("confidence", "The reader's own, 0 to 1; not how likely the claim is true."),
        _text("relations", "What it does to other claims: updates, corrects, disputes ..., with their ids."),
        *_REPORT,
        _text("url", "The report's address."),
        _word("standing", "How the field stands in its incident; or excluded: and why.", _STANDING_WORDS),
        _whole("pages", "How many pages tell the field."),
        _whole("voices", "How many voices do."),
        _whole("origins_low", "How many independent origins, at least."),
        _whole("origins_high", "How many independent origins, at most."),
        _yes("chosen", "Whether a person chose its value for the field of its incident.", editable=True),
        _text("chosen_because", "By whom and why the value of the field was chosen."),
        _word(
            "verdict",
            "Whether a person confirmed that the text says this, or rejected it as a mistake of the reader's.",
            (Verdict.CONFIRMED, Verdict.REJECTED),
            editable=True,
        ),
        _yes("released", "Whether a person released it.", editable=True),
        _JUDGEMENTS,
        *_LAST,
    ),
)

_COUNTS = tuple(
    column
    for kind in COUNT_FIELDS
    for column in (
        _whole(f"{kind}_lowest", f"The lowest stated figure ever told: {kind}."),
        _whole(f"{kind}_highest", f"The highest stated figure ever told: {kind}."),
        _text(f"{kind}_chosen", f"What a person chose: {kind}. Empty: nothing."),
    )
)

_INCIDENTS = Layout(
    "incidents",
    "incident_id",
    (
        _id("incident_id", "The incident."),
        _text("title", "Its title: sort of act, place, date; a label, no choice among rival values."),
        _date(
            "date", "The date chosen; failing that, the one of the title. All that is told stands in claims."
        ),
        _date("earliest", "The first day it may mean."),
        _date("latest", "The last day it may mean."),
        _whole("date_prec", "How exact the date is, UCDP's code: 1 (a day) to 5 (up to a year)."),
        _whole("time_precision", "The same in ACLED's code: 1 (a day), 2 (a week), 3 (a month)."),
        _text("place", "The place chosen; failing that, the one of the title."),
        _decimal("lat", "Degrees north, WGS 84; empty where unresolved."),
        _decimal("lon", "Degrees east, WGS 84; empty where unresolved."),
        _decimal("radius_km", "How far off it may be, in kilometres."),
        _word("precision", "How exact the place is.", PlacePrecision),
        _whole("where_prec", "The same in UCDP's code: 1 (a place) to 6 (a country)."),
        _whole("geo_precision", "The same in ACLED's code: 1 (a town), 2 (near one), 3 (a region)."),
        _text("country", "The country, where known."),
        _text("type", "The sort of act chosen; failing that, the one of the title."),
        *(
            _text(book, f"The nearest {term} of that type, by the taxonomy; empty: none fits.")
            for book, term in CODEBOOKS.items()
        ),
        *_COUNTS,
        _word("killed_standing", "How the number killed stands.", Status),
        _whole("origins_low", "Independent origins of the number killed, at least."),
        _whole("origins_high", "Independent origins of the number killed, at most."),
        _whole("pages", "How many reports tell of the incident."),
        _whole("voices", "How many voices stand in its record."),
        _text("sides", "The sides heard, by actors.toml."),
        _word(
            "warnings", "What to know first: words of the list, several parted by semicolons.", WarningCode
        ),
        _text(
            "out_of_scope", "Why the method leaves the incident out of what is counted; empty: it is counted."
        ),
        Column(
            "same_as",
            Form.ID,
            "For you: the id of another incident of the sheet that is the same one.",
            editable=True,
        ),
        *_LAST,
    ),
)

_REPORTS = Layout(
    "reports",
    "report_id",
    (
        _id("report_id", "The report."),
        _text("outlet", "Who published it."),
        _text("title", "Its title."),
        _text("author", "Its author."),
        _text("agency", "The agency that it credits with its text."),
        _date("published", "When it was published."),
        _yes("published_inferred", "Whether somebody worked that date out."),
        _text("url", "Its address."),
        _text("retrieved", "When it was captured."),
        _word("kind", "What the kept text is, next to what its publisher put out.", ReportKind),
        _text("language", "ISO 639-1."),
        _text("copy_of", "The report whose text it carries, with the incident's id where they differ."),
        _id("text_sha256", "SHA-256 of the kept text in UTF-8."),
        _id("original_sha256", "SHA-256 of the bytes that came in."),
        _text("incidents", "The incidents that it tells of."),
        _text("excluded", "Why the method leaves it out; empty: it is used."),
        _text("unread", "Why it could not be read; empty: it was read."),
        *_LAST[:1],
        *_LAST[3:],
    ),
)

_PERSONS = Layout(
    "persons",
    "claim_id",
    (
        _id("claim_id", "The claim that tells it."),
        _id("person_id", "The person, over the reports of the incident."),
        _text("name", "The fullest form of the name."),
        _text("name_forms", "The other forms told."),
        _INCIDENT,
        _TITLE,
        _word("aspect", "What is told of the person.", PersonAspect),
        _text("told", "As it is told."),
        _word("stance", "How the voice stands to it.", Stance),
        _text("quote", "The words of the report."),
        _text("chain", "The voices, outlet first."),
        *_REPORT,
        _yes(
            "released",
            "Whether the name may go out. One cell of a person is enough.",
            editable=True,
        ),
        _JUDGEMENTS,
        *_LAST,
    ),
)

_LEADS = Layout(
    "leads",
    "lead_id",
    (
        _id("lead_id", "The lead."),
        _INCIDENT,
        _TITLE,
        _word("kind", "What sort of trace it is.", LeadKind),
        _text("what", "What could settle a question."),
        _yes("minor", "Whether it is of little weight or hard to use."),
        _text("quote", "The words of the report."),
        _whole("span_start", "Where the quote starts in the kept text, in Unicode code points from 0."),
        _whole("span_end", "Where it ends, exclusive."),
        _text("chain", "The voices, outlet first."),
        *_REPORT,
        _yes("released", "Whether the lead may go out.", editable=True),
        _JUDGEMENTS,
        *_LAST,
    ),
)

_CODEBOOK = Layout(
    "codebook",
    "",
    (
        _text("column", "The column."),
        _text("table", "The sheet or file it stands in."),
        _text("meaning", "What it means."),
        _text("form", "Its form or unit."),
        _yes("editable", "Whether it is read back: these cells are tinted in a workbook."),
        _text("words", "The words it may hold, where the list is closed, with their meanings."),
    ),
)

_ABOUT = Layout("about", "", (_text("item", "What is told."), _text("told", "As it stands.")))

LAYOUTS: dict[str, Layout] = {
    layout.name: layout for layout in (_CLAIMS, _INCIDENTS, _REPORTS, _PERSONS, _LEADS, _CODEBOOK, _ABOUT)
}
