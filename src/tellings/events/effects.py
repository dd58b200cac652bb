"""Read from the words of a sentence what befell those hit, and what became of the things hit.

In:   a Scene and the tokens of a phrase.
Out:  a PersonEffect or TargetEffect, or None where no word near the phrase tells.
Holds: the nearest word decides, the one before before the one after; "unhurt" is told, never concluded.
"""

from collections.abc import Container

from tellings.events.scenes import Scene
from tellings.vocabulary import PersonEffect, TargetEffect

_NEAR = 7  # tokens to either side; guess, unmeasured

_OF_PERSONS: dict[str, PersonEffect] = {
    **dict.fromkeys(
        "killed killing kills dead died dies murdered assassinated executed massacred slain deaths beheaded "
        "slaughtered perished".split(),
        PersonEffect.DEATH,
    ),
    **dict.fromkeys(
        "wounded wounding injured injuring hurt injuries burned maimed".split(), PersonEffect.INJURY
    ),
    **dict.fromkeys("unhurt unharmed uninjured unscathed".split(), PersonEffect.UNHURT),
    **dict.fromkeys(
        "kidnapped abducted kidnapping abducting hostage hostages".split(), PersonEffect.ABDUCTED
    ),
    **dict.fromkeys("freed released rescued".split(), PersonEffect.FREED),
}
_OF_THINGS: dict[str, TargetEffect] = {
    **dict.fromkeys(
        "destroyed destroying destroys levelled leveled razed demolished flattened gutted wrecked collapsed".split(),
        TargetEffect.DESTROYED,
    ),
    **dict.fromkeys("damaged damaging damages damage burned shattered".split(), TargetEffect.DAMAGED),
    **dict.fromkeys(("undamaged", "intact"), TargetEffect.UNDAMAGED),
    **dict.fromkeys("robbed looted stolen seized hijacked looting".split(), TargetEffect.TAKEN),
}
_NEGATIONS = frozenset({"not", "no", "without", "never"})


def person_effect(scene: Scene, start: int, end: int) -> PersonEffect | None:
    """Return what befell those named by tokens [start, end)."""
    at = _nearest(scene, start, end, _OF_PERSONS)
    if at is None:
        return None
    if not _NEGATIONS.isdisjoint(scene.lows[max(scene.lo, at - 2) : at]):
        return PersonEffect.UNHURT if _OF_PERSONS[scene.low(at)] is PersonEffect.INJURY else None
    return _OF_PERSONS[scene.low(at)]


def target_effect(scene: Scene, start: int, end: int) -> TargetEffect | None:
    """Return what became of what tokens [start, end) name."""
    at = _nearest(scene, start, end, _OF_THINGS)
    if at is None:
        return None  # what was hit need not be damaged
    if not _NEGATIONS.isdisjoint(scene.lows[max(scene.lo, at - 2) : at]):
        return TargetEffect.UNDAMAGED if _OF_THINGS[scene.low(at)] is TargetEffect.DAMAGED else None
    return _OF_THINGS[scene.low(at)]


def _nearest(scene: Scene, start: int, end: int, words: Container[str]) -> int | None:
    for step in range(_NEAR):
        for k in (start - 1 - step, end + step):
            if scene.lo <= k < scene.hi and scene.low(k) in words:
                return k
    return None
