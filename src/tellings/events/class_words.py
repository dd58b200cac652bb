"""The words that tell what kind of person, place or weapon a phrase is about.

In:   the closed lists PersonClass, TargetClass and WeaponClass.
Out:  mappings from lower-case words, singular, to a class.
Holds: general English of news; no name of a person, party or place. A word that only sometimes tells a class
       ("office", "station", "leader") stands in none of the mappings of heads, but with the words beside it.
"""

from typing import TypeVar

from tellings.vocabulary import PersonClass, TargetClass, WeaponClass

Kind = TypeVar("Kind")


def _by_word(told: dict[Kind, str]) -> dict[str, Kind]:
    return {word: kind for kind, words in told.items() for word in words.split()}


# ---------------------------------------------------------------- persons

# kin, servants and trades: a judge's widow is a civilian
CIVILIAN_HEADS = frozenset(
    "wife husband widow son daughter brother sister father mother child children baby infant boy girl kid parent "
    "relative family cousin nephew niece uncle aunt grandson granddaughter grandmother grandfather fiance fiancee "
    "maid cook housekeeper gardener driver chauffeur employee worker labourer laborer peasant farmer student pupil "
    "teacher professor doctor nurse priest nun bishop archbishop missionary pastor monk cleric imam "
    "journalist reporter "
    "photographer cameraman editor publisher businessman businesswoman industrialist merchant trader "
    "executive engineer "
    "technician architect rancher landowner miner fisherman passenger bystander passer-by passerby "
    "pedestrian tourist "
    "civilian citizen resident inhabitant villager neighbour neighbor refugee woman man people person adult youth "
    "teenager settler native vendor shopkeeper owner manager singer actor writer poet academic rector dean jesuit "
    "worshipper pilgrim shopper mourner guest demonstrator protester prisoner detainee hostage accountant secretary "
    "pilot crew stewardess paramedic rescuer volunteer".split()
)
PERSON_HEADS: dict[str, PersonClass] = _by_word(
    {
        PersonClass.GUARD: "bodyguard guard watchman watchmen escort guardsman doorman",
        PersonClass.POLICE: "policeman policemen policewoman police gendarme constable patrolman detective sheriff "
        "carabinero trooper inspector superintendent gendarmerie",
        PersonClass.MILITARY: "soldier troop colonel lieutenant captain sergeant major general corporal brigadier "
        "marine seaman sailor airman admiral conscript recruit cadet serviceman servicemen military private marshal "
        "paratrooper infantryman commando gunner reservist sub-sergeant sub-lieutenant col gen capt sgt lt cpl maj",
        PersonClass.LEGAL: "judge magistrate prosecutor attorney lawyer jurist solicitor barrister notary coroner "
        "ombudsman justice",
        PersonClass.DIPLOMAT: "ambassador diplomat consul envoy attache emissary",
        PersonClass.GOVERNMENT_OFFICIAL: "minister president premier governor mayor mayoress prefect "
        "senator congressman "
        "congresswoman councilman councilwoman councillor councilor deputy parliamentarian lawmaker "
        "legislator alderman "
        "vice-minister vice-president undersecretary commissioner administrator chancellor mp",
        PersonClass.POLITICAL_FIGURE: "politician candidate activist unionist trade-unionist militant leftist hopeful",
    }
)
# heads that say nothing alone: the words before them, or after their "of", do
HOLDING_HEADS = frozenset(
    "official officer leader member chief head director supporter agent commander unit force detachment patrol "
    "personnel adviser advisor representative delegate investigator staff squad figure authority spokesman "
    "secretary-general coordinator organiser organizer cadre recruit".split()
)
# what such a head is of; read in this order, since "security police" are police
PERSON_TOPICS: tuple[tuple[PersonClass, frozenset[str]], ...] = (
    (
        PersonClass.POLICE,
        frozenset("police policia law-enforcement gendarmerie narcotics anti-narcotics".split()),
    ),
    (
        PersonClass.LEGAL,
        frozenset(
            "judicial judiciary court tribunal prosecutor's prosecution legal prosecutors attorney's".split()
        ),
    ),
    (PersonClass.DIPLOMAT, frozenset("embassy diplomatic consular consulate mission".split())),
    (
        PersonClass.MILITARY,
        frozenset(
            "army military navy naval marine marines infantry force battalion brigade garrison regiment troops guard "
            "paramilitary armed air-force airborne platoon".split()
        ),
    ),
    (
        PersonClass.POLITICAL_FIGURE,
        frozenset(
            "party political opposition union labor labour movement front coalition alliance leftist rightist "
            "communist socialist liberal conservative democratic guild electoral federation".split()
        ),
    ),
    (
        PersonClass.GOVERNMENT_OFFICIAL,
        frozenset(
            "government ministry state municipal public governmental congress parliament senate council cabinet "
            "presidential presidency customs tax electoral provincial federal town-hall foreign".split()
        ),
    ),
    (PersonClass.GUARD, frozenset("security bodyguard escort".split())),
)
# of these, "former" and "retired" make somebody of the past
HELD_OFFICES = frozenset({PersonClass.GOVERNMENT_OFFICIAL, PersonClass.LEGAL, PersonClass.DIPLOMAT})

