"""The words for acts of violence, and for what serves them.

In:   nothing.
Out:  frozen sets and mappings of lower-case words.
Holds: general English of news; no name of a person, party or place.
"""

from tellings.vocabulary import Role


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# nouns that name an act of violence
ACT_NOUNS = _words(
    "attack attacks shelling shellings bombardment bombardments bombing bombings blast blasts "
    "explosion explosions "
    "strike strikes airstrike airstrikes air-strike air-strikes raid raids ambush ambushes massacre "
    "massacres killing "
    "killings shooting shootings assault assaults murder murders assassination assassinations "
    "execution executions "
    "barrage barrages salvo salvoes salvos slaughter bloodshed carnage atrocity atrocities kidnapping "
    "kidnappings "
    "abduction abductions sabotage gunfire crossfire fire arson beheading beheadings shootout "
    "detonation detonations "
    "incursion violence torture"
)
# nouns that take up an act told before: "the operation", "these crimes"
ACT_ANAPHORA = _words(
    "operation operations incident incidents crime crimes act acts plot plots deed mission offensive "
    "onslaught scheme"
)
MUNITION_NOUNS = _words(
    "rocket rockets missile missiles shell shells mortar mortars round rounds bomb bombs grenade "
    "grenades explosive "
    "explosives charge charges mine mines landmine landmines katyusha katyushas warhead warheads "
    "bullet bullets "
    "ammunition munition munitions shot shots sarin chlorine gas gun guns cannon artillery projectile "
    "projectiles ied "
    "ieds dynamite torpedo torpedoes shrapnel cluster napalm phosphorus weapon weapons gunpowder "
    "detonator detonators"
)
# what serves an act without being a weapon; counts only where the text ties it to one
SUPPORT_NOUNS = _words(
    "logistics equipment coordinates truck trucks vehicle vehicles ambulance ambulances car cars jeep "
    "jeeps weaponry "
    "money funds fuel uniforms uniform intelligence escort cover training launcher launchers pads "
    "materiel arms boats "
    "boat lorry lorries map maps passes documents"
)
TARGETING_NOUNS = _words(
    "coordinates targeting targets weaponry arms launcher launchers logistics firearms rifles rifle pistols pistol "
    "machetes"
)
# what burns, shoots or disguises: with "the" before it, and an act in sight, it served the act
TELLING_MEANS = _words(
    "fuel diesel petrol gasoline kerosene paraffin guns rifles machetes uniforms fertiliser fertilizer detonators"
)
# other things that serve an act where the words say so: "the buses that brought the gunmen"
MEANS_NOUNS = (
    SUPPORT_NOUNS
    | TARGETING_NOUNS
    | TELLING_MEANS
    | _words(
        "bus buses minibus minibuses van vans motorcycle motorcycles motorbike motorbikes pick-up pick-ups pickup "
        "pickups tractor tractors cash cement radios radio phones barge barges ferry plane planes ladders"
    )
)
# those who acted, whoever they are
PERPETRATOR_NOUNS = _words(
    "gunman gunmen attacker attackers assailant assailants killer killers raider raiders bomber bombers shooter "
    "shooters arsonists perpetrator perpetrators culprits hitman hitmen assassin assassins kidnappers marauders "
    "murderers snipers"
)
# gatherings that end in violence: to pay for one is an accusation where an act is told of
GATHERING_NOUNS = _words(
    "march marches protest protests demonstration demonstrations rally rallies riot riots unrest mob mobs uprising "
    "coup blockade blockades rampage disturbances clashes"
)
AIRCRAFT_AND_VEHICLES = _words(
    "jet jets warplane warplanes plane planes aircraft fighter-jet fighter-jets helicopter "
    "helicopters gunship gunships "
    "drone drones bomber bombers tank tanks jeep jeeps truck trucks vehicle vehicles car cars boat "
    "boats gunboat "
    "gunboats ambulance ambulances pick-up pick-ups gunners snipers"
)

