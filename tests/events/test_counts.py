"""Counts of persons, read from invented sentences. See `told` for how a mention is written in the tables."""

import random

import pytest

from tellings.events.counts import CountMention, find_counts, find_not_reported
from tellings.model import Report
from tellings.text.segment import Document, segment
from tellings.vocabulary import CountBasis, Field, PersonStatus


def document(text: str) -> Document:
    return segment(Report("report-1", text, "", "", "plain 1"))


def told(mention: CountMention) -> str:
    """Write a mention shortly: "killed 12+", "injured ~100", "killed >43", "killed <=43", "killed 39-40".

    ~ approximate, ~~ vague; then sub(total), inc(rement), listed, later, cum(ulative), old, other where they hold.
    """
    low, high = mention.low, mention.high
    if low == high:
        number = f"{low}"
    elif high is None:
        number = f">{low}" if mention.strict else f"{low}+"
    elif low is None:
        number = f"<{high}" if mention.strict else f"<={high}"
    else:
        number = f"{low}-{high}"
    mark = "~~" if mention.vague else "~" if mention.approximate else ""
    notes = [
        word
        for word, holds in [
            ("sub", mention.basis is CountBasis.SUBTOTAL),
            ("inc", mention.basis is CountBasis.INCREMENT),
            ("listed", mention.basis is CountBasis.LISTED),
            ("later", mention.scope.died_later),
            ("cum", mention.cumulative),
            ("old", mention.superseded),
            ("other", mention.other_scope is not None),
        ]
        if holds
    ]
    return " ".join([mention.kind.value, mark + number, *notes])


def all_told(text: str) -> str:
    return "; ".join(told(mention) for mention in find_counts(document(text)))


ACTIVE = [
    (
        "The shelling hit the camp, killing six Orvan refugees and wounding about one hundred.",
        "killed 6; injured ~100",
    ),
    ("The blast killed at least 12 people and injured 30 others.", "killed 12+; injured 30"),
    ("A rocket killed a teacher in the school yard.", "killed 1"),
    ("Gunmen shot dead two guards at the gate.", "killed 2"),
    ("Gunmen shot and killed three guards at the gate.", "killed 3"),
    ("The raid claimed the lives of 12 villagers.", "killed 12"),
    ("The fire has claimed 12 lives.", "killed 12"),
    ("The collapse cost the lives of up to 20 miners.", "killed <=20"),
    ("The bombardment wounded dozens.", "injured ~~24+"),
    ("Shells fell on the market, injuring more than 43.", "injured >43"),
    ("The attack left five dead and 40 wounded.", "killed 5; injured 40"),
    ("The attack left 12 people killed, including aid workers.", "killed 12"),
    ("The storming of the post resulted in the deaths of four gendarmes.", "killed 4"),
    ("The murder of three nuns shook the town.", "killed 3"),
    ("The mine killed and wounded dozens of people.", "killed_or_injured ~~24+"),
    ("A strike hit the depot, killing or wounding 25.", "killed_or_injured 25"),
    ("The army killed two policemen and three civilians.", "killed 2; killed 3"),
    ("Mortars killed two men in the bakery and three women.", "killed 2; killed 3"),
    ("The front says its fighters had killed 63 soldiers.", "killed 63"),
    ("The brigade also lost 15 fighters.", "killed 15"),
    ("Police arrested 14 suspects before dawn.", "detained 14"),
    ("The militia abducted seven bus drivers.", "abducted 7"),
    ("The gang kidnapped a doctor and two nurses.", "abducted 1; abducted 2"),
    ("Gunmen took 30 workers hostage.", "abducted 30"),
    ("The fighting displaced about 3,000 people.", "displaced ~3000"),
    ("The clinic treated 64 people for burns.", "injured 64"),
    ("They were accused of killing six people.", "killed 6"),
    ("He went on to kill four neighbours.", "killed 4"),
    ("Two gunmen killed five people.", "killed 5"),
    ("Two gunmen killed the mayor.", ""),
    ("One of the attackers killed a porter.", "killed 1"),
    ("The bomber killed himself.", ""),
]

