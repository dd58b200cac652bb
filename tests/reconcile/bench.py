"""What the tests of this folder share: pages, brought as far as their claims in the voices of the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tellings.model import Actor, Actors, Claim, Judgement, Reading, Report, Standing, Support, Toll
from tellings.reconcile.independence import Origins, find_origins, support_of
from tellings.reconcile.overtaken import Overtaken, superseded_by_sums, superseded_claims
from tellings.reconcile.readings import derive_readings, field_of, gather_readings
from tellings.reconcile.relations import relate_claims
from tellings.reconcile.resting import in_voices_of_the_case, rest_claims
from tellings.reconcile.standing import judge_standing
from tellings.reconcile.tolls import count_toll
from tellings.resolve.voices import VoiceMap, resolve_voices
from tellings.vocabulary import Field, VoiceKind
from tests.builders import Page

ACTORS = Actors(
    sides=("North", "South"),
    actors=(
        Actor(
            "Northern Council",
            VoiceKind.ORGANISATION,
            "North",
            ("NC",),
            ("a council spokesman", "council residents"),
        ),
        Actor("Northern Guard", VoiceKind.ARMED_GROUP, "North"),
        Actor(
            "Southern Ministry",
            VoiceKind.STATE_BODY,
            "South",
            ("the ministry",),
            ("a ministry official", "an army officer"),
        ),
        Actor("Relief Watch", VoiceKind.ORGANISATION),
    ),
)


@dataclass(frozen=True)
class Bench:
    """One incident, reconciled step by step."""

    claims: tuple[Claim, ...]
    voices: VoiceMap
    origins: Origins
    reports: Mapping[str, Report]
    sums: tuple[Reading, ...]
    superseded: Mapping[str, Overtaken]

    def name(self, voice_id: str | None) -> str | None:
        return self.voices.of(voice_id).name if voice_id is not None else None

    def rests(self, field: str = "killed") -> list[str | None]:
        """Return the names of those on whom the claims of a field rest, sorted."""
        return sorted((self.name(c.rests_on) for c in self.claims if c.field == field), key=str)

    def support(self, field: str = "killed") -> Support:
        return support_of([c for c in self.claims if c.field == field], self.origins, self.voices)

    def readings(self, field: str = "killed") -> tuple[Reading, ...]:
        canonical = self.voices.book.canonical
        return gather_readings((c for c in self.claims if c.field == field), canonical=canonical)

    def standing(self, field: str = "killed") -> Standing:
        return judge_standing(
            self.readings(field),
            origins=self.origins,
            voices=self.voices,
            superseded=self.superseded,
            claims=self.claims,
        )

    def toll(self, kind: Field = Field.KILLED) -> Toll:
        return count_toll(
            kind,
            self.claims,
            sums=[one for one in self.sums if field_of(one) is kind],
            superseded=self.superseded,
            voices=self.voices,
            reports=self.reports,
        )


def bench(
    *pages: Page,
    actors: Actors = ACTORS,
    same_text: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
) -> Bench:
    """Return these pages as one incident. judgements: on its voices."""
    text = same_text or {}
    reports = {page.report.report_id: page.report for page in pages}
    voices = resolve_voices(
        list(reports.values()),
        [page.extraction for page in pages],
        actors,
        same_text=text,
        judgements=judgements,
    )
    told = [claim for page in pages for claim in page.claims()]
    rested = rest_claims(in_voices_of_the_case(told, voices), voices)
    claims = relate_claims(rested, voices, reports)
    sums = derive_readings(claims)
    superseded = {
        **superseded_by_sums(sums, claims, voices, reports),
        **superseded_claims(claims, voices, reports),
    }
    origins = find_origins(claims, voices, same_text=text, judgements=judgements)
    return Bench(claims, voices, origins, reports, sums, superseded)
