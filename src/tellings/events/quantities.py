"""Read a quantity as vaguely as it is told: "at least 12", "between 39 and 40", "dozens".

In:   tokens and a place.
Out:  a Quantity: an interval open at either end, how it was worded, which tokens tell it; or None.
Holds: no number is read from words that tell none ("some people", "a number of", "many").

The numbers behind vague words are conventions, not counts: several 3, tens 20, dozens 24, scores 40, hundreds
200, thousands 2000, "tens of thousands" 20,000, each with an open end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.events.numbers import is_date_part, read_number, starts_number
from tellings.text.segment import Token

_AT_LEAST, _MORE, _AT_MOST, _FEWER, _ABOUT, _PLAIN = "at_least", "more", "at_most", "fewer", "about", "plain"

_PREFIXES: dict[tuple[str, ...], str] = {
    tuple(words.split()): bound
    for bound, phrases in {
        _AT_LEAST: "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|upwards "
        "of|minimum of|at the very least|as few as",
        _MORE: "more than|well over|well above|over|in excess of|upward of|greater than|above|exceeding|well more "
        "than|far more than|much more than|slightly more than|a little more than|slightly over|a little over|north "
        "of",
        _AT_MOST: "up to|as many as|at most|no more than|not more than|a maximum of|as much as",
        _FEWER: "fewer than|less than|under|below|well under|slightly fewer than|slightly under|far fewer than",
        _ABOUT: (
            "about|around|some|nearly|almost|roughly|approximately|an estimated|estimated|close to|perhaps|possibly|"
            "circa|near to|just under|just over|more or less|an approximate|something like|in the region of|on the "
            "order of|in the order of|maybe|an average of"
        ),
        _PLAIN: "a total of|an overall total of|a combined total of|total of|only|just|exactly|precisely|merely|all|a "
        "reported|a confirmed|a combined|an overall|a grand total of|even|anywhere|somewhere|a staggering|a record",
    }.items()
    for words in phrases.split("|")
}
_PREFIX_STARTS = frozenset(words[0] for words in _PREFIXES)
_LONGEST_PREFIX = max(len(words) for words in _PREFIXES)

_VAGUE = {"several": 3, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
_FACTORS = {"thousands": 1000, "thousand": 1000, "millions": 10**6, "million": 10**6}
_SETS = {"couple": 2, "pair": 2, "trio": 3}
_STARTS = (
    _PREFIX_STARTS
    | frozenset(_VAGUE)
    | frozenset(
        "tens nobody none no-one no not neither another both further additional yet between from a an score".split()
    )
)
_NOBODY = frozenset({"nobody", "none", "no-one"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as told, at tokens [start, end).

    low, high: None where the words set no such end; strict: the bound itself is excluded.
    approximate: "about 43", "a dozen". vague: the number is a convention for a word ("dozens").
    more: the words add to something told before ("another five", "two more", "a further three").
    article: told by "a", "an", "one" or "another" alone: a count only with a person noun beside it.
    zero: "nobody", "none", "no one", or "no" before a noun. from_to: an interval told as "from A to B", which
    may be a rise; ends: its two numbers.
    """

    low: int | None
    high: int | None
    start: int
    end: int
    approximate: bool = False
    strict: bool = False
    vague: bool = False
    more: bool = False
    article: bool = False
    zero: bool = False
    from_to: bool = False
    ends: tuple[int, int] | None = None

    @property
    def is_one(self) -> bool:
        """Whether exactly one is told."""
        return self.low == 1 and self.high == 1