PASSIVE = [
    ("Six refugees were killed and 50 wounded.", "killed 6; injured 50"),
    ("Five people died and 40 were hurt.", "killed 5; injured 40"),
    ("At least 18 people were killed and 40 others hurt when a truck blew up.", "killed 18+; injured 40"),
    ("Three policemen were also wounded.", "injured 3"),
    ("Only one person had been killed, the ministry said.", "killed 1"),
    ("Between 39 and 40 people have been killed.", "killed 39-40"),
    ("From 20 to 25 people were hurt.", "injured 20-25"),
    ("20-25 people were hurt.", "injured 20-25"),
    ("Two or three men were killed.", "killed 2-3"),
    ("Some five people were killed.", "killed ~5"),
    ("Fewer than 43 people were killed.", "killed <43"),
    ("No fewer than eleven civilians were killed and more than thirty wounded.", "killed 11+; injured >30"),
    ("As many as 43 people were killed.", "killed <=43"),
    ("Several residents lost their lives.", "killed ~~3+"),
    ("Scores of villagers perished.", "killed ~~40+"),
    ("Several dozen people were injured.", "injured ~~24+"),
    ("Tens of people were injured.", "injured ~~20+"),
    ("Hundreds of people were killed or injured in the shelling.", "killed_or_injured ~~200+"),
    ("25 people were killed or wounded.", "killed_or_injured 25"),
    ("A dozen people were killed.", "killed ~12"),
    ("Half a dozen pupils were killed.", "killed ~6"),
    ("Forty-two people were shot dead.", "killed 42"),
    ("Seven people were burned to death.", "killed 7"),
    ("Twelve men were found dead on the road.", "killed 12"),
    ("More than 40 people have been confirmed dead.", "killed >40"),
    ("Nine people were reported killed.", "killed 9"),
    ("Twenty people are feared dead.", "presumed_dead 20"),
    ("Up to 60 people are believed to have been killed.", "presumed_dead <=60"),
    ("Thirty people may have died under the roof.", "presumed_dead 30"),
    ("Two members of one family were killed.", "killed 2"),
    ("Ninety-eight evacuees from the northern towns of Fova and Kefra were killed.", "killed 98"),
    ("A senior official said 20 fighters who guarded the buses were killed.", "killed 20"),
    ("Nine members of the Hill Army who were working in the clinic were also killed.", "killed 9"),
    ("The 39 people who died were buried on Friday.", "killed 39"),
    ("Four of our soldiers fell as martyrs and nine were slightly injured.", "killed 4; injured 9"),
    ("A total of 15 people have fallen victim to the gas.", "killed 15"),
    ("43 or more people were injured.", "injured 43+"),
    ("43+ people were injured.", "injured 43+"),
    ("Thirty or so people were hurt.", "injured ~30"),
    ("Two policemen and a guard were killed.", "killed 2; killed 1"),
    ("Two men, three women and a child were killed.", "killed 2; killed 3; killed 1"),
    ("15 patients with gunshot wounds were brought in before midnight.", "injured 15"),
    ("Forty people were taken to the district hospital.", "injured 40"),
    ("Six people suffered serious burns.", "injured 6"),
    ("The mayor speaks of dozens of people with lighter injuries.", "injured ~~24+"),
    ("Two suspects, aged 19 and 23, were arrested before dawn.", "detained 2"),
    ("Two young men from Samrin who filmed the wreckage were seized by gendarmes.", "detained 2"),
    ("Four engineers were kidnapped on the coast road.", "abducted 4"),
    ("Three drivers were taken hostage.", "abducted 3"),
    ("Up to 3,000 have left their homes since Monday.", "displaced <=3000"),
    ("More than 1,400 people lost their shelter.", "displaced >1400"),
    ("Thousands of residents fled.", "displaced ~~2000+"),
    ("Eight residents have not been found.", "missing 8"),
    ("Eleven sailors are still missing.", "missing 11"),
    ("At least five men are believed to be under the rubble of the guardroom.", "missing 5+"),
    ("A family of six died in the flat.", "killed 6"),
    ("One soldier was killed.", "killed 1"),
    ("A nun was killed.", "killed 1"),
    ("One was killed and two were hurt.", "killed 1; injured 2"),
    ("In 2 of the tents 1.5 thousand people were sheltering and 100 people were hurt.", "injured 100"),
    ("Seven people, among them a boy of twelve, were shot dead.", "killed 7; killed 1 sub"),
]

