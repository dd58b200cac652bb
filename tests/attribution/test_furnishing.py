"""Certainty, manner, listener and document of a telling, from its spans alone."""

import pytest

from tellings.attribution.furnishing import furnish_all
from tellings.attribution.rules import read_tellings
from tellings.text.segment import segment
from tests.attribution.marked import furnished
from tests.builders import report

HEDGED = [
    "{S Police} {C said} {K the shells apparently came from the hill}.",
    "{K The ferry} {C is believed to} {K have been hit by a mine}.",
    "{S Police} {C said} {K the ferry may have been hit}.",
    "{S The mayor} {C reportedly said} {K the pier was mined}.",
    "{S Police} {C said} {K it was believed that the pier was mined}.",
    "{S Police} {C said} {K two suspected rebels were held}.",
    "{S Police} {C said} {K the shells appeared to come from the hill}.",
    "{K The toll} {C could not be verified}.",
    "{S Police} {C said} {K the toll was unconfirmed}.",
    "{K The envoy} {C is said to} {K have left}.",
    "{S She} {C thinks} {K the army fired}.",
    "{S The mayor} {C believes} {K the shells came from the hill}.",
    "{S Police} {C said} {K a mine was the likely cause}.",
    "{S Voss} {C said} {K that as far as he knew all had left}.",
    "{K “I think they came from the sea,”} {S Voss} {C said}.",
    "{S Voss} {C said} {K there might be more dead}.",
    "{C It is rumoured that} {K the mayor has fled}.",
    "{S Voss} {C guessed} {K that 40 people were on board}.",
    "{S The mayor} {C seemed to suggest} {K that the army had fired}.",
    "{S Police} {C said} {K it was possible that a mine had drifted in}.",
    "{S Police} {C said} {K it could have been a mine}.",
    "{S Police} {C said} {K the alleged gunman had fled}.",
]
PLAIN = [
    "{S Voss} {C said} {K six had died}.",
    "{S Police} {C said} {K the fire began on 3 May}.",
    "{S Police} {C said} {K that in May a pier had burned}.",
    "{S Police} {C said} {K that the “Likely Lads” cafe had closed}.",
    "{S The mayor} {C said} {K {I a witness} {I thought} {I the shells were probably ours}}.",
    "{S Police} {C said} {K a suspect had been arrested}.",
    "{S Police} {C said} {K he had appeared in court}.",
    "{S Police} {C said} {K the camp, where six people allegedly died, had been shelled}.",
    "{S The front} {C claims} {K that six died}.",
    "{S The front} {C alleged} {K that the army had fired}.",
    "{S Voss} {C said} {K the army’s might had grown}.",
    "{S Voss} {C said} {K at least six had died}.",
    "{S The council} {C did not say} {K who had fired}.",
    "{S The mayor} {C said} {K the ferry could carry 40 people}.",
]


@pytest.mark.parametrize("marked", HEDGED)
def test_a_hedge_at_the_level_of_the_telling_hedges_it(marked: str) -> None:
    assert furnished(marked)[0].hedged


@pytest.mark.parametrize("marked", PLAIN)
def test_what_is_no_hedge_or_stands_elsewhere_hedges_nothing(marked: str) -> None:
    assert not furnished(marked)[0].hedged


HOW = {
    "direct": [
        "{K “It was a raid,”} {S Voss} {C said}.",
        "{S Voss} {C said} {K the raid was “an act of war against every family of this island”}.",
        "{K “They came at night,”} {S Voss} {C said}. {K “They burned the pier.”}",
        "{K ''They came at night,''} {S Voss} {C said}.",
        "{K ‘They came at night,’} {S Voss} {C said}.",
        "{S Voss} {C said}: {K “They came at night and burned the pier.}",
        "{S The mayor} {C posted on Facebook}: {K “The pier is gone.”}",
        "“{K They came at night},” {S Voss} {C said}.",
        "{K “They came at night,”} {S the council} {C said in a statement}.",
    ],
    "indirect": [
        "{S Voss} {C said} {K it was a “cowardly” raid on the pier}.",
        "{S Voss} {C said} {K the pier had burned}.",
        "{S The mayor} {C told AFP} {K that the pier had burned}.",
        "{S A letter carrier} {C said} {K that the pier had burned}.",
        "{S The radio operator} {C said} {K that the pier had burned}.",
        "{S Voss, who works for Radio Osk,} {C said} {K the pier had burned}.",
        "{S The daily Osk Post} {C reported} {K that the pier had burned}.",
        "{S The mayor} {C said in an interview} {K that the pier had burned}.",
        "{S The mayor} {C said by telephone} {K that the pier had burned}.",
        "{S Voss} {C said} {K the captains' boats and the fishermen's nets were gone}.",
        "{S Police} {C said} {K the letter had been found in a report}.",
        "{S An officer} {C reported by radio} {K that the pier had burned}.",
        "In a letter to Voss, the council says {S drivers} {C told it} {K that the pier had burned}.",
    ],
    "document": [
        "{S The council} {C said in a statement} {K that the pier had burned}.",
        "{S A statement by the council} {C said} {K the pier had burned}.",
        "{S The council} {C said} {K that the pier had burned} in a letter to the mayor.",
        "In a report published on Monday, {S the council} {C said} {K that the pier had burned}.",
        "{S The mayor} {C tweeted} {K that the pier had burned}.",
        "{S The mayor} {C wrote on Facebook} {K that the pier had burned}.",
        "{S The army} {C said on Telegram} {K that the pier had burned}.",
        "{K The pier had burned}, {C according to} {S a report by the coast guard}.",
        "{S The council} {C said} in a joint statement on Monday {K that the pier had burned}.",
        "{S The front} {C posted} {K that the pier had burned}.",
        "{S A leaked cable} {C shows} {K that the army knew}.",
    ],
    "broadcast": [
        "{S State television} {C said} {K the pier had burned}.",
        "{S Radio Osk} {C reported} {K that the pier had burned}.",
        "{S The mayor} {C told Radio Osk} {K that the pier had burned}.",
        "{S The mayor} {C told} Osk TV {K that the pier had burned}.",
        "{S The president} {C said in a televised speech} {K that the pier had burned}.",
        "{S The president} {C said on state television} {K that the pier had burned}.",
        "{S The brigade} {C said in a telephone call to Osk TV} {K that it had burned the pier}.",
        "In an address on state radio, {S the president} {C said} {K that the pier had burned}.",
    ],
    "hearsay": [
        "{S The mayor} {C had heard} {K that the pier had burned}.",
        "{C Word reached} {S the town} {K that the pier had burned}.",
        "{C There were rumours that} {K the mayor had fled}.",
        "{S She} {C was told} {K that her son was alive}.",
        "{S Relatives} {C have been told} {K that he is dead}.",
        "{S Voss} {C learned from neighbours} {K that the pier had burned}.",
    ],
}


