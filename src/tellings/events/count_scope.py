"""Read what a count covers: another incident, a whole period, one place alone, a death after the day.

In:   the tokens of a sentence and the places of its counts.
Out:  words and token places, as told; nothing is resolved here.
Holds: a scope is only given where words say so; a count with no such words is the incident's own.
"""

from collections.abc import Sequence

from tellings.events.numbers import MONTHS, read_number, read_ordinal, starts_number
from tellings.events.outcome_words import low_at
from tellings.events.person_nouns import FUNCTION_WORDS
from tellings.text.segment import Token

_BREAKS = frozenset(
    "while but whereas although though ; after before following -- despite as when where".split()
)
# another incident is told of from here on
_LEADS_ON = frozenset(
    "that which who whose follows followed recalls recalled recalling echoes echoed echoing mirrors mirrored evokes "
    "evoked evoking resembles resembled comes came".split()
)
_EVENTS = frozenset(
    "attack attacks bombing bombings strike strikes airstrike airstrikes raid raids incident "
    "incidents assault assaults "
    "explosion explosions blast blasts massacre massacres shelling shellings shooting "
    "shootings ambush clash clashes warning "
    "barrage bombardment barrages operation riot riots unrest siege sieges coup uprising pogrom pogroms purge disaster "
    "hijacking kidnapping battle battles offensive killings murders protests crackdown famine revolt mutiny putsch "
    "demonstrations war invasion".split()
)
_OTHER = frozenset("similar earlier previous another past".split())
_WARS = frozenset(
    "war conflict uprising insurgency revolution rebellion feud occupation genocide troubles strife civil-war "
    "dictatorship junta emergency invasion revolt".split()
)
_RULE = frozenset("under throughout during in over amid".split())
_HARMERS = frozenset(
    "bomber bombers gunman gunmen militants rebels soldiers rocket missile bomb car-bomb grenade mine".split()
)
_BEGINNINGS = frozenset(
    "war conflict began begun uprising start beginning outbreak revolution invasion erupted".split()
)
_TURNING_POINTS = frozenset(
    "election elections vote ceasefire truce takeover fall collapse coup independence withdrawal inauguration peace "
    "referendum unification pandemic agreement accord appointment arrival".split()
)
_BREACHES = frozenset("violations breaches infringements".split())  # of a truce: always of many incidents
_PERIODS = frozenset("year years decade decades months month week weeks fortnight".split())
_TIMES = frozenset(
    "yesterday overnight today later earlier thursday friday saturday sunday monday tuesday wednesday".split()
)


_SUPERLATIVES = frozenset(
    "worst deadliest bloodiest biggest largest heaviest first most highest fiercest".split()
)
_UNITS = frozenset("day days week weeks month months year years fortnight".split())
_SPELLS = frozenset("year month decade summer winter spring autumn".split())


# every word that may open one of the scopes of `_scope_at`, save a number
_SCOPE_STARTS = (
    _OTHER
    | _WARS
    | frozenset(
        "a an the another in two several some one this since so last past over during by every each between "
        "from of these such those".split()
    )
)


def other_scope(
    tokens: Sequence[Token], start: int, end: int, floor: int, ceiling: int
) -> tuple[int, int] | None:
    """Return the tokens that set the count at [start, end) apart from the incident, or None.

    floor, ceiling: the stretch to search: the clause of the count between its neighbours.
    """
    low_edge, high_edge = floor, min(ceiling, len(tokens))
    for place in range(start - 1, floor - 1, -1):
        if tokens[place].low in _BREAKS and not (
            (tokens[place].low == "when" and _follows_date(tokens, place))
            or (tokens[place].low == "before" and low_at(tokens, place + 1) == ",")
        ):
            low_edge = place + 1
            if _follows_another(tokens, place):
                return place - 1, min(place + 3, start)
            break
    for place in range(end, high_edge):
        if tokens[place].low in _BREAKS - {"as", "when", "where"} | _LEADS_ON or (
            tokens[place].low == "where" and low_at(tokens, place - 1) == ","
        ):
            high_edge = place
            break
    for place in range(low_edge, high_edge):
        if start <= place < end and not tokens[place].low.isalpha():
            continue
        found = _scope_at(tokens, place, high_edge, start)
        if found and place >= end and _is_compared(tokens, end, found):
            continue
        if found and not _is_aside(tokens, low_edge, found, start):
            return found
    whole = _of_war(tokens, low_edge, start) or _under_rule(tokens, low_edge, start, high_edge)
    if whole is None:
        return _answered(tokens, low_edge, start)
    return None if whole[0] >= end and _is_compared(tokens, end, whole) else whole


