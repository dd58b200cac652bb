"""Words of a cue that say how its speaker stands to what he tells, and words of a content that turn it.

In:   the reporting verbs and nouns of `lexicon`.
Out:  STANCE_OF, patterns over lower-case words with one space between.
Holds: `lexicon` says which words find a telling by rule; here stand more, which only weigh one that is found.
"""

import re

from tellings.attribution.lexicon import CUE_STANCE, NOUN_CUES, forms_of
from tellings.vocabulary import Stance

_MORE_VERBS: dict[Stance, str] = {
    Stance.ASSERTS: (
        "specify discuss release see understand realise realize notice accept recognise recognize intend plan aim"
    ),
    Stance.CONFIRMS: "authenticate attest vouch validate substantiate",
    Stance.ALLEGES: "insinuate finger impute",
    Stance.CONCEDES: "confess apologise apologize grant own",
    Stance.DENIES: "contradict repudiate disavow disclaim disown contest debunk rubbish",
    Stance.DOUBTS: "mistrust query",
    Stance.DEMANDS: (
        "instruct beg plead implore beseech exhort petition press push call lobby invite advise encourage command "
        "summon seek"
    ),
    Stance.THREATENS: "swear",
    Stance.CONDEMNS: (
        "slam lambast lambaste blast rebuke berate assail excoriate castigate protest lash rail deride scold "
        "censure vilify"
    ),
    Stance.CORRECTS: "amend rectify",
    Stance.WITHDRAWS: "recant rescind renounce backtrack",
}
_NOUNS: dict[Stance, str] = {
    Stance.CONFIRMS: "confirmation",
    Stance.ALLEGES: "suspicion suspicions",
    Stance.CONCEDES: "admission admissions confession apology acknowledgement concession",
    Stance.DENIES: "rejection dismissal rebuttal",
    Stance.DOUBTS: "scepticism skepticism sceptical skeptical",
    Stance.DEMANDS: "plea pleas calls",
    Stance.THREATENS: "threat threats",
    Stance.CONDEMNS: "condemnation criticism outrage denunciation",
    Stance.CORRECTS: "correction",
    Stance.WITHDRAWS: "retraction withdrawal",
}
_ADJECTIVES = (
    "aware sure certain clear convinced persuaded able"  # stand for something only where they are negated
)

STANCE_OF: dict[str, Stance] = dict.fromkeys(_ADJECTIVES.split(), Stance.ASSERTS)
for _stance, _words in _MORE_VERBS.items():
    STANCE_OF |= {form: _stance for word in _words.split() for form in forms_of(word)}
for _stance, _words in _NOUNS.items():
    STANCE_OF |= dict.fromkeys(_words.split(), _stance)
STANCE_OF |= NOUN_CUES | CUE_STANCE

ATTACK_NOUNS = frozenset(
    "attack attacks assault raid bombing bombings strike strikes shelling ambush operation operations rocket rockets "
    "missile missiles mortar mortars shell shells drone drones offensive blast explosion explosions killing".split()
)

VIOLENT = (  # verbs of attack in any form, in a pattern
    r"(?:fir(?:e|ed|es|ing)|open(?:ed|ing)? fire|shell(?:ed|s|ing)?|bomb(?:ed|s|ing|arded|arding)?|attack(?:ed|s|ing)?|"
    r"str(?:ike|ikes|uck|iking)|hit|hits|hitting|kill(?:ed|s|ing)?|shot|shoot(?:s|ing)?|ambush(?:ed|es|ing)?|"
    r"raid(?:ed|s|ing)?|burn(?:ed|s|t|ing)?|storm(?:ed|s|ing)?|assault(?:ed|ing)?|murder(?:ed|ing)?|"
    r"execut(?:e|ed|ing)|tortur(?:e|ed|ing)|abduct(?:ed|ing)?|kidnap(?:ped|ping)?|us(?:e|ed|ing)|"
    r"launch(?:ed|es|ing)?|carr(?:y|ied|ies|ying) out|wound(?:ed|ing)?|harm(?:ed|ing)?|"
    r"order(?:ed|ing)?|detonat(?:e|ed|ing)|plant(?:ed|ing)?|drop(?:ped|ping)?|destroy(?:ed|ing)?)"
)
ADVERBS = r"(?:\w+ly |also |ever |yet |even |at all )*"
BE = r"(?:was|were|is|are|am|(?:had|has|have) been)"

