"""Small builders of values for tests. Every text, name and figure in them is invented.

A place is given by its words: `span("six", of=text)`. What is left out is filled in with something plain.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tellings.intake.taken import Original, Taken
from tellings.model import (
    Account,
    Accusation,
    Attribution,
    Claim,
    Count,
    DateValue,
    Demand,
    Denial,
    Extraction,
    IncidentType,
    Judgement,
    Leaf,
    Mention,
    Method,
    Place,
    Record,
    RelatedEvent,
    Report,
    ResponsibilityTaken,
    Rounds,
    Span,
    StageValue,
    Target,
    TimeValue,
    Value,
    VictimGroup,
    Voice,
    Weapon,
    content_id,
)
from tellings.vocabulary import (
    COUNT_FIELDS,
    Access,
    Connection,
    DateBasis,
    Denied,
    Field,
    Naming,
    PersonStatus,
    PlacePrecision,
    Role,
    Stage,
    Stance,
    Verdict,
    VoiceKind,
)

READER = "test-reader-1"

TEXT = (
    "Six people were killed in Ardeh on Monday when shells hit the market, the hospital director Ilka Voss "
    "said. A spokesman for the Northern Council said three had died, and denied that its men had fired.\n"
)


def sha256(data: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of a text's UTF-8 bytes."""
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def report(
    text: str = TEXT, *, outlet: str | None = "The Daily", original: bytes | None = None, **more: Any
) -> Report:
    """Return a report of this text. original: the bytes it came in as, else the text's own.

    more: any other field of Report. The id follows from text and outlet unless it is given.
    """
    more.setdefault("report_id", content_id("report", text, outlet or ""))
    return Report(
        text=text,
        text_sha256=sha256(text),
        original_sha256=sha256(text if original is None else original),
        extractor=more.pop("extractor", "test-1"),
        outlet=outlet,
        **more,
    )


def taken(of: Report, *, original: bytes | None = None, name: str = "report.txt") -> Taken:
    """Return a report as intake hands it on, with the bytes it came from: its text's own unless given."""
    data = of.text.encode() if original is None else original
    return Taken(Original(name=name, data=data, sha256=sha256(data)), of)


def span(words: str, *, of: str | Report, nth: int = 0) -> Span:
    """Return the place of the `nth` occurrence (from 0) of `words` in a text or a report's text.

    Raises: ValueError if they do not stand there.
    """
    text = of if isinstance(of, str) else of.text
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def voice_id(name: str) -> str:
    """Return the id that these builders give the voice of that name."""
    return content_id("voice", name)


def voice(
    name: str | None,
    *,
    within: Report | None = None,
    kind: str = "person",
    naming: str = "named",
    **more: Any,
) -> Voice:
    """Return a voice, mentioned wherever its name stands first in `within`. more: other fields of Voice."""
    if within is not None and name is not None and name in within.text:
        more.setdefault("mentions", (Mention(within.report_id, span(name, of=within), name),))
    more.setdefault("voice_id", voice_id(name or ""))
    return Voice(name=name, kind=VoiceKind(kind), naming=Naming(naming), **more)


def attribution(
    content: str | Sequence[str],
    *,
    within: Report,
    source: str | Sequence[str] = (),
    cue: str | Sequence[str] = (),
    chain: Sequence[str] = ("The Daily",),
    stance: str = "asserts",
    **more: Any,
) -> Attribution:
    """Return an attribution whose fragments are the first places of these words in `within`.

    chain: names, outlet first, origin last. more: other fields of Attribution.
    """
    more.setdefault("attribution_id", content_id("attribution", within.report_id, str(content), *chain))
    return Attribution(
        report_id=within.report_id,
        source=_places(source, within),
        cue=_places(cue, within),
        content=_places(content, within),
        chain=tuple(voice_id(name) for name in chain),
        stance=Stance(stance),
        **more,
    )


def _places(words: str | Sequence[str], within: Report) -> tuple[Span, ...]:
    fragments = [words] if isinstance(words, str) else words
    return tuple(span(fragment, of=within) for fragment in fragments)