NOMINAL = [
    ("It has documented 22 deaths.", "killed 22"),
    ("There were five fatalities.", "killed 5"),
    ("Five dead, 40 wounded.", "killed 5; injured 40"),
    ("The ministry counted 24 dead and dozens more wounded.", "killed 24; injured ~~24+"),
    ("The army spoke of 25 casualties.", "killed_or_injured 25"),
    ("The hospital counted several dozen dead and wounded.", "killed_or_injured ~~24+"),
    ("Hundreds of dead and injured people were rushed to six hospitals.", "killed_or_injured ~~200+"),
    ("Five bodies were recovered from the river.", "bodies_found 5"),
    ("The bodies of 12 people were found in a ditch.", "bodies_found 12"),
    ("Sixteen bodies had been entered in the register.", "bodies_found 16"),
    ("There were six bodies in the mortuary.", "bodies_found 6"),
    ("The body of a man was found.", ""),
    ("31 wounded had been admitted by noon.", "injured 31"),
    ("There are between 20 and 25 wounded in three hospitals.", "injured 20-25"),
    ("The army reported more than 115 wounded persons.", "injured >115"),
    ("Several injured civilians arrived on foot.", "injured ~~3+"),
    ("With three killed and eleven injured it was the worst day.", "killed 3; injured 11"),
    ("Killed: 6. Injured: 11.", "killed 6; injured 11"),
    ("The killed number six.", "killed 6"),
    ("The dead included 109 evacuees, 13 of whom were women.", "killed 109 sub; killed 13 sub"),
    ("Among the dead were two children.", "killed 2 sub"),
    ("Twelve children and 11 fighters were among the dead.", "killed 12 sub; killed 11 sub"),
    ("Nearly 70 children were among those killed.", "killed ~70 sub"),
    ("Three of its workers were among the wounded.", "injured 3 sub"),
    ("At least 68 children were among the 126 people killed in the attack.", "killed 68+ sub; killed 126"),
]

TOLLS = [
    ("The death toll reached 43.", "killed 43"),
    ("The death toll has risen to 43.", "killed 43 cum"),
    ("The death toll rose to at least 43 on Friday.", "killed 43+ cum"),
    ("The death toll stood at 43.", "killed 43"),
    ("The death toll from the bombing of a market was 213.", "killed 213"),
    ("Officials gave a toll of 43.", "killed 43"),
    ("A first toll of three dead was given at noon.", "killed 3"),
    ("Police put the death toll at 494.", "killed 494"),
    ("The ministry put the number of dead at one.", "killed 1"),
    ("The number of dead rose to nine.", "killed 9 cum"),
    ("The number of wounded stands at 60.", "injured 60"),
    ("The death toll surpassed 130 people.", "killed >130"),
    ("Two men died in hospital, bringing the toll to seven.", "killed 2 later; killed 7 cum"),
    ("Another died, raising the death toll to 12.", "killed 1 inc; killed 12 cum"),
    ("The death toll was raised to 24 from an earlier 18.", "killed 24 cum; killed 18 old"),
    ("The toll rose from 9 to 14.", "killed 9 old; killed 14 cum"),
    ("A previous toll of 112 dead was corrected.", "killed 112 old"),
    ("Death toll in market attack hits 43", "killed 43"),
    ("The death toll is estimated between 500 and 1,300.", "killed ~500-1300"),
    ("The attack's sixth victim died on Sunday.", "killed 6 cum"),
    ("The seventh died on 12 February.", "killed 7 cum"),
    ("A seventh resident died of his wounds on 12 February.", "killed 1 inc later"),
]

