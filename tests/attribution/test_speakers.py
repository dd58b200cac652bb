"""What one phrase tells of its speaker."""

import pytest

from tellings.attribution.speakers import Speaker, read_speaker
from tellings.model import Span
from tellings.text.clean import view
from tellings.text.segment import tokenise
from tellings.vocabulary import Access, Connection, Naming, VoiceKind


def read(phrase: str) -> Speaker:
    return read_speaker(tokenise(view(phrase), Span(0, len(phrase))))


@pytest.mark.parametrize(
    ("phrase", "name", "head", "affiliation"),
    [
        ("Ilka Voss", "Ilka Voss", None, None),
        ("Dr. Ilka Voss", "Ilka Voss", None, None),
        ("Mr Voss", "Voss", None, None),
        ("UN spokeswoman Ilka Voss", "Ilka Voss", "spokeswoman", "UN"),
        ("Ilka Voss, a spokeswoman for the harbour council", "Ilka Voss", "spokeswoman", "harbour council"),
        ("the minister, Ilka Voss", "Ilka Voss", "minister", "minister"),
        ("Omar al-Hadri, who heads the Osk Brigade", "Omar al-Hadri", "heads", "Osk Brigade"),
        ("Ilka Voss, the head of the Osk Committee", "Ilka Voss", "head", "Osk Committee"),
        ("the head of a militia in Osk", None, "head", "militia in Osk"),
        ("the harbour council", None, "council", "harbour"),
        ("the National Council of Harbours of Osk", "National Council of Harbours of Osk", None, None),
        ("the state-run ORNA news agency", "ORNA", "agency", None),
        ("a statement by the National Council", "National Council", None, None),
        ("the National Council's", "National Council", None, None),
        ("credible papers such as the Daily Mast", "Daily Mast", None, None),
        ("Ilka Voss the council head", "Ilka Voss", "head", None),
        ("Police Chief Pavel Ordin of Velm", "Pavel Ordin", "chief", "Police"),
        ("Interior Ministry spokesman Col. Salim Ode", "Salim Ode", "spokesman", "Interior Ministry"),
        ("army chief of staff Gen. Salim Ode", "Salim Ode", "chief", "army chief of staff"),
        ("a spokesman for President Ada Obi", None, "spokesman", "President Ada Obi"),
        ("Mayor Ada Guardian", "Ada Guardian", "mayor", None),
        ("the Front's Salim Ode", "Salim Ode", None, "Front"),
        ("Paul H. Orr Jr., a lawyer in Velm", "Paul H. Orr Jr.", "lawyer", "Velm"),
        ("a rebel commander known as Abu Omar", "Abu Omar", "commander", "rebel"),
        ("a resident who gave his name as Marek", "Marek", "resident", None),
        ("Ada Lund -- a baker", "Ada Lund", None, None),
        ("Sarran state television", "Sarran state television", "television", None),
        ("the Alliance for Velm", "Alliance for Velm", None, None),
        ("Doctors Beyond Harbours", "Doctors Beyond Harbours", None, None),
        ("documents filed in court", None, "documents", "court"),
        ("two security officials", None, "officials", "security"),
        ("one of the security officials", None, "official", "security"),
    ],
)
def test_name_role_and_affiliation(
    phrase: str, name: str | None, head: str | None, affiliation: str | None
) -> None:
    speaker = read(phrase)
    assert (speaker.name, speaker.head, speaker.affiliation) == (name, head, affiliation)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Ilka Voss", VoiceKind.PERSON),
        ("a doctor", VoiceKind.PERSON),
        ("one of the residents", VoiceKind.PERSON),
        ("residents", VoiceKind.GROUP),
        ("the defence ministry", VoiceKind.STATE_BODY),
        ("the Interior Ministry", VoiceKind.STATE_BODY),
        ("the Osk Brigade", VoiceKind.ARMED_GROUP),
        ("the Harbour Union", VoiceKind.ORGANISATION),
        ("the HCO", VoiceKind.ORGANISATION),
        ("Reuters", VoiceKind.AGENCY),
        ("the Daily Mast newspaper", VoiceKind.OUTLET),
        ("an internal report", VoiceKind.DOCUMENT),
    ],
)
def test_what_sort_of_speaker_it_is(phrase: str, kind: VoiceKind) -> None:
    assert read(phrase).kind is kind


@pytest.mark.parametrize(
    ("phrase", "naming"),
    [
        ("Ilka Voss", Naming.NAMED),
        ("the defence ministry", Naming.NAMED),
        ("the ministry's spokesman", Naming.ROLE),
        ("an interior ministry official", Naming.UNNAMED),
        ("residents", Naming.UNNAMED),
        ("Ilka Voss, who spoke on condition of anonymity", Naming.UNNAMED),
    ],
)
def test_whether_it_could_be_found_again(phrase: str, naming: Naming) -> None:
    assert read(phrase).naming is naming


