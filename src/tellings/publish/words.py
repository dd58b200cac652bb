"""Say the values of the model in neutral words, the same in every view.

In:   values of `model`, one at a time.
Out:  short strings in English, unescaped; whoever prints them escapes them.
Holds: nothing is called certain that is only told; vague and derived figures carry that word; an accusation
has no words without its accuser (`accusation_in_words` is the only way to say one).
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields

from tellings.codec import from_json
from tellings.errors import BrokenPromise
from tellings.judging.forms import Chain, InField, Missed, Words, read_form
from tellings.model import (
    VALUE_TYPES,
    Accusation,
    ActType,
    Assessment,
    Count,
    DateValue,
    Demand,
    Denial,
    FollowUp,
    Group,
    IncidentType,
    Joined,
    Judgement,
    Level,
    Method,
    PersonFact,
    Place,
    RecordGrade,
    RelatedEvent,
    ResponsibilityTaken,
    Review,
    Rounds,
    Scope,
    StageValue,
    Support,
    Target,
    TimeValue,
    Value,
    VictimGroup,
    Voice,
    Weapon,
)
from tellings.vocabulary import (
    Access,
    Connection,
    CountBasis,
    DateBasis,
    Denied,
    EdgeKind,
    ExclusionReason,
    Fate,
    Field,
    GradeScheme,
    How,
    LeadKind,
    Naming,
    PersonAspect,
    PersonStatus,
    PlacePrecision,
    Policy,
    RelatedKind,
    RelationKind,
    ReportKind,
    ReviewStage,
    Role,
    RoundsState,
    Stage,
    Stance,
    Status,
    Verdict,
    VoiceKind,
    WarningCode,
)

FIELD_WORDS: dict[Field, str] = {
    Field.TYPE: "What sort of act",
    Field.STAGE: "How far it came",
    Field.DATE: "Date",
    Field.TIME: "Time of day",
    Field.PLACE: "Place",
    Field.WEAPONS: "Weapons",
    Field.ROUNDS: "Rounds",
    Field.KILLED: "Killed",
    Field.INJURED: "Injured",
    Field.KILLED_OR_INJURED: "Killed or injured, not told apart",
    Field.BODIES_FOUND: "Bodies found",
    Field.MISSING: "Missing",
    Field.PRESUMED_DEAD: "Presumed dead",
    Field.DETAINED: "Detained",
    Field.ABDUCTED: "Abducted",
    Field.DISPLACED: "Displaced",
    Field.VICTIMS: "Who was hit",
    Field.TARGETS: "What was hit",
    Field.ACCUSATIONS: "Accusations",
    Field.RESPONSIBILITY_TAKEN: "Responsibility taken",
    Field.DENIALS: "Denials",
    Field.DEMANDS: "Demands, threats, condemnations",
    Field.RELATED_EVENTS: "Told around it",
    Field.PERSONS: "Named victims",
}

STANCE_WORDS: dict[Stance, str] = {
    Stance.ASSERTS: "asserts",
    Stance.CONFIRMS: "confirms",
    Stance.ALLEGES: "alleges",
    Stance.TAKES_RESPONSIBILITY: "takes responsibility",
    Stance.CONCEDES: "concedes",
    Stance.DENIES: "denies",
    Stance.DOUBTS: "doubts",
    Stance.CANNOT_CONFIRM: "cannot confirm",
    Stance.CORRECTS: "corrects",
    Stance.WITHDRAWS: "withdraws",
    Stance.DEMANDS: "demands",
    Stance.THREATENS: "threatens",
    Stance.CONDEMNS: "condemns",
}

# A value in these stances is not held by its voice: the word goes before the value, so that "denied: 12"
# is never taken for twelve.
_VALUE_PREFIX: dict[Stance, str] = {
    Stance.DENIES: "denied: ",
    Stance.DOUBTS: "doubted: ",
    Stance.CANNOT_CONFIRM: "cannot confirm: ",
    Stance.WITHDRAWS: "withdrawn: ",
    Stance.THREATENS: "threatened: ",
}

STATUS_WORDS: dict[Status, str] = {
    Status.UNSOURCED: "unsourced",
    Status.SINGLE_ORIGIN: "one origin",
    Status.ONE_SIDE: "one side only",
    Status.COMPATIBLE: "compatible",
    Status.AGREED: "agreed by several origins",
    Status.CONTESTED: "contested",
    Status.CONCEDED: "conceded",
    Status.WITHDRAWN: "withdrawn",
    Status.UNKNOWN: "unknown",
}

WARNING_WORDS: dict[WarningCode, str] = {
    WarningCode.ONE_PARTY_ORIGIN: "Rests on one party to the conflict",
    WarningCode.NO_RESPONSE_FROM_ACCUSED: "No response from the accused is reported",
    WarningCode.YEAR_INFERRED: "Year inferred, not stated",
    WarningCode.REPEATED_PASSAGE: "A passage stands more than once",
    WarningCode.HEADLINE_CREDIT_DIFFERS: "Headline and body credit different voices",
    WarningCode.OUTLET_TAKES_FRAME: "The outlet's own voice takes a party's words",
    WarningCode.NAME_VARIANTS: "One name in several spellings",
    WarningCode.PASSAGE_NOT_READ: "A passage was not read",
    WarningCode.NO_INCIDENT_TOLD: "Figures were left out",
    WarningCode.RELAYED_BY_OPPONENT: "Known only through an opponent",
    WarningCode.TOLL_DIFFERS_WITHIN_SIDE: "Figures differ within one side",
    WarningCode.RENDERING_NOT_OUTLETS_WORDS: "A rendering, not the outlet's words",
    WarningCode.PUBLICATION_DATE_INFERRED: "Publication date inferred",
    WarningCode.DESCENT_CYCLE: "Reports name each other as their origin",
    WarningCode.KILLED_COPY_STILL_UP: "A killed text is still up",
    WarningCode.UNCORRECTED_COPY_STILL_UP: "A corrected text is still up as it was",
    WarningCode.NOTICE_UNPLACED: "Which text a notice means is not told",
    WarningCode.FEWER_TOLD_THAN_LISTED: "Fewer are told than are listed by name",
    WarningCode.NAME_IN_TWO_INCIDENTS: "One name stands in two incidents",
    WarningCode.MAY_BE_ONE_HAND: "Many outlets, perhaps one author",
}

VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.SAME: "the same",
    Verdict.DIFFERENT: "not the same",
    Verdict.CONFIRMED: "confirmed: the text says so",
    Verdict.REJECTED: "rejected: the text does not say so",
    Verdict.CORRECTED: "corrected",
    Verdict.ASSESSED: "assessed as",
    Verdict.CHOSEN: "chosen among rivals",
    Verdict.RELEASED: "released",
    Verdict.PROTECTED: "protected",
    Verdict.SIDED: "on the side",
    Verdict.ADDED: "added: the text says so",
    Verdict.STAGED: "stage of review:",
    Verdict.FOLLOWED: "lead:",
    Verdict.GRAPHIC: "graphic",
    Verdict.UNDONE: "undone",
}

EXCLUSION_WORDS: dict[ExclusionReason, str] = {
    ExclusionReason.BEFORE_PERIOD: "before the period",
    ExclusionReason.AFTER_PERIOD: "after the period",
    ExclusionReason.OUTSIDE_AREA: "outside the area",
    ExclusionReason.TYPE_NOT_COUNTED: "sort of act not counted",
    ExclusionReason.STATUS_NOT_COUNTED: "status not counted",
    ExclusionReason.OUTLET_NOT_USED: "outlet not used",
    ExclusionReason.KIND_NOT_USED: "kind of report not used",
    ExclusionReason.REJECTED: "rejected by a person",
}

ASPECT_WORDS: dict[PersonAspect, str] = {
    PersonAspect.FATE: "what befell",
    PersonAspect.AGE: "age",
    PersonAspect.SEX: "sex",
    PersonAspect.STATUS: "described as",
    PersonAspect.FUNCTION: "function",
    PersonAspect.DATE: "date",
    PersonAspect.CAUSE: "cause",
}

FATE_WORDS: dict[Fate, str] = {
    Fate.KILLED: "killed",
    Fate.DIED_OF_WOUNDS: "died of wounds later",
    Fate.INJURED: "injured",
    Fate.MISSING: "missing",
    Fate.PRESUMED_DEAD: "presumed dead",
    Fate.DETAINED: "detained",
    Fate.ABDUCTED: "abducted",
}

METHOD_WORDS: dict[str, str] = {
    "title": "Case",
    "incident_definition": "What counts as an incident",
    "period_from": "Period from",
    "period_to": "Period to",
    "area": "Area",
    "who_is_counted": "Who is counted",
    "standard_of_proof": "Standard of proof",
    "confirmation_levels": "Levels of confirmation",
    "policy": "Policy for choosing a value",
    "contact": "Contact",
    "countries": "Countries covered",
    "excluded_types": "Sorts of act left out",
    "excluded_outlets": "Outlets left out",
    "excluded_kinds": "Kinds of report left out",
    "excluded_statuses": "Not counted, by status",
    "own_types": "Sorts of act of the case's own",
    "preferred_voices": "Whose figures are preferred",
    "levels": "What the levels ask for",
}

POLICY_WORDS: dict[Policy, str] = {
    Policy.RANGE: "the lowest to the highest figure in force; none is chosen",
    Policy.MAJORITY_OF_ORIGINS: "what more than half of the independent origins give",
    Policy.PREFERRED_VOICES: "what the first of the preferred voices gives",
    Policy.GTD_CASCADE: "the newest figure unless it is doubtful, then the majority's, then the lowest",
    Policy.PENDING: "none is chosen until a person chooses",
    Policy.BACK_TO_SOURCE: "none is chosen; whom to ask stands among the leads",
}

# What a grade is: the scheme's rule was applied here, and those who made it have graded nothing.
SCHEME_WORDS: dict[GradeScheme, str] = {
    GradeScheme.AIRWARS: "computed by Airwars' published rule, not an Airwars grade",
    GradeScheme.IBC: "computed by Iraq Body Count's published rule, not one of its entries",
    GradeScheme.HOUSE: "computed by the levels of the case's method",
}

ROLE_WORDS: dict[Role, str] = {
    Role.INVOLVED: "involved",
    Role.ORDERED: "ordered",
    Role.PLANNED: "planned",
    Role.COORDINATED: "coordinated",
    Role.COORDINATED_WITH: "coordinated with",
    Role.SUPPLIED: "supplied",
    Role.ESCORTED: "escorted",
    Role.CARRIED_OUT: "carried out",
    Role.FINANCED: "financed",
    Role.HARBOURED: "harboured",
    Role.INTERVENED: "intervened",
    Role.FAILED_TO_PREVENT: "failed to prevent",
}

# What stands after the name of the accused.
_ROLE_PREDICATES: dict[Role, str] = {
    Role.INVOLVED: "had a part in it",
    Role.ORDERED: "ordered it",
    Role.PLANNED: "planned it",
    Role.COORDINATED: "coordinated it",
    Role.COORDINATED_WITH: "had it coordinated with them",
    Role.SUPPLIED: "supplied what was used",
    Role.ESCORTED: "escorted what was used",
    Role.CARRIED_OUT: "carried it out",
    Role.FINANCED: "financed it",
    Role.HARBOURED: "harboured those behind it",
    Role.INTERVENED: "intervened afterwards",
    Role.FAILED_TO_PREVENT: "did not prevent it",
}

HOW_WORDS: dict[How, str] = {
    How.DIRECT: "quoted",
    How.INDIRECT: "reported speech",
    How.DOCUMENT: "from a document",
    How.BROADCAST: "broadcast",
    How.HEARSAY: "hearsay",
}

KIND_WORDS: dict[VoiceKind, str] = {
    VoiceKind.OUTLET: "outlet",
    VoiceKind.AGENCY: "agency",
    VoiceKind.PERSON: "person",
    VoiceKind.ORGANISATION: "organisation",
    VoiceKind.STATE_BODY: "state body",
    VoiceKind.ARMED_GROUP: "armed group",
    VoiceKind.GROUP: "group",
    VoiceKind.DOCUMENT: "document",
}

NAMING_WORDS: dict[Naming, str] = {
    Naming.NAMED: "named",
    Naming.ROLE: "by role only",
    Naming.UNNAMED: "not named",
}

CONNECTION_WORDS: dict[Connection, str] = {item: item.value for item in Connection}

ACCESS_WORDS: dict[Access, str] = {
    Access.PRESENT: "was present",
    Access.TREATED: "treated the hurt",
    Access.COUNTED: "counted",
    Access.RELAYS: "relays",
    Access.INFERS: "infers",
    Access.NOT_TOLD: "not told",
}

EDGE_WORDS: dict[EdgeKind, str] = {
    EdgeKind.TELLS: "carries the words of",
    EdgeKind.RELAYS: "passes on the words of",
    EdgeKind.CREDITS: "credits its text to",
    EdgeKind.COPIES: "carries the text of",
    EdgeKind.ADAPTS: "carries part of the text of",
    EdgeKind.TRANSLATES: "translates the text of",
    EdgeKind.CITES: "cites",
}

RELATED_WORDS: dict[RelatedKind, str] = {
    RelatedKind.MENTIONS: "looks back on",
    RelatedKind.MENTIONED_IN: "is looked back on in reports of",
    RelatedKind.PART_OF: "lies within",
    RelatedKind.HAS_PART: "has within it",
    RelatedKind.SUMS: "sums up, with others,",
    RelatedKind.SUMMED_BY: "is summed up, with others, by",
}

LEAD_WORDS: dict[LeadKind, str] = {
    LeadKind.FOOTAGE: "footage",
    LeadKind.MUNITION: "munition",
    LeadKind.DOCUMENT: "document",
    LeadKind.MEDICAL_RECORD: "medical record",
    LeadKind.WITNESS: "witness",
    LeadKind.DETAINED_PERSON: "detained person",
    LeadKind.VEHICLE: "vehicle",
    LeadKind.STATEMENT: "statement",
    LeadKind.MEDIA_REPORT: "media report",
    LeadKind.RESPONSIBILITY_CLAIM: "claim of responsibility",
    LeadKind.LAUNCH_SITE: "launch site",
    LeadKind.NAMES: "names",
}

RELATION_WORDS: dict[RelationKind, str] = {
    RelationKind.UPDATES: "updates",
    RelationKind.CORRECTS: "corrects",
    RelationKind.WITHDRAWS: "withdraws",
    RelationKind.DISPUTES: "disputes",
    RelationKind.SCOPE_DIFFERS: "counts something else than",
}

DENIED_WORDS: dict[Denied, str] = {
    Denied.EVENT: "that it happened",
    Denied.CASUALTIES: "the casualties",
    Denied.STATUS: "what the victims are said to have been",
    Denied.INVOLVEMENT: "any part in it",
    Denied.INTENT: "the intent",
}

STAGE_WORDS: dict[Stage, str] = {
    Stage.HAPPENED: "happened",
    Stage.PLANNED: "planned",
    Stage.PREVENTED: "prevented",
    Stage.THREATENED: "threatened",
}

_ROUNDS_WORDS: dict[RoundsState, str] = {
    RoundsState.FIRED: "fired or landed",
    RoundsState.PLANNED: "planned",
    RoundsState.UNFIRED: "unfired",
    RoundsState.UNEXPLODED: "landed without going off",
}

_STATUS_OF_PERSONS: dict[PersonStatus, str] = {
    PersonStatus.CIVILIAN: "described as civilian",
    PersonStatus.COMBATANT: "described as combatants",
    PersonStatus.HORS_DE_COMBAT: "described as out of combat",
    PersonStatus.SECURITY_FORCE: "described as security forces",
    PersonStatus.DISPUTED: "status disputed",
}

_RELATED_WORDS = {
    "before": "before it",
    "after": "after it",
    "planned": "planned",
    "other_incident": "another incident",
}

RENDERING_MARK = "rendering: not the outlet's words"
TRANSLATION_MARK = "translation: the publisher's words in another language"
SHEET_MARK = "sheet: rows of a recorder's own table"
SIDE_UNDECIDED = "Side undecided"
UNSOURCED = "Unsourced: outlets in their own voice"
OWN_VOICE = "in its own voice"

_MONTHS = "January February March April May June July August September October November December".split()


# ---------------------------------------------------------------- numbers


def _interval_in_words(
    low: int | None, high: int | None, *, approximate: bool, strict: bool, wording: str
) -> str:
    about = "about " if approximate else ""
    if low is None and high is None:
        return f"{wording} (no figure)" if wording else "no figure"
    if high is None:
        return f"{'more than' if strict else 'at least'} {about}{low}"
    if low is None:
        return f"{'fewer than' if strict else 'up to'} {about}{high}"
    if low == high:
        return f"{about}{low}"
    return f"about {low} to {high}" if approximate else f"between {low} and {high}"


def count_in_words(count: Count) -> str:
    """Return how a count reads: "6", "at least 5", "about 100", "between 39 and 40", "dozens (vague)"."""
    words = _number_in_words(count)
    if count.basis is CountBasis.LISTED:
        words += ", as many as are named"
    if count.basis is CountBasis.SUBTOTAL:
        words += ", part of a larger figure"
    notes = [*_group_words(count.group), *_scope_words(count.scope)]
    return f"{words} ({'; '.join(notes)})" if notes else words


def _number_in_words(count: Count) -> str:
    if count.vague:
        return f"{count.wording} (vague)"
    if count.basis is CountBasis.INCREMENT and count.low == count.high and count.low is not None:
        return "another one" if count.low == 1 else f"another {count.low}"
    return _interval_in_words(
        count.low, count.high, approximate=count.approximate, strict=count.strict, wording=count.wording
    )


def _group_words(group: Group) -> list[str]:
    parts = [part for part in (group.nationality, group.sex_age, group.function) if part]
    words = [" ".join(parts)] if parts else []
    status = _STATUS_OF_PERSONS.get(group.status)
    return [*words, status] if status else words


def _scope_words(scope: Scope) -> list[str]:
    words = [f"only {scope.place}"] if scope.place else []
    if scope.window:
        words.append(f"only {scope.window}")
    if scope.died_later:
        words.append("died of wounds later")
    return words


def count_in_figures(count: Count) -> str:
    """Return the shortest form of a count, for a mark in a chart: "6", "≥5", "~100", "39–40", "6"."""
    if count.vague or (count.low is None and count.high is None):
        return "?"
    about = "~" if count.approximate else ""
    if count.basis is CountBasis.INCREMENT:
        return f"+{count.low if count.low is not None else count.high}"
    if count.high is None:
        return f"{'>' if count.strict else '≥'}{about}{count.low}"
    if count.low is None:
        return f"{'<' if count.strict else '≤'}{about}{count.high}"
    if count.low == count.high:
        return f"{about}{count.low}"
    return f"{about}{count.low}–{count.high}"


def rounds_in_words(rounds: Rounds) -> str:
    """Return how a number of munitions reads: "about 40 rockets, fired or landed"."""
    if rounds.vague:
        of = rounds.munition and rounds.munition not in rounds.wording
        words = f"{rounds.wording.removesuffix(' of')}{f' of {rounds.munition}' if of else ''} (vague)"
    else:
        words = _interval_in_words(
            rounds.low,
            rounds.high,
            approximate=rounds.approximate,
            strict=rounds.strict,
            wording=rounds.wording,
        )
    if rounds.munition and not rounds.vague:
        words += f" {rounds.munition}"
    return f"{words}, {_ROUNDS_WORDS[rounds.state]}" + (", derived" if rounds.derived else "")


def ever_told_in_words(*, lowest: int | None, highest: int | None) -> str:
    """Return the range of every stated figure, "1 to 8"; to be shown only below what each side says."""
    if lowest is None and highest is None:
        return "no figure that can be placed in a range"
    if lowest is None:
        return f"up to {highest}"
    if highest is None:
        return f"{lowest} or more, with no upper end told"
    return f"{lowest}" if lowest == highest else f"{lowest} to {highest}"


def inputs_in_words(inputs: Sequence[Value | None]) -> str:
    """Return what a derived number was worked out from: "6, and another one later", "11, less one who died later",
    "100 shells, planned; ...".

    Empty for anything but numbers.
    """
    if inputs and all(isinstance(value, Count) for value in inputs):
        counts = [value for value in inputs if isinstance(value, Count)]
        stated = [_number_in_words(c) for c in counts if c.basis is not CountBasis.INCREMENT]
        later = [c for c in counts if c.basis is CountBasis.INCREMENT]
        if not stated:
            return " and ".join(_number_in_words(c) for c in later)
        return "; ".join(stated) + "".join(
            f", less {_number_in_words(c).removeprefix('another ')} who died later"
            if c.kind is Field.KILLED and counts[0].kind is Field.INJURED
            else f", and {_number_in_words(c)} later"
            for c in later
        )
    if inputs and all(isinstance(value, Rounds) for value in inputs):
        return "; ".join(value_in_words(value) for value in inputs)
    return ""  # the rule says it better


# ---------------------------------------------------------------- dates and places


def edtf_in_words(edtf: str | None) -> str:
    """Return an EDTF date in words, at its own precision: "9 February 2013", "February 2013", "2013".

    None or "" is "not told"; what this does not know comes back as it stands.
    """
    if not edtf:
        return "not told"
    if edtf[0] in "[{" and edtf[-1] in "]}":
        parts = [edtf_in_words(part.strip()) for part in edtf[1:-1].split(",") if part.strip()]
        return f"{'one of' if edtf[0] == '[' else 'each of'}: {'; '.join(parts)}"
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        if first in ("", ".."):
            return f"up to {edtf_in_words(last)}"
        if last in ("", ".."):
            return f"from {edtf_in_words(first)} on"
        return f"from {edtf_in_words(first)} to {edtf_in_words(last)}"
    mark = ""
    if edtf[-1] in "~?%":
        mark = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}[edtf[-1]]
        edtf = edtf[:-1]
    found = re.fullmatch(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(T.*)?", edtf)
    if not found:
        return mark + edtf
    year, month, day, time = found.groups()
    words = "year not told" if year == "XXXX" else year
    if month and month != "XX" and 1 <= int(month) <= 12:
        join = ", " if year == "XXXX" else " "
        words = f"{_MONTHS[int(month) - 1]}{join}{words}"
        if day and day != "XX":
            words = f"{int(day)} {words}"
    return mark + words + (f", {time[1:]}" if time else "")


def date_in_words(value: DateValue) -> str:
    """Return a date with what it rests on: "9 February 2013 (year inferred)"."""
    words = edtf_in_words(value.edtf)
    note = date_basis_in_words(value)
    return f"{words} ({note})" if note else words


def date_basis_in_words(value: DateValue) -> str:
    """Return what a date rests on, "" where it is stated outright."""
    if value.basis is DateBasis.INFERRED:
        has_year = re.match(r"\d{4}", value.edtf) is not None
        told_year = re.search(r"\d{4}", value.wording) is not None
        return "year inferred" if has_year and not told_year and value.wording else "inferred"
    if value.basis is DateBasis.RELATIVE:
        return f"counted from the words “{value.wording}”"
    return ""


def _kilometres(radius_km: float) -> str:
    return f"{radius_km:g} km" if radius_km >= 1 else f"{round(radius_km * 1000)} m"


def place_precision_in_words(place: Place) -> str:
    """Return how exactly a place is known: "placed coarsely, within 5 km"."""
    near = f", within {_kilometres(place.radius_km)}" if place.radius_km is not None else ""
    return {
        PlacePrecision.EXACT: "placed" + (near or " exactly"),
        PlacePrecision.SETTLEMENT: f"placed by its town or village{near}",
        PlacePrecision.APPROXIMATE: f"placed coarsely{near}",
        PlacePrecision.ADMIN: f"placed only by its district or province{near}",
        PlacePrecision.COUNTRY: "placed only by its country",
        PlacePrecision.UNRESOLVED: "in no gazetteer at hand: known by name only",
    }[place.precision].replace("placed, within", "placed within")


def place_in_words(place: Place) -> str:
    """Return a place with what contains it and how exactly it is known."""
    names = [place.name]
    for name in (*place.within, place.country or ""):
        if name and name not in names:
            names.append(name)
    return f"{', '.join(names)} ({place_precision_in_words(place)})"


# ---------------------------------------------------------------- any value


def value_in_words(value: Value | None, stance: Stance = Stance.ASSERTS) -> str:
    """Return how a reading's value reads. A value that its voice rejects says so first: "denied: 12".

    Raises: BrokenPromise for an accusation, which has no words without its accuser.
    """
    if value is None:
        return "no value: " + ("doubts" if stance is Stance.DOUBTS else "cannot confirm")
    if isinstance(value, Denial):
        return f"denies {DENIED_WORDS[value.denies]}"
    prefix = "" if isinstance(value, Demand) else _VALUE_PREFIX.get(stance, "")
    return prefix + _plain_value(value)


def _plain_value(value: Value) -> str:
    match value:
        case Count():
            return count_in_words(value)
        case Rounds():
            return rounds_in_words(value)
        case DateValue():
            return date_in_words(value)
        case TimeValue():
            told = value.time if value.time[:1].isdigit() else f"in the {value.time}"
            return f"{'about ' if value.approximate else ''}{told} (local, as told)"
        case Place():
            return place_in_words(value)
        case IncidentType():
            return value.type.replace("/", ": ").replace("_", " ")
        case StageValue():
            return STAGE_WORDS[value.stage]
        case Weapon():
            category = value.category.replace("_", " ")
            return value.name if category in ("", value.name) else f"{value.name} ({category})"
        case VictimGroup():
            status = _STATUS_OF_PERSONS.get(value.status)
            return f"{value.described} ({status})" if status else value.described
        case Target():
            return value.name
        case ResponsibilityTaken():
            notes = [f"channel: {value.channel}"] if value.channel else ["channel not told"]
            notes.append(
                f"authenticity, as told: {value.authenticity}"
                if value.authenticity
                else "authenticity not told"
            )
            return f"taken by {value.claimant} ({'; '.join(notes)})"
        case Denial():
            return f"denies {DENIED_WORDS[value.denies]}"
        case Demand():
            return f"“{value.wording}”"
        case RelatedEvent():
            relation = _RELATED_WORDS.get(value.relation, value.relation.replace("_", " "))
            when = f"; {date_in_words(value.when)}" if value.when else ""
            return f"{value.what} ({relation}{when})"
        case Accusation():
            raise BrokenPromise("an accusation has no words without its accuser: use accusation_in_words")
        case PersonFact():
            return f"{value.name}: {_fact_in_words(value)}"


def _fact_in_words(fact: PersonFact) -> str:
    if fact.aspect is PersonAspect.FATE:
        return next((words for fate, words in FATE_WORDS.items() if fate == fact.told), fact.told)
    return f"{ASPECT_WORDS[fact.aspect]} {fact.told.replace('_', ' ')}"


def accusation_in_words(
    accusation: Accusation,
    *,
    accuser: str,
    stance: Stance,
    hedged: bool = False,
    accused_by: Iterable[str] = (),
) -> str:
    """Return one sentence with accuser and accused in it: "The Council alleges: the ministry ordered it".

    accuser: whoever says so; with a stance that rejects (denies, doubts, withdraws) it is whoever rejects, and
    accused_by names those who accuse.
    """
    if ", " in accuser:  # "an official, as told by the Council, alleges"
        accuser += ","
    what = f"{accusation.accused} {_ROLE_PREDICATES[accusation.role]}"
    if stance in (Stance.DENIES, Stance.DOUBTS, Stance.WITHDRAWS, Stance.CANNOT_CONFIRM):
        others = listing(accused_by) or "an accuser that is not told"
        return f"{accuser} {STANCE_WORDS[stance]} what {others} says: {what}"
    verb = "alleges" if stance is Stance.ASSERTS else STANCE_WORDS[stance]
    return f"{accuser} {verb}{', hedged' if hedged else ''}: {what}"


def sentence_case(words: str) -> str:
    """Return `words` with a capital at its start; nothing else changes."""
    return words[:1].upper() + words[1:]


# ---------------------------------------------------------------- voices, chains, support


def voice_in_words(voice: Voice | None) -> str:
    """Return a voice's name with how far it is named: "interior ministry official (not named)"."""
    if voice is None:
        return "a voice that is not told"
    if voice.name is None:
        return "an outlet that is not told" if voice.kind is VoiceKind.OUTLET else "a voice that is not told"
    notes = [] if voice.naming is Naming.NAMED else [NAMING_WORDS[voice.naming]]
    if voice.at_most is None:
        notes.append("how many is not told")
    elif voice.at_most > 1:
        notes.append(f"at most {voice.at_most} speakers")
    return f"{voice.name} ({', '.join(notes)})" if notes else voice.name


