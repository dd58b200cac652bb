"""What the words of a content say about the stance of whoever says them.

In:   the words of a content.
Out:  what a denial rejects; whether the speaker takes an act of violence on himself.
Holds: words decide; who speaks only rules out what the words cannot mean ("police said they had fired").
"""

from tellings.attribution.lexicon import AUXILIARIES
from tellings.attribution.phrases import Tokens
from tellings.vocabulary import Connection, Denied, VoiceKind

_DENIALS = (  # the first that fits; else the event itself is denied
    (Denied.CASUALTIES, frozenset("casualties casualty deaths dead killed wounded injured toll".split())),
    (
        Denied.INVOLVEMENT,
        frozenset(
            "involvement responsibility role hand behind carried accusation accusations link links allegation "
            "allegations charge charges responsible accused".split()
        ),
    ),
    (
        Denied.INTENT,
        frozenset("deliberate deliberately intention intent targeting targeted intentionally".split()),
    ),
    (Denied.STATUS, frozenset("civilian civilians combatants fighters militants".split())),
)
_OWN = frozenset({"his", "her", "its", "their", "our", "my"})
_OWN_FORCES = frozenset(
    "group men fighters forces force brigade movement militia militants organisation organization party army units "
    "unit guerrillas rebels mujahideen soldiers front".split()
)
ATTACK_NOUNS = frozenset(
    "attack attacks assault raid bombing bombings strike strikes shelling ambush operation operations rocket rockets "
    "missile missiles mortar mortars shell shells drone drones offensive blast explosion explosions killing".split()
)
_NEVER_TAKE = frozenset(Connection) - {Connection.PARTY, Connection.SPOKESPERSON}
_PARTY_KINDS = frozenset({VoiceKind.ARMED_GROUP, VoiceKind.ORGANISATION, VoiceKind.GROUP, VoiceKind.PERSON})


def what_is_denied(words: set[str]) -> Denied:
    """Return what a denial in these lower-case words rejects."""
    return next((denied for denied, marks in _DENIALS if words & marks), Denied.EVENT)


def takes_act_on_itself(
    content: Tokens, *, kind: VoiceKind, connection: Connection | None, is_plural: bool
) -> bool:
    """Whether the content says that its speaker attacked: "it had fired 20 rockets", "his men were behind it".

    kind, connection, is_plural: of the speaker. Officials, victims, witnesses and whoever else tells of others
    never take responsibility by such words: a witness's "they fired" is about somebody else.
    """
    if connection in _NEVER_TAKE or kind not in _PARTY_KINDS:
        return False
    words = [token.low for token in content[:20] if token.low != '"']
    after = _after_own_subject(words, is_person=kind is VoiceKind.PERSON, is_plural=is_plural)
    if after is None:
        return False
    while after < len(words) and words[after] in AUXILIARIES - {"not", "never", "was", "were", "is", "are"}:
        after += 1
    act, following = words[after : after + 2], set(words[after + 1 : after + 8])
    if not act:
        return False
    if act[0] in {"was", "were", "is", "are"}:
        return act[1:] == ["behind"] or (
            act[1:] == ["responsible"] and words[after + 2 : after + 3] == ["for"]
        )
    if act[0] in {"fired", "struck", "attacked", "bombed", "shelled", "ambushed"}:
        return True
    return (act == ["carried", "out"] or act[0] == "launched") and bool(following & ATTACK_NOUNS)


def _after_own_subject(words: list[str], *, is_person: bool, is_plural: bool) -> int | None:
    """Return where the verb group starts, if the subject is the speaker or his own forces; else None."""
    if not words:
        return None
    if words[0] == "we" or (words[0] == "it" and not is_person and not is_plural):
        return 1
    if words[0] == "they" and is_plural:
        return 1
    if words[0] in _OWN:
        return next((k + 1 for k in range(1, min(4, len(words))) if words[k] in _OWN_FORCES), None)
    return None