@pytest.mark.parametrize(
    ("phrase", "connection", "access", "is_protected", "at_most"),
    [
        ("two security officials", Connection.OFFICIAL, Access.NOT_TOLD, False, 2),
        ("one of the officials", Connection.OFFICIAL, Access.NOT_TOLD, False, 1),
        ("police sources", Connection.OFFICIAL, Access.NOT_TOLD, False, None),
        ("a doctor", Connection.MEDIC, Access.TREATED, False, 1),
        ("residents", Connection.WITNESS, Access.NOT_TOLD, True, None),
        ("an eyewitness", Connection.WITNESS, Access.PRESENT, True, 1),
        ("a 12-year-old survivor", Connection.VICTIM, Access.PRESENT, True, 1),
        ("Anja, 15", None, Access.NOT_TOLD, True, 1),
        ("Anja, 45", None, Access.NOT_TOLD, False, 1),
        ("a detained sailor", None, Access.NOT_TOLD, True, 1),
        ("his sister", Connection.RELATIVE, Access.NOT_TOLD, True, 1),
        ("a spokesman for the army", Connection.SPOKESPERSON, Access.RELAYS, False, 1),
        ("the monitor", Connection.MONITOR, Access.NOT_TOLD, False, 1),
        ("rebels", Connection.PARTY, Access.NOT_TOLD, False, None),
        ("Omar al-Hadri, who heads the Osk Brigade", Connection.PARTY, Access.NOT_TOLD, False, 1),
        ("Ilka Voss, the head of the Interior Ministry", Connection.OFFICIAL, Access.NOT_TOLD, False, 1),
    ],
)
def test_what_ties_it_to_the_incident(
    phrase: str, connection: Connection | None, access: Access, is_protected: bool, at_most: int | None
) -> None:
    speaker = read(phrase)
    assert (speaker.connection, speaker.access) == (connection, access)
    assert (speaker.protected, speaker.at_most) == (is_protected, at_most)


def test_the_connection_follows_the_order_of_the_words() -> None:
    # words of a phrase are looked through as they stand, whatever order a set of them would have
    assert read("Ilka Voss, whose brother was a doctor").connection is Connection.RELATIVE
    assert read("Ilka Voss, whose doctor was a brother").connection is Connection.MEDIC


@pytest.mark.parametrize(
    ("phrase", "definite", "indefinite"),
    [
        ("the group", True, False),
        ("this group", True, False),
        ("a group", False, True),
        ("another group", False, True),
        ("two officials", False, True),
        ("the two officials", False, True),
        ("residents", False, False),
    ],
)
def test_whether_it_points_back(phrase: str, definite: bool, indefinite: bool) -> None:
    speaker = read(phrase)
    assert (speaker.definite, speaker.indefinite) == (definite, indefinite)


@pytest.mark.parametrize(
    ("phrase", "pronoun"), [("he", "he"), ("It", "it"), ("his", "he"), ("their", "they")]
)
def test_pronouns_are_read_in_their_subject_form(phrase: str, pronoun: str) -> None:
    assert read(phrase).pronoun == pronoun


def test_a_document_gives_its_author_and_its_noun() -> None:
    speaker = read("a written statement from the Osk Brigade")
    assert (speaker.name, speaker.document) == ("Osk Brigade", "statement")


def test_acronyms_in_brackets_are_kept_apart_from_the_name() -> None:
    speaker = read("the Harbour Council of Osk (HCO)")
    assert (speaker.name, speaker.acronyms) == ("Harbour Council of Osk", ("HCO",))


@pytest.mark.parametrize(
    ("phrase", "description"),
    [
        ("A police colonel who asked not to be named", "a police colonel"),
        ("Residents contacted by telephone", "residents"),
        ("a nurse at the scene", "a nurse"),
        ("A doctor at Velm Hospital", "a doctor at Velm Hospital"),
        ("One of the officials", "one of the officials"),
        ("an official familiar with the talks", "an official"),
        ("a person familiar with the talks", "a person familiar with the talks"),
        ("Those who knew him", "those who knew him"),
        ("The Sarran government", "the Sarran government"),
    ],
)
def test_a_description_keeps_what_tells_its_speaker_apart(phrase: str, description: str) -> None:
    assert read(phrase).phrase == description


@pytest.mark.parametrize(
    ("phrase", "at_most"),
    [
        ("Ada Lund and Marek Till", 2),
        ("a police colonel and a hospital official", 2),
        ("a colonel and the residents", None),
        ("the Aid and Relief Fund", 1),
        ("the Ministry of Health and the Environment", 1),
        ("two sailors", 2),
        ("critics", None),
    ],
)
def test_how_many_a_phrase_may_be(phrase: str, at_most: int | None) -> None:
    assert read(phrase).at_most == at_most


@pytest.mark.parametrize(
    "phrase", ['" ,', "--", "A", "'", "12", ",,,", "(", "of", "who", "the", "the the", "and the"]
)
def test_any_tokens_are_read(phrase: str) -> None:
    assert read(phrase).phrase
