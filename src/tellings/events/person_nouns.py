"""Read the noun phrase after a quantity: is it persons that are counted, and which?

In:   tokens and the place where the noun phrase starts.
Out:  a NounPhrase: where it ends, what its head is, and who is meant (a Group).
Holds: no head that is a thing, a place, an animal, a time or a measure passes for persons.

English has no closed list of person nouns: beside the lexicon, plural endings that mostly name persons
("-ers", "-ists", "-ees") count as such, less the list of things with such an ending.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tellings.events.numbers import read_number
from tellings.events.outcome_words import ACTIVE, PARTICIPLES
from tellings.events.quantities import Quantity
from tellings.model import Group
from tellings.text.segment import Token
from tellings.vocabulary import Field, PersonStatus


class Head(StrEnum):
    """What a noun phrase is about."""

    PERSON = "person"
    BARE = "bare"  # no noun: "killed 43", "40 were hurt"
    UNKNOWN = "unknown"  # a plural noun in no lexicon: persons only beside a verb that takes persons
    THING = "thing"


_ANYONE = Group()


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """The noun phrase at tokens [start, end); start is where the quantity and its "of" ended.

    of_those: "of them", "of whom"; partitive: "of the wounded", "of our soldiers": a part of a known set.
    befallen: told by an adjective inside ("several injured civilians"). others: "40 others", "12 other men".
    """

    start: int
    end: int
    head: Head
    group: Group = _ANYONE
    of_those: bool = False
    partitive: bool = False
    befallen: Field | None = None
    others: bool = False


_PEOPLE = frozenset("people persons person individuals individual others other souls humans".split())

_SEX_AGE = frozenset(
    "child children woman women man men boy boys girl girls baby babies infant infants toddler toddlers minor minors "
    "teenager teenagers youth youths youngster youngsters elderly adult adults newborn newborns mother mothers "
    "father fathers schoolchild schoolchildren schoolgirl schoolgirls schoolboy schoolboys pensioner pensioners "
    "brother brothers sister sisters son sons daughter daughters grandmother grandmothers grandfather kid kids "
    "wife wives husband husbands grandson grandsons granddaughter granddaughters grandchild grandchildren teen teens "
    "twins triplets siblings sibling schoolkids lad lads lass orphan orphans octogenarian septuagenarian".split()
)

_COMBATANTS = frozenset(
    "fighter fighters militant militants rebel rebels gunman gunmen insurgent insurgents soldier soldiers troops "
    "guerrilla guerrillas guerilla guerillas jihadist jihadists jihadi jihadis terrorist terrorists militiaman "
    "militiamen serviceman servicemen servicewomen paratrooper paratroopers marine marines commando commandos "
    "combatant combatants officer-cadets conscript conscripts recruit recruits attacker attackers bomber bombers "
    "assailant assailants extremist extremists mercenary mercenaries paramilitary paramilitaries cadet cadets "
    "sniper snipers enemy airman airmen sailor sailors infantryman infantrymen legionnaires raiders".split()
)

_SECURITY = frozenset(
    "policeman policemen policewoman policewomen police guard guards gendarme gendarmes constable constables "
    "peacekeeper peacekeepers bodyguard bodyguards warder warders jailer jailers trooper troopers sentry sentries "
    "guardsman guardsmen patrolman patrolmen watchmen watchman".split()
)

_CIVILIANS = frozenset("civilian civilians noncombatants non-combatants bystander bystanders".split())
_FUNCTIONS = frozenset(
    "refugee refugees resident residents worker workers teacher teachers student students pupil pupils doctor doctors "
    "nurse nurses medic medics paramedic paramedics volunteer volunteers journalist journalists reporter reporters "
    "driver drivers passenger passengers evacuee evacuees villager villagers farmer farmers peasant peasants "
    "protester protesters demonstrator demonstrators activist activists prisoner prisoners detainee detainees "
    "hostage hostages migrant migrants worshipper worshippers pilgrim pilgrims mourner mourners patient patients "
    "member members staff staffers staffer employee employees official officials officer officers commander "
    "commanders general generals colonel colonels captain lieutenant leader leaders politician politicians "
    "lawmaker lawmakers deputy deputies mayor judge judges prosecutor lawyer lawyers priest priests nun nuns monk "
    "monks imam imams bishop cleric clerics missionary missionaries tourist tourists foreigner foreigners citizen "
    "citizens national nationals local locals inhabitant inhabitants neighbour neighbours neighbor neighbors "
    "relative relatives family-members parent parents cousin cousins nephew nephews niece uncle aunt suspect "
    "suspects victim victims survivor survivors martyr martyrs rescuer rescuers firefighter "
    "firefighters fireman firemen miner miners fisherman fishermen shopkeeper shopkeepers vendor vendors porter "
    "porters trader traders labourer labourers laborer laborers engineer engineers technician technicians "
    "contractor contractors professor professors academic academics scientist scientists diplomat diplomats "
    "ambassador envoy aide aides adviser advisers pilot pilots crew crewman crewmen crewmembers supporter "
    "supporters opponent opponents dissident dissidents exile exiles settler settlers jesuits jesuit nurseling "
    "businessman businessmen businesswoman chauffeur bishops herder herders shepherd shepherds tribesman tribesmen "
    "elder elders trainee trainees personnel spectators commuters shoppers motorist motorists cyclist pedestrians "
    "pedestrian guest guests intruder intruders criminal criminals smuggler smugglers robber robbers agent agents "
    "collaborator collaborators informer informers traitor traitors spy spies infidels hooligans rioter rioters "
    "grandparent grandparents uncles aunts nieces in-laws cop cops clerk clerks cook cooks rabbi rabbis chief chiefs "
    "boss guide guides scout scouts poet poets widow widows captives captive convict convicts inmate inmates "
    "interpreter interpreters translator fugitive fugitives nomad nomads merchant merchants corporal corporals "
    "sergeant sergeants brigadier minister ministers governor senator councillor councilman mp mps cameraman "
    "cameramen photographer singer singers actor actors cleaner cleaners baker bakers butcher butchers tailor "
    "tailors carpenter carpenters electrician janitor janitors caretaker caretakers beggar beggars hawker hawkers "
    "gravedigger midwife midwives surgeon surgeons pharmacist dentist veterinarian postman postmen milkman "
    "salesman salesmen watchman dockers docker sailor hunter hunters cattlemen looter looters squatter squatters "
    "tenant tenants novice novices seminarian seminarians cardinal picnickers churchgoers churchgoer "
    "moviegoers concertgoers partygoers revellers revelers reveller onlooker onlookers passer-by passers-by "
    "passerby passersby customer customers shopper diner diners client clients holidaymakers backpackers "
    "hikers campers wedding-goers spectator fan fans player players footballers athletes athlete coach lecturer "
    "lecturers scholar scholars novelist artist artists musician musicians intern interns apprentice apprentices "
    "faithful devotee devotees parishioner parishioners congregants deacon deacons sacristan pastor pastors "
    "sheikh sheikhs mullah mullahs chieftain chieftains sepoys jawan jawans ranger rangers carabinieri "
    "aid-workers breadwinner returnee returnees defector defectors deserter deserters loyalist loyalists "
    "sympathiser sympathisers sympathizer sympathizers partisan partisans operative operatives ringleader "
    "gangster gangsters mobster mobsters thug thugs hijacker hijackers kidnapper kidnappers "
    "countrymen countryman compatriots colleagues colleague comrades comrade friend friends bride groom".split()
)
# told one at a time as a rule; their plurals are made here
_CALLINGS = frozenset(
    "abbess abbot accountant acolyte acrobat adjutant airwoman alderman ambulance-driver anaesthetist angler "
    "announcer applicant archaeologist archbishop archivist artilleryman assemblyman assistant attache attaché "
    "attendant attorney auditor ayatollah babysitter bailiff ballerina banker barber barmaid barman barrister "
    "bartender bather beachgoer beautician beekeeper bellboy biker binman biologist blacksmith blogger boatman "
    "bodybuilder bombardier bootblack bosun bouncer boxer boyfriend breadseller brewer bricklayer bridegroom "
    "bridesmaid broadcaster broker bursar bus-driver busker butler cabbie candidate caregiver carer carter "
    "cartoonist cashier catechist caterer celebrant cellist chambermaid chaplain checkout-girl chef chemist "
    "childminder chorister claimant clansman classmate climber clown cobbler columnist comedian concierge "
    "conductor confectioner congregant congressman congresswoman consul consultant contestant coroner "
    "correspondent councilwoman courier cowboy cowherd crane-driver curate curator dancer deckhand decorator "
    "defendant dervish detective dishwasher diver doorkeeper doorman draftee dressmaker drover drummer dustman "
    "economist editor embroiderer emir ensign evangelist eyewitness farmhand ferryman festivalgoer fiance fiancee "
    "fiancé fiancée filmgoer firewood-seller fishmonger florist flower-seller foreman forester forewoman "
    "forklift-driver freshman friar fruit-seller gamekeeper gardener gaucho geologist girlfriend goalkeeper "
    "goatherd godfather godmother goldsmith governess graduate greengrocer grenadier grocer groundsman guitarist "
    "gunner guru hairdresser headman headmaster headmistress headteacher heir heiress herdboy hermit historian "
    "hitchhiker homeowner hotelier householder housekeeper housemaid housemate hussar informant innkeeper "
    "inspector instructor investigator jeweler jeweller jockey jogger juror kinsman lama lancer landlady landlord "
    "landowner laundress legislator librarian lifeguard lighthouse-keeper linesman locksmith lodger logger lorry- "
    "driver machinist magistrate maid major-general marshal mason mechanic mediator messenger midshipman milliner "
    "moneychanger mosquegoer motorcyclist mountaineer muezzin mufti mule-driver mystic nanny negotiator newsagent "
    "newsman newsreader notary observer occupant occupier ombudsman optician orderly organist pallbearer paperboy "
    "parliamentarian participant pathologist patriarch penitent photojournalist physicist physiotherapist pianist "
    "planter plasterer playmate playwright plumber poacher pope postgraduate preacher presenter prince princess "
    "principal projectionist provost psychiatrist psychologist publican publisher quarryman quartermaster rag- "
    "picker rancher rapper receptionist rector referee registrar reservist rickshaw-puller rifleman roadsweeper "
    "roofer roommate saddler sapper schoolkid schoolmaster schoolmate schoolmistress schoolteacher seamstress "
    "secretary servant servicewoman sexton sharecropper shepherdess sheriff shoemaker shop-assistant shopgirl "
    "signalman silversmith skier skipper sleuth solicitor songwriter soundman spouse stablehand stallholder "
    "stallkeeper stepdaughter stepfather stepmother stepson stevedore steward stewardess stonemason storekeeper "
    "stretcher-bearer stringer submariner sultan surveyor sweeper swimmer tankman tanner taxi-driver teammate "
    "theatregoer ticket-seller toll-collector townsman train-driver trainer tram-driver tramp trapper traveller "
    "truck-driver trucker trumpeter tutor typist umpire undergraduate undertaker usher usherette vagrant valet "
    "verger vicar violinist vocalist waiter waitress warden watchkeeper water-carrier weaver welder woodcutter "
    "wrestler writer zookeeper".split()
)
_CALLINGS_IN_PLURAL = frozenset(
    word[:-3] + "men" if word.endswith("man") else f"{word[:-1]}ies" if word.endswith("ry") else f"{word}s"
    for word in _CALLINGS
)
_INVARIANT = frozenset(
    "enemy people police personnel staff crew elderly troops youth dead wounded injured other".split()
)
_PERSONS = (
    _PEOPLE | _SEX_AGE | _COMBATANTS | _SECURITY | _CIVILIANS | _FUNCTIONS | _CALLINGS | _CALLINGS_IN_PLURAL
)

_PERSON_ENDINGS = (
    "men",
    "women",
    "folk",
    "ers",
    "ors",
    "ists",
    "ees",
    "ians",
    "eers",
    "ents",
    "ants",
    "keepers",
    "aries",
    "boys",
    "girls",
)
_THINGS = frozenset(
    # munitions and means
    "rocket rockets missile missiles mortar mortars shell shells bomb bombs bomblets grenade grenades mine mines round "
    "rounds charge charges device devices cartridge cartridges rifle rifles gun guns launcher launchers bullet bullets "
    "projectile projectiles drone drones warhead warheads explosive explosives weapon weapons barrel barrels tank "
    "tanks mm kg kilo kilos kilogram kilograms kilogrammes ton tons tonne tonnes pound pounds stick sticks sorties "
    # acts
    "attack attacks strike strikes raid raids airstrike airstrikes air-strike air-strikes air blast blasts explosion "
    "explosions bombing bombings clash clashes shot shots operation operations assault assaults incident incidents "
    "accident accidents violation violations crater craters point points impact impacts event events shelling flight "
    "flights offensive offensives ambush ambushes massacre massacres battle battles war wars coup protest protests "
    # things and places
    "car cars vehicle vehicles truck trucks bus buses van lorry lorries jeep jeeps motorcycle motorbike train ship "
    "ships boat boats aircraft plane planes jet jets warplane warplanes helicopter helicopters ambulance ambulances "
    "home homes house houses building buildings apartment apartments flat flats shop shops store stores school schools "
    "hospital hospitals clinic clinics mosque mosques church churches market markets hotel hotels bank banks office "
    "offices base bases camp camps station stations post posts checkpoint checkpoints position positions site sites "
    "village villages town towns city cities district districts neighbourhood neighbourhoods neighborhood "
    "neighborhoods suburb suburbs province provinces country countries state states area areas region regions "
    "road roads bridge bridges tent tents shelter shelters trailer trailers container containers tower towers door "
    "doors tanker tankers bulldozer bulldozers computer computers camera cameras border borders quarter quarters "
    "headquarters center centers centre centres bunker bunkers letter letters number numbers paper papers document "
    "documents statement statements agreement agreements government governments department departments regiment "
    "regiments settlement settlements movement movements shipment shipments plant plants restaurant restaurants "
    "warrant warrants list lists tree trees degree degrees fee fees committee committees sector sectors reactor "
    "generator generators tractor tractors motor engine engines order orders corner corners power powers filler "
    "transformer transformers pipeline pipelines warehouse warehouses depot depots prison prisons cell cells part "
    "parts element moment moments pylon pylons gallon gallons photograph photographs image images picture "
    "pictures video videos page pages name names report reports article articles resolution resolutions "
    # animals
    "sheep goat goats cow cows cattle horse horses camel camels dog dogs bird birds animal animals livestock chicken "
    "chickens hens donkey donkeys mule mules pig pigs oxen ox buffalo buffaloes elephant elephants fish cat cats "
    "monkey monkeys wolf wolves lamb lambs calf calves bull bulls poultry bees ponies pony rams ewes llamas llama "
    "mares foal foals stallion stallions colt colts filly fillies gelding geldings piglet piglets sow sows hog hogs "
    "heifer heifers steer steers bullock bullocks kitten kittens puppy puppies parrot parrots swan swans gorilla "
    "gorillas zebra zebras giraffe giraffes antelope antelopes hives beehives beehive fowl flock flocks herd herds "
    "head "
    "rooster roosters cockerels rabbit rabbits ostriches crocodile crocodiles snakes dolphins turtles bears bear apes "
    "chimpanzees cubs calves goose hounds hound greyhounds carthorses racehorse racehorses dromedaries beasts beast "
    "alpacas yaks reindeer deer tiger tigers lions lion rhinos rhinoceroses turkeys ducks geese pigeons whales seals "
    # times, measures, money, talk
    "second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades "
    "century centuries time times o'clock percent per percentage kilometre kilometres kilometer kilometers km mile "
    "miles metre metres meter meters feet foot yard yards inch inches hectares acres dollar dollars euro euros dinar "
    "dinars rial rials peso pesos pound colon colones cent cents million billion % $ # degree way ways thing things "
    "reason reasons question questions condition conditions party parties side sides group groups gang organisation "
    "organisations organization organizations company companies unit units brigade brigades battalion battalions force "
    "faction factions army armies convoy convoys patrol patrols council councils office agency agencies team "
    "teams family families couple couples household households generation generations tribe tribes community "
    "communities squad squads column columns cartel plot plots case cases count counts charge vote votes seat seats "
    "room rooms bed beds floor floors body-bags coffin coffins grave graves class classes wave waves front fronts "
    "stage stages series kind kinds sort lot lots handful number majority rest half third quarter fraction period "
    "hospital-beds barrage barrages volley salvo salvos error errors factor factors minaret parliament talks "
    "stretchers stretcher crates crate boxes sacks bags tyres tires windows walls roofs lines wires streets alleys "
    "doors gates shipments parcels parcel packages package lawsuits laws bills articles books films films goals "
    "points games matches medals prizes boxes flares canisters canister fires fire antennas masts poles rafts "
    "passports phones laptops sim-cards magazines magazine detonators detonator fuses hand-grenades landmine "
    "landmines ied ieds tunnels tunnel trenches trench hamlets hamlet islands island continents wards ward "
    "rights treaties treaty powers tankers freighters trawlers vessels vessel ferries ferry barges barge "
    "appeals appeal demands demand theories theory versions version accounts account "
    "factories factory plantation plantations farm farms field fields ranch pole poles tender letterbox "
    "member-states meeting meetings murder murders killing killings execution executions kidnapping kidnappings "
    "arrest arrests threat threats blackout call calls sentence sentences term terms trial trials".split()
)

# what may stand between a number and its noun without being a name or a hyphenated word
_ADJECTIVES = frozenset(
    "unarmed armed innocent young old elderly local foreign suspected alleged unidentified "
    "unknown female male pregnant "
    "senior junior former other more army government military navy air force police security rebel rebels militia "
    "aid medical health relief rescue emergency opposition regime loyalist popular tribal religious political trade "
    "union human rights factory hospital school university family staff civil defence defense border prison national "
    "state traffic riot paramilitary guerrilla jihadist islamist communist leftist rightist ethnic minority displaced "
    "small little adult teenage primary secondary student construction oil road railway migrant refugee camp city "
    "town village municipal provincial federal presidential ministry interior intelligence special regular reserve "
    "veteran retired off-duty plain-clothes uniformed masked hooded heavily different separate additional further "
    "so-called new ordinary poor non-governmental international domestic common top high-ranking ranking leading "
    "hostile enemy allied coalition friendly Western eastern western northern southern central mostly mainly "
    "innocent defenceless defenseless helpless peaceful trapped stranded sick fellow women "
    "children child men woman man".split()
)
_NATIONALITIES = frozenset(
    "iraqi iraqis israeli israelis pakistani pakistanis yemeni yemenis afghan afghans "
    "kuwaiti saudi saudis omani qatari "
    "emirati bahraini somali somalis bengali nepali kurd kurds kurdish turk turks turkish british briton britons "
    "english irish scottish welsh french german germans dutch danish danes swedish swedes finnish polish poles "
    "spanish spaniard spaniards greek greeks czech swiss thai filipino filipinos chinese japanese vietnamese "
    "lebanese sudanese burmese portuguese maltese congolese senegalese togolese beninese guyanese sinhalese tamil "
    "tamils arab arabs jew jews jewish druze yazidi yazidis alawite alawites shia shiite shiites sunni sunnis "
    "christian christians muslim muslims hindu hindus uighur uighurs croat croats serb serbs bosniak kosovar "
    "tajik tajiks uzbek uzbeks uyghur turkmen kazakh basque catalan slovak slovene argentine "
    "argentines us u.s. american "
    "americans nicaraguan salvadoran honduran houthi houthis".split()
)
# the same in the plural: "two British"
_PEOPLES = frozenset("british french dutch swiss irish english spanish polish welsh scottish".split())
_NATIONAL_ENDINGS = (
    "ian",
    "ians",
    "ean",
    "eans",
    "adian",
    "ese",
    "ican",
    "icans",
    "ayan",
    "ayans",
    "ishi",
    "deshi",
    "deshis",
)

# words that end a noun phrase
FUNCTION_WORDS = frozenset(
    "a an the this that these those of in on at by to from with without for into onto near outside inside over under "
    "after before during since until while when where who whom whose which what as and or but nor so if because "
    "although though than then there here it its he she they them him her his their our we us you i is are was were be "
    "been being has have had do does did will would can could may might shall should must not no also later earlier "
    "yesterday today tomorrow tonight overnight monday tuesday wednesday thursday friday saturday sunday early late "
    "last next across along among amid around against between beneath below above aboard through towards toward "
    "following including plus per via only just still already again too both all most some many each every any such "
    "said says saying told according reported reportedly yet when upon throughout within off out up down about "
    "once back apart aside instead away nearby elsewhere abroad alive alone together simultaneously on-site".split()
)

_WOUNDED = {
    "wounded": Field.INJURED,
    "injured": Field.INJURED,
    "hurt": Field.INJURED,
    "dead": Field.KILLED,
    "slain": Field.KILLED,
    "killed": Field.KILLED,
    "murdered": Field.KILLED,
    "missing": Field.MISSING,
    "kidnapped": Field.ABDUCTED,
    "abducted": Field.ABDUCTED,
    "detained": Field.DETAINED,
    "arrested": Field.DETAINED,
    "captured": Field.DETAINED,
    "jailed": Field.DETAINED,
    "displaced": Field.DISPLACED,
}
# "three of the victims": those the text has told of
_BEFALLEN_NOUNS = {
    "victims": Field.KILLED,
    "fatalities": Field.KILLED,
    "deaths": Field.KILLED,
    "martyrs": Field.KILLED,
    "casualties": Field.KILLED_OR_INJURED,
    "injuries": Field.INJURED,
    "arrested": Field.DETAINED,
    "detainees": Field.DETAINED,
}
_OUTCOMES = frozenset(
    "deaths death fatalities fatality killings injuries injury bodies corpses skeletons cadavers skulls "
    "arrests abductions kidnappings kills "
    "wounds injures dies die lives".split()
)
# singular endings of words for persons, and words with them that name none; read only where one person may stand
_ONE_ENDINGS = ("er", "or", "ist", "ee", "eer", "man", "woman", "boy", "girl", "ician", "arian")
_NO_ONE = frozenset(
    "number murder power order quarter cluster danger summer winter corner border weather october however whether "
    "rather another together further former latter never tower water river matter manner error terror mirror "
    "corridor horror minor major prior interior exterior superior labor harbor harbour committee coffee degree list "
    "mist exist insist resist twist german human woman roman under over other after center corner cover layer "
    "newspaper paper poster letter chapter shelter theatre theater disaster helicopter gunfire trailer container "
    "bunker sniper-fire feather leather brother-in-law dinner answer offer chamber member-state lever trigger "
    "consumer-goods character easter december september november computer freezer cucumber".split()
)
_DETERMINERS = frozenset("the our his her their its these those my your".split())


def is_person_noun(low: str) -> bool:
    """Whether a lower-case word names a person or persons."""
    if low in _PERSONS:
        return True
    if low in _THINGS or low in FUNCTION_WORDS or len(low) < 6:
        return low in _NATIONALITIES and low.endswith("s")
    if low.endswith(_PERSON_ENDINGS):
        return True
    return "-" in low and low.rpartition("-")[2] in _PERSONS


def _is_one_person(low: str) -> bool:
    """Whether a lower-case singular may name a person by its ending: "shopper", "watchman", "cyclist"."""
    return len(low) > 5 and low.endswith(_ONE_ENDINGS) and low not in _NO_ONE and low not in _THINGS


def is_thing(low: str) -> bool:
    """Whether a lower-case word names something that is no person."""
    return low in _THINGS


def is_nationality(low: str) -> bool:
    """Whether a lower-case word is an adjective or noun of nationality or people."""
    return low in _NATIONALITIES or (len(low) > 5 and low.endswith(_NATIONAL_ENDINGS) and low not in _PERSONS)


def read_noun_phrase(tokens: Sequence[Token], quantity: Quantity) -> NounPhrase:
    """Read what a quantity counts. Never fails: a missing noun is Head.BARE."""
    start = quantity.end
    place = start
    partitive = False
    others = False
    if _low(tokens, place) == "of":
        following = _low(tokens, place + 1)
        if following in ("them", "whom", "us") or (
            following in ("those", "these") and not is_person_noun(_low(tokens, place + 2))
        ):
            return _of_those(tokens, start, place + 2)
        place += 1
        while _low(tokens, place) in _DETERMINERS:
            place, partitive = place + 1, True
        if partitive and _low(tokens, place) == "own":
            ahead = _low(tokens, place + 1)
            if ahead in _WOUNDED or ahead in FUNCTION_WORDS or not ahead.isalpha():
                return NounPhrase(start, place + 1, Head.PERSON, partitive=True)  # "three of our own wounded"
            place += 1
        if not partitive and _low(tokens, place) in _WOUNDED:
            crowd = _crowd(tokens, start, place)
            if crowd:
                return crowd
    if partitive:
        number = read_number(tokens, place)
        if number and _low(tokens, place) != "a":
            place += number[1]  # "three of the 40 wounded"
    if partitive and _low(tokens, place).endswith(("'s", "s'")):
        place += 1  # "15 of the town's residents"
    modifiers: list[Token] = []
    befallen: Field | None = None
    is_either = quantity.zero or (
        quantity.low == 1 and not quantity.is_one
    )  # "no soldier", "at least one man"
    plural: bool | None = None if is_either and not partitive else not quantity.is_one or partitive
    for _ in range(9):
        if place >= len(tokens):
            break
        token = tokens[place]
        low = token.low
        if low in ("(", "[") and place > start:
            close = _closing(tokens, place)
            if close is None:
                break
            place = close + 1
            continue
        if low in _WOUNDED:
            after = _low(tokens, place + 1)
            joint = after in ("and", "or") and _low(tokens, place + 2) in _WOUNDED
            beyond = place + 3 if joint else place + 1
            if is_person_noun(_low(tokens, beyond)) or (is_nationality(_low(tokens, beyond)) and not joint):
                befallen = _WOUNDED[low] if low != "displaced" else None
                if joint and _WOUNDED[_low(tokens, place + 2)] is not befallen:
                    befallen = Field.KILLED_OR_INJURED
                place = beyond
                continue
            if partitive:
                return NounPhrase(start, place + 1, Head.PERSON, partitive=True, befallen=_WOUNDED[low])
            break
        if low == "other" or (low == "others" and place == start):
            others = True
        if low[0].isdigit() or low in _YEARS_OLD_NUMBERS:
            aged = _aged(tokens, place)
            if aged:
                modifiers.append(tokens[aged - 1])
                place = aged
                continue
        if low == "couple" and quantity.low == quantity.high == 2 and not partitive:
            return NounPhrase(start, place + 1, Head.PERSON)  # "an elderly couple"
        if partitive and low in ("number", "ranks"):
            return NounPhrase(start, place + 1, Head.PERSON, partitive=True)  # "lost 20 of its number"
        if partitive and low in _BEFALLEN_NOUNS:
            return NounPhrase(start, place + 1, Head.PERSON, partitive=True, befallen=_BEFALLEN_NOUNS[low])
        if is_person_noun(low) or (_is_demonym(token) and _is_last(tokens, place)):
            if low == "other" or not _heads(tokens, place, plural=plural):
                modifiers.append(token)
                place += 1
                continue
            end = place + 1
            # "police officers", "family members": the last person noun is the head
            while is_person_noun(_low(tokens, end)) and _heads(tokens, end, plural=plural):
                modifiers.append(tokens[end - 1])
                end += 1
            head = tokens[end - 1]
            return NounPhrase(
                start,
                end,
                Head.PERSON,
                group=_group(modifiers, head),
                partitive=partitive,
                befallen=befallen,
                others=others,
            )
        is_people = not plural or low.endswith("ese") or low in _PEOPLES
        if is_people and is_nationality(low) and _ends_phrase(tokens, place + 1):
            return NounPhrase(start, place + 1, Head.PERSON, group=_group(modifiers, token))
        if is_thing(low) and low not in _ADJECTIVES and low != "arrests":
            # "seven bus drivers": a thing in the singular may describe persons
            is_singular = not low.endswith("s") or low == "bus"
            described = is_person_noun(_low(tokens, place + 1)) and _heads(tokens, place + 1, plural=plural)
            if is_singular and described:
                modifiers.append(token)
                place += 1
                continue
            return NounPhrase(start, place + 1, Head.THING, partitive=partitive)
        if low in FUNCTION_WORDS or not token.is_word or low[0].isdigit():
            break
        if low in _OUTCOMES or low in ("casualties", "casualty"):
            if not partitive and place > start:  # "scores of bodies", "12 civilian deaths"
                group = _group(modifiers[:-1], modifiers[-1]) if modifiers else Group()
                return NounPhrase(place, place, Head.BARE, group=group)
            break
        if _is_modifier(token) or _describes(tokens, place, plural=plural):
            modifiers.append(token)
            place += 1
            continue
        if quantity.article and not plural and _is_one_person(low) and _ends_phrase(tokens, place + 1):
            return NounPhrase(
                start,
                place + 1,
                Head.PERSON,
                group=_group(modifiers, token),
                partitive=partitive,
                others=others,
            )
        if place > start and modifiers and not low.endswith("s"):
            break
        if low.endswith("s") and plural and not low.endswith(("ss", "ous")) and token.text[0].islower():
            return NounPhrase(start, place + 1, Head.UNKNOWN, partitive=partitive, others=others)
        break
    if befallen and not modifiers:
        return NounPhrase(start, place, Head.BARE, befallen=None, partitive=partitive, others=others)
    if modifiers and modifiers[-1].low in _THINGS:
        return NounPhrase(start, start + 1, Head.THING)
    return NounPhrase(start, start if not others else start + 1, Head.BARE, others=others)


def _crowd(tokens: Sequence[Token], start: int, place: int) -> NounPhrase | None:
    """Read "dozens of wounded", "scores of dead and wounded" at the adjective; not "dozens of dead cattle"."""
    kind, end = _WOUNDED[_low(tokens, place)], place + 1
    if _low(tokens, end) in ("and", "or") and _low(tokens, end + 1) in _WOUNDED:
        if _WOUNDED[_low(tokens, end + 1)] is not kind:
            kind = Field.KILLED_OR_INJURED
        end += 2
    following = _low(tokens, end)
    is_end = not following[:1].isalpha() or following in FUNCTION_WORDS
    if (
        is_end
        or following.endswith(("ing", "ed"))
        or following in ("lay", "lie", "arrived", "streamed", "came")
    ):
        return NounPhrase(start, end, Head.PERSON, befallen=kind)
    return None


def _of_those(tokens: Sequence[Token], start: int, place: int) -> NounPhrase:
    """Read on after "of them": "two of them women", "13 of whom were children", "nine of them of women"."""
    at = place
    while _low(tokens, at) in ("were", "was", "are", "of", "only", "just"):
        at += 1
    for end in (at, at + 1):
        if (
            is_person_noun(_low(tokens, end))
            and _low(tokens, at) not in FUNCTION_WORDS
            and _low(tokens, at) not in _WOUNDED
        ):
            return NounPhrase(
                start, end + 1, Head.BARE, group=_group(tokens[at:end], tokens[end]), of_those=True
            )
    return NounPhrase(start, place, Head.BARE, of_those=True)


def _heads(tokens: Sequence[Token], at: int, *, plural: bool | None) -> bool:
    """Whether the person noun at `at` may be a head: right number, and no noun follows that it only describes.

    plural: None where either number may stand ("no soldier", "no soldiers").
    """
    low, after = tokens[at].low, _low(tokens, at + 1)
    is_plural = low in _INVARIANT or low in ("passers-by", "passersby")
    is_plural = is_plural or (low.endswith(("s", "men", "women", "children", "people")) and low != "boss")
    if plural and not is_plural:
        return False
    if plural is False and is_plural and low not in _INVARIANT:
        return False
    if after in _WOUNDED or after in FUNCTION_WORDS or not after:
        return True
    # "three police stations", "a rebel attack": the noun describes a thing
    singular = not low.endswith("s") or low in _INVARIANT
    return not (singular and after in _THINGS and after not in ("shot", "state"))


def _describes(tokens: Sequence[Token], at: int, *, plural: bool | None) -> bool:
    """Whether an unknown word only describes persons or bodies named after it: "textile workers", "charred bodies"."""
    low = tokens[at].low
    if not low.isalpha() or low.endswith("s") or low in ACTIVE or low in PARTICIPLES or low in _VERB_LIKE:
        return False
    for step in (1, 2):
        ahead = _low(tokens, at + step)
        is_one = plural is False and _is_one_person(ahead) and _ends_phrase(tokens, at + step + 1)
        if (
            is_one
            or ahead in ("bodies", "corpses", "fatalities")
            or (is_person_noun(ahead) and _heads(tokens, at + step, plural=plural))
        ):
            return low not in _NO_MODIFIER and not (low.endswith("ing") and ahead in _NOT_AFTER_ING)
        if not ahead.isalpha() or ahead in FUNCTION_WORDS or ahead.endswith("s") or ahead in PARTICIPLES:
            return False
    return False


_NO_MODIFIER = frozenset(
    "left leave hit struck saw shot killed took said kill hurt met sent gave made fed led".split()
)
_NOT_AFTER_ING = frozenset("civilians people children women men boys girls others".split())


def _ends_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun follows at `at`: the words before it are the whole noun phrase."""
    low = _low(tokens, at)
    return not low[:1].isalpha() or low in FUNCTION_WORDS or low in PARTICIPLES or low in _AFTER_ONE


