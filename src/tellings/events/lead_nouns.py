"""The grammar of leads that are things: footage, munitions left behind, documents, medical records.

In:   a Scene.
Out:  Leads: a kind and the tokens of the words.
Holds: a noun that only names an office ("hospital director") is no lead.
"""

import re
from collections.abc import Callable, Iterator

from tellings.attribution.lexicon import (
    DETERMINERS,
    PREPOSITIONS,
)
from tellings.attribution.phrases import is_finite
from tellings.events.actors import subject_start
from tellings.events.acts import HARM_WORDS, MUNITION_NOUNS
from tellings.events.lead_phrases import OFFICE, Lead, phrase, phrase_end, phrase_start
from tellings.events.scenes import Scene
from tellings.vocabulary import LeadKind

_FOOTAGE = frozenset(
    "camera cameras footage cctv video videos film films recording recordings photograph photographs "
    "photo photos picture "
    "pictures imagery livestream dashcam videotape".split()
)
_FILMED = frozenset({"filmed", "photographed", "videotaped"})
_RADAR = frozenset({"track", "tracks", "data", "recordings", "readings"})

_SEEN = _FOOTAGE | _FILMED | _RADAR | {"images"}


def _footage(scene: Scene) -> Iterator[Lead]:
    for k in scene.places(_SEEN):
        low = scene.low(k)
        if low in _FOOTAGE and scene.low(k + 1) not in OFFICE | _FOOTAGE | {
            "statement",
            "message",
            "link",
            "conference",
        }:
            yield phrase(scene, LeadKind.FOOTAGE, k, frozenset({"of", "on", "at"}))
        elif low == "images" and any(
            scene.low(m) in {"satellite", "drone", "aerial", "phone"} for m in range(max(0, k - 3), k)
        ):
            yield phrase(scene, LeadKind.FOOTAGE, k, frozenset({"of"}))
        elif low in _RADAR and scene.low(k - 1) in {"radar", "satellite", "flight", "phone", "telephone"}:
            yield phrase(scene, LeadKind.FOOTAGE, k)
        elif low in _FILMED and scene.low(k - 1) not in {"be", "was", "were"}:
            start = subject_start(scene.tokens, scene.lo, k)
            if start is not None:
                yield Lead(LeadKind.FOOTAGE, start, scene.object_end(k + 1, scene.hi))


_LEFT_OVER = frozenset(
    "unfired unexploded undetonated defused spent unused dud live unlaunched recovered abandoned".split()
)
_CASES = MUNITION_NOUNS | frozenset(
    "cartridge cartridges casing casings ordnance warhead launcher launchers tube tubes device "
    "devices belt".split()
)
_FRAGMENTS = frozenset(
    "fragment fragments remnant remnants shrapnel wreckage tail-fin casing casings cartridges".split()
)
_NOT_GONE_OFF = frozenset("explode detonate go defused disarmed deactivated safe".split())
_DUD = re.compile(
    r"\b(?:(?:did|had)\s+not\s+(?:explode|detonate|go\s+off)|(?:did|had)n't\s+(?:explode|detonate|"
    r"go\s+off)|failed\s+to\s+(?:explode|detonate|go\s+off)|"
    r"(?:was|were|been)\s+(?:\w+ly\s+)?(?:defused|disarmed|deactivated|made\s+safe|rendered\s+safe))\b",
    re.I,
)
_NUMBERED = frozenset("number numbers marking markings".split())
_SERIAL = re.compile(r"\b(?:serial|lot|batch|factory|registration)\s+(?:numbers?|markings?)\b", re.I)
_HOLES = frozenset("crater craters point points impact bullet".split())
_CRATERS = re.compile(
    r"\b(?:craters?|points?\s+of\s+impact|impact\s+(?:points?|marks)|bullet\s+holes)\b", re.I
)


_PARTS = re.compile(r"\b(?:base[ -]?plates?|tail ?fins?|fuzes?|rocket motors?|jerry ?cans?)\b", re.I)
_REMAINED = frozenset("left found recovered collected picked lay lying remained".split())


