"""Which edges the stemma has, and why."""

from dataclasses import replace

from tellings.model import Actors, Claim, StemmaEdge
from tellings.reconcile.descent import trace_descent
from tellings.reconcile.resting import in_voices_of_the_case
from tellings.reconcile.stemma import credited_voices, draw_edges
from tellings.resolve.voices import VoiceMap, resolve_voices
from tellings.vocabulary import EdgeKind
from tests.builders import Page, page, said


def drawn(*pages: Page, headline: str | None = None) -> tuple[tuple[StemmaEdge, ...], VoiceMap]:
    """Return the edges of these pages and their voices. headline: claims of this field stand in headlines."""
    reports, extractions = [one.report for one in pages], [one.extraction for one in pages]
    descent = trace_descent(reports, extractions)
    voices = resolve_voices(reports, extractions, Actors(), same_text=descent.same_text)
    claims: list[Claim] = [
        replace(claim, headline=claim.field == headline) for one in pages for claim in one.claims()
    ]
    edges = draw_edges(
        in_voices_of_the_case(claims, voices),
        voices,
        reports={one.report_id: one for one in reports},
        attributions={},
        descent=descent,
    )
    return edges, voices


def test_each_agency_that_a_line_credits_has_an_edge_with_its_words() -> None:
    text = "6 (killed), a medic.\nBased on reporting by AP and Reuters\n"
    told = page("B", said("killed", "6", "a medic"), text=text)
    edges, voices = drawn(told)
    descent = trace_descent([told.report], [told.extraction])
    made = {voice.voice_id: voice.name for voice in credited_voices(descent.credits, voices)}
    credits = [edge for edge in edges if edge.kind is EdgeKind.CREDITS]
    assert sorted(made[edge.told_by] or "" for edge in credits) == ["AP", "Reuters"]
    assert {edge.why for edge in credits} == {
        "says “Based on reporting by AP and Reuters”; for part of its text"
    }


def test_an_agency_that_speaks_in_the_incident_is_credited_as_that_voice() -> None:
    told = page(
        "B",
        said("killed", "6", "Reuters", "a medic"),
        text="6 (killed), Reuters told a medic.\nAP and Reuters contributed to this report.\n",
        voices={"Reuters": {"kind": "agency"}},
    )
    _, voices = drawn(told)
    descent = trace_descent([told.report], [told.extraction])
    assert [voice.name for voice in credited_voices(descent.credits, voices)] == ["AP"]


def test_a_voice_that_a_headline_alone_credits_has_no_edge() -> None:
    told = page("B", said("killed", "6", "The Post"), said("injured", "9", "a medic"))
    edges, voices = drawn(told, headline="killed")
    names = {voices.of(edge.told_by).name for edge in edges}
    assert names == {"a medic"}


def test_a_headline_that_the_body_bears_out_changes_nothing() -> None:
    told = page("B", said("killed", "6", "a medic"), said("injured", "9", "a medic"))
    edges, voices = drawn(told, headline="killed")
    assert [voices.of(edge.told_by).name for edge in edges] == ["a medic"]


def test_whoever_told_it_to_the_writer_has_an_edge() -> None:
    told = page(
        "B",
        said("killed", "6", "Karim Hadad"),
        text="Karim Hadad, as told to Jana Holt\n6 (killed), Karim Hadad.\n",
    )
    edges, _ = drawn(told)
    assert [edge.kind for edge in edges] == [EdgeKind.TELLS]
