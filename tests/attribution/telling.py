"""What a text tells, in words a test can compare. Every text in these tests is invented."""

from dataclasses import dataclass

from tellings.attribution import SpanReader, attribute, rules
from tellings.model import Attribution, Span, Voice
from tellings.text.segment import segment
from tests.builders import report


@dataclass(frozen=True)
class Told:
    """One attribution in words. chain: without the outlet."""

    chain: tuple[str, ...]
    source: str
    cue: str
    content: str
    attribution: Attribution

    @property
    def stance(self) -> str:
        return self.attribution.stance.value

    @property
    def how(self) -> str:
        return self.attribution.how.value


@dataclass(frozen=True)
class Heard:
    """All that a text tells."""

    told: tuple[Told, ...]
    carried: tuple[Told, ...]
    voices: dict[str, Voice]

    def by(self, name: str) -> Told:
        """Return the first telling whose origin has that name."""
        return next(told for told in self.told if told.chain[-1:] == (name,))

    @property
    def origins(self) -> list[str]:
        """Return the origin of each telling, in order; "" for the outlet's own."""
        return [told.chain[-1] if told.chain else "" for told in self.told]


def hear(
    text: str,
    *,
    outlet: str | None = None,
    agency: str | None = None,
    read_spans: SpanReader = rules.read_tellings,
) -> Heard:
    """Return what the text tells, by the rules alone unless another reader is given."""
    document = segment(report(text, outlet=outlet, agency=agency))
    voices, attributions = attribute(document, read_spans=read_spans)
    names = {voice.voice_id: voice.name or "" for voice in voices}

    def told(attribution: Attribution) -> Told:
        return Told(
            chain=tuple(names[voice_id] for voice_id in attribution.chain[1:]),
            source=_words(attribution.source, text),
            cue=_words(attribution.cue, text),
            content=_words(attribution.content, text),
            attribution=attribution,
        )

    return Heard(
        told=tuple(told(a) for a in attributions if not a.carried_on),
        carried=tuple(told(a) for a in attributions if a.carried_on),
        voices={voice.name or "": voice for voice in voices[1:]},
    )


def _words(spans: tuple[Span, ...], text: str) -> str:
    return " ... ".join(" ".join(span.of(text).split()) for span in spans)
