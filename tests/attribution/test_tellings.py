"""Source, cue and content in the orders of English news."""

import pytest

from tests.attribution.telling import hear

ORDERS = {
    "source first": (
        "The harbour council said that two ferries were hit on Monday.",
        ("The harbour council", "said", "two ferries were hit on Monday"),
    ),
    "source first, no that": (
        "Police said two ferries were hit.",
        ("Police", "said", "two ferries were hit"),
    ),
    "an adverbial before the source": (
        "On Saturday evening, the harbour council said that two ferries were hit.",
        ("the harbour council", "said", "two ferries were hit"),
    ),
    "an apposition behind the source": (
        "Ilka Voss, a spokeswoman for the harbour council, said that two ferries were hit.",
        ("Ilka Voss, a spokeswoman for the harbour council", "said", "two ferries were hit"),
    ),
    "content first": (
        "Two ferries were hit on Monday, the harbour council said.",
        ("the harbour council", "said", "Two ferries were hit on Monday"),
    ),
    "cue inside the content": (
        "The ferry, the harbour council said, was hit by two rockets.",
        ("the harbour council", "said", "The ferry ... was hit by two rockets"),
    ),
    "inverted": (
        "Two ferries were hit on Monday, said a statement by the harbour council.",
        ("a statement by the harbour council", "said", "Two ferries were hit on Monday"),
    ),
    "inverted in the present": (
        "Two ferries were hit on Monday, states the opposition.",
        ("the opposition", "states", "Two ferries were hit on Monday"),
    ),
    "according to, first": (
        "According to the harbour council, two ferries were hit.",
        ("the harbour council", "According to", "two ferries were hit"),
    ),
    "according to, last": (
        "Two ferries were hit on Monday, according to the harbour council.",
        ("the harbour council", "according to", "Two ferries were hit on Monday"),
    ),
    "it is stated in a document": (
        "In a report by the coast guard it is stated that two ferries were hit.",
        ("a report by the coast guard", "it is stated that", "two ferries were hit"),
    ),
    "a direct quotation": (
        "“Two ferries were hit,” said harbour master Ilka Voss.",
        ("harbour master Ilka Voss", "said", "“Two ferries were hit,”"),
    ),
    "a quoted question": (
        "“Who would fire on a ferry?” Voss asked.",
        ("Voss", "asked", "“Who would fire on a ferry?”"),
    ),
    "by somebody's estimate": (
        "Up to 3,000 people have left the island, by the mayor’s estimate.",
        ("the mayor’s", "estimate", "Up to 3,000 people have left the island"),
    ),
    "a noun cue with by": (
        "An allegation by the opposition that the ferry carried arms went round the town.",
        ("the opposition", "allegation", "the ferry carried arms went round the town"),
    ),
    "a belief without that": (
        "The mayor believes the shells came from the hill.",
        ("The mayor", "believes", "the shells came from the hill"),
    ),
    "a wish": (
        "Residents want the army to leave the harbour.",
        ("Residents", "want", "the army to leave the harbour"),
    ),
    "a name for a thing": (
        "Police called the raid a crime.",
        ("Police", "called", "the raid a crime"),
    ),
    "a toll that is put or given": (
        "Police put the toll at 12.",
        ("Police", "put", "the toll at 12"),
    ),
    "lost commas": (
        "At least 43 people were killed the monitor said.",
        ("the monitor", "said", "At least 43 people were killed"),
    ),
    "a lost comma after a long phrase": (
        "Those killed were mostly fishermen of the villages of the bay the monitor said.",
        ("the monitor", "said", "Those killed were mostly fishermen of the villages of the bay"),
    ),
    "a participle inside the source": (
        "A man wearing the uniform of the army said that two ferries were hit.",
        ("A man wearing the uniform of the army", "said", "two ferries were hit"),
    ),
    "capitals": (
        "TWO FERRIES WERE HIT ON MONDAY, THE HARBOUR COUNCIL SAID.",
        ("THE HARBOUR COUNCIL", "SAID", "TWO FERRIES WERE HIT ON MONDAY"),
    ),
}


@pytest.mark.parametrize(("text", "parts"), ORDERS.values(), ids=ORDERS.keys())
def test_source_cue_and_content_are_found_in_any_order(text: str, parts: tuple[str, str, str]) -> None:
    told = hear(text).told
    assert [(one.source, one.cue, one.content) for one in told] == [parts]


