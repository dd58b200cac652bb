"""Stance, and what a denial denies, from the words of cue and content alone."""

import pytest

from tellings.attribution.oneself import takes_act_on_itself
from tellings.text.segment import segment
from tellings.vocabulary import VoiceKind
from tests.attribution.marked import furnished
from tests.builders import report

STANCES = {
    "asserts": [
        "{S The ministry} {C said} {K three had died}.",
        "{S The rebels} {C said} {K three had died}.",
        "{C According to} {S witnesses}, {K two ferries were hit}.",
        "{S Voss} {C has repeatedly said} {K that the pier was mined}.",
        "{S The mayor} {C told reporters on Tuesday} {K that the pier was mined}.",
        "{S The council} {C promised} {K to rebuild the pier}.",
        "{S The council} {C warned} {K that mines lie in the bay}.",
        "{K The strike} {C is believed to} {K have come from the sea}.",
        "{S The mayor} {C knew} {K who had fired}.",
        "{S Fishermen} {C saw} {K two boats leave the bay}.",
        "{S The council} {C rejected} {K a proposal for talks}.",
        "{S The council} {C has dismissed} {K calls for a truce}.",
        "{S The army} {C denied} {K the monitors access to the camp}.",
        "{S The ministry} {C stood by} {K its figure of twelve}.",
        "{S The ministry} {C refused to withdraw} {K its figure of twelve}.",
        "{S The mayor} {C does not doubt} {K that shells were fired}.",
        "{S Police} {C said} {K no one was hurt}.",
        "{S A witness} {C said} {K the army did not fire}.",
        "{S Police} {C said} {K he had nothing to do with the raid}.",
        "{S The army} {C withdrew} {K its troops from the pier}.",
        "{S The union} {C named} {K the dead as Ivo Marn and Ada Lund}.",
        "{S The mayor} {C told} {K a friend she was moving to Osk}.",
        "{S Ada Lund} {C said} {K “it will attack your roof, this worm.”}",
        "{S The mayor} {C said} {K she had no plans to resign}.",
        "{C The question} {K who had fired} was not put.",
        "{S The mayor} {C vowed} {K to go on}.",
        "{S The mayor} {C not only said} {K that six had died}.",
        "{S The mayor} {C said} {K the rebels had denied the raid}.",
        "{S The mayor} {C noted} {K that nobody had claimed the raid}.",
        "{S Residents}{C :} {K Two ferries shelled}.",
        "{S Its} {C report} {K that two ferries were hit} went round.",
    ],
    "confirms": [
        "{S A spokesman} {C has now confirmed} {K that six died}.",
        "{S The hospital} {C corroborated} {K his account}.",
        "{S The registry} {C verified} {K the six deaths}.",
        "{K Six deaths} {C were confirmed by} {S the hospital}.",
        "{S The coroner's} {C confirmation} {K that six had died} came late.",
        "{S The brigade} {C authenticated} {K the recording}.",
    ],
    "alleges": [
        "{S The front} {C claims} {K that the ferry carried arms}.",
        "{S The council} {C has accused} {K the army of firing first}.",
        "{S She} {C blamed} {K the rebels for the fire}.",
        "{S Residents} {C pointed the finger at} {K the militia}.",
        "{S The ministry} {C held} {K the front responsible for the blast}.",
        "{C The claim by} {S the front} {K that the ferry carried arms} went round.",
        "{K The militia} {C was accused of} {K shelling the pier}.",
        "{S Prosecutors} {C charged} {K two men with arson}.",
        "{S The front} {C insinuated} {K that the army had been warned}.",
        "{S The mayor's} {C accusation} {K that the army had fired first} was printed.",
        "{S The union} {C named} {K Ivo Marn as the man who had fired}.",
        "{S Villagers} {C suspect} {K the militia of the killing}.",
    ],
    "takes_responsibility": [
        "{S The Osk Brigade} {C claimed} {K responsibility for the raid}.",
        "{S The Osk Brigade} {C has claimed responsibility for} {K the raid}.",
        "{S The Osk Brigade} {C took credit for} {K the raid}.",
        "{S The Osk Brigade} {C assumed full responsibility for} {K the raid}.",
        "{S The Osk Brigade} {C claimed} {K the attack}.",
        "{K Responsibility for the raid} {C was claimed by} {S the Osk Brigade}.",
        "{S The Osk Brigade} {C said} {K it took responsibility for the raid}.",
    ],
    "concedes": [
        "{S The army} {C grudgingly admitted} {K that a shell had gone astray}.",
        "{S The army} {C has acknowledged} {K the loss of two tanks}.",
        "{S The general} {C conceded} {K that the order was a mistake}.",
        "{S The army} {C apologised for} {K killing two fishermen}.",
        "{S Two soldiers} {C confessed to} {K setting the pier on fire}.",
        "{S The army's} {C admission} {K that it had fired} came late.",
        "{S The army} {C owned up to} {K the strike}.",
    ],
    "denies": [
        "{S The army} {C flatly denied} {K that it had fired}.",
        "{S The army} {C dismissed} {K the report as propaganda}.",
        "{S The army} {C rejected as false} {K the report that six had died}.",
        "{S The colonel} {C denied having} {K fired on the pier}.",
        "{S The army} {C said} {K it had nothing to do with the raid}.",
        "{S The army} {C said} {K the report was false}.",
        "{S The army} {C called} {K the report a lie}.",
        "{S The army} {C described} {K the allegations as baseless}.",
        "{S The brigade} {C said} {K that it was not involved in the raid}.",
        "{S The brigade} {C said} {K its men had not fired any rockets}.",
        "{K “We did not fire on the pier,”} {S a colonel} {C said}.",
        "{K There is no truth in the report}, {S the ministry} {C said}.",
        "{S The ministry} {C does not accept} {K that its shells hit the pier}.",
        "{S The army's} {C denial} {K that it had fired} was printed.",
        "{S The front} {C distanced itself from} {K the raid}.",
        "{S He} {C pleaded not guilty to} {K the charge of arson}.",
        "{S The ministry} {C contradicted} {K the hospital's account}.",
        "{K The report} {C was denied by} {S the army}.",
        "{S The colonel} {C said} {K he had played no part in the raid}.",
        "{S Officials} {C said} {K they were not behind the raid}.",
        "{S The army} {C insisted} {K that its planes never bombed the clinic}.",
        "{S The front} {C has disputed} {K the ministry's figures}.",
    ],
    "doubts": [
        "{S The council} {C doubts} {K that the ferry was armed}.",
        "{S The monitor} {C cast doubt on} {K the toll}.",
        "{S The monitor} {C questioned} {K the ministry's figures}.",
        "{S The envoy} {C was sceptical of} {K the claim}.",
        "{S The monitor} {C said} {K there was no evidence that the ferry was armed}.",
        "{K There is no evidence that the ferry was armed}, {S the monitor} {C said}.",
        "{S The mayor} {C does not believe} {K that the ferry was armed}.",
        "{S Residents} {C do not think} {K it was an accident}.",
        "{S The monitor} {C said} {K it was doubtful that so many had died}.",
        "{S The envoy} {C was not convinced} {K that the truce would hold}.",
        "{S The monitor} {C called into question} {K the army's account}.",
    ],
    "cannot_confirm": [
        "{S The army} {C could not confirm} {K the report}.",
        "{S The army} {C declined to confirm} {K that six had died}.",
        "{S The army} {C would neither confirm nor deny} {K the raid}.",
        "{S The army} {C refused to confirm or deny} {K the raid}.",
        "{S The council} {C did not say} {K who had fired}.",
        "{S The council} {C won't say} {K who fired}.",
        "{S The council} {C couldn’t say} {K how many had died}.",
        "{S The council} {C refused to say} {K who had fired}.",
        "{S The council} {C refused} {K to say who had fired}.",
        "{S The army} {C said} {K it was not aware of any raid}.",
        "{S The army} {C said} {K it had no information on the raid}.",
        "{S Police} {C said} {K they did not know how many had died}.",
        "{S The mission} {C said} {K it could not confirm the toll}.",
        "{S The army} {C stopped short of confirming} {K the raid}.",
        "{S The army} {C stopped short of saying} {K who had fired}.",
        "{S The army} {C declined to comment on} {K the raid}.",
        "{S The army} {C would not comment on} {K the raid}.",
        "{K The report} {C could not be independently verified}.",
        "{S The army} {C did not deny} {K that it had fired}.",
        "{S The army} {C has yet to confirm} {K the loss}.",
        "{S Reporters} {C were unable to verify} {K the toll}.",
        "{S Police} {C had no word on} {K the dead}.",
        "{S Police} {C said} {K it was unclear who had fired}.",
        "{S Police} {C said} {K it was too early to say how many had died}.",
        "{S The army} {C gave no details of} {K the strike}.",
        "{S The army} {C has not admitted} {K the strike}.",
        "{S The ministry} {C did not specify} {K where the shells fell}.",
        "{S Officials} {C are not sure} {K who fired}.",
        "{S The mayor} {C wasn't aware of} {K any raid}.",
        "{S The hospital} {C said} {K the toll had not been confirmed}.",
        "{S The army} {C would not rule out} {K an error}.",
        "{K “I will not give numbers,”} {S the colonel} {C said}.",
        "{S The army} {C has not accused} {K anyone of the raid}.",
    ],
    "corrects": [
        "{S The hospital} {C corrected} {K its toll to nine}.",
        "{S The hospital} {C has revised} {K the toll to nine}.",
        "{S The ministry} {C lowered} {K the toll from nine to six}.",
        "{S The ministry} {C raised} {K the death toll to nine}.",
        "{S The ministry} {C said} {K its earlier figure of 18 had been wrong}.",
        "{S The council} {C amended} {K its statement}.",
    ],
    "withdraws": [
        "{S The front} {C retracted} {K its claim}.",
        "{S The front} {C withdrew} {K the accusation}.",
        "{S The front} {C took back} {K what it had said about the pier}.",
        "{S The witness} {C recanted} {K his testimony}.",
        "{S The minister} {C later walked back} {K his comments}.",
        "{S The minister} {C backtracked on} {K the figure}.",
    ],
    "demands": [
        "{S The council} {C demanded} {K that the army leave}.",
        "{S The council} {C called on} {K the army to leave}.",
        "{S The council} {C is calling for} {K an inquiry}.",
        "{S The council's} {C call for} {K an inquiry} was heard.",
        "{S Families} {C have appealed for} {K news of the missing}.",
        "{S The army} {C told} {K residents to leave}.",
        "{S The army} {C ordered} {K the town to be cleared}.",
        "{S The mother} {C pleaded with} {K the kidnappers to let him go}.",
        "{S Residents} {C want} {K the army to leave}.",
        "{S The council} {C pressed for} {K an inquiry}.",
        "{S The army} {C warned} {K residents to stay away from the pier}.",
    ],
    "threatens": [
        "{S The rebels} {C threatened} {K to attack the harbour again}.",
        "{S The rebels} {C vowed} {K to avenge the dead}.",
        "{S The rebels} {C warned} {K that they would strike again}.",
        "{S The army} {C said} {K it would retaliate}.",
        "{K “We will take revenge for this,”} {S the brigade} {C said}.",
        "{S The brigade} {C swore} {K revenge}.",
        "{S The front's} {C threat} {K to shell the town} was printed.",
    ],
    "condemns": [
        "{S The council} {C strongly condemned} {K the raid}.",
        "{S The council} {C slammed} {K the raid}.",
        "{S The envoy} {C lambasted} {K the army for the strike}.",
        "{S The council} {C called} {K the raid barbaric}.",
        "{S The envoy} {C described} {K the strike as “a cowardly act”}.",
        "{S The council} {C protested against} {K the shelling}.",
        "{S The council's} {C condemnation of} {K the raid} was read out.",
        "{S The envoy} {C expressed outrage at} {K the shelling}.",
    ],
}