_DOCUMENT_NOUNS = (
    "statement",
    "press release",
    "communiqué",
    "communique",
    "letter",
    "report",
    "tweet",
    "post",
)


def origin_in_chain(name: str, how: How, *, source_words: str = "") -> str:
    """Return the last voice of a chain with how its words came: "statement of the National Council of ...".

    source_words: the words of the source span; the noun for a document is only used when they hold it.
    """
    if how is How.DOCUMENT:
        lowered = source_words.lower()
        noun = next((n for n in _DOCUMENT_NOUNS if n in lowered), "document")
        bare_document = any(n in name.lower() for n in _DOCUMENT_NOUNS)
        return name if bare_document else f"{noun} of {with_article(name)}"
    if how is How.BROADCAST:
        return f"{name}, on air"
    if how is How.HEARSAY:
        return f"{name}, from hearsay"
    return name


def with_article(name: str) -> str:
    """Return "the National Council of ..." for a body's name that asks for an article; others as they are."""
    starts_small = name[:1].islower()
    has_article = re.match(r"(?i)(the|a|an|two|three|some|several|al)[\s-]", name) is not None
    return f"the {name}" if " of " in name and not has_article and not starts_small else name


def chain_in_words(names: Sequence[str]) -> str:
    """Return a chain from outlet to origin: "The Daily ← agency ← official"; alone: the outlet's own voice."""
    if not names:
        return "as told by an outlet that is not told"
    if len(names) == 1:
        return f"as told by {names[0]}, {OWN_VOICE}"
    return " ← ".join(names)