STANCES = {
    "asserts": ("The council said that six had died.", "asserts"),
    "confirms": ("The council confirmed that six had died.", "confirms"),
    "alleges": ("The council alleges that the army fired first.", "alleges"),
    "accuses": ("The council accused the army of firing first.", "alleges"),
    "concedes": ("The army admitted that six had died.", "concedes"),
    "denies": ("The army denied that six had died.", "denies"),
    "denies a thing": ("The army denied the charge.", "denies"),
    "demands": ("The council demanded that the army leave the harbour.", "demands"),
    "calls for": ("The council called for an inquiry into the raid.", "demands"),
    "condemns": ("The council condemned the raid on the harbour.", "condemns"),
    "criticises": ("The council criticised the raid on the harbour.", "condemns"),
    "threatens": ("The rebels threatened to attack the harbour again.", "threatens"),
    "vows revenge": ("The rebels vowed to avenge the dead.", "threatens"),
    "promises help": ("The council promised to rebuild the pier.", "asserts"),
    "warns of shells": ("The council warned that mines lie in the bay.", "asserts"),
    "cannot confirm": ("The council could not confirm the report.", "cannot_confirm"),
    "has not confirmed": ("The council has not confirmed the report.", "cannot_confirm"),
    "declines to confirm": ("The council declined to confirm that six had died.", "cannot_confirm"),
    "takes responsibility": ("The Osk Brigade took responsibility for the raid.", "takes_responsibility"),
    "claims responsibility": (
        "The Osk Brigade claimed responsibility for the raid.",
        "takes_responsibility",
    ),
    "claims an attack": ("The Osk Brigade claimed the attack.", "takes_responsibility"),
    "was behind it": ("The Osk Brigade said it was behind the raid.", "takes_responsibility"),
    "had fired": ("The Osk Brigade said it had fired 20 rockets.", "takes_responsibility"),
    "his men": ("A rebel leader said his men had attacked the pier.", "takes_responsibility"),
    "we": ("“We carried out the attack,” the Osk Brigade said.", "takes_responsibility"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "stance"), STANCES.values(), ids=STANCES.keys())
def test_the_stance_comes_from_the_words(text: str, stance: str) -> None:
    assert [told.stance for told in hear(text).told] == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "Police said they had fired in the air.",
        "A resident said they attacked at dawn.",
        "A survivor said it had fired at her house.",
        "The army said it had fired 20 shells.",
        "The Osk Brigade said it had not fired any rockets.",
        "The Observatory for Harbours said it had carried out an inquiry.",
    ],
)
def test_only_a_party_that_tells_of_its_own_attack_takes_responsibility(text: str) -> None:
    assert "takes_responsibility" not in [told.stance for told in hear(text).told]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The army denied that the shells had killed six people.", "casualties"),
        ("The army denied any involvement in the raid.", "involvement"),
        ("The army denied that the strike was deliberate.", "intent"),
        ("The army denied that the men were civilians.", "status"),
        ("The army denied that a raid took place.", "event"),
    ],
)
def test_a_denial_says_what_it_denies(text: str, denied: str) -> None:
    assert [told.attribution.denies for told in hear(text).told] == [denied]


def test_what_could_not_be_confirmed_has_no_source() -> None:
    (told,) = hear("The report of a second raid could not be confirmed.").told
    assert (told.source, told.stance, told.chain) == ("", "cannot_confirm", ())
    assert told.content == "The report of a second raid"


def test_not_saying_is_no_telling() -> None:
    assert hear("The council did not say how many had died.").told == ()


def test_nobody_takes_responsibility() -> None:
    assert hear("No group has claimed responsibility for the raid.").told == ()


@pytest.mark.parametrize(
    "text",
    [
        "The reports of the commission lie in the library.",
        "The ship was ordered in Velm and delivered late.",
        "The demands of the workers were met.",
        "A hail of bullets hit the wall of the school.",
        "She called an ambulance and ran to the pier.",
        "The captain of the ferry is a likely suspect in the raid.",
    ],
)
def test_nouns_and_deeds_are_no_tellings(text: str) -> None:
    assert hear(text).told == ()


# ---------------------------------------------------------------- several speakers


def test_two_speakers_of_one_sentence_keep_their_own_words() -> None:
    heard = hear("The army said three had died, but the council said that six were dead.")
    assert [(one.source, one.content) for one in heard.told] == [
        ("The army", "three had died"),
        ("the council", "six were dead"),
    ]


def test_who_speaks_after_a_closing_cue_is_not_inside_the_telling_before() -> None:
    heard = hear("Six people had died, the army said, and a spokesman for the rebels denied it.")
    assert [(one.source, one.content, one.attribution.outer) for one in heard.told] == [
        ("the army", "Six people had died", None),
        ("a spokesman for the rebels", "it", None),
    ]


