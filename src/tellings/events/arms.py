"""Find the weapons that a report names, and how many rounds it tells of.

In:   a Document.
Out:  WeaponMentions and RoundsMentions, each in order of the text.
Holds: a word that names a weapon only beside others ("gas", "shell", "mine") is read only beside them; rounds to
be fired, left unfired and landed without exploding are told apart; nothing is added up or taken away here.

Categories: `CATEGORIES`, a small list of means, not of models: "Katyusha" is a rocket, "Kalashnikov" small_arms.
A carried device goes by what carries it (car_bomb, suicide_vest, drone); fire set on purpose is arson; what fits
nowhere is other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.events.outcome_words import low_at
from tellings.events.person_nouns import FUNCTION_WORDS
from tellings.events.quantities import Quantity, read_quantity
from tellings.model import Rounds, Span, Weapon
from tellings.text.segment import Document, Sentence, Token
from tellings.vocabulary import RoundsState

CATEGORIES = (
    "rocket", "missile", "mortar", "shell", "artillery", "bomb", "car_bomb", "suicide_vest", "air_strike",
    "barrel_bomb", "small_arms", "knife", "grenade", "mine_or_ied", "drone", "chemical", "arson", "launcher", "other",
)  # fmt: skip

_NAMES: dict[str, str] = {
    "rocket": "rocket|rocket shell|katyusha|katyusha rocket|grad|grad rocket|qassam|rocket fire|rocket barrage|"
    "rocket-propelled grenade rocket|rocket projectile|improvised rocket",
    "missile": "missile|ballistic missile|cruise missile|surface-to-surface missile|surface to surface missile|"
    "air-to-surface missile|guided missile|scud|scud missile|vacuum missile|anti-tank missile|tow missile",
    "mortar": "mortar|mortar round|mortar shell|mortar bomb|mortar fire",
    "shell": "artillery shell|tank shell|shelling|explosive shell|howitzer shell",
    "artillery": "artillery|artillery fire|howitzer|field gun|tank fire|heavy artillery|cannon|artillery "
    "round|bombardment",
    "bomb": "bomb|explosive|explosive charge|dynamite|dynamite stick|stick of dynamite|tnt|plastic explosive|bombing|"
    "cluster bomb|cluster munition|parcel bomb|letter bomb|pipe bomb|time bomb|suicide bomber|suicide bombing|bomblet|"
    "suicide attacker|explosive material|bomb blast|bomb attack|suicide blast|suicide attack|c4|semtex|phosphorus bomb",
    "car_bomb": "car bomb|truck bomb|vehicle bomb|van bomb|car-bomb|truck-bomb|suicide car bomb|suicide car bombing|"
    "car bombing|truck bombing|explosives-laden vehicle|explosives-laden truck|"
    "explosives-laden car|explosive-laden car|"
    "booby-trapped car|booby-trapped vehicle|bomb-laden truck|vehicle-borne bomb|suicide truck bomb|suicide vehicle|"
    "car packed with explosives|truck packed with explosives|van packed with explosives|motorcycle bomb",
    "suicide_vest": "suicide vest|suicide belt|explosive belt|explosive vest|explosives belt|explosives vest",
    "air_strike": "air strike|airstrike|air-strike|air raid|airraid|air-raid|warplane|war plane|fighter "
    "jet|jet|bomber jet|"
    "fighter plane|helicopter gunship|gunship|aerial bombardment|aerial bombing|aerial bomb|"
    "airplane bomb|fighter-bomber|"
    "bombing raid|air attack|aircraft|military helicopter|attack helicopter|war-plane",
    "barrel_bomb": "barrel bomb|barrel-bomb|explosive barrel",
    "small_arms": "gun|rifle|pistol|revolver|machine gun|machine-gun|submachine gun|submachine-gun|assault rifle|"
    "kalashnikov|ak-47|shotgun|handgun|gunfire|gunshot|sniper|sniper fire|sniper rifle|automatic weapon|small arms|"
    "automatic rifle|bullet|machine-gun fire|machine gun fire|m-16|firearm|automatic rifle fire|heavy machine gun",
    "knife": "knife|machete|dagger|axe|sword|bayonet|blade",
    "grenade": "grenade|hand grenade|rocket-propelled grenade|rpg|stun grenade|fragmentation grenade",
    "mine_or_ied": "landmine|land mine|land-mine|anti-personnel mine|antipersonnel mine|ied|improvised "
    "explosive device|"
    "explosive device|roadside bomb|booby trap|booby-trap|naval mine|sea mine|anti-tank mine|"
    "claymore mine|roadside mine|"
    "claymore|incendiary device|homemade explosive device",
    "drone": "drone|unmanned aerial vehicle|uav|quadcopter|drone strike|kamikaze drone|armed drone",
    "chemical": "sarin|sarin gas|nerve gas|nerve agent|poison gas|poisonous gas|toxic gas|mustard gas|"
    "chlorine|chlorine gas|"
    "chemical weapon|chemical agent|chemical attack|chemical arms|gas attack|neurotoxic agent|tear gas|chemical bomb|"
    "chemical munition|chemical weapons attack|vx",
    "arson": "arson|petrol bomb|molotov cocktail|fire bomb|firebomb|fire-bomb|incendiary bomb|arson "
    "attack|gasoline bomb",
    "launcher": "rocket launcher|launcher|launch pad|launching pad|launch platform|missile launcher|grenade launcher|"
    "mortar tube|launch vehicle|multiple rocket launcher",
    "other": "weapon|ammunition|shrapnel|flamethrower|projectile|tank|munition|conventional arms",
}  # fmt: skip
_BY_NAME = {tuple(name.split()): category for category, names in _NAMES.items() for name in names.split("|")}
_LONGEST = max(len(name) for name in _BY_NAME)
_STARTS = frozenset(name[0] for name in _BY_NAME) | {"knives"}
_SINGULAR = {
    "knives": "knife",
    "aircraft": "aircraft",
    "gas": "gas",
    "tnt": "tnt",
    "small": "small",
    "arms": "arms",
    "explosives-laden": "explosives-laden",
    "explosives": "explosive",
}

# the rest of a weapon's own name: "140mm", "107 mm", "SU-24", "home-made"
_CALIBRE = re.compile(r"\d+(?:\.\d+)?-?(?:mm|millimetre|millimeter)")


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon at its place. name: lower case, singular; category: one of CATEGORIES; wording: as printed."""

    span: Span
    name: str
    category: str
    wording: str
    sentence: int

    def weapon(self) -> Weapon:
        """Return the value a claim carries."""
        return Weapon(self.name, self.category, self.wording)


