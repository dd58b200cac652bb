"""The words that tell what befell a named person, as patterns over a sentence with its names covered.

In:   a covered sentence (`person_names.Script`), and a place in it before or after a name.
Out:  Words: a fate, where its words stand, and what they leave open.
Holds: what may, would or is to happen befalls nobody; a negation is kept as one.
"""

import re
from dataclasses import dataclass

from tellings.events.person_names import COVERS, NEAR
from tellings.vocabulary import Fate, Field

FIELD_OF: dict[Fate, Field] = {
    Fate.KILLED: Field.KILLED,
    Fate.DIED_OF_WOUNDS: Field.KILLED,
    Fate.INJURED: Field.INJURED,
    Fate.MISSING: Field.MISSING,
    Fate.PRESUMED_DEAD: Field.PRESUMED_DEAD,
    Fate.DETAINED: Field.DETAINED,
    Fate.ABDUCTED: Field.ABDUCTED,
}


@dataclass(frozen=True, slots=True)
class Words:
    """A fate told at offsets [start, end) of a covered sentence.

    denied: "was not killed". weak: less than an injury in so many words ("was hit"). of_things: true of towns and
    houses as well ("was captured"): a name alone does not make it a person's. whole: the words speak of all whom
    it befell ("the dead were"). many: of several.
    """

    fate: Fate
    start: int
    end: int
    denied: bool = False
    weak: bool = False
    of_things: bool = False
    whole: bool = False
    many: bool = False


