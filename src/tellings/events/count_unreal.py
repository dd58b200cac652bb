"""Close off the numbers of a sentence that tell of nobody harmed here: asked, left open, or of a disaster.

In:   the tokens of a sentence and its Candidates.
Out:  nothing; such candidates are put at a dead end.
Holds: a figure that is merely doubted or denied stays: that is for its stance.
"""

from collections.abc import Sequence

from tellings.events.candidate import CLAUSE_ENDS, Candidate
from tellings.events.person_nouns import FUNCTION_WORDS
from tellings.text.segment import Token

_UNSURE = frozenset(
    "unclear known clear say unknown asked ask certain sure confirm determine wondered knows".split()
)


_DISASTERS = frozenset(
    "earthquake quake tremor tsunami flood floods flooding landslide landslides mudslide mudslides avalanche cyclone "
    "hurricane typhoon tornado storm storms drought famine epidemic cholera ebola malaria pandemic coronavirus "
    "heatwave lightning wildfire wildfires crash crashes collision derailment pile-up accident accidents capsizing "
    "stampede shipwreck eruption blizzard monsoon outbreak dengue measles overdose overdoses".split()
)


_VIOLENCE = frozenset(
    "attack attacks attacked bomb bombs bombed bombing blast explosion gunmen gunman shot shelled shelling missile "
    "rocket rockets hijacked militants rebels shooting grenade sabotage ambush ambushed downed".split()
)


# what befalls vehicles and houses by themselves, where the sentence tells of no violence
_MISHAPS = frozenset(
    "overturned capsized skidded veered derailed collided plunged overturns capsizes overturning capsizing".split()
)
_FIGHTING = frozenset(
    "strike strikes airstrike raid raids mine mined landmine torpedo torpedoed fighting clash clashes fire fired "
    "chased pursued shells stoned fleeing armed".split()
)
_FORECASTS = frozenset(
    "assumes assume assumed assuming forecasts forecast forecasting predicts predict predicted predicting projects "
    "projected envisages envisaged foresees foresaw anticipates anticipated expects expect modelled models "
    "simulates simulated imagines imagined supposes".split()
)
_MODELS = frozenset(
    "scenario scenarios simulation simulations model models projection projections wargame wargames film films movie "
    "novel thriller videogame sitcom mock-up screenplay hypothetical".split()
)
_DRILLS = frozenset("drill drills exercise exercises rehearsal game games play".split())
_PLAYED = frozenset(
    "kills dies die kill mock played pretend pretended simulated imaginary fictional notional staged rehearsed actors "
    "dummy dummies".split()
)
_GOVERNS = 4  # tokens from a verb of forecasting to its number; a guess, unmeasured


def _mark_imagined(lows: Sequence[str], candidates: Sequence[Candidate]) -> None:
    """Close off what is forecast, modelled, played or told in a film: "the scenario assumes 25 dead"."""
    _mark_counterfactual(lows, candidates)
    if lows[:1] == ["in"] and any(low in _DRILLS | {"simulation", "scenario"} for low in lows[1:5]):
        for candidate in candidates:
            candidate.dead_end = True  # "in the exercise, 40 passengers were taken hostage"
    is_model = not _MODELS.isdisjoint(lows) or not (_DRILLS.isdisjoint(lows) or _PLAYED.isdisjoint(lows))
    told = False
    for candidate in candidates:
        before = lows[max(0, candidate.start - _GOVERNS) : candidate.start]
        if is_model and any(low in _MODELS | _DRILLS for low in lows[: candidate.start]):
            told = True
        if not _FORECASTS.isdisjoint(before):
            told = True
        clause = lows[candidate.start - 1] if candidate.start else ""
        if told and clause not in (";", "but"):
            candidate.dead_end = True


_MIGHT = frozenset("might would could".split())


def _mark_counterfactual(lows: Sequence[str], candidates: Sequence[Candidate]) -> None:
    """Close off what did not come about: "had the guard not shouted, 20 might have died", "but for him, ..."."""
    is_if = lows[:1] == ["had"] or lows[:2] == ["but", "for"] or lows[:1] == ["without"]
    is_if = is_if or (lows[:1] == ["if"] and "had" in lows[:10])
    if not is_if:
        return
    modal = next((at for at, low in enumerate(lows[:-1]) if low in _MIGHT and lows[at + 1] == "have"), None)
    if modal is None:
        return
    comma = next((at for at in range(modal, -1, -1) if lows[at] == ","), 0)
    for candidate in candidates:
        if candidate.start > comma:
            candidate.dead_end = True


_ENDS = CLAUSE_ENDS | {"where", "whose"}


def _names_disaster(lows: Sequence[str]) -> bool:
    """Whether a disaster is named; "armed group storms ferry" and "as the army storms a camp" name none."""
    for at, low in enumerate(lows):
        if low not in _DISASTERS:
            continue
        following = lows[at + 1] if at + 1 < len(lows) else ""
        is_verb = low in ("storm", "storms") and (
            following in ("a", "an", "the", "his", "their")
            or (following.isalpha() and following not in FUNCTION_WORDS)
        )
        if not is_verb:
            return True
    return False


_NO = frozenset("no not nor without any".split())


def _tells_violence(clause: Sequence[str]) -> bool:
    """Whether violence is named, and not ruled out: "an accident and no attack", "not a bomb"."""
    return any(
        low in _VIOLENCE and _NO.isdisjoint(clause[max(0, at - 2) : at]) for at, low in enumerate(clause)
    )


def mark_unreal(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> bool:
    """Close off what is asked, left open ("unclear whether 12 ...") or told of a disaster; returns whether all is."""
    if not candidates:
        return True
    lows = [token.low for token in tokens]
    if "?" in lows[-3:]:
        return True
    for at, low in enumerate(lows):
        opens = low == "whether" or (low == "how" and lows[at + 1 : at + 2] == ["many"])
        opens = opens or (low == "if" and bool(_UNSURE & set(lows[max(0, at - 4) : at])))
        if opens:
            stop = next((k for k in range(at, len(lows)) if lows[k] in CLAUSE_ENDS), len(lows))
            for candidate in candidates:
                if at < candidate.start < stop:
                    candidate.dead_end = True
    _mark_imagined(lows, candidates)
    if not _MISHAPS.isdisjoint(lows) and (_VIOLENCE | _FIGHTING).isdisjoint(lows):
        for candidate in candidates:
            candidate.dead_end = True
    if _names_disaster(lows):
        for candidate in candidates:
            start, end = candidate.start, candidate.end
            while start > 0 and lows[start - 1] not in _ENDS:
                start -= 1
            while end < len(lows) and lows[end] not in _ENDS:
                end += 1
            clause = lows[start:end]
            if not _DISASTERS.isdisjoint(clause) and not _tells_violence(clause):
                candidate.dead_end = True
    return all(candidate.dead_end for candidate in candidates)
