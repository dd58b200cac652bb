"""Read what is said of a person beside the name: age, sex, status, function, and the cause of death or injury.

In:   words of a covered sentence: before a name, after it, or of the clause on what befell the person.
Out:  Details: what was told, in which words, at which offset of those words.
Holds: a name tells no sex; a relative's age or work is not the person's; nothing is guessed from a place or a clothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tellings.events.person_names import HE, NAME
from tellings.events.person_nouns import is_person_noun
from tellings.vocabulary import PersonAspect, PersonStatus


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing told, in the form that `PersonAspect` says, at offsets [start, end) of the words it was read in."""

    aspect: PersonAspect
    told: str
    start: int
    end: int


_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[:9])}))?|{'|'.join(reversed(_UNITS))})"
_OLDEST = 115
_AGE_AFTER = re.compile(
    rf"(?:^|[,(;-])\s*(?:(?:who was |was )?aged |age |about |around |only |just |f(?:emale)?,? |m(?:ale)?,? )*"
    rf"(?P<n>{_NUMBER})(?:[- ](?P<unit>years?|months?|weeks?|days?)(?:[- ]old)?(?: old)?)?(?=\s*(?:[,;).(]"
    rf"|$| and\b| from\b"
    r"| of\b| who\b| years\b|\s-\s))",
    re.I,
)
_AGE_INSIDE = re.compile(rf"\b(?P<n>{_NUMBER})[- ](?P<unit>year|month|week|day)s?[- ]olds?\b", re.I)
_AGED = re.compile(rf"\b(?:aged|age|at the age of) (?P<n>{_NUMBER})\b(?! (?:and|to) (?:{_NUMBER}))", re.I)
_WAS_AGED = re.compile(
    rf"^\s*(?:, who )?(?:was|is|had been|turned|would have (?:been|turned))(?: only| just| about"
    rf"| around)? (?P<n>{_NUMBER})(?P<unit>)(?= years?\b|[.,;]|$)",
    re.I,
)

_MALE = frozenset(
    "man boy husband father son brother uncle nephew grandfather grandson mr businessman policeman fisherman fireman "
    "watchman salesman craftsman tribesman serviceman schoolboy gunman he his him himself widower bridegroom men boys "
    "brothers sons fathers husbands policemen male m bachelor imam priest father-in-law son-in-law brother-in-law "
    "stepfather stepson half-brother".split()
)
_FEMALE = frozenset(
    "woman girl wife mother daughter sister aunt niece grandmother granddaughter mrs ms miss businesswoman policewoman "
    "schoolgirl she her herself widow bride women girls sisters daughters mothers wives housewife female f midwife "
    "mother-in-law daughter-in-law sister-in-law stepmother stepdaughter half-sister nun waitress seamstress".split()
)
_KIN = frozenset(
    "husband father son brother uncle nephew grandfather grandson wife mother daughter sister aunt niece grandmother "
    "granddaughter cousin relative parent child baby infant toddler widow widower sibling twin friend "
    "neighbour neighbor "
    "colleague brothers sisters sons daughters children siblings cousins couple twins parents relatives husband-in-law "
    "bride groom bridegroom grandchild fiance fiancee orphan".split()
)
_PLAIN = frozenset(
    "man woman boy girl person people men women boys girls child children victim victims resident residents teenager "
    "youth youths adult adults pensioner native local civilian civilians fighter fighters militant "
    "militants rebel rebels "
    "insurgent insurgents combatant combatants refugee refugees passer-by bystander bystanders migrant "
    "migrants captive "
    "hostage hostages prisoner detainee detainees member members one other others dead wounded injured martyr martyrs "
    "survivor survivors suspect suspects male female minor minors elder citizen citizens national villager villagers "
    "schoolgirl schoolboy officer-general toddlers babies evacuee displaced gunman gunmen attacker bomber".split()
)  # fmt: skip
_STATUS: dict[str, PersonStatus] = {
    **dict.fromkeys("civilian civilians bystander bystanders non-combatant".split(), PersonStatus.CIVILIAN),
    **dict.fromkeys(
        "fighter fighters militant militants rebel rebels insurgent insurgents soldier soldiers combatant combatants "
        "guerrilla guerrillas militiaman militiamen gunman gunmen commando commandos paratrooper jihadist serviceman "
        "sniper".split(),
        PersonStatus.COMBATANT,
    ),
    **dict.fromkeys(
        "policeman policemen policewoman policewomen police gendarme gendarmes constable constables".split(),
        PersonStatus.SECURITY_FORCE,
    ),
    "prisoner-of-war": PersonStatus.HORS_DE_COMBAT,
}
_FORMER = frozenset("former retired ex- suspected alleged non".split())
_OFFICES = frozenset(
    "baker tailor mason welder grocer butcher barber cook chef clerk cleaner guard singer poet painter writer builder "
    "weaver smith carpenter plumber potter miller tiler roofer vet dentist nurse pharmacist midwife "
    "housewife maid nanny "
    "waiter waitress seamstress hairdresser shepherd goatherd herder herdsman fisherman farmhand labourer "
    "laborer trader "
    "seller vendor hawker mender maker keeper owner repairer driver rider pilot student pupil teacher tutor lecturer "
    "headmaster headmistress headteacher imam priest nun monk pastor soldier officer constable sergeant electrician "
    "technician mechanic musician translator interpreter photographer journalist reporter editor cameraman volunteer "
    "medic paramedic surgeon doctor watchman caretaker janitor porter clerk cashier accountant banker "
    "lawyer judge tanner "
    "tax-collector blacksmith locksmith goldsmith apprentice trainee fireman firefighter lifeguard postman postwoman "
    "conductor attendant inspector warden ranger gardener picker digger sweeper hand worker housekeeper shopkeeper "
    "ferryman boatman cyclist athlete footballer player coach referee dancer actor actress activist "
    "beekeeper bookseller "
    "stallholder planter grower tiller cutter loader docker sailor ticket-seller dressmaker bricklayer weighman "
    "schoolteacher politician councillor mayor".split()
)
_CUT = re.compile(
    r"\b(?:at|in|from|of|who|with|for|and|on|near|by|whose|that|to|when|while|known|named|called|working|living|was|were|is|had"
    r"|has|killed|shot|hit|injured|wounded|died|struck|identified|also|said|visiting|returning)\b"
)


