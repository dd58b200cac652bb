"""Close off the numbers of a sentence that tell of nobody harmed here: asked, left open, or of a disaster.

In:   the tokens of a sentence and its Candidates.
Out:  nothing; such candidates are put at a dead end.
Holds: a figure that is merely doubted or denied stays: that is for its stance.
"""

from collections.abc import Sequence

from tellings.events.candidate import CLAUSE_ENDS, Candidate
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
    if not _DISASTERS.isdisjoint(lows):
        for candidate in candidates:
            start, end = candidate.start, candidate.end
            while start > 0 and lows[start - 1] not in CLAUSE_ENDS:
                start -= 1
            while end < len(lows) and lows[end] not in CLAUSE_ENDS:
                end += 1
            clause = lows[start:end]
            if not _DISASTERS.isdisjoint(clause) and _VIOLENCE.isdisjoint(clause):
                candidate.dead_end = True
    return all(candidate.dead_end for candidate in candidates)
