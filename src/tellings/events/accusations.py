"""Find who is said to have ordered, planned, supplied or carried out an act of violence, and in "
"which words.

In:   a Document; its attributions and voices, where at hand.
Out:  AccusationMentions in order of the text, without their accusers: those are found by the span.
Holds: each has a named or nameable accused and words of its own; nobody in particular ("gunmen") is accused of
       nothing, a hypothesis or a question is no accusation, and a speaker's own claim of a deed is none either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tellings.attribution.lexicon import CUE_STANCE
from tellings.events.acts import MEANS_NOUNS
from tellings.events.blame import read_blame
from tellings.events.circumstances import read_circumstances
from tellings.events.deeds import Found, read_deeds
from tellings.events.scenes import Scene, scenes
from tellings.model import Attribution, Span, Voice
from tellings.text.segment import Document
from tellings.text.span_index import SpanIndex
from tellings.vocabulary import Role, Stance, VoiceKind

_ALLEGATION_NOUNS = frozenset(
    "allegation allegations accusation accusations claim claims charge charges report reports "
    "suggestion suggestions "
    "speculation assertion assertions rumours rumors".split()
)
_UNREAL = frozenset({"if", "whether", "unless", "suppose", "imagine", "should"})
_FEARED = frozenset("fear fears feared fearing".split())  # what is feared has not been done
_NO_GROUND = (
    ("no", "evidence"),
    ("no", "proof"),
    ("no", "sign"),
    ("not", "clear"),
    ("not", "known"),
    ("unclear",),
)
_EXAMINED = frozenset(
    "investigate investigates investigated investigating examined examining probing probed looked".split()
)
# what somebody does again and again, or has done to thousands, is no part of one incident
_HABIT = frozenset(
    "usual frequent frequently regularly routinely often usually daily habitually thousands".split()
)
_GROUP_ANAPHORA = frozenset(
    "group organisation organization movement militia front faction opposition".split()
)


@dataclass(frozen=True, slots=True)
class AccusationMention:
    """One accused in one role.

    accused: as told, without office or determiner; of two that share a head ("Iranian and Iraqi governments") both
    have the accused_span of the whole. span: the clause, accused included; wording: the text there.
    denied: the words stand in a denial, or the deed is negated. hedged: "may have been ordered by".
    headline: it stands in a title or standfirst, and the body may make it again in other words. cleared: the words
    acquit. alleged_at: the noun of an allegation that the clause hangs on ("rebel claims that ..."), whoever made it.
    blamed: the verb has its accuser before it ("X accuses Y of"), so that it is not the outlet's own.
    """

    role: Role
    accused: str
    accused_span: Span
    span: Span
    wording: str
    sentence: int
    denied: bool = False
    hedged: bool = False
    headline: bool = False
    cleared: bool = False
    alleged_at: Span | None = None
    blamed: bool = False


def find_accusations(
    document: Document, attributions: Sequence[Attribution] = (), voices: Sequence[Voice] = ()
) -> tuple[AccusationMention, ...]:
    """Return the accusations of a document, sorted by place, then role.

    attributions, voices: of the same document; with them, what a speaker says of itself is left out.
    """
    mentions: dict[tuple[Role, Span, str], AccusationMention] = {}
    by_content = SpanIndex((telling, telling.content) for telling in attributions)
    guilty: set[str] = set()
    last: tuple[int, int, str] | None = None  # sentence, paragraph and name of whom it accuses last
    for scene in scenes(document):
        here = scene.sentence
        is_next = last is not None and last[1] == here.paragraph and here.index - last[0] <= 1
        accused = last[2] if last and is_next else None
        knows = guilty or accused  # a scene keeps what was asked of it: a new one only where it knows more
        known = replace(scene, guilty=frozenset(guilty), accused=accused) if knows else scene
        found = [*read_deeds(known), *read_blame(known), *read_circumstances(known)]
        if found:
            last = (here.index, here.paragraph, found[-1].actor.name)
            guilty.update(t.low for t in scene.tokens if t.low in MEANS_NOUNS)
        for one in found:
            mention = _mention(scene, one)
            if mention is None or _is_own_deed(document, mention, by_content, voices):
                continue
            key = (mention.role, mention.accused_span, mention.accused)
            kept = mentions.get(key)
            if kept is None or len(mention.wording) < len(kept.wording):
                mentions[key] = mention
    return tuple(sorted(_widest(mentions.values()), key=lambda m: (m.accused_span, m.role, m.accused)))


def _widest(mentions: Iterable[AccusationMention]) -> list[AccusationMention]:
    """Return the mentions without those whose accused is part of another's in that role: "X or Y jets", "Y jets"."""
    kept: list[AccusationMention] = []
    for one in sorted(mentions, key=lambda m: m.accused_span.start - m.accused_span.end):
        if not any(
            other.role is one.role
            and other.accused_span != one.accused_span
            and other.accused_span.contains(one.accused_span)
            for other in kept
        ):
            kept.append(one)
    return kept