def _munitions(scene: Scene) -> Iterator[Lead]:
    if _REMAINED & scene.bag:
        for _, _, after in scene.matches(_PARTS):
            yield Lead(LeadKind.MUNITION, phrase_start(scene, after - 1), after)
    for k in scene.places(_LEFT_OVER | _FRAGMENTS):
        low = scene.low(k)
        if low in _LEFT_OVER:
            noun = next((m for m in range(k + 1, min(k + 5, scene.hi)) if scene.low(m) in _CASES), None)
            if noun is not None and all(scene.tokens[m].is_word for m in range(k, noun)):
                while scene.low(noun + 1) in _CASES:
                    noun += 1
                yield Lead(
                    LeadKind.MUNITION,
                    phrase_start(scene, k),
                    phrase_end(scene, noun, frozenset({"at", "in", "from"})),
                )
        elif (
            low in _FRAGMENTS
            and scene.low(k + 1) in {"of", "from"}
            and not any(scene.low(m) in {"by", "filmed"} for m in range(max(0, k - 2), k))
        ):
            yield phrase(scene, LeadKind.MUNITION, k, frozenset({"of", "from"}))
    for _, verb, after in scene.matches(_DUD, _NOT_GONE_OFF):
        start = subject_start(scene.tokens, scene.lo, verb)
        if start is not None and scene.low(start) not in {"it", "they", "he", "she"}:
            yield Lead(LeadKind.MUNITION, start, after)
    for match, _, after in scene.matches(_SERIAL, _NUMBERED):
        if not match.group().casefold().startswith("registration"):
            yield Lead(LeadKind.MUNITION, phrase_start(scene, after - 1), after)
    for _, at, after in scene.matches(_CRATERS, _HOLES):
        yield Lead(LeadKind.MUNITION, phrase_start(scene, at), after, minor=True)


_PAPERS = frozenset(
    "letter letters memo memos memorandum log logs logbook dossier order-book contract invoice "
    "invoices minutes ledger passport cable cables".split()
)
_RECORDS = frozenset(
    "register registers records record book books certificate certificates file files list lists "
    "registry log logs logbook logbooks ledger ledgers roll rolls sheet sheets".split()
)
_MEDICAL = frozenset(
    "mortuary morgue hospital admission admissions medical death clinic autopsy patient patients "
    "emergency triage ward".split()
)
_RECORD_KINDS = _MEDICAL | frozenset(
    "burial bank phone telephone flight arms weapons duty prison court police personnel visitor "
    "payroll land call travel army military".split()
)
_STATEMENTS = frozenset("statement communiqué communique press-release".split())
_MEDIA = frozenset("television tv radio newspaper newspapers media channel daily press".split())

_WRITTEN = _PAPERS | _RECORDS | _STATEMENTS | {"names", "report", "release"}


def _documents(scene: Scene) -> Iterator[Lead]:
    for k in scene.places(_WRITTEN):
        low, before = scene.low(k), scene.low(k - 1)
        if low in _PAPERS and (before in DETERMINERS or scene.low(k + 1) in {"from", "of", "to", "between"}):
            if before in {"capital"} or scene.low(k + 1) in OFFICE:
                continue
            yield phrase(scene, LeadKind.DOCUMENT, k, frozenset({"from", "of", "between"}))
        elif low in _RECORDS and before == "whose":
            is_care = any(scene.low(m) in _CARE for m in range(scene.lo, k))
            yield Lead(LeadKind.MEDICAL_RECORD if is_care else LeadKind.DOCUMENT, k - 1, k + 1)
        elif low == "names" and scene.low(k + 1) == "of":
            yield from _names(scene, k)
        elif low == "report" and before not in {"to", "they", "we", "you"}:
            yield from _report(scene, k)
        elif low in _RECORDS and before in _RECORD_KINDS:
            kind = LeadKind.MEDICAL_RECORD if before in _MEDICAL else LeadKind.DOCUMENT
            yield phrase(scene, kind, k, frozenset({"of", "at", "from"}))
        elif low in {"list", "lists"} and (before in DETERMINERS or scene.low(k + 1) == "of"):
            yield from _list(scene, k)
        elif low in _STATEMENTS or (low == "release" and before == "press"):
            end = phrase_end(scene, k, frozenset({"by", "from", "on", "of"}))
            if scene.low(end) in {"released", "issued", "published", "posted"}:
                m = end + 1
                while (
                    m < scene.hi
                    and scene.tokens[m].is_word
                    and not is_finite(scene.tokens, m)
                    and m - end < 5
                ):
                    m += 1
                end = m
            yield Lead(LeadKind.STATEMENT, phrase_start(scene, k), end, minor=True)


def _report(scene: Scene, k: int) -> Iterator[Lead]:
    start = phrase_start(scene, k)
    if scene.low(start) not in DETERMINERS or (
        scene.low(k + 1) in {"that", "of", "on"} and scene.low(start) in {"the", "this"}
    ):
        return
    end = phrase_end(scene, k, frozenset({"by", "from", "of"}))
    if scene.low(end) in {"sent", "addressed", "submitted", "delivered", "dated", "prepared", "drawn"}:
        end = phrase_end(scene, end, frozenset({"to", "by", "up"}))
    words = {scene.low(m) for m in range(start, end)}
    if words & (_MEDIA - {"daily", "press"}):
        yield Lead(LeadKind.MEDIA_REPORT, start, end, minor=True)
    else:
        yield Lead(LeadKind.DOCUMENT, start, end)