# what a verb alone leaves open and its company settles; searched in the cue and the first words of the content
PHRASES: tuple[tuple[re.Pattern[str], Stance], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), stance)
    for pattern, stance in (
        (
            r"(?:take|took|takes|taken|taking|claim\w*|accept\w*|assum\w+|admit\w*)"
            r"(?: \w+){0,2}? (?:responsibility|credit)(?! (?:off|from))",
            Stance.TAKES_RESPONSIBILITY,
        ),
        (r"responsibility .{0,40}?(?:was|been|is) claimed", Stance.TAKES_RESPONSIBILITY),
        (r"call(?:s|ed|ing)? (?:on|upon|for)|appeal\w* (?:to|for)", Stance.DEMANDS),
        (
            r"(?:cast|casts|casting|raised|raises) (?:\w+ )?(?:doubts?|questions?) (?:on|over|about)",
            Stance.DOUBTS,
        ),
        (r"call(?:s|ed|ing)? into question", Stance.DOUBTS),
        (r"point(?:s|ed|ing)? (?:the|a|an accusing) finger|laid the blame|lays the blame", Stance.ALLEGES),
        (r"(?:hold|holds|held|holding) (?:\w+ ){0,6}?(?:responsible|accountable|to blame)", Stance.ALLEGES),
        (
            r"(?:name|identif)\w* .{0,200}?\bas (?:\w+ ){0,2}?(?:(?:man|men|woman|one|ones|person|people|group|those) "
            r"(?:who|behind|responsible)|perpetrators?|culprits?|suspects?|attackers?|killers?|gunm[ae]n|mastermind)",
            Stance.ALLEGES,
        ),
        (
            r"distanc\w+ (?:it|him|her|them)sel(?:f|ves) from|(?:pleaded|pleads|pled) not guilty",
            Stance.DENIES,
        ),
        (r"(?:protest\w*|maintain\w*) (?:his|her|its|their) innocence", Stance.DENIES),
        (r"rul(?:e|es|ed|ing) out|brush(?:es|ed) (?:off|aside)|shrug(?:s|ged) off", Stance.DENIES),
        (
            r"(?:take|takes|took|taken|taking) back|walk(?:s|ed|ing)? back|back(?:s|ed|ing)? away from",
            Stance.WITHDRAWS,
        ),
        (r"(?:stand|stands|stood) by", Stance.ASSERTS),
        (
            r"(?:rais|lower|cut|increas|reduc|revis|updat|correct|bring|brought|put up)\w*"
            r" (?:\w+ ){0,4}?(?:toll|tally|figures?|count|estimate)",
            Stance.CORRECTS,
        ),
    )
)
SAYS_NOTHING = re.compile(  # tells that nothing is told
    r"\b(?:stop\w* short of|fell short of|(?:has|have|had|gave|gives|give|offered|made|provided) no"
    r" (?:\w+ )?(?:word|details?|comment|information|knowledge|idea|confirmation|explanation|reason)"
    r"|unaware|unsure|unclear|unable|uncertain|no comment|(?:can|could|has|have|had|is|are|was|were) not "
    r"(?:\w+ ){0,2}?(?:be |been )?(?:\w+ly )?(?:confirm\w*|verif\w*|corroborat\w*|authenticat\w*))\b"
)
NEGATION = re.compile(
    r"\b(?:not(?! only| just| merely| surprisingly)|never|neither|refus\w+|declin\w+|yet to|unwilling|reluctant|"
    r"fail\w* to|avoid\w*|without|nobody|hardly)\b"
)
BELIEF = frozenset(
    form
    for verb in "believe think expect suppose imagine convinced persuaded".split()
    for form in forms_of(verb)
) | {"thought"}
AGREEING = frozenset(form for verb in "accept agree recognise recognize".split() for form in forms_of(verb))
NAMING = re.compile(r"\b(?:call|describ|brand|label|term|dub|dismiss|characteri[sz]|denounc|portray)\w*\b")
JUDGED_FALSE = (
    r"(?:false|untrue|baseless|unfounded|groundless|fabricat\w+|(?:a |an |outright |pack of )*(?:lies?|inventions?)|"
    r"invented|not true|not correct|incorrect|without (?:any )?foundation|nonsense|exaggerat\w+|propaganda|fake|"
    r"fiction|rubbish|slander|absurd)"
)
CONDEMNED = re.compile(
    r"\b(?:barbari[ct]\w*|coward\w*|heinous|atroci\w+|outrag\w+|despicable|crim(?:e|es|inal)|disgrac\w+|unacceptable|"
    r"brutal|terroris\w+|massacre|abominable|horrific|shameful|inhuman\w*|vile|savage\w*|murder)\b"
)
VIOLENCE_TO_COME = re.compile(
    r"\b(?:attacks?|aveng\w+|revenge|strikes?|retaliat\w+|vengeance|punish|crush\w*|kill\w*|destroy\w*|"
    r"blood|bomb\w*|shell\w*)\b"
)
NO_FACT = re.compile(  # to reject these is no denial of anything
    r"^(?:(?:the|a|an|any|all|his|her|its|their|new|fresh|monitors?|aid|workers?|\w+ly|\w+s|\w+'s) ){0,4}?"
    r"(?:access|entry|visas?|care|treatment|bail|permission|asylum|offers?|proposals?|calls?|demands?|talks|"
    r"ceasefire|truce|resolution|deal|plans?|requests?|terms|petition|appeals?|negotiations|invitations?)\b"
)
WORDS_TAKEN_BACK = re.compile(
    r"\b(?:claims?|statements?|accusations?|allegations?|remarks?|comments?|words?|complaints?|testimony|"
    r"confessions?|apology|reports?|figures?|charges?|denial|what)\b"
)