_TAKERS = (
    r"(?:gunmen|men|fighters|militants|rebels|soldiers|police|militiamen|officers|agents|troops|raiders|strangers"
    r"|security forces|masked)"
)
_ABROAD = r"(?:\w+ ){0,4}?"
# The first that fits at a place holds; what is said of things too stands last.
_PARTICIPLES: tuple[tuple[Fate, bool, str], ...] = (
    (
        Fate.PRESUMED_DEAD,
        False,
        r"(?:presumed|feared|believed|thought|assumed)(?: to be| to have been)? (?:dead|killed|drowned)",
    ),
    (
        Fate.KILLED,
        False,
        r"(?:shot and killed|shot dead|found dead|found shot|gunned down|killed|murdered|slain|executed|assassinated"
        r"|beheaded|massacred|lynched|hanged|martyred|(?:stabbed|beaten|hacked|burned|burnt|crushed|tortured|stoned"
        r"|trampled|starved|put) to death|burned alive|burnt alive|blown (?:up|apart|to pieces)|(?:pronounced|declared)"
        r" dead|dead|drowned|suffocated|among (?:the|those) (?:\w+ ){0,2}?(?:dead|killed|victims|who died)"
        r"|one of (?:the|those) (?:\w+ ){0,2}?(?:dead|killed|victims|who died)"
        r"|the (?:first|second|third|fourth|fifth|sixth|last) (?:victim|to die)|buried|laid to rest)",
    ),
    (
        Fate.INJURED,
        False,
        r"(?:wounded|injured|maimed|hospitali[sz]ed|among (?:the|those) (?:\w+ ){0,2}?(?:wounded|injured|hurt)"
        r"|one of (?:the|those) (?:\w+ ){0,2}?(?:wounded|injured|hurt)|in (?:a )?(?:critical|serious"
        r"|stable) condition|in intensive care"
        r"|hurt)",
    ),
    (
        Fate.MISSING,
        False,
        r"(?:missing|unaccounted for|not been seen|not been heard from|not returned|among (?:the|those) missing)",
    ),
    (
        Fate.ABDUCTED,
        False,
        rf"(?:abducted|kidnapped|snatched|taken hostage|taken captive|led away|dragged away|(?:taken|seized)(?: away)?"
        rf"(?: from [^,.;]{{2,40}})? by (?:\w+ ){{0,3}}?{_TAKERS})",
    ),
    (
        Fate.DETAINED,
        False,
        r"(?:arrested|detained|rearrested|jailed|imprisoned|remanded|taken into custody|taken prisoner"
        r"|in (?:police |military )?custody|(?:still |being )?held (?:without|incommunicado|by|in|at|for|since)"
        r"|in detention|under arrest|among (?:the|those) (?:\w+ ){0,2}?(?:detained|arrested|held))",
    ),
    (Fate.DETAINED, True, r"(?:captured|seized)"),
    (Fate.INJURED, False, r"(?:shot (?:in|through|at)|stabbed|beaten|treated for|being treated|undergoing)"),
    (Fate.INJURED, True, r"(?:hit|struck|burned|burnt)"),
)
_WEAK = 2  # how many at the end of the table tell of less than an injury
_VERBS: tuple[tuple[Fate, bool, str], ...] = (
    (Fate.DIED_OF_WOUNDS, False, r"(?:succumbed|died later|later died)"),
    (
        Fate.KILLED,
        False,
        r"(?:died|dies|perished|bled to death|burned to death|burnt to death|drowned|suffocated"
        r"|lost (?:his|her|their) li(?:fe|ves))",
    ),
    (
        Fate.INJURED,
        False,
        r"(?:lost (?:a|an|his|her|both|one) (?:\w+ ){0,2}?(?:legs?|arms?|eyes?|hands?|foot|feet|fingers?)"
        rf"|(?:suffered|sustained|received) {_ABROAD}(?:wounds?|injur(?:y|ies)|burns|fractures?)"
        r"|is (?:recovering|in (?:a |the )?(?:\w+ )?hospital))",
    ),
    (
        Fate.MISSING,
        False,
        r"(?:went missing|has gone missing|had gone missing|disappeared|vanished|(?:has|had|have) not (?:been seen"
        r"|been heard from|returned|come home))",
    ),
)
_AUX = (
    r"(?:was|were|is|are|be|been|being|has|have|had|got|remains?|remained|both|all|also|later|then|reportedly|allegedly"
    r"|apparently|initially|critically|seriously|badly|severely|slightly|lightly|gravely|fatally|mortally|still|now"
    r"|subsequently|instantly|immediately|confirmed|to have|not|never|since|already|first|himself|herself|himself"
    r"|himself|listed as|reported|feared to be|said to be|said to have|deliberately|too)"
)
_MID = r"(?:\s?\([^()]{1,60}\))?(?:,(?:[^,;:()]|(?<=\d),(?=\d)){1,90}?(?=,)){0,5},?"
_PASSIVE = re.compile(rf"(?P<mid>{_MID})(?P<who> who)?(?P<aux>(?: {_AUX})+) (?P<pred>" + "|".join(
    f"(?P<p{n}>{words})" for n, (_, _, words) in enumerate(_PARTICIPLES)
) + r")\b", re.I)  # fmt: skip
_ACTIVE = re.compile(rf"(?P<mid>{_MID})(?P<who> who)?(?P<aux>(?: {_AUX}| and)*) (?P<pred>" + "|".join(
    f"(?P<p{n}>{words})" for n, (_, _, words) in enumerate(_VERBS)
) + r")\b", re.I)  # fmt: skip
# "killed" without "was": in headlines, after "and" or in an aside.
_BARE = re.compile(rf"(?P<mid>{_MID})(?P<who>) (?P<aux>)(?P<pred>" + "|".join(
    f"(?P<p{n}>{words})" for n, (_, of_things, words) in enumerate(_PARTICIPLES) if not of_things
) + r")(?=[.,;)]| (?:in|by|on|when|at|as|near|with|while|during|after|from|outside|inside)\b|$)", re.I)  # fmt: skip
_SECOND = re.compile(  # "was wounded and died", "was arrested and later found dead"
    rf"[^,.;{COVERS[1:-2]}]{{0,80}}?(?:,|,? and|,? before|,? but)(?: {_AUX})* (?P<died>died|succumbed)\b"
    rf"|[^,.;{COVERS[1:-2]}]{{0,80}}? and"
    rf"(?: {_AUX})* (?P<dead>killed|shot dead|found dead|beheaded|executed)\b",
    re.I,
)
_AFTER_WHO = re.compile(
    rf"[^.;]{{0,140}}?,(?: {_AUX})* (?P<died>died|succumbed)\b(?P<dead>)", re.I
)  # "who was hurt ..., died"
OF_WOUNDS = re.compile(
    r"\bsuccumbed\b|\b(?:died|dies|die|death)\b[^.;]{0,60}?(?:\b(?:of|from) (?:(?:his|her|their|the|those|these) "
    r"(?:\w+ ){0,2}?)?(?:wounds|injuries|burns)\b|\bin (?:an? |the |his |her )?(?:[\w'-]+ ){0,4}?(?:hospital|clinic"
    r"|intensive care|surgery)\b|\b(?:hours|days|weeks|months|a day|a week|the next day|the following day) "
    r"(?:later|after)\b|\b(?:during|under|after) (?:surgery|an operation)\b|\bon the operating table\b"
    r"|\bat (?:the |an? )?(?:[\w'-]+ ){0,3}?(?:hospital|clinic)\b|\bwhile (?:being|under) treat)"
    r"|\bdied later\b|\blater died\b",
    re.I,
)