def support_in_words(support: Support) -> str:
    """Return the support of a field, never as one number: "5 pages, 4 voices, 2 to 3 independent origins, ..."."""
    low, high = support.origins.low, support.origins.high
    origins = f"{low}" if low == high else f"{low} to {high}"
    one = low == high == 1
    first_hand = len(support.first_hand)
    parts = [
        _many(support.pages, "page"),
        _many(support.voices, "voice"),
        f"{origins} independent origin{'' if one else 's'}",
        _many(len(support.sides), "side") if support.sides else "no side known",
        f"{first_hand} first-hand" if first_hand else "none first-hand",
    ]
    return ", ".join(parts)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 report", "15 reports"."""
    return _many(number, noun)


def listing(items: Iterable[str], *, last: str = "and") -> str:
    """Return "a, b and c"; "" for nothing. Doubles are said once, in the order they come."""
    held = list(dict.fromkeys(items))
    if len(held) < 2:
        return "".join(held)
    return f"{', '.join(held[:-1])} {last} {held[-1]}"


def carried_on_in_words(may_be: Sequence[str]) -> str:
    """Return the mark of a sentence without a cue of its own, with the voices it may be."""
    if not may_be:
        return "carried on: no cue of its own"
    return f"carried on: no cue of its own; may be {listing(may_be, last='or')}"


