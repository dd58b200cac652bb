"""The values that flow from stage to stage, and the invariants they hold.

In:   nothing but the closed lists of `vocabulary`.
Out:  frozen values; `codec` gives their JSON forms.
Holds: a quote is its span; intervals run forwards; precision is kept as told; not stated, denied, "cannot
confirm" and zero are four shapes; an accusation has no value to choose. Whatever breaks one of these
raises `BrokenPromise` where it is made.

From leaf to root:  Report > Attribution (with Voices) > Claim > Account  = Extraction, one report's reading;
                    Claim > Reading > Standing > Record                  = what a case comes to.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tellings.errors import BrokenPromise
from tellings.vocabulary import (
    COUNT_FIELDS,
    Access,
    Assessed,
    Authenticity,
    ChangeKind,
    Connection,
    CountBasis,
    DateBasis,
    Denied,
    EdgeKind,
    ExclusionReason,
    Field,
    Grade,
    GradeScheme,
    How,
    LeadKind,
    LeadState,
    Naming,
    PersonAspect,
    PersonClass,
    PersonEffect,
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
    TargetClass,
    TargetEffect,
    Verdict,
    VoiceKind,
    WarningCode,
)

SCHEMA = "tellings-record-1"


def content_id(prefix: str, *parts: str) -> str:
    """Return an id that is a hash of what it names: `prefix-` and 16 hexadecimal digits.

    parts: each is prefixed by its length before hashing, so ("ab", "c") and ("a", "bc") differ.
    """
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    digest = hashlib.sha256(b"".join([b"%d:%b" % (len(data), data) for data in encoded]))
    return f"{prefix}-{digest.hexdigest()[:16]}"


def _require(holds: bool, promise: str) -> None:
    if not holds:
        raise BrokenPromise(promise)


def _require_interval(low: int | None, high: int | None) -> None:
    _require(low is None or low >= 0, f"a count cannot be below zero, and {low} is")
    _require(high is None or high >= 0, f"a count cannot be below zero, and {high} is")
    _require(low is None or high is None or low <= high, f"the interval {low}..{high} runs backwards")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The place [start, end) in a report's text, in Unicode code points; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        _require(0 <= self.start < self.end, f"the span [{self.start}, {self.end}) holds no text")

    def of(self, text: str) -> str:
        """Return the words of the span in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def covering(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all of `spans`; at least one is needed."""
    held = tuple(spans)
    return Span(min(s.start for s in held), max(s.end for s in held))


# ---------------------------------------------------------------- reports and what could not be read


@dataclass(frozen=True, slots=True)
class Report:
    """A published text as it was taken in.

    text: exactly as decoded or taken out; never normalised. text_sha256: of its UTF-8 bytes.
    original_sha256: of the bytes that came in. extractor: what took the text out, with its version.
    outlet, title, author, url, agency: None where neither bytes nor front matter tell.
    published: an EDTF date as told ("2013-02", "2013-02-09"), or None; published_inferred: somebody worked it out.
    retrieved: an EDTF date or date-time of the capture, or None. language: ISO 639-1, or None.
    body_start: where the report itself starts, in code points: what stands before is a notice by whoever kept it.
    """

    report_id: str
    text: str = field(repr=False)
    text_sha256: str
    original_sha256: str
    extractor: str
    kind: ReportKind = ReportKind.PUBLISHED
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    agency: str | None = None
    published: str | None = None
    published_inferred: bool = False
    url: str | None = None
    retrieved: str | None = None
    language: str | None = None
    original_language: str | None = None
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that was not read, kept in view: the item, the fact and what to do next."""

    item: str
    reason: str  # a short code: empty, binary, too_large, unread_language, ...
    message: str
    next_step: str
    original_sha256: str | None = None


# ---------------------------------------------------------------- who says what


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a report names a voice."""

    report_id: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Two voices that are one, or of one origin, and why they were joined."""

    a: str
    b: str
    why: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker. In an extraction: of one report. In a record: joined over the reports of a case.

    name: the fullest name told; None for an outlet that is not known. aliases: the other names it goes by, sorted.
    side: who it belongs to, by actors.toml, or None; suggested_by: the words that suggest a side, or None.
    protected: masked by default in what leaves the house. at_most: how many speakers this may be ("two security
    officials" is 2; "police sources" is not told, None); at least one always.
    members: ids of the voices of single reports that were joined into this one (empty in an extraction).
    joined: why members that are called differently are one, sorted; members that are called the same need no word.
    """

    voice_id: str
    name: str | None
    kind: VoiceKind
    naming: Naming
    connection: Connection | None = None
    access: Access = Access.NOT_TOLD
    side: str | None = None
    suggested_by: str | None = None
    protected: bool = False
    aliases: tuple[str, ...] = ()
    affiliation: str | None = None
    at_most: int | None = 1
    mentions: tuple[Mention, ...] = ()
    members: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """How a voice of a chain told what the voice before it passes on.

    told_to: id of the outlet or agency that the words were spoken to ("told AFP"), None where none is named.
    """

    how: How = How.INDIRECT
    told_to: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """The source, cue and content of one telling, each as fragments in order of the text.

    source, cue: may be empty (an attribution without a source; a sentence carried on).
    chain: voice ids, outlet first, origin last; its length is at least 1.
    carried_on: the sentence has no cue of its own and goes on with the account before it; undecided: the voices
    it may be, the likeliest first. headline: stands in a title or standfirst. outer: the attribution in whose
    content this one lies. denies: what a denial rejects.
    links: one for each voice of the chain after the outlet; empty in what an earlier version stored. rests_on: the
    deepest voice that this report lets us reach, None where the outlet tells it in its own voice.
    confidence: how sure a trained reader is of the spans and how they belong together, in [0, 1], two decimals; None
    from rules.
    """

    attribution_id: str
    report_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    chain: tuple[str, ...]
    stance: Stance = Stance.ASSERTS
    how: How = How.INDIRECT
    hedged: bool = False
    carried_on: bool = False
    undecided: tuple[str, ...] = ()
    headline: bool = False
    outer: str | None = None
    denies: Denied | None = None
    links: tuple[Link, ...] = ()
    rests_on: str | None = None
    confidence: float | None = None

    def __post_init__(self) -> None:
        _require(bool(self.chain), "an attribution needs a chain: the outlet at least")
        _require(bool(self.content) or bool(self.cue), "an attribution without cue and content says nothing")
        _require(
            not self.links or len(self.links) == len(self.chain) - 1,
            "a chain has a link for each voice after the outlet",
        )


# ---------------------------------------------------------------- what is told: one value for one field


@dataclass(frozen=True, slots=True)
class Group:
    """Who is counted, in the words of whoever says so (said_by: a voice id, None for the outlet's own voice)."""

    status: PersonStatus = PersonStatus.UNKNOWN
    function: str | None = None  # "policemen", "teachers"
    sex_age: str | None = None  # "children", "women"
    nationality: str | None = None
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a count covers, where the text narrows it. died_later: died of wounds after the incident."""

    place: str | None = None
    window: str | None = None
    died_later: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """Persons, as an interval open at either end. None: the text sets no such end.

    strict: the bound itself is excluded ("more than 43"). vague: "dozens"; enters no range and no total.
    is_total: the toll of the incident of that kind, as known to that voice then; None where the text leaves it open.
    as_of: the EDTF date it held on, where told. inputs: claim ids of a derived count.
    """

    kind: Field
    low: int | None
    high: int | None
    wording: str
    approximate: bool = False
    strict: bool = False
    vague: bool = False
    basis: CountBasis = CountBasis.STATED
    inputs: tuple[str, ...] = ()
    is_total: bool | None = None
    as_of: str | None = None
    group: Group = Group()
    scope: Scope = Scope()

    def __post_init__(self) -> None:
        _require(self.kind in COUNT_FIELDS, f"{self.kind} is no kind of count")
        _require_interval(self.low, self.high)
        _require(
            (self.basis is CountBasis.DERIVED) == bool(self.inputs),
            "a derived count names its inputs, and no other does",
        )


@dataclass(frozen=True, slots=True)
class Rounds:
    """Rockets, shells or other munitions, as an interval open at either end; `munition` as told, or None."""

    low: int | None
    high: int | None
    wording: str
    munition: str | None = None
    state: RoundsState = RoundsState.FIRED
    approximate: bool = False
    strict: bool = False
    vague: bool = False
    derived: bool = False

    def __post_init__(self) -> None:
        _require_interval(self.low, self.high)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date with the precision it was told with.

    edtf: an EDTF level 1 or 2 expression ("2013-02", "[2002-02-09,2013-02-09]"), "" where nothing fixes it.
    earliest, latest: the days it may span, inclusive; None where nothing fixes them.
    offset_days: days from the publication date where the words are relative to it ("yesterday" is -1).
    """

    edtf: str
    earliest: date | None
    latest: date | None
    wording: str
    basis: DateBasis
    offset_days: int | None = None

    def __post_init__(self) -> None:
        _require((self.earliest is None) == (self.latest is None), "a date has both ends or none")
        if self.earliest is not None and self.latest is not None:
            _require(self.earliest <= self.latest, f"the date {self.edtf} runs backwards")


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time of day, local as told: "05:30", or a part of day ("morning"); approximate: "about 5"."""

    time: str
    wording: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where, and how exactly. lat, lon: degrees, WGS 84, None where unresolved; radius_km: the uncertainty.

    within: names of the containing places as told or known, the nearest first.
    """

    name: str
    wording: str
    precision: PlacePrecision
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    gazetteer_id: str | None = None
    within: tuple[str, ...] = ()
    country: str | None = None

    def __post_init__(self) -> None:
        _require((self.lat is None) == (self.lon is None), f"{self.name}: latitude without longitude")
        _require(
            self.lat is None or self.radius_km is not None, f"{self.name}: a point without its uncertainty"
        )


@dataclass(frozen=True, slots=True)
class IncidentType:
    """What sort of act, in the terms of docs/concepts.md ("attack/shelling"), beside the words."""

    type: str
    wording: str


@dataclass(frozen=True, slots=True)
class StageValue:
    """How far the act came, as told."""

    stage: Stage
    wording: str


@dataclass(frozen=True, slots=True)
class Weapon:
    """A munition, device or vehicle said to be used."""

    name: str
    category: str
    wording: str


@dataclass(frozen=True, slots=True)
class VictimGroup:
    """Who was hit, in whose words. described: the words of status or membership.

    low, high: how many of them, where a number stands beside the words. kind, effect: None where no word tells.
    """

    described: str
    status: PersonStatus
    wording: str
    low: int | None = None
    high: int | None = None
    kind: PersonClass | None = None
    effect: PersonEffect | None = None

    def __post_init__(self) -> None:
        _require_interval(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Target:
    """What was hit. low, high: how many, where a number stands beside it. kind, effect: None where no word tells."""

    name: str
    wording: str
    low: int | None = None
    high: int | None = None
    kind: TargetClass | None = None
    effect: TargetEffect | None = None

    def __post_init__(self) -> None:
        _require_interval(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Accusation:
    """Who is said to have done what. It is never chosen among, never counted, never without its accuser.

    grade: how firmly; None for what is denied, and in what an earlier version stored.
    """

    role: Role
    accused: str
    accused_span: Span
    wording: str
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class ResponsibilityTaken:
    """A claim of responsibility. channel: "telephone", "statement" or None; authenticity: as told, or None.

    authentic: what those words say; authenticity_by: who checked or could not, as told; None where nobody is named.
    """

    claimant: str
    channel: str | None
    authenticity: str | None
    wording: str
    authentic: Authenticity | None = None
    authenticity_by: str | None = None


@dataclass(frozen=True, slots=True)
class Denial:
    """What a voice rejects, in its words. A denial is a reading of its own and never a zero."""

    denies: Denied
    wording: str


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand, appeal, threat or condemnation: which one, the claim's stance says."""

    wording: str


@dataclass(frozen=True, slots=True)
class RelatedEvent:
    """Something told around the incident. when: as dated by the text, or None; relation: before, after,
    planned, or other_incident (a background mention of another incident)."""

    what: str
    relation: str
    when: DateValue | None
    wording: str


@dataclass(frozen=True, slots=True)
class PersonFact:
    """One thing told of a named victim.

    name: the fullest form in which the report names the person; told: in the form that `PersonAspect` says.
    """

    name: str
    aspect: PersonAspect
    told: str
    wording: str


Value = (
    Count
    | Rounds
    | DateValue
    | TimeValue
    | Place
    | IncidentType
    | StageValue
    | Weapon
    | VictimGroup
    | Target
    | Accusation
    | ResponsibilityTaken
    | Denial
    | Demand
    | RelatedEvent
    | PersonFact
)

VALUE_TYPES: dict[Field, type] = {
    **dict.fromkeys(COUNT_FIELDS, Count),
    Field.TYPE: IncidentType,
    Field.STAGE: StageValue,
    Field.DATE: DateValue,
    Field.TIME: TimeValue,
    Field.PLACE: Place,
    Field.WEAPONS: Weapon,
    Field.ROUNDS: Rounds,
    Field.VICTIMS: VictimGroup,
    Field.TARGETS: Target,
    Field.ACCUSATIONS: Accusation,
    Field.RESPONSIBILITY_TAKEN: ResponsibilityTaken,
    Field.DENIALS: Denial,
    Field.DEMANDS: Demand,
    Field.RELATED_EVENTS: RelatedEvent,
    Field.PERSONS: PersonFact,
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a claim does to another, with the words that say so (None where only their dates and voices do)."""

    kind: RelationKind
    claim_id: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One value for one field, as one chain tells it.

    value: of the type that `VALUE_TYPES` gives for the field; None only with `cannot_confirm` or `doubts`
    (the voice gives no value, which is not zero).
    chain: voice ids, outlet first. origin: its last voice, None where the outlet tells it in its own voice.
    rests_on: the deepest voice we can reach, None like origin. quote: the text at span, exactly.
    wording: the words of the value itself. undecided: voices it may be, the likeliest first.
    headline: stands in a title or standfirst; counts for nothing as support.
    confidence: the reader's own, in [0, 1], two decimals; not how likely the claim is true.
    judged: ids of the judgements that made it what it is, or confirmed it, sorted; empty as the reader left it.
    """

    claim_id: str
    field: Field
    value: Value | None
    stance: Stance
    report_id: str
    attribution_id: str | None
    chain: tuple[str, ...]
    origin: str | None
    rests_on: str | None
    span: Span
    quote: str
    wording: str
    hedged: bool = False
    carried_on: bool = False
    undecided: tuple[str, ...] = ()
    how: How = How.INDIRECT
    headline: bool = False
    confidence: float = 1.0
    relations: tuple[Relation, ...] = ()
    judged: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(len(self.quote) == self.span.end - self.span.start, f"quote and span differ: {self.quote!r}")
        if self.value is None:
            _require(
                self.stance in (Stance.CANNOT_CONFIRM, Stance.DOUBTS),
                f"{self.field}: only a voice that cannot confirm or doubts gives no value",
            )
        else:
            _require(
                type(self.value) is VALUE_TYPES[self.field],
                f"{self.field} takes {VALUE_TYPES[self.field].__name__}, not {type(self.value).__name__}",
            )
        if isinstance(self.value, Count):
            _require(self.value.kind is self.field, f"a count of {self.value.kind} in {self.field}")
        _require(0.0 <= self.confidence <= 1.0, f"confidence {self.confidence} is outside [0, 1]")


@dataclass(frozen=True, slots=True)
class Lead:
    """What could settle a question, where the text points at it. minor: of little weight or hard to use."""

    kind: LeadKind
    what: str
    report_id: str
    span: Span
    quote: str
    chain: tuple[str, ...]
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What marks an incident off from the next, to link its accounts by: no claims, and nothing that a record shows.

    places: keys of the small places told around it, sorted. words: keys of its rarest words with their weights, sorted;
    the squares of the weights come to 1, rounding aside.
    """

    places: tuple[str, ...] = ()
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """An incident as one report tells it; on screen "as told by OUTLET".

    background: the report only mentions the incident in passing: a link to it, not an account of it.
    """

    account_id: str
    report_id: str
    claims: tuple[Claim, ...]
    leads: tuple[Lead, ...] = ()
    background: bool = False
    marks: Marks = Marks()

    def told(self, of: Field) -> tuple[Claim, ...]:
        """Return the account's claims about one field, in order of the text."""
        return tuple(claim for claim in self.claims if claim.field is of)


@dataclass(frozen=True, slots=True)
class RecordWarning:
    """What a reader of the record should know first; claim_ids: what it rests on, sorted.

    incident_id: of another incident that it is about, or "".
    """

    code: WarningCode
    text: str
    claim_ids: tuple[str, ...] = ()
    incident_id: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one version of the reader found in one report: kept, so that a record can be built again.

    accounts: in order of the text; voices: the report's own, outlet first; warnings: about the report itself.
    own_date: when its own first lines say that it came out, with the year; None where they do not.
    """

    report_id: str
    reader: str
    voices: tuple[Voice, ...]
    attributions: tuple[Attribution, ...]
    accounts: tuple[Account, ...]
    warnings: tuple[RecordWarning, ...] = ()
    set_aside: SetAside | None = None
    own_date: DateValue | None = None


# ---------------------------------------------------------------- what a case comes to


@dataclass(frozen=True, slots=True)
class Derivation:
    """The rule by which a reading was worked out, and the claims that went in."""

    rule: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one field in one stance, with every claim of it, sorted by id."""

    reading_id: str
    value: Value | None
    stance: Stance
    claims: tuple[Claim, ...]
    derived: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A named victim, joined over the reports of an incident.

    name_forms: every form told, the fullest first. readings: of PersonFact values, one per aspect, told thing and
    stance, rivals side by side; in the order of PersonAspect. released: id of the judgement by which the name may
    go out, or None.
    """

    person_id: str
    name_forms: tuple[str, ...]
    readings: tuple[Reading, ...]
    released: str | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something that a case's method, or a judgement, leaves out of what is counted, and why.

    id: of a report, a claim or an incident. quote: the words of a claim, else "". by: a judgement's id, or None.
    """

    id: str
    reason: ExclusionReason
    text: str
    quote: str = ""
    by: str | None = None


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many independent origins, at least and at most."""

    low: int
    high: int

    def __post_init__(self) -> None:
        _require_interval(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind a field: never one number. sides: names, sorted; first_hand: voice ids, sorted."""

    pages: int
    voices: int
    origins: OriginCount
    sides: tuple[str, ...]
    first_hand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a person found of one value of a field. It chooses nothing, and no status follows from it.

    standard: the case's standard of proof, by which it was found; made_at: an RFC 3339 time.
    """

    judgement_id: str
    found: Assessed
    value: Value
    standard: str
    by: str
    made_at: str
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a field stands, and why. value: what a policy or judgement chose, None where none did.

    An accusation's standing never has a value. grounds: one sentence in words; method: the rule or policy.
    side_divided: the sides and bodies of which voices give values in force that cannot all hold, sorted by name.
    assessments: what persons found of its values, one a value, in the order of the readings; empty: unassessed.
    """

    status: Status
    support: Support
    grounds: str
    method: str
    value: Value | None = None
    side_divided: tuple[str, ...] = ()
    assessments: tuple[Assessment, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """All readings of one field, rivals side by side, and how it stands."""

    readings: tuple[Reading, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class OriginClass:
    """Voices that count as one origin. may_join: class ids that were not shown to differ from this one, the first of
    them where they are very many; may_join_more: how many more there are."""

    class_id: str
    voices: tuple[str, ...]
    joined: tuple[Joined, ...]
    may_join: tuple[str, ...] = ()
    may_join_more: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one side in the course of time. superseded: the same side has put it right or raised it.

    until: the EDTF day from which it is out of force; None while it holds, or where the day is not known. in_own_text:
    the text that tells it calls it overtaken.
    """

    claim_ids: tuple[str, ...]
    value: Count
    as_of: str | None
    voices: tuple[str, ...]
    superseded: bool = False
    note: str = ""
    until: str | None = None
    in_own_text: bool = False


@dataclass(frozen=True, slots=True)
class SideFigures:
    """What one side says, oldest first. side: None for voices whose side is undecided.

    divided: figures in force within the side that cannot all hold.
    """

    side: str | None
    figures: tuple[Figure, ...]
    divided: bool


@dataclass(frozen=True, slots=True)
class Toll:
    """One kind of count as it is told by whom. ever_told: lowest and highest of every stated figure.

    Vague and derived figures enter no range. unsourced: what outlets give in their own voice.
    no_figure: voice ids that say they cannot confirm how many.
    """

    kind: Field
    sides: tuple[SideFigures, ...]
    unsourced: tuple[Figure, ...]
    no_figure: tuple[str, ...]
    lowest: int | None
    highest: int | None


@dataclass(frozen=True, slots=True)
class StemmaEdge:
    """Who has it from whom: `teller` has it from `told_by`. Both are report ids or voice ids."""

    teller: str
    told_by: str
    kind: EdgeKind
    why: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties two accounts of an incident: how likely they are of one, in [0, 1], and why, in words; what speaks
    against it stands last. left < right."""

    left: str
    right: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another incident that has to do with this one, and is not it. why: in words."""

    incident_id: str
    kind: RelatedKind
    why: str


@dataclass(frozen=True, slots=True)
class ToldBy:
    """One account in a record: which report, and what of it. copy_of: the report whose text it carries on."""

    account_id: str
    report_id: str
    outlet: str | None
    published: str | None
    kind: ReportKind
    background: bool
    claim_ids: tuple[str, ...]
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class ActType:
    """A sort of act of the taxonomy (docs/taxonomy.md), shipped with Tellings or a case's own.

    name: "family/kind", or the family for its general word. words: phrases that tell it, with wildcards as there.
    violent: whether it is violence by itself. general: whether it is its family's general word. acled to huridocs: the
    nearest term of that codebook, as it spells it; empty where none fits. In a case's method, one that bears a shipped
    name adds words to that type, and terms where it has none.
    """

    name: str
    meaning: str
    words: tuple[str, ...]
    violent: bool = True
    general: bool = False
    acled: str = ""
    ucdp: str = ""
    muc4: str = ""
    plover: str = ""
    huridocs: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """What one of a case's levels of confirmation asks for, at least: how many voices, independent origins, sides and
    first-hand voices. 0: nothing."""

    name: str
    voices: int = 0
    origins: int = 0
    sides: int = 0
    first_hand: int = 0


@dataclass(frozen=True, slots=True)
class Method:
    """A case's method.toml, printed in every record. Empty strings: not told.

    policy: a word of `Policy`; "none" in records from before there were policies, which is `range`. preferred_voices:
    whom `preferred-voices` takes figures from, in order. levels: what the levels of confirmation ask for, weakest
    first; a level that is not there is a person's to give.

    What follows `contact` leaves things out: countries (ISO 3166, two letters; empty: any) and the period leave out
    incidents, excluded_types too; excluded_outlets and excluded_kinds leave out reports, excluded_statuses counts.
    own_types: the sorts of act that the case adds to the taxonomy, in the file's order.
    """

    title: str = ""
    incident_definition: str = ""
    period_from: str = ""
    period_to: str = ""
    area: str = ""
    who_is_counted: str = ""
    standard_of_proof: str = ""
    confirmation_levels: tuple[str, ...] = ()
    policy: str = Policy.RANGE.value
    contact: str = ""
    countries: tuple[str, ...] = ()
    excluded_types: tuple[str, ...] = ()
    excluded_outlets: tuple[str, ...] = ()
    excluded_kinds: tuple[str, ...] = ()
    excluded_statuses: tuple[str, ...] = ()
    own_types: tuple[ActType, ...] = ()
    preferred_voices: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody a case knows by name, from its actors.toml.

    aliases: other names of the same voice. members: words; a voice that a text describes with them belongs to
    the actor's side without being this voice ("an interior ministry official").
    """

    name: str
    kind: VoiceKind
    side: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actors:
    """A case's actors.toml: its sides, in the file's order, and who belongs to them.

    within: side -> the side that it lies within; no circle.
    """

    sides: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    within: Mapping[str, str] = field(default_factory=dict)

    def outermost(self, side: str) -> str:
        """Return the widest side that a side lies within: two voices with one such side are of one side."""
        while side in self.within:
            side = self.within[side]
        return side


@dataclass(frozen=True, slots=True)
class HeldBack:
    """How much masking leaves out until a person decides: accusations, leads; and how many names it replaces."""

    accusations: int = 0
    leads: int = 0
    names: int = 0


@dataclass(frozen=True, slots=True)
class RecordGrade:
    """What an incident comes to by a published rule. It is computed here, and nobody's own finding.

    grade: a word of the scheme's, or None where the rule asks for what no text tells. why: in one sentence; it names
    nobody.
    """

    scheme: GradeScheme
    grade: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Review:
    """How far persons have got with an incident.

    stage: that of the latest judgement about any of its accounts; NEW where there is none, and then all that follows
    is empty. accounts: ids of those that the incident had when it was made, sorted; gained: those that it has since,
    lost: those that it has no more; an account that is read otherwise is another. told_otherwise: what it tells is not
    what it told then. differing: other stages of its accounts, by earlier judgements, in the order of the list.
    unreviewed: how many figures and accusations no person has confirmed or corrected; counted whatever the stage.
    """

    stage: ReviewStage = ReviewStage.NEW
    judgement_id: str = ""
    by: str = ""
    made_at: str = ""
    why: str = ""
    accounts: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    told_otherwise: bool = False
    differing: tuple[ReviewStage, ...] = ()
    unreviewed: int = 0

    @property
    def changed_since(self) -> bool:
        """Whether the incident is another than the one that the stage was given to."""
        return bool(self.gained or self.lost or self.told_otherwise)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of a lead, by the latest judgement on it. note: the judgement's reason."""

    lead_id: str
    state: LeadState
    note: str
    judgement_id: str
    by: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Record:
    """One incident: every reading of every field, who stands behind it, and what would settle it.

    judgements: those in force that bear on it, sorted by id. excluded: claims left out, each with its reason, sorted
    by id. out_of_scope: why the method leaves the incident as a whole out of what is counted, or None. held_back: what
    masking left out; nothing in a record that is not masked. ties: what holds its accounts together, a tree or, where a
    person joined some, less; sorted. related: incidents of the same build that it has to do with; sorted. follow_ups:
    what became of its leads, sorted by the lead's id; one that nobody followed has none and is open. They stand beside
    the leads, which are what the reader found.
    """

    incident_id: str
    title: str
    method: Method
    fields: dict[Field, FieldRecord]
    accounts: tuple[ToldBy, ...]
    persons: tuple[Person, ...]
    voices: tuple[Voice, ...]
    origins: tuple[OriginClass, ...]
    tolls: tuple[Toll, ...]
    stemma: tuple[StemmaEdge, ...]
    leads: tuple[Lead, ...]
    warnings: tuple[RecordWarning, ...]
    reader: str
    policy: str = Policy.RANGE.value
    schema: str = SCHEMA
    judgements: tuple["Judgement", ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    out_of_scope: Exclusion | None = None
    held_back: HeldBack = HeldBack()
    ties: tuple[Tie, ...] = ()
    related: tuple[Related, ...] = ()
    grades: tuple[RecordGrade, ...] = ()
    review: Review = Review()
    follow_ups: tuple[FollowUp, ...] = ()

    def __post_init__(self) -> None:
        accusations = self.fields.get(Field.ACCUSATIONS)
        standing = accusations.standing if accusations is not None else None
        _require(
            standing is None or standing.value is None,
            "an accusation is never chosen: its standing has no value",
        )
        _require(standing is None or not standing.assessments, "an accusation is never assessed")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a judgement names: a report, claim, account, voice, lead, name or passage, with the words to find it again.

    kind: a word of LeafKind. before, after: up to 32 code points of the text on either side of the quote.
    report_id: the report it stands in, "" in judgements from before it was kept. field: of a claim, else "".
    """

    kind: str
    id: str
    quote: str = ""
    before: str = ""
    after: str = ""
    report_id: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about one leaf or two; only ever added. made_at: an RFC 3339 time.

    right: the second leaf of `same` and `different`, else None. aspect: of a correction, what it puts right ("value",
    "stance", "words", "field" or "voice" of a claim, "connection" or "access" of a voice), else "". was, now: the value
    as `codec.to_text` writes it (a word of a closed list as it is), before and after; "" where there is nothing to say;
    `judging.forms` has their other forms. replaces: ids of judgements that hold no longer once this one does; of two
    on one matter that do not name each other the later by (made_at, judgement_id) holds.
    """

    judgement_id: str
    verdict: Verdict
    left: Leaf
    right: Leaf | None
    by: str
    made_at: str
    why: str
    aspect: str = ""
    was: str = ""
    now: str = ""
    replaces: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        is_pair = self.verdict in (Verdict.SAME, Verdict.DIFFERENT)
        _require(
            is_pair == (self.right is not None), f"{self.verdict} is about {'two' if is_pair else 'one'}"
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a build changed in one record.

    incident_id: as the build made it; of one that is gone, as it was. was_ids: the incidents of the build before that
    it came from, the one that it shares most with first: what was, was of that one. field: None where it is of no one
    field. was, now: a word of `Status` or `ReviewStage`, or a range of figures ("3..8"); "" for all other kinds and for
    nothing. text:
    in words, without the name of a person. claim_ids: what it rests on, sorted; report_ids: reports that came or went.
    """

    incident_id: str
    was_ids: tuple[str, ...]
    kind: ChangeKind
    field: Field | None
    text: str
    was: str = ""
    now: str = ""
    claim_ids: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a run comes to: the reports, what the reader found in each, the records, and what was set aside.

    reports, extractions: one to one, sorted by report id. records: sorted by their earliest date, then id.
    excluded: reports that the method leaves out, sorted by id. judgements: those in force that have a place, sorted by
    id, their leaves naming what stands there today. masked: persons stand under pseudonyms, and what a
    person has not confirmed or released is left out; held_back: how much.
    """

    reports: tuple[Report, ...]
    extractions: tuple[Extraction, ...]
    records: tuple[Record, ...]
    set_aside: tuple[SetAside, ...]
    excluded: tuple[Exclusion, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    masked: bool = False
    held_back: HeldBack = HeldBack()

    @property
    def own_types(self) -> tuple[ActType, ...]:
        """The sorts of act that the case of its records adds to the taxonomy."""
        return self.records[0].method.own_types if self.records else ()