def after_name(covered: str, end: int, *, bare: bool) -> list[Words]:
    """Return the fates that the words after a name tell of it: none, one, or two ("was wounded and died").

    end: where the name ends. bare: a participle may stand without "was" here.
    """
    for pattern, table in (
        (_PASSIVE, _PARTICIPLES),
        (_ACTIVE, _VERBS),
        *(((_BARE, _PARTICIPLES),) if bare else ()),
    ):
        match = pattern.match(covered, end)
        if match is None or " to be " in f"{match['aux']} ":
            continue
        number = next(int(k[1:]) for k, v in match.groupdict().items() if v and k[1:].isdigit())
        fate, of_things, _ = table[number]
        weak = table is _PARTICIPLES and number >= len(_PARTICIPLES) - _WEAK and fate is Fate.INJURED
        aux = match["aux"].split()
        low = match["pred"].lower()
        is_denied = "not" in aux or "never" in aux
        if fate is Fate.MISSING and is_denied and low.startswith("not"):
            is_denied = False
        start, stop = match.start("aux") if match["aux"] else match.start("pred"), match.end()
        if (
            fate is Fate.KILLED
            and pattern is _ACTIVE
            and (later := OF_WOUNDS.match(covered, match.start("pred")))
        ):
            fate, stop = Fate.DIED_OF_WOUNDS, max(stop, later.end())
        many = bool({"were", "are", "have", "both", "all", "remain"} & set(aux)) or not aux
        first = Words(fate, start, stop, denied=is_denied, weak=weak, of_things=of_things, many=many)
        second = _SECOND.match(covered, stop) or (_AFTER_WHO.match(covered, stop) if match["who"] else None)
        if second is None or is_denied or fate in (Fate.KILLED, Fate.DIED_OF_WOUNDS):
            return [first]
        died = Fate.DIED_OF_WOUNDS if second["died"] and fate is Fate.INJURED else Fate.KILLED
        return [
            first,
            Words(died, second.start("died" if second["died"] else "dead"), second.end(), many=many),
        ]
    return []


_BEFORE = (
    (Fate.PRESUMED_DEAD, r"presumed dead|feared dead|believed dead"),
    (
        Fate.KILLED,
        r"dead|deceased|killed|killing|slain|murdered|martyrs?|fatalit(?:y|ies)|victims?|died|deaths?|bodies|lives|shot"
        r" dead|executed|massacred|perished",
    ),
    (Fate.INJURED, r"wounded|injured|hurt|wounding|injuring|injuries"),
    (Fate.MISSING, r"missing|disappeared|unaccounted"),
    (Fate.ABDUCTED, r"abducted|kidnapped|hostages?|captives?|abducting|kidnapping|taken away|abductions?"),
    (
        Fate.DETAINED,
        r"detained|arrested|detainees?|prisoners?|captured|arrests?|held|detaining|arresting|in custody",
    ),
)
FATE_WORD = re.compile(
    r"\b(?:" + "|".join(rf"(?P<f{n}>{words})" for n, (_, words) in enumerate(_BEFORE)) + r")\b", re.I
)
_LINK = re.compile(
    r"(?:[^.;:]{0,110}?(?:\bas|\bwere|\bwas|\bare|\bis|\binclud\w+|\bamong (?:them|whom)(?: (?:was|were|are|is))?"
    r"|\bnamely|:|\bnamed|\bidentified|\bcalled|:? -|\()|,|[^.;:]{0,20},)?\s*$",
    re.I,
)
_PART = re.compile(r"\b(?:also|among|includ\w+|of the|of those|one of|some of)\b", re.I)
_NOT_YET = re.compile(
    r"\b(?:not|no one|nobody|none|would|could|may|might|should|to|whether|if|threatened|wanted|attempted|plot\w*) ?$",
    re.I,
)
_VERB_BEFORE = (
    (
        Fate.KILLED,
        r"kill(?:ed|ing|s)|shot dead|shot and killed|murder(?:ed|ing)|execut(?:ed|ing)|assassinat(?:ed|ing)"
        r"|behead(?:ed|ing)|slay(?:ed|ing)|slew|gunned down|claimed the li(?:fe|ves) of|the (?:bod(?:y|ies)|corpses?"
        r"|remains|deaths?|killings?|murders?|funerals?|burials?|execution|assassination) of|deaths? of|bod(?:y|ies) of"
        r"|killings? of|murders? of|buried|burying|mourn(?:ed|ing)|leaving dead",
    ),
    (Fate.INJURED, r"wound(?:ed|ing)|injur(?:ed|ing)|hurt(?:ing)?|maim(?:ed|ing)"),
    (
        Fate.ABDUCTED,
        r"abduct(?:ed|ing|s)|kidnap(?:ped|ping|s)|(?:abduction|kidnapping|disappearance) of|took away",
    ),
    (Fate.DETAINED, r"arrest(?:ed|ing|s)|detain(?:ed|ing|s)|(?:arrests?|detention) of|jail(?:ed|ing)"),
)
_VERB_END = re.compile(
    "(?:" + "|".join(rf"(?P<f{n}>\b(?:{words}))" for n, (_, words) in enumerate(_VERB_BEFORE)) + ")$", re.I
)
# one of these stands wherever `_VERB_END` or `_KILL_IN_HEADLINE` matches
_LAST_LETTERS = ("ed", "ing", "s", "dead", "slew", "down", "of", "hurt", "away", "kill")
_BY_MEANS = re.compile(r"\b(?:was|were|been|being|be|is|are|got)(?: \w+ly)? $", re.I)
_KILL_IN_HEADLINE = re.compile(r"\bkill$", re.I)