# forms of verbs of violence: base or third person, past, participle, -ing
_VIOLENT = (
    "attack attacks attacked attacking; shell shells shelled shelling; bomb bombs bombed bombing; "
    "bombard bombards "
    "bombarded bombarding; strike strikes struck striking; raid raids raided raiding; storm storms "
    "stormed storming; "
    "ambush ambushes ambushed ambushing; kill kills killed killing; murder murders murdered "
    "murdering; massacre "
    "massacres massacred massacring; assassinate assassinates assassinated assassinating; execute "
    "executes executed "
    "executing; slaughter slaughters slaughtered slaughtering; target targets targeted targeting; "
    "assault assaults "
    "assaulted assaulting; gas gasses gassed gassing; behead beheads beheaded beheading; detonate "
    "detonates detonated "
    "detonating; torture tortures tortured torturing; gun guns gunned gunning; burn burns burned "
    "burning; torch torches "
    "torched torching; slay slays slew slain; abduct abducts abducted abducting; kidnap kidnaps "
    "kidnapped kidnapping; "
    "hit hits hitting; pound pounds pounded pounding; blast blasts blasted blasting; strafe strafed "
    "strafing; "
    "perpetrate perpetrates perpetrated perpetrating; wound wounds wounded wounding; shoot shoots "
    "shot shooting"
)
VIOLENT_FORMS = _words(_VIOLENT.replace(";", " "))
VIOLENT_PARTICIPLES = frozenset(
    form for form in VIOLENT_FORMS if form.endswith("ed") or form in {"struck", "slain", "shot", "hit"}
)
# these name a throwing of something: "fired rockets at", "dropped bombs on"
LAUNCHING_FORMS = _words(
    "fire fires fired firing launch launches launched launching drop drops dropped dropping hurl "
    "hurled hurling plant "
    "plants planted planting lob lobbed throw threw thrown throwing lay laid set"
)
# verb form -> the role of its subject, where what it acts on is an act of violence or serves one
_ROLES: dict[Role, str] = {
    Role.ORDERED: "order orders ordered ordering command commands commanded commanding direct directs directed "
    "directing instigate instigated instigating mastermind masterminded masterminding authorise "
    "authorised authorize "
    "authorized authorizing authorising oversee oversaw overseen overseeing incite incited inciting "
    "sanctioned approve "
    "approved approving decreed",
    Role.PLANNED: "plan plans planned planning plot plots plotted plotting prepare prepared preparing organise "
    "organised organising organize organized organizing",
    Role.COORDINATED: "coordinate coordinates coordinated coordinating co-ordinate co-ordinates co-ordinated "
    "co-ordinating orchestrate orchestrated orchestrating",
    Role.SUPPLIED: "supply supplies supplied supplying provide provides provided providing furnish furnished deliver "
    "delivered delivering smuggle smuggled smuggling arm arms armed arming equip equipped equipping "
    "train trained "
    "training transport transported transporting "
    "lend lent lending facilitate facilitated facilitating sell sold selling",
    Role.FINANCED: "finance finances financed financing fund funds funded funding bankroll bankrolled sponsor "
    "sponsored sponsoring",
    Role.ESCORTED: "escort escorts escorted escorting",
    Role.HARBOURED: "shelter shelters sheltered sheltering harbour harbours harboured harbouring harbor harbored "
    "harboring hide hid hiding hidden house housed lodge lodged conceal concealed concealing",
    Role.CARRIED_OUT: "execute executed executing perpetrate perpetrated perpetrating commit commits committed "
    "committing conduct conducts conducted conducting mount mounts mounted mounting stage stages staged staging "
    "launch launches "
    "launched launching undertook undertaken",
    Role.INVOLVED: "aid aided aiding abet abetted abetting assist assisted assisting support supported supporting back "
    "backed backing help helped helping provoke provoked provoking",
}
ROLE_FORMS: dict[str, Role] = {form: role for role, forms in _ROLES.items() for form in forms.split()}

# words of harm that, beside the nouns, show that a sentence tells of an act
HARM_WORDS = VIOLENT_FORMS | _words(
    "exploded explode explodes landed fell dead died deaths injured casualties blew detonated fired"
)


def is_act_word(low: str) -> bool:
    """Whether a lower-case word names an act of violence, takes one up, or names a munition."""
    return low in ACT_NOUNS or low in ACT_ANAPHORA or low in MUNITION_NOUNS
