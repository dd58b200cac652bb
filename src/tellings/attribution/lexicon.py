"""The words that mark a telling: reporting verbs and phrases, and the nouns of those who tell.

In:   nothing.
Out:  frozen sets and mappings of lower-case words.
Holds: general English of news; no name of a person, party or place of any corpus. News agencies are named,
since a text credits them without saying what they are.
"""

from tellings.vocabulary import Connection, Stance

# verb -> stance; forms are made by `forms_of`. A star marks verbs that take a clause only with "that" or a
# quotation (otherwise they are mostly no reporting verbs: "found a body", "learned Arabic").
_VERBS: dict[Stance, str] = {
    Stance.ASSERTS: (
        "say state add tell report announce declare explain note remark comment* observe* recall mention write "
        "reply respond* answer* stress emphasise emphasize insist maintain indicate reveal disclose estimate argue* "
        "believe think* predict suggest* testify relate* recount* describe* conclude* continue* assure* inform* "
        "affirm reiterate repeat* find* hold* hear* learn* show* read* tweet post* signal* hint* cite* boast* "
        "complain lament* agree* caution guess* joke* reckon figure* feel* hope expect* know* imply* opine "
        "underline underscore clarify* elaborate* quip relay* publish* remember name* address* "
        "want* praise"
    ),
    Stance.ALLEGES: "allege claim assert contend charge* suspect accuse blame implicate fault",
    Stance.CONFIRMS: "confirm verify* corroborate*",
    Stance.CONCEDES: "admit concede acknowledge",
    Stance.DENIES: "deny reject dismiss refute dispute rebut",
    Stance.DOUBTS: "doubt question* challenge*",
    Stance.DEMANDS: "demand urge ask* appeal* request* propose* recommend* order*",
    Stance.THREATENS: "threaten vow warn promise* pledge",
    Stance.CONDEMNS: "condemn denounce deplore decry criticise criticize",
    Stance.CORRECTS: "correct* revise*",
    Stance.WITHDRAWS: "retract withdraw*",
}
_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "find": ("finds", "found", "finding"),
    "hold": ("holds", "held", "holding"),
    "hear": ("hears", "heard", "hearing"),
    "learn": ("learns", "learned", "learnt", "learning"),
    "show": ("shows", "showed", "shown", "showing"),
    "read": ("reads", "read", "reading"),
    "feel": ("feels", "felt", "feeling"),
    "know": ("knows", "knew", "known", "knowing"),
    "withdraw": ("withdraws", "withdrew", "withdrawn", "withdrawing"),
    "admit": ("admits", "admitted", "admitting"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "see": ("sees", "saw", "seen", "seeing"),
    "seek": ("seeks", "sought", "seeking"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "understand": ("understands", "understood", "understanding"),
    "slam": ("slams", "slammed", "slamming"),
    "beg": ("begs", "begged", "begging"),
    "plan": ("plans", "planned", "planning"),
}


def forms_of(verb: str) -> tuple[str, ...]:
    """Return the verb and its forms: third person, past, participles."""
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return (verb, third, verb + "ed", verb + "ing")


CUE_STANCE: dict[str, Stance] = {}  # form -> stance
WEAK_CUES: set[str] = set()  # forms that need "that" or a quotation
for _stance, _words in _VERBS.items():
    for _word in _words.split():
        for _form in forms_of(_word.rstrip("*")):
            CUE_STANCE[_form] = _stance
            if _word.endswith("*"):
                WEAK_CUES.add(_form)

BELIEF_CUES = frozenset(  # weak cues that take a clause without "that" too: "the mayor believes they left"
    form
    for verb in "believe think hope know want expect argue suggest conclude predict agree feel promise".split()
    for form in forms_of(verb)
)
BARE_OBJECT_CUES = frozenset(  # these take an object as content: "denied the charge", "condemned the attack"
    form
    for verb in "deny reject dismiss refute dispute condemn denounce deplore decry demand confirm urge admit criticise "
    "criticize praise acknowledge announce report threaten doubt retract predict promise describe revise question "
    "rebut".split()
    for form in forms_of(verb)
)
NOUN_CUES: dict[str, Stance] = {  # "X's claim that ...", "an allegation by X that ..."
    **dict.fromkeys(
        "assertion report reports warning warnings suggestion suggestions fear fears belief statement announcement "
        "news".split(),
        Stance.ASSERTS,
    ),
    **dict.fromkeys("claim claims allegation allegations accusation accusations".split(), Stance.ALLEGES),
    **dict.fromkeys("denial denials".split(), Stance.DENIES),
}
ACCUSING = frozenset(form for verb in ("accuse", "blame", "implicate", "fault") for form in forms_of(verb))
TELL_FORMS = frozenset(
    {"tell", "tells", "told", "telling", "assured", "informed", "warned", "reminded", "reassured"}
)

# what may stand between a source and its verb
AUXILIARIES = frozenset(
    "has have had also later then earlier previously already reportedly again repeatedly publicly separately "
    "meanwhile further subsequently immediately quickly explicitly clearly now since still first just once "
    "however therefore even only both would will could can may might must did does do is was were are been "
    "be being not never initially angrily strongly categorically flatly vehemently privately officially".split()
)
NEGATIONS = frozenset({"not", "never", "n't", "cannot", "unable", "neither", "refused", "declined"})
HEDGES = frozenset(
    "apparently reportedly allegedly likely probably possibly perhaps suspected suspect may might appears "
    "appeared seems seemed believed presumably unconfirmed unclear maybe purportedly supposedly unsure".split()
)
HEDGING_ADVERBS = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})