def read_before(words: str) -> Iterator[Detail]:
    """Yield what a descriptor before a name tells: "a 34-year-old teacher", "his wife", "the cleaner"."""
    yield from _ages(words, (_AGE_INSIDE, _AGED, _AGE_AFTER))
    phrase = words.rstrip(" ,")
    yield from _noun_phrase(phrase, 0, is_before=True)


def read_after(words: str) -> Iterator[Detail]:
    """Yield what stands behind a name, between commas or in brackets: ", 34, a teacher", " (female, 40)"."""
    ages = list(_ages(words, (_AGE_AFTER, _AGE_INSIDE, _AGED)))
    yield from ages[:1]
    for match in re.finditer(r"[^,;()]+", words):
        segment = match.group()
        if match.start() == 0 and not words.startswith((",", " (", "(", ";", ":", " -")):
            continue
        stripped = segment.lstrip(" -:")
        yield from _noun_phrase(stripped, match.start() + len(segment) - len(stripped), is_before=False)


def read_said(words: str) -> Iterator[Detail]:
    """Yield what a sentence about the person tells behind "he", "she" or the name: "was 34", "was a baker"."""
    match = _WAS_AGED.match(words)
    if match is not None and (detail := _age(match)) is not None:
        yield detail
        return
    match = re.match(
        r"(?:,[^,.;]{1,40},)?\s*(?:was|is|had been|worked as|had worked as|served as"
        r"|had served as)\s+(?=(?:a|an|the|his|her|their)\s)",
        words,
    )
    if match is not None:
        rest = words[match.end() :]
        stop = re.search(r"[,;.]", rest)
        yield from _ages(rest[: stop.start() if stop else None], (_AGE_INSIDE,))
        yield from _noun_phrase(rest[: stop.start() if stop else None], match.end(), is_before=False)


def _ages(words: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Detail]:
    seen: set[str] = set()
    for pattern in patterns:
        for match in pattern.finditer(words):
            detail = _age(match)
            if detail is not None and detail.told not in seen:
                seen.add(detail.told)
                yield detail


