"""The words of what befalls people: killed, hurt, missing, taken, driven out; and the Predicate they make.

In:   nothing.
Out:  word lists by kind of count, and the value that says what some words tell of a count.
Holds: a list here is shared by the readers before and after the noun; what only one needs stands with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.text.segment import Token
from tellings.vocabulary import Field


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words at tokens [start, end) that say what befell the counted.

    adjacent: they touch the noun phrase. active: a verb whose object is counted ("killing six").
    subset: the count is a part of those named ("among the dead were two children").
    toll: the words tell a toll; rises: it is raised to a running total; exceeded: the toll is above the number;
    capped: it is said not to be.
    dies: a verb of dying, after which the words of a later death may follow. refused: negated or not real; such a
    predicate only stops the search.
    """

    kind: Field
    start: int
    end: int
    adjacent: bool = True
    active: bool = False
    subset: bool = False
    toll: bool = False
    rises: bool = False
    exceeded: bool = False
    capped: bool = False
    superseded: bool = False
    dies: bool = False
    refused: bool = False


KILLED_WORDS = frozenset(
    "killed slain murdered massacred assassinated slaughtered martyred executed beheaded lynched gunned butchered "
    "decapitated hanged strangled electrocuted incinerated machine-gunned neutralised neutralized annihilated "
    "bayoneted garrotted".split()
)
INJURED_WORDS = frozenset(
    "wounded injured hurt maimed hospitalised hospitalized mutilated disfigured crippled scalded concussed "
    "blinded lacerated bruised paralysed paralyzed".split()
)
TAKEN = {
    **dict.fromkeys(
        "arrested detained seized jailed imprisoned captured apprehended nabbed incarcerated interned".split(),
        Field.DETAINED,
    ),
    **dict.fromkeys("kidnapped abducted snatched".split(), Field.ABDUCTED),
    **dict.fromkeys("displaced evicted uprooted".split(), Field.DISPLACED),
}
PARTICIPLES: dict[str, Field] = {
    **dict.fromkeys(KILLED_WORDS, Field.KILLED),
    **dict.fromkeys(INJURED_WORDS, Field.INJURED),
    **TAKEN,
}
STATES: dict[str, Field] = {
    "dead": Field.KILLED,
    "missing": Field.MISSING,
    "unaccounted": Field.MISSING,
    "homeless": Field.DISPLACED,
}
NOMINALS: dict[str, Field] = {
    "deaths": Field.KILLED,
    "death": Field.KILLED,
    "fatalities": Field.KILLED,
    "fatality": Field.KILLED,
    "killings": Field.KILLED,
    "injuries": Field.INJURED,
    "injury": Field.INJURED,
    "casualties": Field.KILLED_OR_INJURED,
    "casualty": Field.KILLED_OR_INJURED,
    "bodies": Field.BODIES_FOUND,
    "corpses": Field.BODIES_FOUND,
    "arrests": Field.DETAINED,
    "kills": Field.KILLED,
    "skeletons": Field.BODIES_FOUND,
    "cadavers": Field.BODIES_FOUND,
    "skulls": Field.BODIES_FOUND,
    "abductions": Field.ABDUCTED,
    "kidnappings": Field.ABDUCTED,
}
# who people are by what befell them: "the number of hostages", "Hostages: 12"
BEFALLEN_PERSONS = {
    "hostages": Field.ABDUCTED,
    "captives": Field.ABDUCTED,
    "detainees": Field.DETAINED,
    "prisoners": Field.DETAINED,
}
ACTIVE: dict[str, Field] = {
    **dict.fromkeys(
        "kill kills killed killing murder murders murdered murdering massacre massacred massacring assassinate "
        "assassinated assassinating slaughtered slaughtering executed executing beheaded beheading slay slays slayed "
        "execute executes behead beheads slaughter slaughters lynch slaying slew lynched lynching butcher butchered "
        "butchering decapitated decapitating hanged strangled "
        "machine-gunned neutralised neutralized annihilate annihilates annihilated annihilating exterminate "
        "exterminated exterminating bayoneted garrotted strangling hang hanging martyred".split(),
        Field.KILLED,
    ),
    **dict.fromkeys(
        "wound wounds wounded wounding injure injures injured injuring hurt hurts hurting maim maimed maiming "
        "hospitalized hospitalised hospitalizing hospitalising mutilated mutilating crippled disfigured "
        "blinded blinding concussed".split(),
        Field.INJURED,
    ),
    **dict.fromkeys(
        "arrest arrests arrested arresting detain detains detained detaining seize seizes seized seizing jailed "
        "jailing apprehend apprehends apprehended apprehending nab nabs nabbed imprison imprisoned imprisoning intern "
        "interned interning incarcerate incarcerated".split(),
        Field.DETAINED,
    ),
    **dict.fromkeys(
        "kidnap kidnaps kidnapped kidnapping abduct abducts abducted abducting snatch snatches snatched "
        "snatching".split(),
        Field.ABDUCTED,
    ),
    **dict.fromkeys(
        "displace displaces displaced displacing uproot uproots uprooting uprooted evict evicted evicting".split(),
        Field.DISPLACED,
    ),
}
NOUN_OR_VERB = frozenset("wounds wound murder murders massacre arrest arrests seized captured".split())
SEIZING = frozenset("seize seizes seized seizing".split())
# whoever seizes people without holding an office abducts them
LAWLESS = frozenset(
    "gunmen gunman militia militias militiamen militants militant rebels rebel pirates bandits gang gangs kidnappers "
    "kidnapper insurgents attackers assailants raiders guerrillas guerillas abductors extremists jihadists "
    "terrorists fighters robbers strangers cartel captors hijackers hijacker masked".split()
)
LAWFUL = frozenset(
    "police policemen soldiers troops army officers gendarmes agents authorities authority intelligence officials "
    "government gendarmerie constables troopers marines commandos regime junta".split()
)
BE = frozenset("was were is are be been being got get gets remain remains remained".split())
MODALS = frozenset("could would will shall should can cannot must might may".split())
NEGATIONS = frozenset("not never n't neither nor hardly".split())
ADVERBS = frozenset(
    "also reportedly later then subsequently slightly seriously critically badly severely lightly gravely fatally "
    "mortally allegedly apparently already since immediately all both instantly accidentally deliberately brutally "
    "now currently still officially thereby together instead even only just either simultaneously so far at least "
    "confirmed reported others more initially previously eventually finally recently tragically soon again ever yet "
    "mostly mainly thus shot least directly indirectly otherwise there elsewhere".split()
) - {"at", "least", "so", "far"}
EXCEED = frozenset(
    "exceed exceeds exceeded surpass surpasses surpassed surpassing exceeding tops topped passed passes pass".split()
)
REACH = frozenset(
    "reach reaches reached reaching hit hits hitting was is were stands stood be total totals totalled totaled topped "
    "numbered numbers number estimated".split()
)


def low_at(tokens: Sequence[Token], at: int) -> str:
    """Return the lower-case token at `at`, or "" outside the sentence."""
    return tokens[at].low if 0 <= at < len(tokens) else ""