def test_a_second_verb_has_the_same_speaker() -> None:
    heard = hear("The mayor accused the army of shelling the pier, and demanded that it leave the bay.")
    assert [(one.source, one.stance) for one in heard.told] == [
        ("The mayor", "alleges"),
        ("The mayor", "demands"),
    ]


def test_a_participle_goes_on_with_the_same_speaker() -> None:
    heard = hear("The mayor said six had died, adding that two were children.")
    assert [(one.source, one.cue, one.content) for one in heard.told] == [
        ("The mayor", "said", "six had died"),
        ("The mayor", "adding", "two were children"),
    ]


def test_a_telling_inside_a_telling_names_its_outer_one() -> None:
    heard = hear(
        "The council says that in a report by the coast guard it is stated that two ferries were hit."
    )
    outer, inner = heard.told
    assert inner.attribution.outer == outer.attribution.attribution_id
    assert (inner.source, inner.content) == ("a report by the coast guard", "two ferries were hit")
    assert inner.chain == ("the council", "the coast guard")


def test_quoted_as_saying_is_a_relay() -> None:
    heard = hear("The Daily Mast quoted a sailor as saying that two ferries were hit.")
    assert [(one.chain, one.content) for one in heard.told] == [
        (("Daily Mast",), "two ferries were hit"),
        (("Daily Mast", "a sailor"), "two ferries were hit"),
    ]


def test_quoted_by_is_a_relay_too() -> None:
    heard = hear("Mayor Ilka Voss was quoted by the Daily Mast as saying that two ferries were hit.")
    assert heard.by("Ilka Voss").chain == ("Daily Mast", "Ilka Voss")


def test_citing_puts_the_cited_behind_whoever_cites() -> None:
    heard = hear("The council said that two ferries were hit, citing survivors.")
    assert [(one.chain, one.content) for one in heard.told] == [
        (("the council",), "two ferries were hit"),
        (("the council", "survivors"), "two ferries were hit"),
    ]


def test_citing_may_stand_first() -> None:
    heard = hear("Citing a letter from Ilka Voss, the council says that the army knew of the raid.")
    assert heard.by("Ilka Voss").chain == ("the council", "Ilka Voss")
    assert heard.by("Ilka Voss").content == heard.by("the council").content == "the army knew of the raid"


# ---------------------------------------------------------------- headlines, quotations, documents


@pytest.mark.parametrize(
    "headline", ["Two ferries shelled in Osk bay: Residents", "Residents: Two ferries shelled in Osk bay"]
)
def test_a_headline_credits_with_a_colon_either_way(headline: str) -> None:
    heard = hear(f"{headline}\n\nThe bay lies in the north of the island, far from the town.")
    (told,) = heard.told
    assert (told.source, told.content) == ("Residents", "Two ferries shelled in Osk bay")
    assert told.attribution.headline


def test_a_colon_in_a_headline_without_a_speaker_is_no_credit() -> None:
    assert hear("Osk bay: what we know\n\nThe bay lies in the north of the island.").told == ()


def test_a_quotation_goes_on_over_sentences() -> None:
    heard = hear("“They came at night,” Voss said. “They burned the pier.” The pier was built in 1990.")
    (told,) = heard.told
    assert told.content == "“They came at night,” ... “They burned the pier.”"
    assert told.how == "direct"


def test_a_quotation_may_begin_sentences_before_its_speaker() -> None:
    (told,) = hear("“They came at night. They burned the pier,” Voss said.").told
    assert told.content == "“They came at night. They burned the pier,”"


def test_a_quotation_ends_with_its_paragraph() -> None:
    (told,) = hear("“They came at night,” Voss said.\n\n“Harbour blues” is a song of the island.").told
    assert told.content == "“They came at night,”"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("“It was a raid,” Voss said.", "direct"),
        ("Voss said it was a raid.", "indirect"),
        ("The council said in a statement that it was a raid.", "document"),
        ("Voss told Radio Osk that it was a raid.", "broadcast"),
    ],
)
def test_how_the_words_came(text: str, how: str) -> None:
    assert [told.how for told in hear(text).told] == [how]


@pytest.mark.parametrize(
    ("text", "hedged"),
    [("Voss said six had died.", False), ("Voss said six had probably died.", True)],
)
def test_a_hedge_is_kept(text: str, hedged: bool) -> None:
    assert [told.attribution.hedged for told in hear(text).told] == [hedged]