def _age(match: re.Match[str]) -> Detail | None:
    told = match["n"].lower()
    if told.isdigit():
        number = int(told)
    else:
        tens, _, unit = told.partition("-")
        number = (_TENS.index(tens) + 2) * 10 + (_UNITS.index(unit) + 1 if unit else 0) if tens in _TENS else (
            _UNITS.index(told) + 1
        )  # fmt: skip
    unit_of = (match.groupdict().get("unit") or "").lower()
    if unit_of.startswith(("month", "week", "day")):
        number = number // 12 if unit_of.startswith("month") else 0
    if number > _OLDEST:
        return None
    return Detail(PersonAspect.AGE, str(number), match.start("n"), match.end())


def _noun_phrase(words: str, offset: int, *, is_before: bool) -> Iterator[Detail]:
    """Yield sex, status and function from a noun phrase: the last words before the name, or the first behind it."""
    cut = _CUT.search(words) if not is_before else re.search(r" (?:who|whose|that|which)\b", words)
    phrase = words[: cut.start()] if cut else words
    if is_before:
        aside = re.search(r",? (?:named|called|identified as)\s*$", phrase)
        phrase = phrase[: aside.start()] if aside else phrase
        if (of := re.search(r" (?:of|at|from|in) ", phrase)) is not None:
            phrase = phrase[: of.start()]
    tokens = list(re.finditer(r"[^\W\d_](?:[\w'.-]*[\w'-])?|\d+-[\w-]+", phrase))
    if not tokens or NAME in phrase or HE in phrase:
        return
    head = tokens[-1].group().lower()
    lows = [token.group().lower() for token in tokens]
    if head in ("m", "f") and (is_before or len(tokens) > 1):
        return
    sex = _sex_of(head)
    if sex is not None:
        yield Detail(PersonAspect.SEX, sex, offset + tokens[-1].start(), offset + tokens[-1].end())
    elif (low := next((low for low in lows if low in ("female", "male")), None)) is not None:
        yield Detail(PersonAspect.SEX, low, offset + tokens[0].start(), offset + tokens[-1].end())
    is_owned = lows[0] in ("his", "her", "their") or "'s" in lows[0]
    if not set(lows) & _FORMER:
        for token in tokens:
            status = _STATUS.get(token.group().lower())
            if status is not None:
                yield Detail(PersonAspect.STATUS, status, offset + token.start(), offset + token.end())
                break
    has_article = lows[0] in (
        "a",
        "an",
        "the",
        "another",
        "one",
        "its",
        "our",
        "two",
        "three",
        "four",
        "both",
    )
    kept = tokens[1:] if has_article or is_owned else tokens
    while kept and (
        re.match(r"\d|(?:\w+-)+year-old|year-old", kept[0].group()) or kept[0].group().lower() in _SKIPPED
    ):
        kept = kept[1:]
    if not kept or (
        kept[0].group()[0].isupper() and not is_before and kept[0].start() > 0 and has_article is False
    ):
        return
    is_errand = (
        head in ("boy", "man", "woman", "girl") and len(kept) > 1 and kept[-2].group().lower() in _ERRANDS
    )
    if (is_owned and head in _KIN) or not (is_work(head) or is_errand) or len(kept) > 4:
        return
    yield Detail(
        PersonAspect.FUNCTION,
        phrase[kept[0].start() : kept[-1].end()],
        offset + kept[0].start(),
        offset + kept[-1].end(),
    )


_SKIPPED = frozenset(
    "old young elderly local fellow another pregnant unarmed injured wounded dead missing displaced "
    "off-duty third second "
    "first fourth fifth sixth other two three four five six seven eight nine ten married single slain killed".split()
)


_WORK_ENDINGS = (
    "ist",
    "ian",
    "eer",
    "smith",
    "keeper",
    "maker",
    "worker",
    "seller",
    "driver",
    "woman",
    "man",
)
_ERRANDS = frozenset("tea delivery errand bus cleaning maintenance water shoeshine".split())


def is_work(head: str) -> bool:
    """Whether a noun, lower-case, names what a person does."""
    if head in _KIN or head in _PLAIN:
        return False
    return head in _OFFICES or is_person_noun(head) or (len(head) > 5 and head.endswith(_WORK_ENDINGS))


def _sex_of(low: str) -> str | None:
    if low in _MALE:
        return "male"
    if low in _FEMALE or low.endswith("woman"):
        return "female"
    return None