_AFTER_ONE = frozenset(
    "died dies shot dead lost aged hit struck succumbed fell stabbed knifed beaten vanished disappeared suffered "
    "sustained bled burned drowned hacked caught taken hurt named identified working standing travelling walking "
    "driving".split()
)
_YEARS_OLD_NUMBERS = frozenset("eight nine ten eleven twelve two three four five six seven".split())


def _aged(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "12-year-old" ends that starts at `at`, in digits or words apart, or None."""
    place = at + 1
    if _low(tokens, place) == "-":
        place += 1
    if _low(tokens, place) in ("year-old", "years-old", "month-old", "week-old", "day-old"):
        return place + 1
    if _low(tokens, place) in ("year", "month", "years") and _low(tokens, place + 1) in ("old", "-"):
        place += 1
        while _low(tokens, place) in ("old", "-"):
            place += 1
        return place
    return None


def _is_last(tokens: Sequence[Token], at: int) -> bool:
    return not is_person_noun(_low(tokens, at + 1))


def _is_demonym(token: Token) -> bool:
    """A capitalised plural that names people by where or to whom they belong: "Bangladeshis", "Houthis"."""
    return (
        token.text[0].isupper()
        and token.low.endswith(("is", "ans", "ians", "kurds", "turks"))
        and len(token.low) > 4
    )


def _is_modifier(token: Token) -> bool:
    low = token.low
    if low in _ADJECTIVES or is_nationality(low) or "-" in low:
        return True
    if token.text[0].isupper() and low not in _WOUNDED:
        return not (low.endswith(("ing", "ed")) and len(low) > 4) and low not in _VERB_LIKE
    return low.endswith(("al", "ic", "ive", "ary", "less", "ist", "year-old")) and len(low) > 4


_VERB_LIKE = frozenset("kills wounds injures kill wound dies die monitor hits".split())


def _closing(tokens: Sequence[Token], at: int) -> int | None:
    close = ")" if tokens[at].low == "(" else "]"
    for place in range(at + 1, min(at + 6, len(tokens))):
        if tokens[place].low == close:
            return place
    return None


def _group(modifiers: Sequence[Token], head: Token) -> Group:
    low = head.low
    words = " ".join([*(token.text for token in modifiers), head.text])
    lows = {token.low for token in modifiers} | {low}
    status = PersonStatus.UNKNOWN
    if lows & _CIVILIANS and not lows & _COMBATANTS:
        status = PersonStatus.CIVILIAN
    if "prisoners-of-war" in lows:
        status = PersonStatus.HORS_DE_COMBAT
    elif lows & _SECURITY:
        status = PersonStatus.SECURITY_FORCE
    elif lows & _COMBATANTS or (
        low in ("members", "officers", "officer") and lows & {"army", "militia", "rebel"}
    ):
        status = PersonStatus.COMBATANT
    elif "security" in lows and low in ("personnel", "officers", "officer", "members"):
        status = PersonStatus.SECURITY_FORCE
    nationality = next((token.text for token in modifiers if is_nationality(token.low)), None)
    if nationality is None and is_nationality(low):
        nationality = head.text
    sex_age = head.text if low in _SEX_AGE else next((t.text for t in modifiers if t.low in _SEX_AGE), None)
    function = None
    if low not in _PEOPLE and low not in _SEX_AGE and low not in ("victim", "victims", "casualties"):
        kept = [
            token.text
            for token in modifiers
            if token.text != nationality and token.low not in ("other", "more")
        ]
        function = " ".join([*kept, head.text]) if words else None
        if is_nationality(low) and not kept:
            function = None
    return Group(status=status, function=function, sex_age=sex_age, nationality=nationality)


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""