def _answered(tokens: Sequence[Token], floor: int, start: int) -> tuple[int, int] | None:
    """Read "in revenge for the shooting of" before the count: what the incident is told to answer."""
    for place in range(start, max(floor - 1, start - 6), -1):
        if low_at(tokens, place) in ("for", "to") and low_at(tokens, place - 1) in _ANSWERS:
            return place - 1, place + 1
    return None


def _is_compared(tokens: Sequence[Token], end: int, found: tuple[int, int]) -> bool:
    """Whether the count is only ranked against the others: "the worst since a 2004 attack", "the 40th of the war"."""
    return any(
        tokens[place].low in _SUPERLATIVES or read_ordinal(tokens, place) is not None
        for place in range(end, found[0])
    )


def _of_war(tokens: Sequence[Token], floor: int, start: int) -> tuple[int, int] | None:
    """Read "the insurgency, now in its seventh year, has killed" and "a war that has killed" before the verb."""
    place = start - 1
    while low_at(tokens, place) in ("already", "also", "now", "so", "far", "since"):
        place -= 1
    if low_at(tokens, place) not in ("has", "had", "have"):
        return None
    place -= 1
    if low_at(tokens, place) in ("that", "which"):
        place -= 1
    if low_at(tokens, place) == ",":
        place -= 1
        while place > floor and tokens[place].low != ",":
            place -= 1
        place -= 1
    for step in range(place, max(floor - 1, place - 8), -1):
        low = low_at(tokens, step)
        if low in _WARS:
            return step, step + 1
        if low in (",", ";", "who", "that", "said", "says") or low in _EVENTS:
            return None
    return None


def _under_rule(tokens: Sequence[Token], floor: int, start: int, stop: int) -> tuple[int, int] | None:
    """Read "under the state of emergency", "during the 1982 uprising", "in the decade-long conflict"."""
    for place in range(floor, stop):
        if tokens[place].low not in _RULE or low_at(tokens, place + 1) not in (
            "the",
            "a",
            "its",
            "martial",
            "this",
        ):
            continue
        if place < start and not (place == floor or low_at(tokens, place - 1) in (",", ";", "that", '"')):
            continue
        for step in range(place + 1, min(place + 7, stop)):
            low = tokens[step].low
            is_long = low == "campaign" and any("year" in low_at(tokens, step - back) for back in (1, 2, 3))
            if low in _WARS or is_long or (low == "law" and low_at(tokens, step - 1) == "martial"):
                following = low_at(tokens, step + 1)
                is_head = not following.isalpha() or following in FUNCTION_WORDS or starts_number(following)
                is_head = is_head or step + 1 >= start > step
                return (place, step + 1) if is_head else None
            if low in FUNCTION_WORDS and low not in ("the", "a", "its", "of", "this"):
                break
    return None


_DEEDS_DONE = frozenset(
    "killing killings murder murders shooting assassination abduction kidnapping death deaths arrest execution "
    "lynching bombing detention arrests abductions kidnappings expulsion beheading beheadings disappearance".split()
)
_ANSWERS = frozenset("revenge retaliation reprisal response retribution vengeance".split())
_WINDOW_STARTS = frozenset("since so this last past over in during by every each".split())


def is_window(tokens: Sequence[Token], found: tuple[int, int]) -> bool:
    """Whether the words of another scope are a stretch of time ("since 2011", "this year"), not another incident."""
    return tokens[found[0]].low in _WINDOW_STARTS