@dataclass(frozen=True, slots=True)
class RoundsMention:
    """A number of rounds at its place. munition: as told, None where only their marks are counted."""

    span: Span
    low: int | None
    high: int | None
    wording: str
    sentence: int
    munition: str | None = None
    state: RoundsState = RoundsState.FIRED
    approximate: bool = False
    strict: bool = False
    vague: bool = False

    def rounds(self) -> Rounds:
        """Return the value a claim carries."""
        return Rounds(
            low=self.low,
            high=self.high,
            wording=self.wording,
            munition=self.munition,
            state=self.state,
            approximate=self.approximate,
            strict=self.strict,
            vague=self.vague,
        )


# ---------------------------------------------------------------- weapons


_MINE_COMPANY = frozenset("exploded blast explosion stepped laid planted detonated".split())
_TO_BE = frozenset("were was are is meant planned due had".split())
_DETERMINERS = frozenset("a an the well this that his their".split())


def find_weapons(document: Document) -> tuple[WeaponMention, ...]:
    """Return every weapon, munition or means of attack that the document names, in order of the text."""
    found: list[WeaponMention] = []
    for sentence in document.sentences:
        tokens = sentence.tokens
        lows = [_singular(token.low) for token in tokens]
        at = 0
        while at < len(tokens):
            length, category = _match(lows, at) if lows[at] in _STARTS else (0, "")
            if not length and lows[at] in ("shell", "mine", "charge"):
                category = _shell_or_mine(tokens, lows, at)
                length = 1 if category else 0
            if not length:
                at += 1
                continue
            if _is_name_part(tokens, at, length):
                at += length
                continue
            start = at
            while start > 0 and _CALIBRE.fullmatch(tokens[start - 1].low):
                start -= 1
            if start >= 2 and tokens[start - 1].low == "mm" and tokens[start - 2].low.isdigit():
                start -= 2
            span = Span(tokens[start].start, tokens[at + length - 1].end)
            name = " ".join(lows[at : at + length])
            found.append(WeaponMention(span, name, category, span.of(document.report.text), sentence.index))
            at += length
    return tuple(found)


