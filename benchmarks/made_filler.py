"""Write sentences that tell nothing of an incident: the everyday things that stand around what a report tells.

In:   a chance with a seed.
Out:  sentences in plain words.
Holds: no run of words in them is longer than three without a choice among many, so that pages of two incidents share no
more running words than two newspapers do, however many are made.
"""

import random

FIRST_NAMES = tuple(
    "Ilka Tomas Rana Jorit Selma Adan Mirra Pell Osk Yara Benno Lior Dara Emin Faris Goran Hanin Idris Jalal "
    "Kesra Lamis Murad Nadim Orhan Pavo Qadir Rufan Samir Tarek Ulma Vesna Wiem Xena Yusra Zahid Abena Bayo Chidi "
    "Duna Efe Aung Hlaing Khin Nanda Soe Thiri Wai Zeya".split()
)
LAST_NAMES = tuple(
    "Voss Harrim Dekker Osei Lantos Brandt Nassar Quill Tarrant Mbela Sorel Amrani Boulos Cherif Dalloul Esber "
    "Farhoud Ghazal Haddar Issawi Jubran Kanaan Labib Marzuq Nimri Obeidan Qasswar Rashwan Sabbagh Tamer Usmani "
    "Wardak Yazdan Zarour Adeyo Balarin Chukwan Danbako Ekwem Garbo Ibekwin Kolawo Maduko Nwaforo Okoyen Hteik "
    "Kyawan Myintun Nyuntar Thantin Winlay".split()
)
WORK = tuple(
    "baker tailor porter mechanic caretaker conductor nurse engineer clerk postman shepherd fisherman labourer "
    "ferryman grocer teacher driver student farmer welder barber mason guard cook weaver electrician carpenter "
    "printer butcher cobbler plumber potter locksmith bookseller gardener glazier miller painter saddler "
    "watchmaker".split()
)
_OF_PEOPLE = tuple(
    "young old tired retired quiet lame tall local nervous stubborn cheerful bearded unpaid careful hungry lonely "
    "soaked barefoot patient startled".split()
)
_DEEDS = tuple(
    "carried swept sought lost repaired sold dragged counted hid found covered photographed borrowed guarded "
    "forgot emptied loaded burned washed mended fetched stacked painted sorted hauled unpacked polished wrapped "
    "buried weighed traded measured scrubbed hoisted salvaged inspected tied shook dried lifted".split()
)
_LOOKS = tuple(
    "empty broken heavy green wooden rusty torn dusty painted cracked spare wet old folded yellow iron borrowed "
    "striped dented woollen narrow blue bent leaking faded copper rolled plastic patched grey".split()
)
_THINGS = tuple(
    "sacks bicycles shutters tanks blankets photographs crates keys curtains books handcarts scales bottles "
    "radios ledgers beams ladders mattresses buckets chairs ropes lamps carpets pots baskets boxes wheels pipes "
    "doors tarpaulins bricks benches drums kettles jackets helmets maps umbrellas cables stoves barrels tools "
    "trays saddles mirrors nets pallets planks signs suitcases".split()
)
_SIDES = tuple("behind beside near beyond below past opposite outside under along above before".split())
_SPOTS = tuple(
    "mill canal arcade cinema crossroads clinic railway orchards bank fort brickworks footbridge pharmacy garage "
    "library harbour quarry stadium tannery warehouse cemetery dairy printworks granary laundry museum nursery "
    "observatory pumphouse reservoir sawmill terminal theatre vineyard weir workshop foundry greenhouse kiosk "
    "lighthouse".split()
)
_HOURS = (
    "before dawn|around noon|by nightfall|after prayers|as sirens sounded|towards six|within minutes|in silence|"
    "while it rained|when power returned|once more|for hours|in the heat|without hurry|at daybreak|until late|"
    "between showers|on foot|by lamplight|one by one"
).split("|")
_STATES = tuple(
    "shut open silent crowded flooded unlit guarded deserted blocked unchanged busy dusty muddy cordoned quiet "
    "impassable swept watched half-built cold".split()
)


def person(chance: random.Random) -> str:
    """Return a made name of a person."""
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"


def with_article(noun: str) -> str:
    """Return a noun with "a" or "an" before it."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def filler(chance: random.Random) -> str:
    """Return the words of a sentence, without a full stop at its end."""
    choose = chance.choice

    def who() -> str:
        return (
            with_article(f"{choose(_OF_PEOPLE)} {choose(WORK)}") if chance.random() < 0.6 else person(chance)
        )

    def did() -> str:
        return f"{choose(_DEEDS)} {choose(_LOOKS)} {choose(_THINGS)}"

    def where() -> str:
        return f"{choose(_SIDES)} the {choose(_SPOTS)}"

    match chance.randrange(6):
        case 0:
            return f"{who()} {did()} {where()} {choose(_HOURS)}"
        case 1:
            return f"{choose(_HOURS)}, the {choose(_SPOTS)} stood {choose(_STATES)} and {who()} {did()}"
        case 2:
            return f"{person(chance)}, {chance.randint(19, 83)}, {did()} {choose(_HOURS)}"
        case 3:
            return f"{where()}, {who()} {did()} with {person(chance)}"
        case 4:
            return f"the {choose(_LOOKS)} {choose(_THINGS)} {where()} were {choose(_STATES)}, and {who()} {did()}"
        case _:
            return f"{who()} and {person(chance)} {did()} {where()}"