_GIVEN = re.compile(
    r"\b(?:have|had|has|hold|holds|held|gave|compiled|collected|read|published|lists?)\b", re.I
)


def _names(scene: Scene, k: int) -> Iterator[Lead]:
    """Read "the names of all 43, and of nine of the men": somebody holds them."""
    if not _GIVEN.search(scene.words) or scene.low(k - 1) not in DETERMINERS:
        return
    end = phrase_end(scene, k, frozenset({"of"}))
    m = end + 1 if scene.low(end) == "," else end
    if scene.low(m) == "and" and scene.low(m + 1) == "of":
        end = phrase_end(scene, m, frozenset({"of"}))
    if scene.low(end) in {"outside", "inside", "there", "killed", "missing"}:
        end += 1
    if end > k + 1:
        yield Lead(LeadKind.NAMES, k - 1, end)


def _list(scene: Scene, k: int) -> Iterator[Lead]:
    rest = {scene.low(m) for m in range(k, scene.hi)}
    if not rest & {"names", "named", "dead", "killed", "victims", "missing"}:
        return
    end = phrase_end(scene, k, frozenset({"of"}))
    if scene.low(end) in {"that", "which"}:
        m = end + 1
        while m < scene.hi and scene.tokens[m].is_word and scene.low(m) not in PREPOSITIONS and m - end < 8:
            m += 1
            if scene.low(m - 1) == "up":
                break
        end = m
    yield Lead(LeadKind.NAMES, phrase_start(scene, k), end)


_CARE = frozenset("hospital hospitals clinic clinics morgue morgues mortuary mortuaries infirmary".split())
_CARED = frozenset(
    "died dies dead death treated treat treating wounded injured injuries admitted bodies body taken "
    "brought rushed succumbed wounds burns operated "
    "patients corpses received transferred evacuated casualties victims".split()
)


def _care(scene: Scene) -> Iterator[Lead]:
    if _CARED.isdisjoint(scene.bag):
        return
    for k in scene.places(_CARE):
        if scene.low(k + 1) in OFFICE | _RECORDS | {"said"} or scene.low(k + 1).startswith("'"):
            continue
        before = scene.low(k - 1)
        hit = any(
            scene.low(m) in HARM_WORDS - {"died", "dead", "injured", "wounded", "hit"}
            and scene.low(m + 1) in {"the", "a"}
            for m in range(max(0, k - 4), k)
        )
        if hit:
            continue
        is_bare = before in PREPOSITIONS
        yield phrase(
            scene,
            LeadKind.MEDICAL_RECORD,
            k,
            frozenset({"at", "in"}),
            minor=is_bare or before in {"our", "my"},
        )


_NAMES = frozenset({"names"})
_SIGNING = frozenset({"signed"})
_RECEIVED = frozenset("receipt receipts note notes waybill waybills signature signatures".split())
_POSTED_NAMES = re.compile(
    r"\b(?:the )?names of (?:the|those) (?:admitted|treated|injured|wounded|patients)\b[^.;\"]{0,30}?"
    r"\b(?:posted|pinned|put up|hung|displayed)(?: up)? (?:on|at|in|outside) [^.,;\"]{0,40}?"
    r"\b(?:wards?|hospital|clinic|morgue|mortuary)\b",
    re.I,
)
_SIGNED = re.compile(r"\b(?:had |has )?signed for (?:it|them|the \w+)\b", re.I)
_RECEIPTS = re.compile(
    r"\b(?:receipts?|delivery notes?|waybills?|signatures?) (?:for|of|on) [\w'’ -]{3,40}", re.I
)


def _posted(scene: Scene) -> Iterator[Lead]:
    """Read "the names of those admitted were posted on the door of the ward"."""
    for _, at, after in scene.matches(_POSTED_NAMES, _NAMES):
        yield Lead(LeadKind.MEDICAL_RECORD, at, after)


def _signed(scene: Scene) -> Iterator[Lead]:
    """Read "its manager had signed for it" and "receipts for the fuel": a paper with a name on it."""
    for _, verb, after in scene.matches(_SIGNED, _SIGNING):
        start = subject_start(scene.tokens, scene.lo, verb)
        if start is not None:
            yield Lead(LeadKind.DOCUMENT, start, after)
    for _, at, _ in scene.matches(_RECEIPTS, _RECEIVED):
        if scene.near or scene.has_act():
            yield phrase(scene, LeadKind.DOCUMENT, at, frozenset({"for", "of", "on"}))


THING_READERS: tuple[Callable[[Scene], Iterator[Lead]], ...] = (
    _footage, _munitions, _documents, _care, _posted, _signed,
)  # fmt: skip