def _match(lows: Sequence[str], at: int) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(lows) - at), 0, -1):
        category = _BY_NAME.get(tuple(lows[at : at + length]))
        if category:
            return length, category
    return 0, ""


def _singular(low: str) -> str:
    if low in _SINGULAR:
        return _SINGULAR[low]
    if low.endswith("s") and not low.endswith(("ss", "ous", "gas")) and len(low) > 3:
        return low[:-1]
    return low


def _shell_or_mine(tokens: Sequence[Token], lows: Sequence[str], at: int) -> str:
    """Read "shell" and "mine" where they are weapons: counted, fired, landed, and no company, pit or pronoun."""
    low, before, after = tokens[at].low, low_at(tokens, at - 1), low_at(tokens, at + 1)
    if tokens[at].is_name_like and at > 0 and not tokens[at].text.isupper():
        return ""
    if lows[at] == "shell":
        return "" if after in ("company", "oil", "plc", "of") and low == "shell" else "shell"
    if lows[at] == "charge":
        return ""
    near = {token.low for token in tokens[max(0, at - 8) : at + 9]}
    if low == "mines":
        return "" if near & {"coal", "gold", "copper", "tin", "salt", "workers", "iron"} else "mine_or_ied"
    if before in ("a", "the", "by", "of") and near & _MINE_COMPANY:
        return "" if near & {"coal", "gold", "copper", "miners", "shaft"} else "mine_or_ied"
    return ""