PARTS = [
    ("Five people, including two children, were killed.", "killed 5; killed 2 sub"),
    ("At least 126 people including 68 children were killed Saturday.", "killed 126+; killed 68 sub"),
    (
        "It has documented 22 deaths, nine of them of women and six of children.",
        "killed 22; killed 9 sub; killed 6 sub",
    ),
    ("The shell killed nine people, two of them women.", "killed 9; killed 2 sub"),
    ("The shell killed nine people, nine of them children.", "killed 9; killed 9 sub"),
    ("The shell killed nine people, among them a child.", "killed 9; killed 1 sub"),
    (
        "The raid killed 61 people, including five children and three policemen.",
        "killed 61; killed 5 sub; killed 3 sub",
    ),
    ("The raid wounded 40 people, including a nurse.", "injured 40; injured 1 sub"),
    ("The raid killed nine and wounded 40, including six children.", "killed 9; injured 40; injured 6 sub"),
    ("Nine people were killed. Among them were two children.", "killed 9; killed 2 sub"),
    ("Nine people were killed. Two of them were children.", "killed 9; killed 2 sub"),
    ("Fifteen patients were brought in to the hospital, and two of them died.", "injured 15; killed 2 sub"),
    ("The raid killed nine people, six of them children under ten.", "killed 9; killed 6 sub"),
    ("Several of the wounded were in serious condition.", "injured ~~3+ sub"),
    (
        "Five people of one family, including two children, are among those killed.",
        "killed 5 sub; killed 2 sub",
    ),
]

INCREMENTS = [
    ("Three of the wounded died and two more bodies were found.", "killed 3 inc later; bodies_found 2 inc"),
    (
        "Another resident died in a Baghdad hospital yesterday as the result of his injuries.",
        "killed 1 inc later",
    ),
    ("Nine people were killed on Monday. Two more died overnight.", "killed 9; killed 2 inc later"),
    ("A further three people were killed at dusk.", "killed 3 inc"),
    ("Another five bodies lay in the corridor.", "bodies_found 5 inc"),
    ("Two more bodies were pulled from the ruins.", "bodies_found 2 inc"),
    ("Three of the wounded died overnight.", "killed 3 inc later"),
    ("One more victim, a girl of seventeen, succumbed to her burns yesterday.", "killed 1 inc later"),
    ("The blast killed 12 people and wounded another 40.", "killed 12; injured 40"),
    ("The blast killed 12 people, wounding hundreds more.", "killed 12; injured ~~200+"),
    ("He died of his wounds, and two guards died of theirs.", "killed 2"),
    ("Two guards died of their wounds on Friday.", "killed 2 later"),
]

OTHER_INCIDENTS = [
    ("A similar attack in March killed nine people.", "killed 9 other"),
    (
        "In November 2019, a blast at a police post killed 27 people and wounded 30.",
        "killed 27 other; injured 30 other",
    ),
    ("More than 50 were killed at the camp in September.", "killed >50 other"),
    ("More than 210,000 people have been killed since the war began.", "killed >210000 other"),
    ("Some 60 people were killed in clashes this year.", "killed ~60 other"),
    ("The earlier attack killed five.", "killed 5 other"),
    ("The war has claimed more than 191,000 lives.", "killed >191000 other"),
    (
        "Six were killed on Saturday, while a similar attack last year killed ten.",
        "killed 6; killed 10 other",
    ),
    ("The attack on 9 February killed six.", "killed 6"),
]

HEADLINES = [
    ("Mortar attack kills five in camp", "killed 5"),
    ("Five killed in camp attack", "killed 5"),
    ("Rebels fire rockets at capital kills 3 wounds 20", "killed 3; injured 20"),
    ("Twin car bombs kill 32", "killed 32"),
    ("Seven killed as gunmen storm fish market: Police", "killed 7"),
    ("Truck bomb kills at least 18 at army base, rebels claim attack", "killed 18+"),
    ("Dozens of children dead in bus bombing", "killed ~~24+"),
    ("Two soldiers hurt in blast", "injured 2"),
    ("Gas kills hundreds, council meets", "killed ~~200+"),
    ("Over 20 Dead in Blast", "killed >20"),
]