FINITE_VERBS = frozenset(
    "is are was were be been am has have had do does did will would can could may might must shall should "
    "says said states stated told tells went came left took gave made got found saw hit struck fell rose ran "
    "fled fought held kept knew led lost met put sent set shot stood began became broke brought built cut fired "
    "killed wounded injured died landed attacked opposes remains remained became becomes appears appeared seems "
    "seemed shows showed wants wanted needs called calls carried caused claimed continued ended entered exploded "
    "faced followed happened hurt included includes includes launched lies lived moved occurred opened ordered "
    "passed reached received returned started stopped targeted tried turned used visited worked prevented wrote "
    "denied denies confirmed added reported announced blamed accused formed leaves leave makes make takes take "
    "gives give comes come goes go rejects rejected demands demanded condemned warned burned collapsed detained "
    "arrested bombed shelled raided stormed ambushed released transferred escorted supplied coordinated insisted "
    "belongs belonged houses housed lay lays spent paid bore won drew drove threw flew grew woke spoke".split()
)

DOCUMENT_NOUNS = frozenset(
    "statement report letter communique communiqué release document memo memorandum note message video "
    "tweet post article dispatch bulletin account dossier file testimony complaint recording broadcast "
    "interview declaration press-release tape cable website page footage evidence photo photos photograph "
    "photographs picture pictures image images imagery clip videos records figures data survey poll study "
    "log recordings transcript findings results version".split()
)
SPEAKER_NOUNS: dict[str, Connection | None] = {
    **dict.fromkeys(
        "official officials minister ministers ministry officer officers colonel general captain major lieutenant "
        "sergeant policeman policemen policewoman police army military government authorities authority president "
        "premier ambassador envoy governor mayor commander prosecutor prosecutors judge coroner diplomat diplomats "
        "secretary commissioner deputy chief inspector brigadier administration department forces agents "
        "intelligence embassy consul".split(),
        Connection.OFFICIAL,
    ),
    **dict.fromkeys(
        "spokesman spokeswoman spokesperson spokesmen spokespersons spokespeople".split(),
        Connection.SPOKESPERSON,
    ),
    **dict.fromkeys(
        "doctor doctors nurse nurses medic medics surgeon surgeons physician physicians hospital hospitals "
        "paramedic paramedics clinic morgue".split(),
        Connection.MEDIC,
    ),
    **dict.fromkeys("rescuer rescuers firefighter firefighters ambulance".split(), Connection.RESCUER),
    **dict.fromkeys(
        "witness witnesses eyewitness eyewitnesses resident residents villager villagers neighbour neighbours "
        "neighbor neighbors shopkeeper shopkeepers passer-by bystander bystanders locals farmer driver teacher "
        "townspeople inhabitants".split(),
        Connection.WITNESS,
    ),
    **dict.fromkeys("survivor survivors victim victims wounded".split(), Connection.VICTIM),
    **dict.fromkeys(
        "relative relatives father mother brother sister son daughter uncle aunt cousin widow wife husband "
        "family families".split(),
        Connection.RELATIVE,
    ),
    **dict.fromkeys(
        "monitor monitors observatory watchdog monitoring observers observer ngo charity".split(),
        Connection.MONITOR,
    ),
    **dict.fromkeys(
        "reporter reporters correspondent correspondents journalist journalists photographer".split(),
        Connection.REPORTER,
    ),
    **dict.fromkeys(
        "group groups opposition rebels rebel militants militant fighters fighter movement militia faction "
        "insurgents guerrillas party coalition front brigade brigades organisation organization activists activist "
        "separatists separatist regime alliance union committee council campaign network league federation".split(),
        Connection.PARTY,
    ),
    **dict.fromkeys(
        "source sources lawyer lawyers analyst analysts expert experts leader leaders director head manager "
        "co-founder founder member members people men man woman women researcher researchers investigators "
        "investigator agency newspaper daily channel station television radio website outlet media paper "
        "broadcaster magazine press site imam priest cleric elder elders chairman chairwoman adviser "
        "operatives operative office team mission foundation institute company firm bishop preacher student "
        "students worker workers employee employees guard guards soldier soldiers troops refugee refugees "
        "representative representatives delegate coordinator secretary-general treasurer organiser mouthpiece "
        "neighbourhood".split(),
        None,
    ),
}
for _noun, _tie in list(SPEAKER_NOUNS.items()):  # the plurals of the nouns of persons above
    if _noun.endswith(("er", "or", "ist", "ant", "ian", "ee", "ain", "al")) and _noun not in {
        "general",
        "hospital",
    }:
        SPEAKER_NOUNS.setdefault(_noun + "s", _tie)