def sex_of_words(words: str) -> Detail | None:
    """Return the sex that "his" or "her" tells in words about nobody else, None where both stand there or none."""
    found = [
        match
        for match in re.finditer(r"\b(?:his|her|he|she|himself|herself|him)\b", words, re.I)
        if not re.match(rf"(?:\w+ )?(?:{'|'.join(sorted(_KIN))})\b", words[match.end() + 1 :], re.I)
        or not re.search(r"(?:^|,)\s*$", words[: match.start()])
    ]
    sexes = {_sex_of(match.group().lower()) for match in found}
    if len(sexes) != 1 or not found:
        return None
    sex = sexes.pop()
    return Detail(PersonAspect.SEX, sex, found[0].start(), found[0].end()) if sex else None


# ---------------------------------------------------------------- causes

_PARTS = (
    r"(?:head|chest|neck|legs?|arms?|back|stomach|abdomen|belly|face|shoulders?|thighs?|hands?|foot|feet|hips?|spine"
    r"|skull|side|throat|eyes?|lungs?|heart|pelvis|knees?|torso|body|temple|jaw|groin|ribs)"
)
_WHERE = (
    rf"(?:\s+(?:to|in|on) (?:the |his |her |their )?(?:left |right |upper |lower )?{_PARTS}"
    rf"(?:(?:,| and) (?:the |his |her )?{_PARTS})*)?"
)
_HARM = (
    r"(?:wounds?|injur(?:y|ies)|shrapnel|bullets?|gunshots?|gunfire|burns|glass|fragments?|splinters?|blows?|mines?"
    r"|landmines?|sniper|snipers|shells?|rockets?|grenades?|bombs?|blast|explosion|knife|knives|machetes?|debris|rubble"
    r"|smoke(?: inhalation)?|blood loss|loss of blood|bleeding|asphyxiation|suffocation|torture|rounds?|drones?"
    r"|missiles?|mortars?|mortar (?:shell|round|fire)|artillery(?: fire)?|air ?strikes?|tear gas|beatings?"
    r"|fire|shots?|masonry"
    r"|wall|roof|ceiling|beam|trauma|fractures?|(?:broken|fractured) \w+|hypothermia|thirst|pellets?|axe|stones?)\b"
)
_OTHER_WORDS = r"(?:died|dead|killed|had|has|was|were|of|with|from|by|the|his|her|when|who|and|in|on|at)\b"
_CAUSES = (
    re.compile(
        rf"\b(?:of|from|with|by|to|through)\s+(?P<c>(?:[\w'-]+\s+){{0,4}}?{_HARM}\b"
        rf"(?: (?:wounds?|fire|fragments?|injuries|shells?))?{_WHERE})",
        re.I,
    ),
    re.compile(
        rf"\b(?:suffered|sustained|received|had|has)\s+(?P<c>(?:[\w-]+\s+){{0,3}}?{_HARM}{_WHERE})", re.I
    ),
    re.compile(
        rf"(?:^|[,;:(]| -)\s*(?P<c>(?:(?!{_OTHER_WORDS})[a-z-]+\s+){{0,3}}?{_HARM}{_WHERE})(?=\s*(?:[,;.)]|$| and))",
        re.I,
    ),
    re.compile(rf"\b(?P<c>(?:lost|broke) (?:an? |both |one |his |her )(?:\w+ )?{_PARTS})\b", re.I),
    re.compile(
        r"\b(?P<c>(?:shot|stabbed|beaten|hacked|burned|burnt|crushed|strangled|hanged|beheaded|executed|drowned"
        r"|suffocated|tortured|run over|struck|hit|trampled|blown up|gunned down|lynched|bled to death)"
        r"(?: (?:dead|to death|alive|at close range|twice|once|(?:twice |once )?(?:in|through) (?:the |his |her )?"
        rf"{_PARTS}(?: and (?:the )?{_PARTS})?))?)\b",
        re.I,
    ),
)
_NO_CAUSE = re.compile(
    r"(?:(?:his|her|their|the|these|those|serious|severe) )*(?:wounds?|injur(?:y|ies))$", re.I
)


def read_cause(words: str) -> Detail | None:
    """Return the wound or the means that a clause on a death or an injury tells, as printed, or None."""
    for pattern in _CAUSES:
        for match in pattern.finditer(words):
            told = match["c"]
            if _NO_CAUSE.fullmatch(told) or NAME in told or HE in told:
                continue
            trimmed = re.sub(r"^(?:his|her|their|the|an?) ", "", told, flags=re.I)
            return Detail(PersonAspect.CAUSE, trimmed, match.end("c") - len(trimmed), match.end("c"))
    return None