def kind_mark(kind: ReportKind) -> str:
    """Return how a text that is not its publisher's own words is marked, "" for one that is."""
    if kind is ReportKind.RENDERING:
        return RENDERING_MARK
    if kind is ReportKind.SHEET:
        return SHEET_MARK
    return TRANSLATION_MARK if kind is ReportKind.TRANSLATION else ""


def side_in_words(side: str | None) -> str:
    """Return a side's name, or that it is undecided."""
    return side if side else SIDE_UNDECIDED


def joined_in_words(joined: Joined, names: dict[str, str]) -> str:
    """Return why two voices count as one origin."""
    return f"{names.get(joined.a, joined.a)} and {names.get(joined.b, joined.b)}: {joined.why}"


# of the fields whose values have words of their own, whoever tells them
VALUE_FIELDS = frozenset(Field) - {Field.ACCUSATIONS, Field.PERSONS}


SAID_BY_A_WORD = (Verdict.ASSESSED, Verdict.STAGED, Verdict.FOLLOWED)


def judgement_in_words(judgement: Judgement) -> str:
    """Return what was decided, by whom, when and why: "released; by an editor on 2024-05-01: ...".

    A correction says what stood there before: "corrected from 6 to at least 9; by ...".
    """
    day, change = judgement.made_at[:10], correction_in_words(judgement)
    told = f" from {change[0]} to {change[1]}" if change is not None else ""
    if judgement.verdict is Verdict.ADDED:
        told = _added_in_words(judgement)
    elif judgement.verdict is Verdict.SIDED:
        told = f" {judgement.now}"
    elif judgement.verdict in SAID_BY_A_WORD:
        told = f" {judgement.now.replace('_', ' ')}"
    return f"{VERDICT_WORDS[judgement.verdict]}{told}; by {judgement.by} on {day}: {judgement.why}"