# ---------------------------------------------------------------- things and places

TARGET_HEADS: dict[str, TargetClass] = _by_word(
    {
        TargetClass.TRANSPORT_VEHICLE: "car bus minibus vehicle truck lorry van jeep automobile taxi "
        "train locomotive "
        "plane airplane aeroplane aircraft helicopter airliner ambulance motorcade convoy motorcycle ship boat ferry "
        "dumptruck pickup pick-up tanker wagon tractor limousine minivan trailer transportation",
        TargetClass.TRANSPORT_FACILITY: "airport airfield terminal harbour harbor port seaport dock pier depot "
        "heliport aerodrome garage",
        TargetClass.TRANSPORT_ROUTE: "bridge road highway motorway railway railroad airstrip street avenue tunnel "
        "rail track runway overpass crossing canal",
        TargetClass.DIPLOMATIC: "embassy consulate legation",
        TargetClass.ENERGY: "pylon pipeline transformer refinery powerline substation hydroelectric electricity grid "
        "oilfield",
        TargetClass.WATER: "aqueduct reservoir waterworks",
        TargetClass.COMMUNICATIONS: "newspaper telephone antenna transmitter repeater magazine "
        "broadcaster television "
        "telecommunication studio",
        TargetClass.FINANCIAL: "bank",
        TargetClass.COMMERCIAL: "store shop supermarket restaurant hotel market drugstore pharmacy factory mill "
        "dealership mall warehouse firm brothel cafe bar discotheque nightclub theater theatre cinema "
        "bakery boutique "
        "kiosk business plantation brewery showroom workshop winery casino motel",
        TargetClass.RESIDENCE: "house home residence apartment mansion flat dwelling villa hut shack houses homes",
        TargetClass.GOVERNMENT_OFFICE: "ministry municipality presidency parliament congress courthouse town-hall "
        "legislature courtroom prefecture court",
        TargetClass.LAW_ENFORCEMENT: "precinct prison jail gaol",
        TargetClass.MILITARY: "barracks garrison fort fortress barrack",
        TargetClass.MEDICAL: "hospital clinic dispensary",
        TargetClass.EDUCATION: "school university college kindergarten campus academy",
        TargetClass.WORSHIP: "church mosque cathedral temple synagogue chapel shrine monastery convent",
    }
)
# heads that say nothing alone, and what the words around them make of them, in this order
TARGET_TOPICS: tuple[tuple[TargetClass, frozenset[str]], ...] = (
    (
        TargetClass.DIPLOMATIC,
        frozenset("embassy consulate diplomatic ambassador consul consular diplomat".split()),
    ),
    (
        TargetClass.LAW_ENFORCEMENT,
        frozenset("police policemen policeman precinct gendarmerie prison jail security guard".split()),
    ),
    (
        TargetClass.FINANCIAL,
        frozenset("bank banking banco savings mortgage financial loan credit stock finance".split()),
    ),
    (
        TargetClass.ENERGY,
        frozenset(
            "power electric electrical electricity energy oil gas petroleum pipeline high-tension high-voltage pylon "
            "hydroelectric nuclear transmission fuel thermoelectric voltage".split()
        ),
    ),
    (
        TargetClass.COMMUNICATIONS,
        frozenset(
            "telephone radio television tv newspaper telecommunications telecommunication communications "
            "communication broadcasting telegraph press media channel magazine antenna".split()
        ),
    ),
    (TargetClass.WATER, frozenset("water sewage aqueduct irrigation".split())),
    (
        TargetClass.TRANSPORT_FACILITY,
        frozenset("bus train railway railroad metro subway airport airline transit port".split()),
    ),
    (
        TargetClass.MILITARY,
        frozenset(
            "army military navy naval air-force infantry brigade battalion armed troop garrison regiment "
            "marine".split()
        ),
    ),
    (
        TargetClass.GOVERNMENT_OFFICE,
        frozenset(
            "government ministry municipal mayor's mayor governor presidential president congress senate council "
            "state public town city customs tax minister electoral prefect court registration cabinet parliament "
            "official federal provincial deputy senator congressman councilman judicial".split()
        ),
    ),
    (
        TargetClass.ORGANISATION_OFFICE,
        frozenset(
            "party union federation organisation organization association society labor labour institute movement "
            "front cultural foundation cooperative charity guild confederation opposition humanitarian "
            "headquarters office".split()
        ),
    ),
    (
        TargetClass.COMMERCIAL,
        frozenset(
            "shopping store company commercial factory business shop corporation trade gasoline petrol "
            "filling".split()
        ),
    ),
    (TargetClass.MEDICAL, frozenset("medical hospital health".split())),
    (TargetClass.EDUCATION, frozenset("school university technical educational".split())),
    (TargetClass.RESIDENCE, frozenset("residential residence housing apartment".split())),
)
# what is certainly no station of electricity: "gas station"
FILLING = frozenset({"gas", "gasoline", "petrol", "filling", "service"})
WIRES = frozenset("line tower pole post cable mast pylon".split())  # "power lines", "electricity posts"

