"""Put right what was read of one claim, or of one voice.

In:   a claim or a voice as the reader left it, and the corrections that hold for it, one a matter.
Out:  the claim or voice as corrected, with the corrections that could not be applied, each with why.
Holds: a claim keeps its id. Corrections that fit only together are applied together; one that fits with nothing is
left out alone. A value that was given before another field was is given up with the old field.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.errors import BrokenPromise
from tellings.judging.fitting import read_value, value_from, wording_of
from tellings.judging.force import Matter, made
from tellings.judging.forms import Chain, InField, Words, read_form
from tellings.judging.places import Lost, misfit
from tellings.judging.retelling import Retelling
from tellings.model import ActType, Claim, Judgement, Value, Voice
from tellings.vocabulary import Access, Connection, Field, Stance

CORRECTING = (Matter.WORDS, Matter.CHAIN, Matter.FIELD, Matter.VALUE, Matter.STANCE)
_PROTECTED = (Connection.VICTIM, Connection.WITNESS, Connection.RELATIVE)
_Change = dict[str, Value | Stance | Field | None]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A claim as corrected. lost: corrections that do not fit; overtaken: those that a later one of another matter
    ended."""

    claim: Claim
    lost: tuple[tuple[Judgement, Lost], ...] = ()
    overtaken: tuple[Judgement, ...] = ()


def correct_claim(
    claim: Claim,
    holding: Mapping[Matter, Judgement],
    retelling: Retelling,
    *,
    own_types: tuple[ActType, ...] = (),
) -> Corrected:
    """Return a claim with the corrections that hold for it. retelling: of its report."""
    work = _Correcting(claim, retelling, own_types)
    if Matter.WORDS in holding:
        work.words(holding[Matter.WORDS])
    if Matter.CHAIN in holding:
        work.chain(holding[Matter.CHAIN])
    if Matter.FIELD in holding:
        work.field(holding[Matter.FIELD])
    if Matter.VALUE in holding:
        work.value(holding[Matter.VALUE])
    if Matter.STANCE in holding:
        work.stance(holding[Matter.STANCE])
    return work.corrected()


class _Correcting:
    """Takes the corrections of one claim: place and chain at once, then field, value and stance together."""

    def __init__(self, claim: Claim, retelling: Retelling, own_types: tuple[ActType, ...]) -> None:
        self.claim = claim
        self.retelling = retelling
        self.own_types = own_types
        self.told_in = claim.field
        self.other_field: Judgement | None = None
        self.changes: list[tuple[Judgement, _Change]] = []
        self.lost: list[tuple[Judgement, Lost]] = []
        self.overtaken: list[Judgement] = []

    def words(self, one: Judgement) -> None:
        told = read_form(Words, one.now)
        span = (
            self.retelling.span(told)
            if told is not None
            else misfit("the correction holds no words of the text")
        )
        if isinstance(span, Lost):
            self.lost.append((one, span))
        else:
            self.claim = _judged(self.retelling.moved(self.claim, span), one)

    def chain(self, one: Judgement) -> None:
        told = read_form(Chain, one.now)
        chain = (
            self.retelling.chain(told.chain) if told is not None else misfit("the correction holds no chain")
        )
        if isinstance(chain, Lost):
            self.lost.append((one, chain))
        else:
            self.claim = _judged(self.retelling.told_by(self.claim, chain), one)

    def field(self, one: Judgement) -> None:
        told = read_form(InField, one.now)
        if told is None:
            self.lost.append((one, misfit("the correction holds no value of another field")))
            return
        value = value_from(
            told.value,
            told.field,
            wording=wording_of(self.claim),
            text=self.retelling.report.text,
            own_types=self.own_types,
        )
        if isinstance(value, str):
            self.lost.append((one, misfit(f"the correction does not fit the field {told.field}: {value}")))
            return
        self.told_in, self.other_field = told.field, one
        self.changes.append((one, {"field": told.field, "value": value}))

    def value(self, one: Judgement) -> None:
        if self.other_field is not None and made(one) < made(self.other_field):
            self.overtaken.append(one)
            return
        text = self.retelling.report.text
        value = read_value(self.claim, one.now, text=text, own_types=self.own_types, told_in=self.told_in)
        if isinstance(value, str):
            self.lost.append((one, misfit(f"the correction does not fit the field {self.told_in}: {value}")))
        else:
            self.changes.append((one, {"value": value}))

    def stance(self, one: Judgement) -> None:
        if one.now in set(Stance):
            self.changes.append((one, {"stance": Stance(one.now)}))
        else:
            self.lost.append((one, misfit(f"the correction's {one.now!r} is no stance")))

    def corrected(self) -> Corrected:
        """Return the claim: all of field, value and stance at once, or those that can stand alone."""
        at_once = _changed(self.claim, self.changes)
        if at_once is not None:
            return Corrected(at_once, tuple(self.lost), tuple(self.overtaken))
        now = self.claim
        for row in self.changes:
            after = _changed(now, [row])
            if after is None:
                fact = "value and stance as corrected do not go together"
                step = "only a voice that cannot confirm or doubts gives no value"
                self.lost.append((row[0], misfit(fact, step)))
            else:
                now = after
        return Corrected(now, tuple(self.lost), tuple(self.overtaken))


def _judged(claim: Claim, judgement: Judgement) -> Claim:
    return replace(claim, judged=tuple(sorted({*claim.judged, judgement.judgement_id})))


def _changed(claim: Claim, changes: Sequence[tuple[Judgement, _Change]]) -> Claim | None:
    """Return a claim with these changes, None where they break what a claim holds."""
    both: _Change = {}
    for _, change in changes:
        both |= change
    ids = {judgement.judgement_id for judgement, _ in changes}
    try:
        return replace(claim, judged=tuple(sorted({*claim.judged, *ids})), **both)  # type: ignore[arg-type]
    except BrokenPromise:
        return None


# ---------------------------------------------------------------- voices


def unfit_for_voice(aspect: str, now: str) -> Lost | None:
    """Return why a voice cannot have this corrected, None where it can. "" is no connection."""
    words = {"connection": {*Connection, ""}, "access": {*Access}}.get(aspect)
    if words is None:
        return misfit(f"{aspect!r} of a voice cannot be corrected: its connection and its access can")
    if now not in words:
        return misfit(f"{now!r} is no {aspect} of a voice: use {', '.join(sorted(words - {''}))}")
    return None


def correct_voice(voice: Voice, *, connection: Judgement | None, access: Judgement | None) -> Voice:
    """Return a voice as corrected; what it comes to in its record, `resolve.voices` says."""
    if connection is not None:
        now = Connection(connection.now) if connection.now else None
        voice = replace(voice, connection=now, protected=voice.protected or now in _PROTECTED)
    return replace(voice, access=Access(access.now)) if access is not None else voice