HARD_SURFACE = [
    ("AT LEAST SIX PEOPLE WERE KILLED AND 20 WOUNDED IN THE ATTACK.", "killed 6+; injured 20"),
    ("THE GUERRILLAS MURDERED THREE PEASANTS AND KIDNAPPED TWO TEACHERS.", "killed 3; abducted 2"),
    ("FIVE SOLDIERS AND A POLICEMAN WERE WOUNDED.", "injured 5; injured 1"),
    ("At least 43 people were killed and dozens wounded the monitor said.", "killed 43+; injured ~~24+"),
    ("Fifty-one dead and over 100 wounded these are the final numbers.", "killed 51; injured >100"),
    (
        "150 bodies were counted in Hamra 100 in Kefra 67 in Sarba.",
        "bodies_found 150; bodies_found 100; bodies_found 67",
    ),
    ("The barrage killed 10 people in the town including a child while raids killed at least 82.",
     "killed 10; killed 1 sub; killed 82+"),
    ('It killed "tens of people" there.', "killed ~~20+"),
    ("It killed at least 22 Red Cross [ORC] volunteers.", "killed 22+"),
    ("Five medics were killed and a nurse critically wounded when a strike hit a clinic.", "killed 5; injured 1"),
    ("Militants fired shells on the town leaving 3 citizens killed and 20 others wounded.", "killed 3; injured 20"),
    ("The attack killed 3 100 wounded were counted.", "killed 3; injured 100"),
]  # fmt: skip

NONE_AT_ALL = [
    ("No one was killed.", "killed 0"),
    ("Nobody was hurt in the attack.", "injured 0"),
    ("None were killed.", "killed 0"),
    ("There were no casualties.", "killed_or_injured 0"),
    ("The shell caused no injuries.", "injured 0"),
    ("No soldiers were killed.", "killed 0"),
    ("No casualties were reported.", ""),
    ("There were no immediate reports of casualties.", ""),
    ("No deaths have been reported yet.", ""),
    ("The agency gave no casualties at all.", ""),
]

TRAPS = [
    "The camp is home to 3,100 residents.",
    "The rebels fired 40 rockets at the town.",
    "The rockets destroyed 12 houses and 30 cars.",
    "He is 43 and has two children.",
    "Adel Marun, 43, died in the attack.",
    "The strike came at 7 a.m. on 12 February 2013.",
    "On 9 February 2013 the camp was hit.",
    "In 2013 the camp was moved.",
    "The army carried out 60 strikes on the district.",
    "They had threatened to kill 100 hostages.",
    "The bomb could have killed 200 people.",
    "The device would have killed dozens.",
    "The plot was meant to kill 40 guests.",
    "The police prevented an attack that might have killed hundreds of people.",
    "The family was paid 12,000 dollars.",
    "The blast was heard 10 km away.",
    "Some 90 percent were killed by gas.",
    "Turnout was 43 percent, and $5 million was spent.",
    "The third attack killed the mayor.",
    "It was the second time in two weeks that the camp was hit.",
    "The delegation of 12 members met 30 journalists.",
    "Three police stations were attacked.",
    "Two army bases were hit and one tank was destroyed.",
    "A rebel attack killed the mayor.",
    "More than 5,000 people left the two towns on Friday.",
    "The convoy carried at least 5,000 people, including civilians and several hundred fighters.",
    "Some people were killed.",
    "A number of people were killed.",
    "Many were wounded.",
    "Five thousand people attended the funeral of a man who was killed.",
    "The truce was violated 264 times.",
    "The attack killed 200 sheep.",
    "Twelve rebel groups signed.",
    "The mine lies 300 metres from the road where he was killed.",
    "A policeman said the man was killed.",
    "The three ministers condemned the killing.",
    "One man who had seen the dead told us so.",
    "Another attack followed.",
    "No one saw the rockets.",
    "A soldier wounded in the attack spoke to us.",
    "He was one of two survivors.",
    "The two sides have fought for 20 years.",
    "He heard of wounds 12 hours later.",
    "Fourteen days after the killing, 30 officers searched the house.",
    "The resolution was passed by 12 votes to three.",
    "The document names 12 commanders.",
    "If the bomb had gone off, 40 people would have died.",
    "They wanted to wound ten soldiers.",
    "The police denied that they would arrest 20 people.",
    "Both sides said that 3 dead trees were removed.",
]