def claim(
    field: str,
    words: str,
    *,
    chain: Sequence[str] = ("The Daily", "Ilka Voss"),
    stance: str = "asserts",
    within: Report | None = None,
    quote: str | None = None,
    value: Value | None = None,
    **more: Any,
) -> Claim:
    """Return a claim that tells `words` about a field, through a chain of names, outlet first.

    within: the report it stands in; without one, a report that is nothing but the quote.
    quote: the passage around the words, the words themselves if left out.
    value: made of the words if left out ("12" and "twelve" are counts of 12); none with `cannot_confirm`.
    A chain of the outlet alone has no origin. more: other fields of Claim.
    """
    passage = words if quote is None else quote
    home = report(passage, outlet=chain[0]) if within is None else within
    if value is None and stance not in ("cannot_confirm", "doubts"):
        value = value_of(field, words)
    origin = voice_id(chain[-1]) if len(chain) > 1 else None
    more.setdefault("origin", origin)
    more.setdefault("rests_on", more["origin"])
    more.setdefault("attribution_id", None)
    more.setdefault("claim_id", content_id("claim", home.report_id, field, passage, words, stance, *chain))
    return Claim(
        field=Field(field),
        value=value,
        stance=Stance(stance),
        report_id=home.report_id,
        chain=tuple(voice_id(name) for name in chain),
        span=span(passage, of=home),
        quote=passage,
        wording=words,
        **more,
    )


_NUMBERS = dict(
    zip("zero one two three four five six seven eight nine ten eleven twelve".split(), range(13), strict=True)
)


def value_of(field: str, words: str) -> Value:
    """Return a plain value of a field, made of its words: "six" or "6", "2013-02-09", "Ardeh", ..."""
    of = Field(field)
    if of in COUNT_FIELDS or of is Field.ROUNDS:
        number = int(words) if words.isdigit() else _NUMBERS[words.lower()]
        return Rounds(number, number, words) if of is Field.ROUNDS else Count(of, number, number, words)
    match of:
        case Field.DATE:
            day = date.fromisoformat(words)
            return DateValue(words, day, day, words, DateBasis.STATED)
        case Field.TIME:
            return TimeValue(words, words)
        case Field.PLACE:
            return Place(words, words, PlacePrecision.UNRESOLVED)
        case Field.TYPE:
            return IncidentType("attack/shelling", words)
        case Field.STAGE:
            return StageValue(Stage.HAPPENED, words)
        case Field.WEAPONS:
            return Weapon(words, "artillery", words)
        case Field.VICTIMS:
            return VictimGroup(words, PersonStatus.UNKNOWN, words)
        case Field.TARGETS:
            return Target(words, words)
        case Field.ACCUSATIONS:
            return Accusation(Role.INVOLVED, words, Span(0, len(words)), words)
        case Field.RESPONSIBILITY_TAKEN:
            return ResponsibilityTaken(words, None, None, words)
        case Field.DENIALS:
            return Denial(Denied.INVOLVEMENT, words)
        case Field.DEMANDS:
            return Demand(words)
        case _:
            return RelatedEvent(words, "before", None, words)


def account(claims: Iterable[Claim], **more: Any) -> Account:
    """Return the account that holds these claims, all of one report. more: other fields of Account."""
    held = tuple(claims)
    more.setdefault("account_id", content_id("account", *(one.claim_id for one in held)))
    return Account(report_id=held[0].report_id, claims=held, **more)


def extraction(
    of: Report,
    claims: Iterable[Claim] = (),
    *,
    attributions: Iterable[Attribution] = (),
    voices: Iterable[Voice] = (),
    reader: str = READER,
    **more: Any,
) -> Extraction:
    """Return what a reader found in a report: one account of these claims, none if there are no claims."""
    held = tuple(claims)
    return Extraction(
        report_id=of.report_id,
        reader=reader,
        voices=tuple(voices) or (voice(of.outlet, kind="outlet"),),
        attributions=tuple(attributions),
        accounts=(account(held),) if held else (),
        **more,
    )


def judgement(
    left: Leaf,
    right: Leaf | None = None,
    *,
    verdict: str = "same",
    why: str = "the same shelling",
    **more: Any,
) -> Judgement:
    """Return a person's decision about one leaf, or that two are the same, or differ. more: other fields."""
    told = [
        verdict,
        left.id,
        right.id if right is not None else "",
        why,
        *(str(more[key]) for key in sorted(more)),
    ]
    more.setdefault("judgement_id", content_id("judgement", *told))
    more.setdefault("by", "reviewer-1")
    more.setdefault("made_at", "2024-05-01T12:00:00Z")
    return Judgement(verdict=Verdict(verdict), left=left, right=right, why=why, **more)


