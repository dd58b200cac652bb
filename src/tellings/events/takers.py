"""Tell who takes people: whoever holds an office detains them, whoever holds none abducts them.

In:   tokens and the places of the verb of taking.
Out:  Field.DETAINED, Field.ABDUCTED, or None where nobody is named.
Holds: only the clause of the verb is searched; the nearest taker counts.
"""

from collections.abc import Sequence

from tellings.events.outcome_words import LAWFUL, LAWLESS, low_at
from tellings.text.segment import Token
from tellings.vocabulary import Field

_BANDS = frozenset("men group groups band bands faction factions party wing youths fighters forces".split())
_ARMED = frozenset(
    "armed unknown unidentified uniformed masked hooded rebel militant insurgent jihadist islamist extremist "
    "separatist criminal paramilitary guerrilla guerilla militia splinter".split()
)
_OF_STATE = frozenset(
    "security government police federal state special occupation coalition border intelligence secret".split()
)
_PEACEFUL = frozenset(
    "rights aid advocacy monitoring campaign relief support".split()
)  # groups that take nobody
_REACH = 12  # tokens back to the subject; a guess, unmeasured


def taker_before(tokens: Sequence[Token], place: int) -> Field | None:
    """Return what it is to be taken by the subject of the verb at `place`: "gunmen took", "the police led away"."""
    for step in range(place - 1, max(-1, place - _REACH), -1):
        if tokens[step].low in (".", ";"):
            return None
        kind = _taker(tokens, step)
        if kind:
            return kind
    return None


def taker_after(tokens: Sequence[Token], at: int, reach: int = 6) -> Field | None:
    """Return what it is to be taken "by gunmen", "by the army", told up to `reach` tokens after the verb."""
    for step in range(at, at + reach):
        if low_at(tokens, step) in (".", ";"):
            return None
        if low_at(tokens, step) == "by":
            if low_at(tokens, step + 1) in ("armed", "masked", "unknown", "unidentified"):
                return Field.ABDUCTED
            named = (_taker(tokens, step + ahead) for ahead in range(1, 5) if step + ahead < len(tokens))
            return next((kind for kind in named if kind), None)
    return None


def _taker(tokens: Sequence[Token], at: int) -> Field | None:
    low, before = low_at(tokens, at), low_at(tokens, at - 1)
    if low in LAWLESS or (low in _BANDS and before in _ARMED and before != low):
        return Field.ABDUCTED
    if low in ("group", "movement", "faction") and before not in _PEACEFUL:
        return Field.ABDUCTED
    if low in ("brigade", "brigades", "front", "legion") and low_at(tokens, at + 1) in ("of", "for"):
        return Field.ABDUCTED  # "the Brigade of the Martyrs"; "the 12th Brigade" is an army's
    if low in LAWFUL or (low in ("forces", "men", "service", "services") and before in _OF_STATE):
        return Field.DETAINED
    return None