SECOND_COUNTS = [
    ("The rebels put the dead at four.", "killed 4"),
    ("The dead were put at nine.", "killed 9"),
    ("The mayor put its own wounded at about 30.", "injured ~30"),
    ("The clinic put the number of wounded as 26.", "injured 26"),
    ("The council gave the number of wounded as 26.", "injured 26"),
    ("The council's office later listed 26 wounded.", "injured 26"),
    (
        "Five people are now known to have died, the board said, raising an earlier count of three.",
        "killed 5; killed 3 old",
    ),
    ("Two people died and the board dropped an earlier count of three vehicles.", "killed 2"),
    ("The toll now stands at 27.", "killed 27"),
    ("The toll climbed to 31.", "killed 31 cum"),
]

BY_ORDINAL = [
    ("Shepherds found a fifth body in a ravine.", "killed 1 inc"),
    ("A fifth body was found in a ravine.", "killed 1 inc"),
    ("The fourth body was recovered on Monday.", "bodies_found 4 cum"),
    ("A twelfth porter, a man of 70, succumbed to his wounds at the clinic yesterday.", "killed 1 inc later"),
]

STATES_OF_PERSONS = [
    ("Nineteen people are in custody.", "detained 19"),
    ("Two men had been stopped on a motorcycle near the mill and were under questioning.", "detained 2"),
    ("Three suspects are under questioning.", "detained 3"),
    ("Our fighters struck a column and six soldiers fell.", "killed 6"),
    ("Six soldiers fell in the ambush.", "killed 6"),
    ("They spoke of dozens of wounded still hiding in the forest.", "injured ~~24+"),
    ("Scores of dead and wounded lay in the square.", "killed_or_injured ~~40+"),
    ("We have eight civilians dead and three of our own wounded.", "killed 8; injured 3"),
    ("Three of our own soldiers were killed.", "killed 3"),
    (
        "The priest said that he had buried 39 people and that four more were found the following week.",
        "killed 39 sub; killed 4 inc",
    ),
    ("He had buried 39 people, and four more were found alive.", "killed 39 sub"),
    ("The parish recorded 12 burials.", "killed 12 sub"),
    ("Eight lodgers have not been found.", "missing 8"),
    ("Twelve remain unaccounted for.", "missing 12"),
    ("Nine were carried home dead.", "killed 9"),
    ("Eleven were pulled dead from the rubble.", "killed 11"),
    ("Five of the passengers did not survive.", "killed 5"),
    ("The blast claimed 14 lives.", "killed 14"),
    ("The storming took nine lives.", "killed 9"),
    ("The brigade lost six of its men.", "killed 6"),
    ("The Front, which has fought since 2009, said that its fighters had killed 63 soldiers.", "killed 63"),
    ("Since 2009, 63 soldiers have been killed.", "killed 63 other"),
    ("The attack claimed 19 victims.", "killed 19"),
    ("The attack left 19 victims.", "killed_or_injured 19"),
    ("There were 19 victims, the mayor said.", "killed_or_injured 19"),
    ("12 dead and 30 hurt in Velmar market blast", "killed 12; injured 30"),
    ("About a dozen survivors were treated at a clinic whose ledger was seized in November.", "injured ~12"),
]

LISTED_NAMES = [
    (
        "At least 43 people died. We have the names of all 43, and of nine others.",
        "killed 43+; killed 43 listed",
    ),
    ("We have the names of all 43 dead.", "killed 43 listed"),
    ("There are six names on the list of the dead.", "killed 6 listed"),
    ("The list of 12 dead was read out.", "killed 12 listed"),
]

LOOSE_NUMBERS = [
    ("More than two dozen were killed.", "killed >24"),
    ("A score of villagers were killed.", "killed ~20"),
    ("A score were wounded.", "injured ~20"),
    ("Upwards of 60 people were killed.", "killed 60+"),
    ("No fewer than nine were killed.", "killed 9+"),
    ("Well over 100 were hurt.", "injured >100"),
    ("Close to 50 people were wounded.", "injured ~50"),
    ("Anywhere from 20 to 30 people were killed.", "killed 20-30"),
    ("Six or seven people were killed.", "killed 6-7"),
    ("Eight people were killed, all of them women.", "killed 8"),
    ("Forty people were killed, half of them children.", "killed 40"),
]