def read_quantity(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Return the quantity that starts at `at`, with all words that bound it, or None.

    Dates, clock times and ages are none; money, percentages and measures are for the caller, who sees the noun.
    """
    if at >= len(tokens) or not starts_quantity(tokens[at].low):
        return None
    nothing = _read_nobody(tokens, at)
    if nothing:
        return nothing
    place, bounds, more = _read_prefixes(tokens, at)
    between = _low(tokens, place) in ("between", "from")
    if between:
        ranged = _read_range(tokens, at, place, bounds, more)
        if ranged or _low(tokens, place) == "between" or place > at:
            return ranged
        return None
    core = _read_core(tokens, place)
    if core is None:
        return None
    if core.article and place > at and not more and bounds not in ([], [_PLAIN], [_AT_LEAST], [_ABOUT]):
        return None
    if core.article and core.end == place + 1 and bounds == [_ABOUT]:
        return None
    low, high, end = core.low, core.high, core.end
    # "a dozen" is about twelve; "at least a dozen" sets an end, and twelve is that end
    is_ended = not core.vague and any(bound in (_AT_LEAST, _MORE, _AT_MOST, _FEWER) for bound in bounds)
    approximate = (core.approximate and not is_ended) or _ABOUT in bounds
    strict = False
    second = _read_second(tokens, core)
    ends: tuple[int, int] | None = None
    if second:
        low, high, end = core.low, second[0], second[1]
        if _low(tokens, end - 1) == "dozen" and low is not None and 1 < low < 12 and end - core.end > 2:
            low *= 12  # "two or three dozen"
        ends = (low or 0, second[0])
    low, high, strict = _bounded(low, high, bounds)
    end, low, high, approximate, more_after = _read_postfix(tokens, end, low, high, approximate)
    return Quantity(
        low=low,
        high=high,
        start=at,
        end=end,
        approximate=approximate,
        strict=strict,
        vague=core.vague,
        more=more or core.more or more_after,
        article=core.article,
        zero=core.zero,
        ends=ends,
    )


def starts_quantity(low: str) -> bool:
    """Whether a quantity may start with this lower-case token: a cheap test before the reading."""
    return low in _STARTS or starts_number(low)


def _bounded(low: int | None, high: int | None, bounds: list[str]) -> tuple[int | None, int | None, bool]:
    for bound in reversed(bounds):
        if bound == _AT_LEAST:
            return low, None, False
        if bound == _MORE:
            return low, None, True
        if bound == _AT_MOST:
            return None, high, False
        if bound == _FEWER:
            return None, high, True
    return low, high, False


def _read_prefixes(tokens: Sequence[Token], at: int) -> tuple[int, list[str], bool]:
    """Return where the number starts, the bounds told before it, and whether it adds to something."""
    place, bounds, more = at, list[str](), False
    for _ in range(4):
        low = _low(tokens, place)
        if low == "another" and read_number(tokens, place + 1):
            place, more = place + 1, True
            continue
        if low in ("a", "an") and _low(tokens, place + 1) in ("further", "additional", "extra"):
            place, more = place + 2, True
            continue
        if low in ("additional", "further") and place == at:
            place, more = place + 1, True
            continue
        if low == "yet" and _low(tokens, place + 1) == "another":
            place += 1
            continue
        if low not in _PREFIX_STARTS:
            break
        for length in range(_LONGEST_PREFIX, 0, -1):
            bound = _PREFIXES.get(tuple(token.low for token in tokens[place : place + length]))
            if bound:
                bounds.append(bound)
                place += length
                break
        else:
            break
    return place, bounds, more


def _read_core(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Read the number itself, or the word that stands for one."""
    low = _low(tokens, at)
    if not low:
        return None
    vague = _read_vague(tokens, at)
    if vague:
        return vague
    if low in ("a", "an") and _low(tokens, at + 1) in _SETS:
        value, is_of = _SETS[_low(tokens, at + 1)], _low(tokens, at + 2) == "of"
        if _low(tokens, at + 1) == "couple" and _low(tokens, at + 2) in _AFTER_COUPLE:
            return Quantity(2, 2, at, at + 1)  # a couple of persons: the noun is read with others
        return Quantity(
            value,
            value,
            at,
            at + 3 if is_of else at + 2,
            approximate=is_of and _low(tokens, at + 1) == "couple",
        )
    if low == "a" and _is_score(tokens, at + 1):
        return Quantity(20, 20, at, at + 2, approximate=True)
    number = read_number(tokens, at)
    if number:
        value, used = number
        if is_date_part(tokens, at):
            return None
        words = [token.low for token in tokens[at : at + used]]
        if low == "one" and used == 1:
            return Quantity(1, 1, at, at + 1, article=True, more=_low(tokens, at + 1) == "more")
        return Quantity(value, value, at, at + used, approximate="dozen" in words)
    if low == "a" and _low(tokens, at + 1) in ("good", "full", "round") and read_number(tokens, at + 2):
        good = read_number(tokens, at + 2) or (0, 0)
        return Quantity(good[0], good[0], at, at + 2 + good[1], approximate=_low(tokens, at + 1) != "full")
    if low in ("a", "an") and (pair := _couple_at(tokens, at + 1)):
        return Quantity(2, 2, at, pair)
    if low in ("a", "an"):
        return Quantity(1, 1, at, at + 1, article=True)
    if low == "both":
        return Quantity(2, 2, at, at + 1)
    if low == "another":
        return Quantity(1, 1, at, at + 1, article=True, more=True)
    if low == "no" and _low(tokens, at + 1) not in ("", "longer", "doubt", "less", "fewer", "more"):
        return Quantity(0, 0, at, at + 1, article=True, zero=True)
    return None


_AFTER_COUPLE = frozenset("and , were was died had who whose from in aged".split())
_PAIRED = frozenset("elderly married young old local retired foreign newlywed unmarried newly".split())


def _couple_at(tokens: Sequence[Token], at: int) -> int | None:
    """Return the place of the "couple" in "(an) elderly couple were", who are two; not of "a couple of days"."""
    place = at
    while _low(tokens, place) in _PAIRED or _low(tokens, place) == "-":
        place += 1
    if _low(tokens, place) != "couple" or place == at:
        return None
    return place if _low(tokens, place + 1) != "of" else None


def _is_score(tokens: Sequence[Token], at: int) -> bool:
    """Whether "score" is twenty here ("a score of villagers", "a score were hurt") and no mark or match result."""
    if _low(tokens, at) != "score":
        return False
    following, beyond = _low(tokens, at + 1), _low(tokens, at + 2)
    if following == "of":
        return beyond.isalpha() and read_number(tokens, at + 2) is None and _is_plural(tokens, at + 2)
    return following in ("were", "was", "died", "wounded", "injured", "dead", "killed", "hurt") or (
        following == "or" and beyond == "more"
    )


def _is_plural(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun in the plural stands within three words ("of young women", "of their men")."""
    words = [_low(tokens, at + step) for step in range(3)]
    return any(word.endswith(("s", "men", "children", "people", "dead", "wounded")) for word in words)


def _read_vague(tokens: Sequence[Token], at: int) -> Quantity | None:
    low, following = _low(tokens, at), _low(tokens, at + 1)
    value, end = 0, at + 1
    if low == "tens" and following == "of":
        scale = _FACTORS.get(_low(tokens, at + 2))
        value, end = (20 * scale, at + 3) if scale else (20, at + 2)
    elif low in ("a", "an") and following in ("few", "handful"):
        value, end = 3, at + 2
        if _low(tokens, end) == "dozen":
            value, end = 24, end + 1
        elif _low(tokens, end) == "hundred":
            value, end = 200, end + 1
        elif _low(tokens, end) == "thousand":
            value, end = 2000, end + 1
    elif low == "several" and following in (
        "dozen",
        "dozens",
        "score",
        "hundred",
        "thousand",
        "hundreds",
        "thousands",
    ):
        stem = following.rstrip("s") + "s"
        value, end = _VAGUE[stem], at + 2
    elif low in _VAGUE:
        value = _VAGUE[low]
        if following == "of" and _low(tokens, at + 2) in _FACTORS:
            base = {"hundreds": 200, "thousands": 2000, "dozens": 24, "scores": 40}.get(low, 3)
            value, end = base * _FACTORS[_low(tokens, at + 2)], at + 3
    else:
        return None
    return Quantity(value, None, at, end, approximate=True, vague=True)


def _read_second(tokens: Sequence[Token], first: Quantity) -> tuple[int, int] | None:
    """Read the far end of "20 to 25", "20-25" or "two or three": its value and where it ends."""
    if first.vague or first.low is None or _low(tokens, first.end) not in ("to", "-", "or"):
        return None
    if _low(tokens, first.end) == "to" and _low(tokens, first.start - 1) == "by":
        return None  # "rose by two to 16"
    far = read_number(tokens, first.end + 1)
    if far is None or far[0] <= first.low or is_date_part(tokens, first.end + 1):
        return None
    joint = tokens[first.end]
    if joint.low == "or" and far[0] > first.low + 2:
        return None
    if joint.low == "-" and first.low >= 1900:
        return None
    return far[0], first.end + 1 + far[1]


def _read_range(
    tokens: Sequence[Token], at: int, place: int, bounds: list[str], more: bool
) -> Quantity | None:
    """Read "between A and B" or "from A to B"; either end may be softened ("from about 500 to some 1,300")."""
    word = tokens[place].low
    start, softened, _ = _read_prefixes(tokens, place + 1)
    near = read_number(tokens, start)
    if near is None or is_date_part(tokens, start):
        return None
    joint = start + near[1]
    if _low(tokens, joint) != ("and" if word == "between" else "to"):
        return None
    far_start, softened_too, _ = _read_prefixes(tokens, joint + 1)
    far = read_number(tokens, far_start)
    if far is None or is_date_part(tokens, far_start):
        return None
    about = _ABOUT in (*bounds, *softened, *softened_too)
    low, high = sorted((near[0], far[0]))
    return Quantity(
        low,
        high,
        at,
        far_start + far[1],
        approximate=about,
        more=more,
        from_to=word == "from",
        ends=(near[0], far[0]),
    )


def _read_postfix(
    tokens: Sequence[Token], end: int, low: int | None, high: int | None, approximate: bool
) -> tuple[int, int | None, int | None, bool, bool]:
    """Read what may follow a number: "or more", "+", "or so", "or fewer", "more"."""
    end = _over_guess(tokens, end)
    first, second = _low(tokens, end), _low(tokens, end + 1)
    more = False
    if first == "or" and second == "more":
        return end + 2, low, None, approximate, more
    if first == "or" and second in ("fewer", "less"):
        return end + 2, None, high, approximate, more
    if first == "or" and second in ("so", "thereabouts"):
        return end + 2, low, high, True, more
    if first == "+":
        return end + 1, low, None, approximate, more
    if first == "in" and second in ("all", "total", "number"):
        return end + 2, low, high, approximate, more
    if first == "-" and second == "plus":
        return end + 2, low, None, approximate, more
    if first == "-" and second == "odd":
        return end + 2, low, high, True, more
    if first == "odd":
        return end + 1, low, high, True, more
    if first == "and" and second == "more" and _low(tokens, end + 2) != "than":
        return end + 2, low, None, False, more
    if first == "more" and second != "than":
        return end + 1, low, high, approximate, True
    return end, low, high, approximate, more


def _over_guess(tokens: Sequence[Token], end: int) -> int:
    """Return where a further guess ends that stands beside a number: ", possibly thousands,", "if not thousands"."""
    place, first = end, _low(tokens, end)
    if first == "if" and _low(tokens, end + 1) == "not" and _low(tokens, end + 2) in _VAGUE:
        return end + 3
    if first not in (",", "-"):
        return end
    place += 2 if _low(tokens, end + 1) == "and" else 1
    if _low(tokens, place) not in ("possibly", "perhaps", "maybe"):
        return end
    number = read_number(tokens, place + 1)
    place += 1 + (number[1] if number else int(_low(tokens, place + 1) in _VAGUE))
    return place + 1 if place > end + 2 and _low(tokens, place) == first else end


def _read_nobody(tokens: Sequence[Token], at: int) -> Quantity | None:
    low = _low(tokens, at)
    if low in _NOBODY:
        return Quantity(0, 0, at, at + 1 + (_low(tokens, at + 1) == "else"), zero=True)
    if low in ("no", "not") and _low(tokens, at + 1) == "one":
        is_article = low == "not" and _low(tokens, at + 2) not in ("", "else", "of", "was", "had", "has")
        end = at + 2 + (_low(tokens, at + 2) == "else")
        return Quantity(0, 0, at, end, article=is_article, zero=True)
    if low == "neither" and _low(tokens, at - 1) != "and":
        return Quantity(0, 0, at, at + 1, article=_low(tokens, at + 1) != "of", zero=True)
    if low == "not" and [token.low for token in tokens[at + 1 : at + 3]] == ["a", "single"]:
        is_person = _low(tokens, at + 3) == "person"
        return Quantity(0, 0, at, at + 4 if is_person else at + 3, article=not is_person, zero=True)
    return None


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""
