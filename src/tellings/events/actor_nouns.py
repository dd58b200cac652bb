"""The words by which a noun group is known to be somebody who acts, or not to be.

In:   nothing.
Out:  frozen sets and a mapping of lower-case words.
Holds: general English of news; no name of a person, party or place.
"""

from tellings.attribution.lexicon import ARMED_WORDS, ORGANISATION_WORDS, STATE_WORDS, WEEKDAYS

ACTOR_NOUNS = (
    STATE_WORDS
    | ARMED_WORDS
    | ORGANISATION_WORDS
    | frozenset(
        "governments ministries armies agencies services intelligence police policemen gendarmes "
        "gendarmerie guard "
        "guards troops soldiers militiamen militias rebels rebel insurgents fighters regime regimes "
        "rulers leader "
        "leaders leadership commander commanders minister ministers president premier general "
        "generals colonel "
        "governor governors ambassador officials officer officers gang gangs cartel mafia clan tribe "
        "tribesmen settlers "
        "terrorists extremists jihadists islamists separatists paramilitaries mercenaries operatives "
        "agents unit units "
        "squad squads regiment regiments division brigades battery batteries corps garrison company "
        "contractor "
        "businessman warlord chief mastermind security warplanes jets aircraft helicopters artillery "
        "gunners snipers "
        "coalition air-force guerrillas guerrilla faction factions cell group groups office bureau "
        "administration "
        "authorities authority commandos commando vigilantes state states loyalists republic "
        "kingdom organisers organizers organiser organizer competitor competitors rival rivals owner owners supplier "
        "suppliers deserters deserter defectors landowner landowners ranchers loggers smugglers traffickers "
        "peacekeepers contractors firms corporation bank command battalion battalions platoon platoons companies "
        "patrol patrols sergeant sergeants lieutenant captain captains colonels conscripts reservists bodyguards "
        "bodyguard henchmen sponsors financier financiers dealer dealers brigadier mayor prefect administrator "
        "senator lawmaker councillor tycoon magnate cleric preacher palace businessmen "
        "warlords crew crews informants collaborators".split()
    )
)
# what says of what kind a side is: "armed groups", "Islamist rebels"
SIDE_ADJECTIVES = frozenset(
    "terrorist armed islamist militant opposition extremist jihadist insurgent paramilitary allied loyalist guerrilla "
    "moderate separatist rebel regime government security".split()
)
NOBODY = frozenset(
    "gunman gunmen attacker attackers assailant assailants bomber bombers somebody someone anyone "
    "anybody nobody "
    "none other others men man people persons person suspect suspects unknown unidentified unnamed "
    "one both side "
    "sides masked strangers youths killer killers perpetrators culprits parties everyone all those "
    "them him her us me "
    "you it itself themselves himself who whom which what that this these each women woman hijackers "
    "kidnappers rest "
    "same driver thieves robbers captors mob crowd".split()
)
VICTIMS = frozenset(
    "residents resident refugees refugee civilians civilian children child villagers pilgrims "
    "worshippers protesters "
    "demonstrators victims victim dead wounded injured exiles dissidents families family passengers "
    "workers students "
    "patients shoppers people girls boys shoppers journalists hostages detainees prisoners "
    "relatives".split()
)
THINGS = frozenset(
    "camp camps town towns villages neighborhood neighbourhood neighborhoods neighbourhoods areas "
    "positions village city market school hospital church mosque building buildings convoy embassy "
    "house houses "
    "road area place region district province valley mistake accident chance telephone phone video "
    "statement report "
    "hand law time night day week month year morning evening noon air land sea end far fire means way "
    "using "
    "flames debris truth evidence investigation wind rain flood earthquake weather crash disease "
    "hunger thirst nature "
    "east west north south default number toll minutes hours days weeks ballot court order orders noon name names "
    "surprise "
    "name word words "
    "disaster peace war conflict economy prices talks delay failure truck cars stray".split()
)
TIME_WORDS = WEEKDAYS | frozenset(
    "yesterday today tomorrow tonight late early earlier later last next shortly afterwards again "
    "overnight".split()
)
TITLES = frozenset(
    "supreme leader prime minister president vice deputy defence defense foreign interior general gen "
    "colonel col "
    "major captain lieutenant brigadier commander chief ambassador governor mayor senator sheikh "
    "ayatollah mr mrs ms dr "
    "prof king prince emir sultan imam mullah secretary premier chancellor marshal admiral director "
    "head former state "
    "justice security finance army police field sergeant inspector superintendent supt warlord "
    "militia rebel dictator "
    "strongman shah caliph judge lord sir lady acting first second agent official spokesman gen. col. "
    "lt maj militant".split()
)
NAME_LINKS = frozenset("al bin ibn abu van von de del della di da la el ul bint o'".split())
HOLDERS = frozenset(
    "stores store arsenal arsenals stocks stockpile stockpiles depot depots warehouse barracks".split()
)
GROUP_PREPOSITIONS = frozenset({"of"})
PLACING = frozenset({"in", "at", "to", "from", "on", "near", "for"})
SINGULAR = {
    "governments": "government", "ministries": "ministry", "armies": "army", "agencies": "agency",
    "regimes": "regime",
    "ministers": "minister", "leaders": "leader", "presidents": "president", "militias": "militia",
    "embassies": "embassy", "authorities": "authorities", "forces": "forces",
}  # fmt: skip
FORM_OF_VERB = frozenset(
    "using leading leaving killing wounding injuring firing saying including causing targeting "
    "according following "
    "during against because however".split()
)