@pytest.mark.parametrize(("how", "marked"), [(how, marked) for how, texts in HOW.items() for marked in texts])
def test_how_the_words_came(how: str, marked: str) -> None:
    assert furnished(marked)[0].how == how


@pytest.mark.parametrize(
    ("listener", "marked"),
    [
        ("AFP", "{S The mayor} {C told AFP} {K that the pier had burned}."),
        ("the Osk Post", "{S The mayor} {C told the Osk Post on Tuesday} {K that the pier had burned}."),
        ("AFP", "{S The mayor} {C told} AFP by telephone {K that the pier had burned}."),
        ("Radio Osk", "{S The mayor} {C said} {K the pier had burned} in an interview with Radio Osk."),
        ("the Osk Post", "{S The mayor} {C said in an interview with the Osk Post} {K that it burned}."),
        ("Osk TV", "In remarks to Osk TV, {S the mayor} {C said} {K the pier had burned}."),
        ("the Centre for Harbours", "{S She} {C told the Centre for Harbours} {K that it burned}."),
        ("the agency", "{K “It burned,”} {S the mayor} {C told the agency}."),
        ("AFP", "{K “It burned,”} {S the mayor} {C told} AFP."),
        ("the Osk Post", "{S The mayor} {C confirmed} to the Osk Post {K that the pier had burned}."),
        (None, "{S The mayor} {C told reporters} {K that the pier had burned}."),
        (None, "{S The mayor} {C told a news conference in Osk} {K that the pier had burned}."),
        (None, "{S The mayor} {C told} {K residents to leave}."),
        (None, "{S The mayor} {C told} parliament on Tuesday {K that the pier had burned}."),
        (None, "THE PIER BURNED, {S THE MAYOR} {C TOLD REPORTERS}. {K IT WAS LATE}."),
        (None, "{S The mayor} {C said} {K the pier had burned}. AFP was told."),
        (None, "{S The mayor} {C told her} {K that Osk had burned}."),
    ],
)
def test_only_a_medium_or_a_body_is_somebody_it_was_told_to(listener: str | None, marked: str) -> None:
    telling, text = furnished(marked)
    assert (telling.told_to and telling.told_to.of(text)) == listener


@pytest.mark.parametrize(
    ("document", "marked"),
    [
        ("a statement", "{S The council} {C said in a statement} {K that the pier had burned}."),
        ("A statement by the council", "{S A statement by the council} {C said} {K the pier had burned}."),
        ("a report", "In a report published on Monday, {S the council} {C said} {K that it burned}."),
        ("its annual report", "{S The council} {C said in its annual report} {K that the pier had burned}."),
        ("a letter", "{S The council} {C said} {K that the pier had burned} in a letter to the mayor."),
        (None, "{S The mayor} {C tweeted} {K that the pier had burned}."),
        (None, "{S The mayor} {C said} {K the pier had burned}."),
        (None, "{S The mayor} {C said in an interview} {K that the pier had burned}."),
        (None, "{S The officer named in the letter} {C said} {K that the pier had burned}."),
    ],
)
def test_the_document_that_the_words_were_put_in_is_kept(document: str | None, marked: str) -> None:
    telling, text = furnished(marked)
    assert (telling.document and telling.document.of(text)) == document


def test_a_telling_of_a_headline_is_marked_and_knows_its_sentence() -> None:
    first, _ = furnished(
        "{S Residents}{C :} {K Pier burned}\n\nThe pier lies in the north of the island, they say."
    )
    second, _ = furnished("Pier burned\n\nIt was late. {S Voss} {C said} {K the pier had burned}.")
    assert (first.headline, first.sentence) == (True, 0)
    assert (second.headline, second.sentence) == (False, 2)


def test_tellings_are_furnished_by_their_own_level_alone() -> None:
    document = segment(report("Voss said that a sailor said the ferry had probably sunk."))
    outer, inner = furnish_all(document, read_tellings(document))
    assert (outer.hedged, inner.hedged) == (False, True)