def _mention(scene: Scene, found: Found) -> AccusationMention | None:
    actor = found.actor
    if _is_unreal(scene, found.lo) or not _FEARED.isdisjoint(scene.lows[max(0, found.lo - 4) : actor.start]):
        return None
    if not _HABIT.isdisjoint(
        scene.lows[max(0, min(found.lo, actor.start) - 1) : max(found.hi, actor.end) + 1]
    ):
        return None
    span = scene.span(min(found.lo, actor.start), max(found.hi, actor.end))
    return AccusationMention(
        role=found.role,
        accused=actor.name,
        accused_span=scene.span(actor.start, actor.end),
        span=span,
        wording=span.of(scene.document.report.text),
        sentence=scene.sentence.index,
        denied=found.negated or found.cleared or _is_denied(scene, min(found.lo, actor.start)),
        hedged=found.hedged,
        headline=scene.sentence.headline,
        cleared=found.cleared,
        blamed=found.blamed,
        alleged_at=_alleged_at(scene, min(found.lo, actor.start)),
    )


def _alleged_at(scene: Scene, at: int) -> Span | None:
    """Return the place of the noun in "allegations that", where the clause follows it."""
    if scene.low(at - 1) in {"the", "a", "an"}:
        at -= 1
    is_introduced = scene.low(at - 1) == "that" and scene.low(at - 2) in _ALLEGATION_NOUNS
    return scene.span(at - 2, at - 1) if is_introduced and at - 2 >= scene.lo else None


def _is_unreal(scene: Scene, at: int) -> bool:
    """Whether the clause hangs on "if" or "whether", or on there being no ground for it."""
    lows = [t.low for t in scene.tokens[:at]]
    start = max((k for k, low in enumerate(lows) if low in {";", '"', ":"}), default=-1)
    before = lows[start + 1 :]
    if any(low in _UNREAL or low in _EXAMINED for low in before[-8:]):
        return True
    tail = before[-9:]
    return any(tuple(tail[k : k + len(words)]) == words for words in _NO_GROUND for k in range(len(tail)))


def _is_denied(scene: Scene, at: int) -> bool:
    """Whether the nearest cue before the clause denies; an allegation with its own author stands "
    "between."""
    for k in range(at - 1, scene.lo - 1, -1):
        low = scene.low(k)
        if low in {";", "."}:
            return False
        if low in _ALLEGATION_NOUNS and low not in {"charges", "claims"}:
            if any(scene.low(m) in {"by", "from", "of"} for m in range(k + 1, min(k + 2, at))):
                return False
            continue
        if low in CUE_STANCE and not scene.tokens[k].is_name_like:
            if low in {"claims", "claim", "charges", "charge", "reports", "report"}:
                if scene.low(k + 1) in {"by", "from", "of"}:
                    return False
                if k > scene.lo and CUE_STANCE.get(scene.low(k - 1)) is Stance.DENIES:
                    return True
            return CUE_STANCE[low] is Stance.DENIES and scene.low(k + 1) not in {"to"}
    return False


def _is_own_deed(
    document: Document,
    mention: AccusationMention,
    by_content: SpanIndex[Attribution],
    voices: Sequence[Voice],
) -> bool:
    """Whether the innermost telling over the accused is the accused's own."""
    near = by_content.over(mention.accused_span)
    covering = [a for a in near if any(part.contains(mention.accused_span) for part in a.content)]
    if not covering:
        return _is_the_group(document, mention)
    inner = min(covering, key=lambda a: sum(part.end - part.start for part in a.content))
    if inner.stance is Stance.TAKES_RESPONSIBILITY:
        return True
    voice = next((v for v in voices if v.voice_id == inner.chain[-1]), None)
    if voice is None or len(inner.chain) < 2:
        return False
    plain = _plain(mention.accused)
    if _is_the_group(document, mention):
        return voice.kind in (
            VoiceKind.ARMED_GROUP,
            VoiceKind.ORGANISATION,
            VoiceKind.DOCUMENT,
            VoiceKind.GROUP,
        )
    return any(plain == _plain(name) for name in _told(voice))


def _is_the_group(document: Document, mention: AccusationMention) -> bool:
    """Whether the accused is only "the group": whoever was named before, perhaps the speaker."""
    words = mention.accused_span.of(document.view).casefold().split()
    return len(words) == 2 and words[0] in {"the", "this", "that"} and words[1] in _GROUP_ANAPHORA


def _told(voice: Voice) -> Iterable[str]:
    return [name for name in (voice.name, *voice.aliases) if name]


def _plain(name: str) -> str:
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if words and words[0] in {"the", "a", "an"} else words)