def review_in_words(review: Review) -> str:
    """Return how far persons have got with an incident, in sentences; "" where nobody has begun.

    "Stage of review: published, by an editor on 2024-05-01: .... Since then 1 account joined it."
    """
    if review.stage is ReviewStage.NEW and not review.judgement_id:
        return ""
    stage = review.stage.replace("_", " ")
    why = f": {review.why.removesuffix('.')}" if review.why else ""
    told = [f"Stage of review: {stage}, by {review.by} on {review.made_at[:10]}{why}."]
    since = [
        *([f"{counted(len(review.gained), 'account')} joined it"] if review.gained else []),
        *([f"{counted(len(review.lost), 'account')} left it"] if review.lost else []),
        *(["what it tells has changed"] if review.told_otherwise else []),
    ]
    told += [f"Since then {listing(since)}."] if since else []
    beside = listing((one.replace("_", " ") for one in review.differing), last="or")
    told += [f"Some of its accounts were {beside} before, by another judgement."] if beside else []
    if review.unreviewed:
        many = (
            "One figure or accusation"
            if review.unreviewed == 1
            else f"{review.unreviewed:,} figures and accusations"
        )
        told.append(f"{many} of it no person has confirmed or corrected.")
    return " ".join(told)


def follow_up_in_words(found: FollowUp) -> str:
    """Return what became of a lead: "asked, by an editor on 2024-05-01: wrote to the agency"."""
    return f"{found.state.value}, by {found.by} on {found.made_at[:10]}: {found.note}"