def before_name(covered: str, end: int, *, headline: bool) -> Words | None:
    """Return the verb, or the noun with "of", whose object starts at `end`: "killed", "the body of"."""
    base = max(0, end - NEAR)
    head = covered[base:end].rstrip()
    if not head[-4:].lower().endswith(_LAST_LETTERS):
        return None  # before most names
    match = _VERB_END.search(head) or (_KILL_IN_HEADLINE.search(head) if headline else None)
    if match is None or _NOT_YET.search(head[: match.start()]) or _BY_MEANS.search(head[: match.start()]):
        return None
    number = next((int(k[1:]) for k, v in match.groupdict().items() if v), 0)
    return Words(_VERB_BEFORE[number][0], base + match.start(), base + match.end(), many=True)


def opening(covered: str, start: int, end: int) -> Words | None:
    """Return the words at [start, end) that open a list of names there: "named the dead as", "were killed:"."""
    start = max(start, end - NEAR)
    found = list(FATE_WORD.finditer(covered, start, end))
    if not found:
        return None
    last = found[-1]
    link = covered[last.end() : end]
    if not _LINK.fullmatch(link) or _NOT_YET.search(covered[start : last.start()]):
        return None
    return Words(
        fate_of(last),
        last.start(),
        end,
        whole=_is_whole(covered[max(start, last.start() - 40) : end]),
        many=True,
    )


def _is_whole(words: str) -> bool:
    return _PART.search(words) is None and re.search(r":|\bas\b|\bwere\b|\bare\b", words) is not None


def fate_of(match: re.Match[str]) -> Fate:
    """Return the fate that a match of FATE_WORD tells."""
    number = next(int(k[1:]) for k, v in match.groupdict().items() if v)
    return _BEFORE[number][0]


_POSSESSED = re.compile(
    r"'s? (?:\w+ )?(?P<what>body|corpse|remains|death|killing|murder|funeral|burial|arrest|abduction|disappearance"
    r"|detention|kidnapping)\b",
    re.I,
)
_OF_POSSESSED = {
    "arrest": Fate.DETAINED,
    "detention": Fate.DETAINED,
    "abduction": Fate.ABDUCTED,
    "kidnapping": Fate.ABDUCTED,
    "disappearance": Fate.MISSING,
}


def possessed(covered: str, end: int) -> Words | None:
    """Return the fate in a possessive after a name that ends at `end`: "'s body was found"."""
    match = _POSSESSED.match(covered, end)
    if match is None:
        return None
    return Words(_OF_POSSESSED.get(match["what"].lower(), Fate.KILLED), match.start("what"), match.end())