# ---------------------------------------------------------------- weapons

# told by the last word that tells anything, so that "machinegun rounds" are of a machine gun
WEAPON_HEADS: dict[str, WeaponClass] = _by_word(
    {
        WeaponClass.MACHINE_GUN: "machinegun machine-gun submachinegun submachine-gun sub-machinegun uzi",
        WeaponClass.MORTAR: "mortar",
        WeaponClass.HANDGUN: "pistol revolver handgun",
        WeaponClass.RIFLE: "rifle carbine ak-47 ak47 kalashnikov m-16 m16 galil ar-15 g-3 sniper musket",
        WeaponClass.GUN: "gun firearm bullet shotgun gunfire gunshot shooting burst weapon artillery "
        "cannon howitzer shot",
        WeaponClass.DYNAMITE: "dynamite",
        WeaponClass.VEHICLE_BOMB: "carbomb car-bomb truck-bomb",
        WeaponClass.MINE: "mine landmine claymore land-mine",
        WeaponClass.GRENADE: "grenade",
        WeaponClass.MOLOTOV: "molotov",
        WeaponClass.BOMB: "bomb bombing explosive charge tnt c-4 semtex device firebomb anfo petard "
        "booby-trap boobytrap",
        WeaponClass.MISSILE: "missile scud",
        WeaponClass.ROCKET: "rocket katyusha rpg rpg-7 rpg-2 bazooka",
        WeaponClass.CUTTING: "knife machete dagger axe sword bayonet blade razor hatchet cleaver",
        WeaponClass.FIRE: "fire flamethrower gasoline kerosene arson petrol",
        WeaponClass.STONE: "stone rock brick",
        WeaponClass.TORTURE: "torture",
        WeaponClass.CHEMICAL: "sarin chlorine poison gas chemical napalm",
    }
)
VEHICLES = frozenset(
    "car truck vehicle van lorry bus pickup motorcycle jeep automobile boat bicycle taxi motorbike pick-up".split()
)
FROM_THE_AIR = frozenset(
    "aerial aircraft plane helicopter airplane warplane jet aviation barrel air-dropped gunship".split()
)
