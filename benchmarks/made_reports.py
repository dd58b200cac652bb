"""Make the reports of a case by a seeded generator; every text, name and figure in them is invented.

In:   how many, and a seed.
Out:  plain texts with front matter, always the same for a seed.
Holds: about three reports tell of one incident, as a case of news reports does: some in their own words and with other
figures, some with a passage of an earlier one, one in ten as a copy of it. Days and towns repeat among incidents.

    python -m benchmarks.made_reports FOLDER [--reports 200] [--seed 20130209]
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 20130209
REPORTS = 200
REPORTS_AN_INCIDENT = 3

_PLACES = (
    "Ardeh",
    "Brekka",
    "Tesh",
    "Dolwirra",
    "Sarran",
    "Hammel",
    "North Ilk",
    "Mosul",
    "Tikrit",
    "Kirkuk",
    "Baquba",
)
_FIRST = ("Ilka", "Tomas", "Rana", "Jorit", "Selma", "Adan", "Mirra", "Pell", "Osk", "Yara", "Benno", "Lior")
_LAST = (
    "Voss",
    "Harrim",
    "Dekker",
    "Osei",
    "Lantos",
    "Brandt",
    "Nassar",
    "Quill",
    "Tarrant",
    "Mbeki",
    "Sorel",
)
_BODIES = (
    "the health ministry",
    "the Northern Council",
    "the army",
    "the relief agency",
    "the harbour police",
)
_ROLES = (
    "a spokesman for {body}",
    "the hospital director",
    "a resident",
    "an official of {body}",
    "a doctor",
)
_ARMS = ("rockets", "mortar rounds", "shells", "bombs")
_TARGETS = ("a market", "a school", "a convoy", "a mosque", "a bakery", "a hospital", "the bus station")
_OUTLETS = tuple(
    f"{first} {last}"
    for first in ("Harbour", "Northern", "Ilk", "River", "Capital", "Valley")
    for last in ("Times", "Post", "Observer", "Gazette")
)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()

_LEADS = (
    "{Killed} people were killed and {injured} wounded when {arms} hit {target} in {place} on {weekday}, "
    "{name}, {role}, said.",
    "{Arms} struck {target} in {place} on {weekday}, killing {killed} people, {role} said.",
    "At least {killed} people died on {weekday} in the shelling of {target} in {place}, {body} said.",
)
_SENTENCES = (
    "{name}, {role}, said that {injured} people had been taken to the hospital of {place2}.",
    '"We counted {killed} bodies in the yard," {name} told {outlet}. "There may be more."',
    "{Body} said in a statement that it had no part in the attack and called the figure exaggerated.",
    "According to {body}, at least {rounds} {arms} were fired from the hills above {place}.",
    "{Role} who asked not to be named denied that anyone had been killed.",
    "The number could not be confirmed, {body} said, citing the hospital of {place}.",
    "Residents accused {body} of having ordered the shelling, and demanded an inquiry.",
    "State television reported that {name2} had claimed responsibility by telephone.",
    "It was the second attack on {place} since January, when {rounds} people died.",
    "{name2} had told reporters earlier that footage of the attack would be published.",
    "The market stands beside the old harbour and is busy in the morning.",
    "The road from {place} to {place2} was closed, and telephone lines were down for hours.",
    "Among the dead were {name2}, {age}, a teacher, and {name}, {age2}, a driver.",
    "Another {rounds} died of their wounds in the night, {body} said.",
)


@dataclass(frozen=True, slots=True)
class _Incident:
    day: date
    place: str
    target: str
    arms: str
    killed: int
    injured: int


def make_reports(number: int = REPORTS, *, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield so many reports: a file's name, and a text with front matter."""
    chance = random.Random(seed)
    incidents = [_incident(chance) for _ in range(max(1, number // REPORTS_AN_INCIDENT))]
    told: dict[_Incident, list[str]] = {}
    for n in range(number):
        incident = incidents[n % len(incidents)]
        earlier = told.setdefault(incident, [])
        outlet = chance.choice(_OUTLETS)
        if earlier and chance.random() < 0.1:
            body = chance.choice(earlier)
        else:
            body = _body(incident, outlet, chance)
            if earlier and chance.random() < 0.3:
                body += "\n\n" + chance.choice(earlier).split("\n\n")[2]
        earlier.append(body)
        published = incident.day + timedelta(chance.randint(0, 2))
        head = f"---\noutlet: {outlet}\npublished: {published}\nurl: https://example.org/{n}\n---\n"
        yield f"report-{n:04}.txt", f"{head}{body}\n"


def _incident(chance: random.Random) -> _Incident:
    return _Incident(
        day=date(2013, 1, 1) + timedelta(chance.randint(0, 364)),
        place=chance.choice(_PLACES),
        target=chance.choice(_TARGETS),
        arms=chance.choice(_ARMS),
        killed=chance.randint(1, 9),
        injured=chance.randint(2, 11),
    )


def _body(incident: _Incident, outlet: str, chance: random.Random) -> str:
    paragraphs = [
        f"{incident.arms.capitalize()} hit {incident.place}, toll unclear",
        _filled(chance.choice(_LEADS), incident, outlet, chance),
    ]
    for _ in range(chance.randint(4, 12)):
        paragraphs.append(
            " ".join(_filled(chance.choice(_SENTENCES), incident, outlet, chance) for _ in range(2))
        )
    return "\n\n".join(paragraphs)


def _filled(sentence: str, incident: _Incident, outlet: str, chance: random.Random) -> str:
    body = chance.choice(_BODIES)
    role = chance.choice(_ROLES).format(body=body)
    killed = _NUMBERS[max(0, incident.killed - 1 + chance.choice((0, 0, 0, 1, -1, 2)))]
    return sentence.format(
        killed=killed,
        Killed=killed.capitalize(),
        injured=_NUMBERS[incident.injured],
        rounds=chance.choice(_NUMBERS[1:]),
        arms=incident.arms,
        Arms=incident.arms.capitalize(),
        target=incident.target,
        place=incident.place,
        place2=chance.choice(_PLACES),
        weekday=incident.day.strftime("%A"),
        name=_name(chance),
        name2=_name(chance),
        role=role,
        Role=role[0].upper() + role[1:],
        body=body,
        Body=body[0].upper() + body[1:],
        outlet=outlet,
        age=chance.randint(18, 80),
        age2=chance.randint(18, 80),
    )


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"


def write_reports(folder: Path, number: int = REPORTS, *, seed: int = SEED) -> None:
    """Write so many reports into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in make_reports(number, seed=seed):
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write invented reports into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the generator (%(default)s)")
    chosen = parser.parse_args()
    write_reports(chosen.folder, chosen.reports, seed=chosen.seed)