NOT_AS_THEY_LOOK = [
    "They put the dead goats at 40.",
    "He put the dead man at ease.",
    "An earlier count of three votes was thrown out.",
    "A second body of water lies beyond.",
    "The panel became a third body to ask for talks.",
    "Two men were stopped and sent home.",
    "Two men were stopped at the gate, and the mayor is under arrest.",
    "The names of all 12 streets were changed.",
    "The band played a score of songs.",
    "Six soldiers fell ill.",
    "Four fighters fell back.",
    "Two men fell from the roof.",
    "Two children fell.",
    "Dozens of dead cattle lay in the square.",
    "The landslide buried 39 people.",
    "They buried three crates.",
    "We have the names of all 43.",
    "There are six names on the list of the winners.",
    "They were carried home by nine men.",
    "Eleven were pulled alive from the rubble.",
    "Seven might not survive the night.",
    "The fund helped 19 victims.",
    "The parish paid for 12 burials.",
    "The shelling left 40 families homeless.",
    "They lost by a score of 3 to 1.",
    "The rebels wrecked two more tanks, which brings the total to half a dozen.",
    "Another man was nearly lynched.",
]

CASES = [
    *ACTIVE, *PASSIVE, *NOMINAL, *TOLLS, *PARTS, *INCREMENTS, *OTHER_INCIDENTS, *HEADLINES, *HARD_SURFACE,
    *NONE_AT_ALL, *SECOND_COUNTS, *BY_ORDINAL, *STATES_OF_PERSONS, *LISTED_NAMES, *LOOSE_NUMBERS,
    *((text, "") for text in (*TRAPS, *NOT_AS_THEY_LOOK)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_counts_are_read_as_they_are_told(text: str, expected: str) -> None:
    assert all_told(text) == expected


def only(text: str) -> CountMention:
    (mention,) = find_counts(document(text))
    return mention


@pytest.mark.parametrize(
    ("text", "span", "wording"),
    [
        (
            "It hit the camp, killing six Orvan refugees and more.",
            "killing six Orvan refugees",
            "six Orvan refugees",
        ),
        ("It failed, wounding about one hundred.", "wounding about one hundred", "about one hundred"),
        (
            "Another resident died in a Sarra hospital yesterday as the result of his injuries, it said.",
            "Another resident died in a Sarra hospital yesterday",
            "Another resident",
        ),
        ("The raid claimed the lives of 12 villagers.", "claimed the lives of 12 villagers", "12 villagers"),
        ("On Monday the toll from the raid rose to 14, he said.", "the toll from the raid rose to 14", "14"),
        ("It left five dead.", "left five dead", "five"),
        ("At least 18 people were killed there.", "At least 18 people were killed", "At least 18 people"),
    ],
)
def test_span_holds_verb_and_count_and_wording_the_count_with_its_noun(
    text: str, span: str, wording: str
) -> None:
    mention = only(text)
    assert (mention.span.of(text), mention.wording) == (span, wording)


@pytest.mark.parametrize(
    ("text", "status", "function", "sex_age", "nationality"),
    [
        ("Three Iraqi policemen were killed.", PersonStatus.SECURITY_FORCE, "policemen", None, "Iraqi"),
        ("Three civilians were killed.", PersonStatus.CIVILIAN, "civilians", None, None),
        ("Six Iranian refugees were killed.", PersonStatus.UNKNOWN, "refugees", None, "Iranian"),
        ("Six fighters were killed.", PersonStatus.COMBATANT, "fighters", None, None),
        ("Six army soldiers were killed.", PersonStatus.COMBATANT, "army soldiers", None, None),
        ("Two children were killed.", PersonStatus.UNKNOWN, None, "children", None),
        ("Five people were killed.", PersonStatus.UNKNOWN, None, None, None),
        ("Five were killed.", PersonStatus.UNKNOWN, None, None, None),
        (
            "Five Red Crescent volunteers were killed.",
            PersonStatus.UNKNOWN,
            "Red Crescent volunteers",
            None,
            None,
        ),
    ],
)
def test_group_keeps_the_words_of_who_is_counted(
    text: str, status: PersonStatus, function: str | None, sex_age: str | None, nationality: str | None
) -> None:
    group = only(text).group
    assert (group.status, group.function, group.sex_age, group.nationality) == (
        status,
        function,
        sex_age,
        nationality,
    )


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("The blast killed 12 people and injured 30 others.", [True, True]),
        ("The raid killed 15 civilians and 27 fighters.", [False, False]),
        ("Five people, including two children, were killed.", [True, False]),
        ("Nine people were killed. The hospital said five children were killed.", [True, False]),
        ("Five soldiers were killed.", [True]),
        ("The raids killed nine people in Hamra alone.", [False]),
        ("Another person died.", [False]),
        ("Six bodies were found.", [None]),
        ("A similar attack in March killed nine people.", [None]),
        ("The death toll rose to 14.", [True]),
    ],
)
def test_totals_are_told_from_parts(text: str, totals: list[bool | None]) -> None:
    assert [mention.is_total for mention in find_counts(document(text))] == totals