def assessment_in_words(assessment: Assessment) -> str:
    """Return what a person found of a value: "6: confirmed, by an editor on 2024-05-01, by the standard “...”: why"."""
    day = assessment.made_at[:10]
    standard = f", by the standard “{assessment.standard}”" if assessment.standard else ""
    found = f"{value_in_words(assessment.value)}: {assessment.found.value}"
    return f"{found}, by {assessment.by} on {day}{standard}: {assessment.why}"


def correction_in_words(judgement: Judgement) -> tuple[str, str] | None:
    """Return what the reader had read, and what a correction says instead; None for all but corrections.

    None too for an accusation, which has no words without its accuser, for what is told of a person, whose name may
    be held back, and for what does not read as a value.
    """
    told_in = judgement.left.field
    if judgement.verdict is not Verdict.CORRECTED:
        return None
    if judgement.aspect in ("connection", "access"):
        was, now = (told.replace("_", " ") or "none told" for told in (judgement.was, judgement.now))
        return was, now
    if told_in not in VALUE_FIELDS:
        return None
    field = Field(told_in)
    if judgement.aspect == "stance":
        return judgement.was.replace("_", " "), judgement.now.replace("_", " ")
    if judgement.aspect == "words":
        words = read_form(Words, judgement.now)
        return (f"“{judgement.left.quote}”", f"“{words.quote}”") if words is not None else None
    if judgement.aspect == "voice":
        told_by = read_form(Chain, judgement.now)
        return ("what was read", _chain_of(told_by)) if told_by is not None else None
    try:
        if judgement.aspect == "field":
            other = read_form(InField, judgement.now)
            told = _told_in_field(other.field, other.value) if other is not None else None
            return (FIELD_WORDS[field].lower(), told) if told is not None else None
        was, now = (_value_of(field, told) for told in (judgement.was, judgement.now))
    except (BrokenPromise, ValueError, TypeError, KeyError):
        return None
    return was, now