PLURAL_SPEAKERS = frozenset(
    noun
    for noun in SPEAKER_NOUNS
    if (noun.endswith("s") and not noun.endswith("ss"))
    or noun
    in {"police", "policemen", "media", "people", "men", "women", "authorities", "locals", "spokespeople"}
)
ANONYMITY = (
    "condition of anonymity",
    "not to be named",
    "not be named",
    "asked not to be identified",
    "anonymously",
    "declined to be named",
    "not authorised",
    "not authorized",
    "unnamed",
    "anonymous",
)

AGENCIES: dict[str, str] = {  # as credited -> the name to call it by
    "afp": "AFP",
    "agence france-presse": "AFP",
    "agence france presse": "AFP",
    "ap": "AP",
    "associated press": "AP",
    "the associated press": "AP",
    "reuters": "Reuters",
    "dpa": "dpa",
    "upi": "UPI",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "interfax": "Interfax",
    "ria novosti": "RIA Novosti",
    "efe": "EFE",
    "ansa": "ANSA",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "kyodo": "Kyodo",
    "pti": "PTI",
    "ians": "IANS",
    "sana": "SANA",
    "irna": "IRNA",
    "isna": "ISNA",
    "apa": "APA",
}
OUTLET_WORDS = frozenset(
    "tv television radio news times post herald tribune daily gazette journal guardian telegraph chronicle "
    "newspaper channel broadcaster magazine press agency wire media broadcasting observer courier".split()
)
STATE_WORDS = frozenset(
    "ministry government army police military embassy parliament presidency navy cabinet senate court "
    "directorate authorities forces gendarmerie municipality governorate state".split()
)
ARMED_WORDS = frozenset(
    "brigade brigades militia front army fighters battalion battalions rebels militants insurgents guerrillas "
    "liberation jihad hezbollah legion resistance".split()
)
ORGANISATION_WORDS = frozenset(
    "council organisation organization movement party group committee union league federation association "
    "campaign network coalition opposition mission agency foundation institute centre center observatory "
    "commission board alliance bureau watch international company firm society corps fund charity hospital "
    "university office nations cross crescent".split()
)
ANAPHORIC_GROUP_NOUNS = frozenset(
    "group organisation organization movement opposition party militia faction coalition council body agency "
    "monitor watchdog campaign network front brigade rebels committee charity mission ministry army police "
    "government office union alliance".split()
)
ANAPHORIC_PERSON_NOUNS = frozenset(
    "official officer spokesman spokeswoman spokesperson minister colonel general doctor director source "
    "commander envoy governor mayor witness resident man woman leader policeman prosecutor lawyer activist "
    "ambassador captain major judge chief surgeon nurse researcher president secretary sheikh diplomat".split()
)
TITLES = frozenset(
    "mr mrs ms dr prof president minister general gen colonel col major captain lieutenant prime sheikh "
    "ambassador senator governor mayor judge king prince sir imam ayatollah brigadier commander chief "
    "spokesman spokeswoman doctor lord deputy foreign interior defence defense".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec".split()
)
DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())
PREPOSITIONS = frozenset(
    "of in on at by for from with to near outside inside after before during under over against between among "
    "about into through since until within without across along around behind beside beyond via".split()
)
PRONOUNS_PERSON = frozenset({"he", "she", "i", "him", "her"})
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which"})
SUBORDINATORS = frozenset(
    "that while although though because as when where after before since whereas if unless whether until so".split()
)