def _follows_another(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a day after a blast killed ten" stands at its "after": the count is of the earlier one."""
    if tokens[at].low != "after" or low_at(tokens, at - 1) not in _UNITS:
        return False
    if low_at(tokens, at - 1).startswith(("month", "year")):
        return True
    if (
        low_at(tokens, at + 1) == "the"
        and low_at(tokens, at + 2) in _DEEDS_DONE
        and low_at(tokens, at + 3) == "of"
    ):
        return True
    if low_at(tokens, at + 1) in _HARMERS and low_at(tokens, at + 1).endswith(("s", "men")):
        return True  # "two weeks after gunmen shot nine"
    for step in range(1, 16):
        if low_at(tokens, at + step) in (",", ";", ""):
            return False
        if low_at(tokens, at + step) in ("a", "an", "another"):
            ahead = {low_at(tokens, at + step + more) for more in range(1, 5)}
            if ahead & (_EVENTS | _HARMERS):
                return True
    return False


def _is_aside(tokens: Sequence[Token], floor: int, found: tuple[int, int], count_start: int) -> bool:
    """Whether the words stand in a clause that ends before the count: "X, which has fought since 2009, says that"."""
    closed = any(tokens[place].low == "," for place in range(found[1], count_start))
    opened = any(
        tokens[place].low in ("which", "who", "whose") and low_at(tokens, place - 1) == ","
        for place in range(floor, found[0])
    )
    return closed and opened


def _scope_at(tokens: Sequence[Token], at: int, stop: int, count_start: int) -> tuple[int, int] | None:
    low = tokens[at].low
    if low not in _SCOPE_STARTS and not starts_number(low):
        return None
    one, two, three = low_at(tokens, at + 1), low_at(tokens, at + 2), low_at(tokens, at + 3)
    if low in ("a", "an", "the", "another", "in", "two", "several", "one", "this") or low in _OTHER:
        head = at
        while low_at(tokens, head) in ("a", "an", "the", "in", "two", "several", "one"):
            head += 1
        if low_at(tokens, head) in _OTHER and head - at <= 2:
            for step in range(1, 5):
                if low_at(tokens, head + step) in FUNCTION_WORDS:
                    break
                if low_at(tokens, head + step) in _EVENTS:
                    return at, head + step + 1
    if low == "since" or (low == "in" and _count_of_years(tokens, at)):
        is_ranked = any(low_at(tokens, at - back) in _SUPERLATIVES for back in range(1, 9))
        if is_ranked and not any(token.low == "when" for token in tokens[at:count_start]):
            return None  # "the worst attack since 2004"
    if low == "in" and (at >= count_start or at == 0):
        years = _count_of_years(tokens, at)
        if years and (at >= count_start or low_at(tokens, years) == "of"):
            return at, years
    if low in ("a", "an", "the", "another"):
        year_at = at + 1 if one not in MONTHS else at + 2
        year = low_at(tokens, year_at)
        if len(year) == 4 and year.isdigit() and "1900" <= year <= "2099":
            for step in range(1, 4):
                if low_at(tokens, year_at + step) in _EVENTS:
                    return at, year_at + step + 1  # "a 2009 bombing"
    if low == "last" and one.endswith(("year's", "month's", "week's")):
        return (at, at + 3) if {two, three} & (_EVENTS | _DEEDS_DONE) else None
    if low in ("the", "last") and one in MONTHS and _is_month(tokens, at + 1) and two in _EVENTS:
        return at, at + 3  # "the April riots"
    if low == "last" and one in MONTHS:
        return (at, at + 2) if two in _EVENTS else None
    if low in ("between", "from") and _is_month(tokens, at + 1) and _is_month(tokens, at + 3):
        return at, at + 4  # "between January and June"
    ago = _ago(tokens, at, count_start)
    if ago:
        return at, ago
    if low in ("these", "such", "those") and one in _BREACHES:
        return at, at + 2  # "killed as a result of these violations": many incidents summed up
    if low in ("every", "each") and one in ("year", "month", "week", "day"):
        return at, at + 2
    if low == "since":
        if one.isdigit() or one in MONTHS or one in ("then", "mid", "early", "late") or one.startswith("mid"):
            return at, min(at + _clause_length(tokens, at, 6), stop)
        ahead = {low_at(tokens, at + step) for step in range(1, 6)}
        if ahead & _BEGINNINGS or (one in ("the", "his", "its") and ahead & _TURNING_POINTS):
            return at, min(at + _clause_length(tokens, at, 6), stop)
        return None
    if low == "so" and one == "far" and two == "this":
        return at, at + 4
    if low in ("this", "last", "past") and one in _SPELLS:
        return at, at + 2
    if (
        low in ("over", "in", "during")
        and one in ("the", "recent", "nearly", "more", "almost")
        and (at >= count_start - 4 or at == 0 or tokens[at - 1].low in (",", ";"))
    ):
        for step in range(1, 8):
            word = low_at(tokens, at + step)
            if word in _WARS and low_at(tokens, at + step + 1) not in _EVENTS:
                return at, at + step + 1
            if word in _PERIODS and low_at(tokens, at + 2) in {"past", "last", "recent"} | _PERIODS:
                return at, at + step + 1
            if not word.isalpha() or word in ("killed", "were", "said"):
                break
    if low == "in" and one in ("recent", "previous", "past") and two in ("years", "months", "weeks", "days"):
        return at, at + 3
    if low in _WARS and at < count_start and one in ("has", "had", "have") and at + 4 >= count_start - 4:
        return max(at - 1, 0), at + 1
    if low in ("in", "during") and one in ("the", "its") and two.rpartition("'")[0] in _WARS:
        return at, at + 3  # "in the war's first year"
    if low in ("in", "during", "by") and _is_month(tokens, at + 1):
        return _month_scope(tokens, at)
    if low == "of" and len(one) == 4 and one.isdigit() and "1900" <= one <= "2099":
        return (
            (at - 1, at + 2) if low_at(tokens, at - 1) in _EVENTS | _WARS else None
        )  # "the massacre of 1987"
    if low in ("in", "during") and one.isdigit() and len(one) == 4 and "1900" <= one <= "2099":
        return at, at + 2
    if (
        low in ("in", "during")
        and one in ("mid", "early", "late")
        and (two.isdigit() or _is_month(tokens, at + 2))
    ):
        return at, at + 3
    if low == "in" and one == "total" and two == "since" and three:
        return at, at + 4
    return None


def _ago(tokens: Sequence[Token], at: int, count_start: int) -> int | None:
    """Return where "three years ago" ends, or "five days earlier," before the count, or None."""
    low = low_at(tokens, at)
    is_fronted = low == "the" and low_at(tokens, at + 2) == "before" and low_at(tokens, at + 3) == ","
    if is_fronted and at < count_start and low_at(tokens, at + 1) in _UNITS:
        return at + 3  # "the day before, ..."
    if low not in ("a", "several", "some") and not (number := read_number(tokens, at)):
        return None
    unit = at + 1 if low in ("a", "several", "some") else at + (number[1] if number else 1)
    if low_at(tokens, unit) not in _UNITS:
        return None
    word, end = low_at(tokens, unit + 1), unit + 2
    if word == "ago":
        return end if low_at(tokens, unit).startswith(("year", "month", "week")) else None
    if word in ("earlier", "before") and at < count_start and low_at(tokens, end) == ",":
        return end
    return None


def _count_of_years(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "in three years" ends, or None."""
    step = at + 1
    if low_at(tokens, step) in ("a", "one") and low_at(tokens, step + 1) in (
        "decade",
        "year",
        "century",
        "generation",
    ):
        return step + 2 if low_at(tokens, step + 2) == "of" else None  # "in a decade of war"
    while low_at(tokens, step) in ("more", "than", "nearly", "almost", "over", "about", "just", "under"):
        step += 1
    number = read_number(tokens, step)
    if number is None:
        return None
    end = step + number[1]
    return end + 1 if low_at(tokens, end) in ("years", "decades", "months") else None


def _follows_date(tokens: Sequence[Token], at: int) -> bool:
    """Whether "when" stands after a month or year: "in May 1985, when 12 were killed"."""
    before = low_at(tokens, at - 2) if low_at(tokens, at - 1) == "," else low_at(tokens, at - 1)
    return before in MONTHS or (before.isdigit() and len(before) == 4)


def _month_scope(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A month without a day tells of another time: "in March", "in November 2019"."""
    following = low_at(tokens, at + 2)
    if following.isdigit() and len(following) <= 2:
        return None
    end = at + 3 if following.isdigit() else at + 2
    return at, end


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    low = low_at(tokens, at)
    return low in MONTHS and (low not in ("may", "march") or tokens[at].text[0].isupper()) and len(low) > 2


def _clause_length(tokens: Sequence[Token], at: int, most: int) -> int:
    for step in range(1, most + 1):
        low = low_at(tokens, at + step)
        if not low or not low[0].isalnum():
            return step
    return most


def died_later_end(tokens: Sequence[Token], start: int, at: int) -> int | None:
    """Return where the words end that tell of a death after the incident, or None.

    start: of the verb of dying; at: its end. "died of his wounds", "died in a Baghdad hospital yesterday",
    "died as the result of her injuries", "died overnight", "succumbed to burns".
    """
    words = [low_at(tokens, at + step) for step in range(11)]
    found: int | None = None
    if "succumbed" in (low_at(tokens, place) for place in range(start, at)):
        found = at
    for step, word in enumerate(words):
        if (
            not word
            or word in (".", ";", "said", "says", "and", "but", "killed")
            or (word == "," and step > 0)
        ):
            break
        is_wound = word in ("wounds", "injuries", "burns", "wound", "injury")
        if is_wound and any(back in words[:step] for back in ("of", "from", "to", "result")):
            end = at + step + 1
            return end + 1 if low_at(tokens, end) in _TIMES else end
        if (
            word.startswith("hospital")
            and step <= 5
            and words[0] in ("in", "at", "on", "later", "yesterday", "overnight")
        ):
            if words[step + 1 : step + 2] and (
                words[step + 1] in ("strike", "attack", "bombing", "fire", "explosion", "blast")
            ):
                return None
            end = at + step + 1
            if low_at(tokens, end) == "on":
                return end + 2
            return end + 1 if low_at(tokens, end) in _TIMES else end
        if word in ("overnight", "later") and step <= 2:
            found = at + step + 1
        if word in ("operating",) and words[step + 1 : step + 2] == ["table"]:
            return at + step + 2
    return found


def place_alone(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the tokens of a place that a count is limited to: "in Hama alone", or None."""
    for step in range(7):
        low = low_at(tokens, at + step)
        if low == "alone":
            for back in range(at + step - 1, at - 1, -1):
                if low_at(tokens, back) in ("in", "at"):
                    return back + 1, at + step
            return None
        if low in ("and", "were", ".", ",", ";"):
            return None
    return None


_AT_PLACES = frozenset("in at from on near outside inside around aboard by off under".split())
_THERE = frozenset("outside inside underground elsewhere nearby offshore indoors outdoors".split())
_BEFORE_PLACE = frozenset(
    "the a an another neighbouring neighboring nearby adjacent old new main central north south east west northern "
    "southern eastern western upper lower bus railway train police army fish cattle vegetable coal bakery village "
    "city town first second third other".split()
)
_PLACE_NOUNS = frozenset(
    "market marketplace park gate road bridge village hamlet square station school mosque church temple shrine "
    "checkpoint port harbour airport camp town city border river factory mill barracks base outpost post neighbourhood "
    "neighborhood district province region north south east west suburb suburbs outskirts capital valley hills "
    "street hotel prison quarter hall terminal stadium university college court courthouse stop crossroads roundabout "
    "junction quay pier jetty ferry island mine quarry farm plain embassy consulate restaurant cafe shop mall stand "
    "entrance ground yard pass ford well bazaar depot cemetery monastery theatre cinema clinic bus train bakery "
    "ditch barn cellar basement corridor courtyard trench canal lake sea beach forest garden kitchen roof surface "
    "weir lock dam sluice crossing kiosk stall stables pharmacy library museum garage workshop reservoir bakehouse "
    "countryside interior coast fields compound ministry parliament".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_NO_PLACES = _DAYS | {"total", "all"}
_TURNS = frozenset("first second third fourth fifth other former latter next".split())


def place_of_share(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the tokens of the place in "100 in Kfar Batna", "four at the south gate", "21 from the Bridge Quarter"."""
    if low_at(tokens, at) in _THERE and not low_at(tokens, at + 1)[:1].isalpha():
        return at, at + 1
    if low_at(tokens, at) not in _AT_PLACES:
        return None
    start = at + 1
    while start < at + 4 and low_at(tokens, start) in _BEFORE_PLACE and not tokens[start].text[0].isupper():
        start += 1
    end = start
    while end < len(tokens) and end < start + 6 and _is_place_word(tokens, end, is_first=end == start):
        end += 1
    if end == start and low_at(tokens, start - 1) in _PLACE_NOUNS and start > at + 1:
        return at + 1, start  # "in the north"
    if end == start or low_at(tokens, start) in MONTHS or low_at(tokens, start) in _NO_PLACES:
        return None
    return at + 1, end


def turn_of_share(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "on Monday", "the next day", "in the first blast" or "in the second" ends, or None."""
    low, one, two = low_at(tokens, at), low_at(tokens, at + 1), low_at(tokens, at + 2)
    if low == "on" and one in _DAYS:
        return at + 2
    if low == "the" and one in ("next", "following") and two in ("day", "night", "morning", "week"):
        return at + 3
    if low in ("in", "by", "at") and one == "one" and not two.isalpha():
        return at + 2  # "eight in one, eleven in the other"
    if low in ("in", "at") and one == "one" and two in _PLACE_NOUNS | _EVENTS:
        return at + 3
    if low in ("in", "by", "at") and one == "the" and two in _TURNS:
        noun = low_at(tokens, at + 3)
        return at + 4 if noun.isalpha() and noun not in FUNCTION_WORDS else at + 3
    return None


def _is_place_word(tokens: Sequence[Token], at: int, *, is_first: bool) -> bool:
    """Whether a token goes on with the name of a place: a name, a noun of place, "of" between two."""
    token = tokens[at]
    if token.text[0].isupper() or token.low in _PLACE_NOUNS:
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if is_first or following is None:
        return False
    return token.low in ("of", "the") and (following.low == "the" or following.text[0].isupper())