def _chain_of(told: Chain) -> str:
    return chain_in_words([one.name or "the outlet" for one in told.chain])


def _told_in_field(field: Field, value: object) -> str | None:
    """Return a field with a value in words: "killed: 6"; None for what has no words by itself."""
    if field not in VALUE_FIELDS:
        return None
    return f"{FIELD_WORDS[field].lower()}: {_value_of(field, json.dumps(value))}"


def _added_in_words(judgement: Judgement) -> str:
    missed = read_form(Missed, judgement.now)
    try:
        told = _told_in_field(missed.field, missed.value) if missed is not None else None
    except (BrokenPromise, ValueError, TypeError, KeyError):
        told = None
    return f", {told}" if told is not None else ""


def _value_of(field: Field, told: str) -> str:
    data = json.loads(told or "null")
    if not isinstance(data, dict):
        return "no value"
    return value_in_words(from_json(VALUE_TYPES[field], {"wording": "", **data}))


def method_in_words(method: Method) -> tuple[tuple[str, str], ...]:
    """Return what a method tells, as (heading, words), in the order of `Method`; what is not told is left away."""
    rows = []
    for item in fields(method):
        words = told_in_method(getattr(method, item.name))
        if item.name == "policy":  # that of every case that names none goes without saying
            words = "" if words == Policy.RANGE else policy_in_words(words)
        if words:
            rows.append((METHOD_WORDS[item.name], words))
    return tuple(rows)


