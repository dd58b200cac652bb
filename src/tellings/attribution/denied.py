"""What a denial rejects, by what its own clause is about.

In:   the words of a content, lower-case, in order.
Out:  a Denied.
Holds: only the main clause counts: to deny that one's men shelled the camp "where six died" denies no death.
"""

import re
from collections.abc import Sequence

from tellings.attribution.stance_words import VIOLENT
from tellings.vocabulary import Denied

_READ_WORDS = 60  # of a content; guess, unmeasured
_WRAPPED = re.compile(  # "the report that", "allegations of": what is denied follows
    r"^(?:\w+ )*?(?:reports?|claims?|allegations?|accusations?|charges?|suggestions?|rumou?rs?|assertions?|"
    r"statements?|news|talk|story|stories)(?: [\w'-]+){0,6}? (?:that|of) (?=\w)"
)
_ASIDE = re.compile(
    r" (?:where|which|who|whose|when|while|after|before|because|since|during|in which|on which|that|as)\b.*"
)
_STATUS = re.compile(
    r"\b(?:was|were|is|are|been|being|as) (?:\w+ly |all |mostly |also |in fact |a |an |the )*"
    r"(?:civilians?|combatants?|fighters?|militants?|soldiers?|armed|unarmed|terrorists?|members?|children|rebels?|"
    r"insurgents?|gunmen|protesters?|prisoners?|hostages?|non-combatants?)\b"
    r"|\b(?:civilian|combatant) status\b|\bcivilians among\b"
)
_INTENT = re.compile(
    r"\b(?:deliberate\w*|intention\w*|intend\w*|intent|target(?:ed|ing|s)?|on purpose|meant|aim(?:ed|ing)|"
    r"plan(?:s|ned|ning)?|seeking|sought|wilful\w*|motive)\b"
)
_INVOLVEMENT = re.compile(
    r"\b(?:involve\w*|responsib\w+|role|hand in|part in|behind|links?|linked|ties|connect\w+|complicit\w*|guilt\w*|"
    r"culpab\w+|blame|participat\w+|collu\w+|nothing to do with|wrongdoing|abuses?|crimes?)\b"
    r"|^(?:(?:the|any|all|these|those|such|his|her|its|their|both|other) )*(?:\w+ )?"
    r"(?:charges?|accusations?|allegations?)\b"
)
_ACTOR = (
    r"(?:it|he|she|they|we|i|men|man|forces?|fighters?|militants?|rebels?|insurgents?|guerrillas|soldiers?|troops|army|"
    r"military|police|policemen|officers?|group|brigades?|militias?|front|movement|units?|navy|planes?|jets?|aircraft|"
    r"warplanes|helicopters?|drones?|artillery|gunners|snipers?|pilots?|tanks?|guards?|agents?|government|regime|"
    r"commandos|gunmen|members?|supporters|settlers)"
)
_OWN_ACT = re.compile(
    rf"^(?:(?:ever|having|even) )*{VIOLENT}\b"
    rf"|\b{_ACTOR} (?:(?:had|has|have|did|ever|\w+ly|not) )*{VIOLENT}\b"
    rf"|\b(?:was|were|been|being) (?:\w+ly )?(?:{VIOLENT}|hit) by (?:[\w'-]+ ){{0,4}}?{_ACTOR}\b"
)
_CASUALTIES = re.compile(
    r"\b(?:casualt\w+|deaths?|dead|died|dying|toll|tally|killed|killing|wounded|injur\w+|hurt|fatalit\w+|victims?|slain|harmed|"
    r"lost (?:\w+ ){0,2}?(?:soldiers|men|fighters|troops|lives|policemen)|loss(?:es)?)\b"
)


def what_is_denied(words: Sequence[str]) -> Denied:
    """Return what a denial of these words rejects; where nothing narrower fits, the event itself."""
    told = " ".join(words[:_READ_WORDS]).removeprefix("that ")
    wrapped = _WRAPPED.match(told)
    if wrapped is not None:
        told = told[wrapped.end() :].removeprefix("that ")
    core = _ASIDE.sub("", told)
    if _STATUS.search(core):
        return Denied.STATUS
    intent, involvement = _INTENT.search(core), _INVOLVEMENT.search(core)
    if intent and involvement:
        return Denied.INTENT if intent.start() < involvement.start() else Denied.INVOLVEMENT
    if intent:
        return Denied.INTENT
    if involvement or _OWN_ACT.search(core):
        return Denied.INVOLVEMENT
    return Denied.CASUALTIES if _CASUALTIES.search(core) else Denied.EVENT