def record(incident_id: str, *, title: str = "Shelling of Ardeh", **more: Any) -> Record:
    """Return a record with no readings. more: any other field of Record."""
    empty: dict[str, Any] = {"fields": {}, "method": Method(), "reader": READER}
    for name in ("accounts", "persons", "voices", "origins", "tolls", "stemma", "leads", "warnings"):
        empty[name] = ()
    return Record(incident_id=incident_id, title=title, **{**empty, **more})


# ---------------------------------------------------------------- whole pages, with voices of their own


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a page tells: a value of a field, by voices (the outlet left out), in one sentence."""

    field: str
    words: str
    by: tuple[str, ...]
    stance: str
    value: Value | None
    sentence: str
    more: dict[str, Any]


def said(
    field: str,
    words: str,
    *by: str,
    stance: str = "asserts",
    value: Value | None = None,
    sentence: str | None = None,
    **more: Any,
) -> Said:
    """Return one thing told. by: the voices from the relay nearest to the outlet to the origin; none: own voice.

    sentence: the whole of it, with `words` in it; made up if left out. more: other fields of Claim.
    """
    if value is None and stance not in ("cannot_confirm", "doubts"):
        value = value_of(field, words)
    made = f"{words} ({field.replace('_', ' ')}), {' told '.join(by) or 'as is known here'}."
    return Said(field, words, by, stance, value, made if sentence is None else sentence, more)


@dataclass(frozen=True, slots=True)
class Page:
    """A report with what was read in it."""

    report: Report
    extraction: Extraction

    def claims(self, field: str | None = None) -> tuple[Claim, ...]:
        """Return the claims of all its accounts, or those of one field."""
        held = [claim for one in self.extraction.accounts for claim in one.claims]
        return tuple(claim for claim in held if field is None or claim.field == field)


def page(
    outlet: str | None,
    *told: Said,
    published: str | None = "2024-05-06",
    voices: dict[str, dict[str, Any]] | None = None,
    passing: Iterable[Said] = (),
    text: str | None = None,
    **more: Any,
) -> Page:
    """Return a page that tells these things in one account, and what it tells in `passing` in a background one.

    voices: what is to be known of a voice, by its name: kind, naming, connection, ... Left out, "a ..." is not
    named, "the ... spokesman" is known by role, all else is named; each is a person. Ids are the page's own.
    text: the report's, with every sentence in it; made of the sentences if left out. more: other fields of Report.
    """
    lines = [*told, *passing]
    body = " ".join(one.sentence for one in lines) + "\n" if text is None else text
    made = report(body, outlet=outlet, published=published, **more)
    known: dict[str, Voice] = {}

    def called(name: str | None, **facts: Any) -> str:
        key = name or ""
        if key not in known:
            facts.setdefault("naming", _naming(key))
            facts.update({name: of(facts[name]) for name, of in _FACTS.items() if name in facts})
            known[key] = voice(name, within=made, voice_id=content_id("voice", made.report_id, key), **facts)
        return known[key].voice_id

    facts = voices or {}
    called(outlet, kind="outlet", **facts.get("", {}))
    claims = []
    for one in lines:
        chain = [called(outlet), *(called(name, **facts.get(name, {})) for name in one.by)]
        place = span(one.words, of=body[body.index(one.sentence) :])
        start = body.index(one.sentence) + place.start
        where = Span(start, start + len(one.words))
        held = dict(one.more)
        undecided = tuple(called(name, **facts.get(name, {})) for name in held.pop("undecided", ()))
        claims.append(
            Claim(
                claim_id=content_id(
                    "claim", made.report_id, one.field, str(start), repr(one.value), one.stance
                ),
                field=Field(one.field),
                value=one.value,
                stance=Stance(one.stance),
                report_id=made.report_id,
                attribution_id=None,
                chain=tuple(chain),
                origin=chain[-1] if one.by else None,
                rests_on=chain[-1] if one.by else None,
                span=where,
                quote=where.of(body),
                wording=one.words,
                undecided=undecided,
                **held,
            )
        )
    own, aside = claims[: len(told)], claims[len(told) :]
    accounts = [
        account(held, background=is_aside) for held, is_aside in ((own, False), (aside, True)) if held
    ]
    found = extraction(made, voices=known.values())
    return Page(made, replace(found, accounts=tuple(accounts)))


_FACTS: dict[str, Any] = {"connection": Connection, "access": Access}


def _naming(name: str) -> str:
    if name.startswith(("a spokes", "the ")):
        return "role"
    return "unnamed" if name.split(" ")[0] in ("a", "an", "one", "two", "three", "") else "named"