def policy_in_words(name: str) -> str:
    """Return a policy's name with what it does; the name alone where it is none of today's."""
    return f"{name}: {POLICY_WORDS[Policy(name)]}" if name in set(Policy) else name


def grade_in_words(grade: RecordGrade) -> str:
    """Return a grade with its reason and what it is: "fair (computed by Airwars' published rule, ...): ..."."""
    told = grade.grade.replace("_", " ") if grade.grade is not None else "no grade"
    return f"{told} ({SCHEME_WORDS[grade.scheme]}): {grade.why}"


def told_in_method(value: str | tuple[str | ActType | Level, ...]) -> str:
    """Return what one key of a method tells, as one string; "" where it tells nothing."""
    if isinstance(value, str):
        return value
    return "; ".join(_part_in_words(one) for one in value)


def _part_in_words(one: str | ActType | Level) -> str:
    if isinstance(one, Level):
        asks = (
            (one.voices, "voice"),
            (one.origins, "independent origin"),
            (one.sides, "side"),
            (one.first_hand, "first-hand voice"),
        )
        return f"{one.name}: at least {listing(counted(least, what) for least, what in asks if least)}"
    return _type_in_words(one) if isinstance(one, ActType) else one


def _type_in_words(one: ActType) -> str:
    meaning = f": {one.meaning}" if one.meaning else ""
    words = f" ({', '.join(one.words)})" if one.words else ""
    return f"{one.name}{meaning}{words}"