def _is_name_part(tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether the words are part of a person's or body's name, or no weapon here."""
    low, after = tokens[at].low, low_at(tokens, at + length)
    if low == "jet" and after in ("lag", "fuel", "set"):
        return True
    if low in ("tank", "tanks") and after in ("truck", "car"):
        return True
    if low == "grad" and (after in ("student", "school") or tokens[at].text[0].islower()):
        return True
    if low in ("gun", "guns") and after in ("control", "law", "laws"):
        return True
    if low in ("blade", "cannon", "gun", "grad") and length == 1 and at > 0 and tokens[at].is_name_like:
        return not tokens[at].text.isupper() and low != "grad"
    return low in ("chlorine",) and low_at(tokens, at + 1) in ("tablets", "water")


# ---------------------------------------------------------------- rounds


_ROUNDS = frozenset(
    "rocket missile shell round mortar bomb grenade projectile charge katyusha torpedo munition bomblet warhead mine "
    "cartridge bullet device dynamite rpg barrel drone explosive salvo-rocket".split()
)
_CARRIERS = frozenset(
    "launcher launch strike attack fire blast barrage raid factory plant team squad brigade "
    "battery crew "
                      "position site tube depot unit shelter warning blast-wall alarm".split())  # fmt: skip
_MODIFIERS = frozenset(
    "unfired unexploded unused mortar artillery rocket tank katyusha grad barrel car truck cluster explosive hand "
    "rocket-propelled surface-to-surface ballistic cruise guided unguided home-made homemade "
    "improvised heavy live spent "
    "incendiary phosphorus vacuum anti-tank anti-personnel land nerve chemical separate "
    "other more additional such petrol "
    "suicide roadside fragmentation aerial armed kamikaze attack large small powerful mm millimetre millimeter caliber "
    "calibre iranian russian american soviet-made iranian-made russian-made factory-made "
    "short-range long-range medium-range "
    "remaining further standard undetonated planned rifle tear-gas stun smoke flash-bang own".split()
)
_CASINGS = frozenset("case casing".split())  # what stays when a cartridge or shell was fired
_TUBES = frozenset("pod tube launcher rack rail box crate case breech mounting bay".split())
_UNFIRED = frozenset("unfired unused undetonated".split())
_NO_PART_OF_NAME = _UNFIRED | {"unexploded", "planned", "spent", "other", "more", "additional", "further"}
_NOT_FIRED_VERBS = frozenset(
    "defused dismantled disarmed neutralised neutralized deactivated seized found discovered recovered confiscated "
    "unfired abandoned".split()
)
_LANDED = frozenset(
    "landed hit struck fell exploded fired launched slammed impacted detonated crashed "
    "rained dropped thrown hurled".split()
)
_PLAN_WORDS = frozenset(
    "planned planning intended intending prepared preparing meant plotted plotting wanted due plans plan".split()
)
_BETWEEN = frozenset(
    "were was had have has been be to did later then all also still being that which failed remained remain off "
    "safely".split()
)
_PLAN_BREAKS = frozenset("; but while although however whereas".split())


_ROUND_FORMS = _ROUNDS | {f"{noun}s" for noun in _ROUNDS} | {"impact", "impacts"}
_BARE = (
    _LANDED
    | _NOT_FIRED_VERBS
    | frozenset("were was had have did failed never remained still planned".split())
)
_OF_ROUNDS_BEFORE = _BARE | {"those", "these", "them"}  # "12 were defused", "of those fired 3 ..."


def find_rounds(document: Document) -> tuple[RoundsMention, ...]:
    """Return every count of rockets, shells and other rounds in the document, in order of the text."""
    found: list[RoundsMention] = []
    munition: str | None = None  # the last one named, for "of which 30 were defused"
    for sentence in document.sentences:
        lows = {token.low for token in sentence.tokens}
        if _ROUND_FORMS.isdisjoint(lows) and (munition is None or _OF_ROUNDS_BEFORE.isdisjoint(lows)):
            continue
        for mention in _rounds_of(document, sentence, munition):
            found.append(mention)
            munition = mention.munition or munition
    return tuple(found)


def _rounds_of(document: Document, sentence: Sentence, munition: str | None) -> list[RoundsMention]:
    tokens, text = sentence.tokens, document.report.text
    found: list[RoundsMention] = []
    at = 0
    while at < len(tokens):
        quantity = read_quantity(tokens, at) if tokens[at].is_word else None
        if quantity is None or quantity.zero:
            at += 1
            continue
        read = _read_munition(tokens, quantity)
        marks = _read_marks(tokens, quantity)
        if marks:
            span = Span(tokens[at].start, tokens[marks - 1].end)
            found.append(
                RoundsMention(
                    span, quantity.low, None, span.of(text), sentence.index, approximate=quantity.approximate,
                    strict=quantity.strict, vague=quantity.vague,
                )
            )  # fmt: skip
            at = marks
            continue
        end, name = read or (quantity.end, None)
        state, verb_end = _state_after(tokens, end)
        of_those = _end_of_those(tokens, quantity.end) if read is None else None
        if of_those:
            state, verb_end = _state_after(tokens, of_those)
        if read is None:
            named = munition or (found[-1].munition if found else None)
            is_plain = not quantity.article and state is not None and verb_end is not None
            if not (is_plain and named and (of_those or _is_bare(tokens, quantity))):
                at = at + 1 if quantity.article else quantity.end
                continue
            name = named
        words = {token.low for token in tokens[quantity.end : end]}
        if words & _UNFIRED:
            state, verb_end = RoundsState.UNFIRED, None
        elif "unexploded" in words:
            state, verb_end = RoundsState.UNEXPLODED, None
        elif "planned" in words:
            state, verb_end = RoundsState.PLANNED, None
        elif "spent" in words or _singular(low_at(tokens, end - 1)) in _CASINGS:
            state, verb_end = RoundsState.FIRED, None
        elif state is None and low_at(tokens, at - 1) in _NOT_FIRED_VERBS | {
            "defusing",
            "seizing",
            "finding",
        }:
            state = RoundsState.UNFIRED
        is_found = state in (RoundsState.UNEXPLODED, RoundsState.UNFIRED)
        if quantity.article and not is_found and (low_at(tokens, at) != "one" or read is None):
            at += 1
            continue
        if state is None and _is_planned(tokens, at):
            state, verb_end = RoundsState.PLANNED, None
        if _is_negated(tokens, at):
            at = max(end, at + 1)
            continue
        span = Span(tokens[at].start, tokens[max(end, verb_end or 0) - 1].end)
        wording = text[tokens[at].start : tokens[end - 1].end]
        found.append(
            RoundsMention(
                span=span if state in (RoundsState.UNEXPLODED, RoundsState.UNFIRED) or read is None else
                Span(tokens[at].start, tokens[end - 1].end),
                low=quantity.low,
                high=quantity.high,
                wording=wording,
                sentence=sentence.index,
                munition=name,
                state=state or RoundsState.FIRED,
                approximate=quantity.approximate,
                strict=quantity.strict,
                vague=quantity.vague,
            )
        )  # fmt: skip
        at = end
    return found


def _read_munition(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, str] | None:
    """Read the munition after a quantity: where it ends, and its words without its state."""
    place = quantity.end
    if low_at(tokens, place) == "of":
        place += 1
        while low_at(tokens, place) in ("the", "these", "those", "its", "their"):
            place += 1
        nested = read_quantity(tokens, place)
        if nested and not nested.article:
            place = nested.end
    start = place
    head: int | None = None
    for _ in range(7):
        low = low_at(tokens, place)
        if not low:
            break
        stem = _singular(low)
        if stem in _ROUNDS and not (low == "mortar" and _singular(low_at(tokens, place + 1)) in _ROUNDS):
            head = place
            place += 1
            if _singular(low_at(tokens, place)) in _CARRIERS | {"launcher"}:
                return None
            continue
        if head is not None:
            break
        is_modifier = (
            low in _MODIFIERS
            or bool(_CALIBRE.fullmatch(low))
            or (low.isdigit() and low_at(tokens, place + 1) in ("mm", "millimetre", "millimeter", "-"))
            or (tokens[place].text[0].isupper() and low not in FUNCTION_WORDS)
            or "-" in low
            or (low == "-" and low_at(tokens, place + 1) in ("mm", "millimetre", "millimeter"))
        )
        if not is_modifier:
            break
        place += 1
    if head is None:
        return None
    noun, after = _singular(tokens[head].low), low_at(tokens, head + 1)
    if (
        noun == "round"
        and after == "of"
        and low_at(tokens, head + 2) not in ("ammunition", "artillery", "mortar", "fire", "live")
    ):
        return None
    if noun in ("device", "charge", "mine", "barrel", "explosive") and head == start:
        return None  # "12 charges", "5 mines": too often no munition
    if noun == "charge" and low_at(tokens, head - 1) not in ("explosive", "demolition", "dynamite"):
        return None
    if noun == "drone" and after in ("strikes", "strike", "attacks"):
        return None
    end = head + 1
    if noun in ("cartridge", "shell", "bullet") and _singular(after) in _CASINGS:
        end += 1
    if (
        noun == "rocket"
        and after in ("and", "or")
        and _singular(low_at(tokens, end + 1)) in _ROUNDS | {"mortar"}
    ):
        end += 2  # "70 rockets and mortar rounds" is one number
        while _singular(low_at(tokens, end)) in _ROUNDS:
            end += 1
    name = " ".join(t.text for t in tokens[start:end] if t.low not in _NO_PART_OF_NAME)
    return end, name


def _read_marks(tokens: Sequence[Token], quantity: Quantity) -> int | None:
    """Read "31 points of impact": a count of marks, each of at least one round."""
    words = [low_at(tokens, quantity.end + step) for step in range(3)]
    if words == ["points", "of", "impact"]:
        return quantity.end + 3
    if words[:2] in (["impact", "points"], ["impact", "sites"]):
        return quantity.end + 2
    return quantity.end + 1 if words[0] == "impacts" else None


def _end_of_those(tokens: Sequence[Token], at: int) -> int | None:
    """Read "of those fired", "of them" at "of", a part of the rounds just named; returns where it ends."""
    if low_at(tokens, at) != "of" or low_at(tokens, at + 1) not in ("those", "these", "them"):
        return None
    end = at + 2
    return end + 1 if low_at(tokens, end) in ("fired", "launched", "dropped") else end


def _is_bare(tokens: Sequence[Token], quantity: Quantity) -> bool:
    low = low_at(tokens, quantity.end)
    return low in _BARE


def _state_after(tokens: Sequence[Token], at: int) -> tuple[RoundsState | None, int | None]:
    """Read what became of the rounds from the words after them; returns the state and where its verb ends."""
    place, negated, future = at, False, False
    if (
        low_at(tokens, place) == "of" and low_at(tokens, place + 1)[:1].isdigit()
    ):  # "rockets of 107 mm calibre"
        place += 2
        while low_at(tokens, place) in ("mm", "millimetres", "millimeters", "calibre", "caliber"):
            place += 1
    for _ in range(9):
        low = low_at(tokens, place)
        if low in ("not", "never") or low.endswith("n't"):
            negated = True
        elif low in ("to", "would") and low_at(tokens, place - 1) in _TO_BE:
            future = True
        elif low == "failed" and low_at(tokens, place + 1) == "to":
            negated = True
        elif low in ("explode", "exploded", "detonate", "detonated", "exploding") or (
            low == "go" and negated
        ):
            if negated:
                return RoundsState.UNEXPLODED, place + (2 if low == "go" else 1)
            return (RoundsState.PLANNED if future else RoundsState.FIRED), place + 1
        elif low in ("fired", "launched", "used"):
            if negated:
                return RoundsState.UNFIRED, place + 1
            return (RoundsState.PLANNED if future else RoundsState.FIRED), place + 1
        elif low == "unexploded":
            return RoundsState.UNEXPLODED, place + 1
        elif low in _NOT_FIRED_VERBS:
            return RoundsState.UNFIRED, place + 1
        elif low == "made" and low_at(tokens, place + 1) == "safe":
            return RoundsState.UNFIRED, place + 2
        elif (
            low == "left" and low_at(tokens, place + 1) in ("behind", "on", "in", "at", "over") and place > at
        ):
            return RoundsState.UNFIRED, place + 1
        elif low in ("in", "on") and "still" in (low_at(tokens, place - 1), low_at(tokens, place - 2)):
            for step in (1, 2, 3):
                if _singular(low_at(tokens, place + step)) in _TUBES:
                    return RoundsState.UNFIRED, place + step + 1
            return None, None
        elif low in _LANDED:
            return RoundsState.FIRED, place + 1
        elif low == "planned":
            return RoundsState.PLANNED, place + 1
        elif low in _BETWEEN:
            pass
        else:
            return None, None
        place += 1
    return None, None


def _is_planned(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before say that it was only to be done: planned, intended, "were to take place"."""
    for place in range(at - 1, max(-1, at - 60), -1):
        low = tokens[place].low
        if low in _PLAN_BREAKS:
            return False
        if low in _PLAN_WORDS and low_at(tokens, place - 1) not in _DETERMINERS:
            return True
        if (
            low == "to"
            and low_at(tokens, place - 1) in ("were", "was", "are")
            and low_at(tokens, place + 1) not in ("the", "a", "")
        ):
            return True
        if low in ("would", "could", "threatened", "will"):
            return True
        if low in ("killing", "killed", "landed", "exploded"):
            return False
    return False


def _is_negated(tokens: Sequence[Token], at: int) -> bool:
    return any(
        low_at(tokens, at - back) in ("not", "never", "n't", "without", "denied") for back in range(1, 4)
    )