@pytest.mark.parametrize(
    ("stance", "marked"), [(stance, marked) for stance, texts in STANCES.items() for marked in texts]
)
def test_the_stance_comes_from_the_words_of_cue_and_content(stance: str, marked: str) -> None:
    assert furnished(marked)[0].stance == stance


@pytest.mark.parametrize("other", ["The ministry", "The Osk Brigade", "Residents", "The United Nations"])
@pytest.mark.parametrize(
    "marked",
    [
        "{S The army} {C said} {K six had died in the raid}.",
        "{S The army} {C claimed} {K that six had died}.",
        "{S The army} {C admitted} {K that six had died}.",
        "{S The army} {C did not say} {K who had fired}.",
        "{S The army} {C said} {K the report was false}.",
    ],
)
def test_who_speaks_makes_no_difference(marked: str, other: str) -> None:
    here, there = furnished(marked)[0], furnished(marked.replace("The army", other))[0]
    assert (here.stance, here.hedged, here.denies) == (there.stance, there.hedged, there.denies)


DENIED = {
    "involvement": [
        "{S The army} {C denied} {K that its forces shelled the camp, where six people died}.",
        "{S The front} {C denied} {K any role in the blast that killed six}.",
        "{S The army} {C denied} {K the charge}.",
        "{S The army} {C denied} {K killing the two fishermen}.",
        "{S The army} {C denied} {K that its planes had struck the market in which nine people died}.",
        "{S The army} {C rejected} {K the accusation that its men burned the pier}.",
        "{S The army} {C denied} {K that the camp had been shelled by its artillery}.",
        "{S The army} {C said} {K it had nothing to do with the raid that left six dead}.",
        "{S The army} {C denied having} {K opened fire on the crowd}.",
        "{S The council} {C denied} {K links to the group that carried out the raid}.",
        "{S The front} {C denied} {K that it was behind the killing of six civilians}.",
        "{S The army} {C denied} {K shelling civilians}.",
    ],
    "casualties": [
        "{S The army} {C denied} {K that the shells had killed six people}.",
        "{S The army} {C denied} {K reports of civilian deaths}.",
        "{S The army} {C denied} {K that anyone had been hurt}.",
        "{S The army} {C dismissed as propaganda} {K the report that six people had died}.",
        "{S The army} {C said} {K the report of 40 dead was false}.",
        "{S The ministry} {C disputed} {K the hospital's toll}.",
        "{S The army} {C denied} {K that it had lost any soldiers}.",
    ],
    "status": [
        "{S The army} {C denied} {K that the men were civilians}.",
        "{S The council} {C denied} {K that the dead were fighters}.",
        "{S The army} {C denied} {K that those killed were civilians}.",
        "{S The council} {C denied} {K the allegation that the dead were rebels}.",
        "{S The army} {C denied} {K that the victims had been unarmed}.",
    ],
    "intent": [
        "{S The army} {C denied} {K that the strike was deliberate}.",
        "{S The army} {C denied} {K that it had meant to hit the clinic}.",
        "{S The army} {C denied} {K targeting civilians}.",
        "{S The front} {C denied} {K planning a raid}.",
        "{S The army} {C denied} {K that it intended to shell the camp, where six people died}.",
    ],
    "event": [
        "{S The army} {C denied} {K that a raid took place}.",
        "{S The army} {C denied} {K the report}.",
        "{S The army} {C denied} {K that rockets had been fired at the town}.",
        "{S The army} {C denied} {K it}.",
        "{S The army} {C denied} {K that a bomb had gone off near the camp, where six people died in May}.",
        "{S The mayor} {C denied} {K that there had been an explosion}.",
    ],
}


@pytest.mark.parametrize(
    ("denied", "marked"), [(denied, marked) for denied, texts in DENIED.items() for marked in texts]
)
def test_what_a_denial_denies_is_what_its_own_clause_is_about(denied: str, marked: str) -> None:
    telling = furnished(marked)[0]
    assert (telling.stance, telling.denies) == ("denies", denied)


def test_only_a_denial_denies_something() -> None:
    assert furnished("{S The army} {C said} {K it had no role}.")[0].denies == "involvement"
    assert furnished("{S The army} {C said} {K six had died}.")[0].denies is None


def test_a_that_before_it_hides_no_responsibility_taken() -> None:
    content = segment(report("that it had fired 20 rockets")).sentences[0].tokens
    assert takes_act_on_itself(content, kind=VoiceKind.ARMED_GROUP, connection=None, is_plural=False)