def test_an_earlier_figure_points_to_the_one_that_overtakes_it() -> None:
    text = "The death toll was raised to 24 from an earlier 18."
    new, old = find_counts(document(text))
    assert old.superseded and old.earlier_of == new.span and not new.superseded


def test_a_part_points_to_its_whole() -> None:
    text = "Five people, including two children, were killed."
    whole, part = find_counts(document(text))
    assert part.part_of == whole.span


def test_words_of_another_scope_are_kept() -> None:
    assert only("More than 50 were killed at the camp in September.").other_scope == "in September"
    assert only("A similar attack killed nine.").other_scope == "A similar attack"


def test_a_stretch_of_time_is_the_window_of_a_count_and_another_incident_is_none() -> None:
    assert only("Since 2011, 63 soldiers have been killed.").scope.window == "Since 2011"
    assert only("A similar attack killed nine.").scope.window is None


def test_rows_of_a_table_give_each_count_its_place() -> None:
    mentions = find_counts(document("Adra: 14 killed, 6 wounded\nBelmar: 3 killed\n"))
    assert [mention.scope.place for mention in mentions] == ["Adra", "Adra", "Belmar"]
    assert only("Adra: 14 killed").scope.place is None


def test_a_count_of_one_place_alone_names_the_place() -> None:
    assert only("The raids killed nine people in Hamra alone.").scope.place == "Hamra"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("No casualties were reported.", Field.KILLED_OR_INJURED),
        ("There were no immediate reports of casualties.", Field.KILLED_OR_INJURED),
        ("No deaths have been reported yet.", Field.KILLED),
        ("There was no word on casualties.", Field.KILLED_OR_INJURED),
    ],
)
def test_what_is_not_reported_is_kept_and_is_no_zero(text: str, kind: Field) -> None:
    (none,) = find_not_reported(document(text))
    assert none.kind is kind and none.wording == none.span.of(text)
    assert find_counts(document(text)) == ()


def test_a_told_zero_is_not_among_what_is_not_reported() -> None:
    assert find_not_reported(document("There were no casualties.")) == ()
    assert only("There were no casualties.").is_zero


def test_every_mention_makes_a_count_and_quotes_its_text() -> None:
    for text, _ in CASES:
        for mention in find_counts(document(text)):
            assert mention.count().kind is mention.kind
            assert mention.wording in text and mention.span.of(text)


def test_no_heap_of_words_breaks_the_reader() -> None:
    seed = 20130209
    shuffler = random.Random(seed)
    words = " ".join(text for text, _ in CASES).split()
    for _ in range(300):
        text = " ".join(shuffler.choices(words, k=shuffler.randint(1, 60)))
        mentions = find_counts(document(text))
        starts = [mention.span.start for mention in mentions]
        assert starts == sorted(starts), f"seed {seed}: {text}"
        find_not_reported(document(text))


def test_the_dead_of_all_violations_of_a_truce_are_none_of_the_incident() -> None:
    text = "Shells killed four. Over 65 people have been killed as a result of these violations."
    assert [one.other_scope for one in find_counts(document(text))] == [None, "these violations"]
