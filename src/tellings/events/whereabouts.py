"""Find the words of a report that name a place.

In:   a Document.
Out:  PlaceMentions, in order of the text, each with how it is told: in, near, outside, of, from, to, dateline.
Holds: a name counts as a place only by the words around or in it ("in Kesh", "the village of Kesh", "Kesh
       camp"); who speaks or acts under a place's name ("Kesh denied it") is none, nor are persons and
       organisations as far as words tell. Nothing is looked up here.

In upper-case text, where capitals tell nothing, a name is the words after a preposition up to the next common word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tellings.events.datelines import dateline_place
from tellings.model import Span
from tellings.text.segment import Document, Sentence, Token, once_a_document


class Relation(StrEnum):
    """How what is told stands to the place that is named."""

    IN = "in"  # in, at, inside
    NEAR = "near"  # near, beside, close to
    OUTSIDE = "outside"  # outside, on the outskirts of, 20 km north of
    OF = "of"  # the place itself: the shelling of it, its residents, rockets hit it
    FROM = "from"
    TO = "to"
    DATELINE = "dateline"
    BETWEEN = "between"  # between two places, on the road from one to the other: the other stands in near


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place where a report names a place.

    span: the name with its kind ("Ardeh camp"), without preposition or article. name: for looking up: without a
    possessive 's, and for a facility without its kind where the words name the town ("a Kesh hospital" is "Kesh").
    kind: what the place is told to be ("camp", "village", "hospital"), or None. within, near: names told to
    contain it or to lie beside it, the nearest first, here or elsewhere in the report. also: its other names.
    distance_km: "20 km north of", or None.
    """

    span: Span
    wording: str
    name: str
    sentence: int
    relation: Relation
    kind: str | None = None
    within: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    distance_km: float | None = None


@once_a_document
def find_places(document: Document) -> tuple[PlaceMention, ...]:
    """Return every place that the report names, in order of the text; () where it names none."""
    names = _Names(document)
    found: list[PlaceMention] = list(_dateline(document, names))
    for sentence in document.sentences:
        found.extend(_in_sentence(document, sentence, names))
    return _joined(document, sorted(found, key=lambda mention: mention.span))


def told_together(
    mentions: Sequence[PlaceMention],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return (within, near, also) of several mentions of one place: each name once, in order of the text."""
    return (
        tuple(dict.fromkeys(name for mention in mentions for name in mention.within)),
        tuple(dict.fromkeys(name for mention in mentions for name in mention.near)),
        tuple(dict.fromkeys(name for mention in mentions for name in mention.also)),
    )


# ---- word lists ----------------------------------------------------------------------------------

_KIND_FORMS = {
    "neighborhood": "neighbourhood", "neighborhoods": "neighbourhood", "neighbourhoods": "neighbourhood",
    "camps": "camp", "villages": "village", "towns": "town", "cities": "city", "suburbs": "suburb",
    "districts": "district", "provinces": "province", "departments": "department", "regions": "region",
    "municipalities": "municipality",
}  # fmt: skip
# "X camp" is a name of its own; "a X hospital" is a hospital in X
_OWN_KINDS = frozenset(
    "camp village town city district neighbourhood neighborhood suburb suburbs province governorate region state "
    "county department municipality valley river mountain mountains island islands hamlet commune quarter township "
    "countryside peninsula strait jurisdiction precinct canton prefecture oblast enclave desert lake "
    "gulf forest hills heights plain plains parish locality sector colony settlement kibbutz".split()
)
_FACILITIES = frozenset(
    "hospital airport airfield base prison jail school university college mosque church cathedral temple synagogue "
    "market station checkpoint crossing port harbour harbor bridge embassy consulate compound barracks clinic "
    "stadium hotel farm ranch hacienda refinery plant square road highway street cemetery border outskirts "
    "airbase avenue boulevard plaza".split()
)
_KINDS = _OWN_KINDS | _FACILITIES | frozenset(_KIND_FORMS)
_KIND_MODIFIERS = frozenset(
    "international displacement refugee army military air general central bus railway train police primary secondary "
    "main public university naval regional detention transit border local national".split()
)
_ACTS = frozenset(
    "attack attacks shelling bombing bombings bombardment blast blasts explosion explosions strike strikes airstrike "
    "airstrikes raid raids assault killing killings massacre shooting ambush siege battle clashes fighting barrage "
    "offensive incident violence tragedy".split()
)
_WEAPON_WORDS = frozenset(
    "air artillery rocket mortar missile drone gas chemical bomb car truck suicide terror deadly heavy rebel regime us "
    "first second third nearly elsewhere separate new fresh more latest double twin regional elsewhere".split()
)
_HITTING = frozenset(
    "hit hits struck shelled bombed bombarded pounded rocked shook strafed hitting striking shelling bombing "
    "pounding rocking shaking torched razed".split()
)
_TARGETING = frozenset(
    "attacked attacking targeted targeting raided raiding stormed storming attack hitting".split()
)
_DWELLERS = frozenset("residents resident inhabitants villagers dwellers townspeople locals".split())
_IN = frozenset("in at inside within across throughout".split())
_NEAR = frozenset("near beside around alongside nearby".split())
_NEAR_PAIRS = frozenset(
    (("close", "to"), ("next", "to"), ("adjacent", "to"), ("far", "from"), ("vicinity", "of"))
)
_MOVING = frozenset(
    "moved move moving transferred transfer brought bring taken fled flee flew came come coming arrived travelled "
    "traveled returned return returning sent deported evacuated withdrew road relocated left drove driving fired "
    "launched back escaped trip way relocation".split()
)
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "outskirts".split()
)
_ROADS = frozenset("road highway route motorway railway railroad line track path trail".split())
_LINKING = frozenset("linking connecting joining links connects joins".split())
_BORDERS = frozenset("border frontier".split())
_UNITS = frozenset("km kms kilometre kilometres kilometer kilometers mile miles metres meters".split())
_ACROSS = frozenset("pan trans inter intra cross anti non north south east west".split())
_DEALINGS = frozenset(  # between parties, not places
    "clash clashes clashed fighting fight fights fought talks war wars battle battles relations agreement truce "
    "ceasefire conflict conflicts match feud dispute disputes meeting tensions tension ties dialogue exchange "
    "exchanges negotiations rivalry difference choice deal accord pact cooperation link links".split()
)
_DIRECTION_WORDS = _DIRECTIONS | frozenset(
    "northern southern eastern western north-eastern north-western south-eastern south-western northeastern "
    "northwestern southeastern southwestern central downtown nearby neighbouring neighboring rural greater "
    "mainly north-east north-west south-east south-west northernmost war-torn besieged rebel-held "
    "government-held coastal".split()
)
_AREAS = frozenset("area areas zone zones part parts".split())
_ADJECTIVE = re.compile(
    r"(?:[a-z]{3,}(?:ful|ous|less|ern)|exclusive|residential|populous|so-called|remote|poor|rich)$"
)
_STREETS = frozenset("street avenue boulevard road highway square plaza bridge river island".split())
_DETERMINERS = frozenset("the a an this that its their his her".split())
_WITH_THE = frozenset(
    "philippines netherlands gaza west middle united congo sahel sinai maldives bahamas balkans caucasus levant golan "
    "emirates central democratic donbas bekaa dominican gulf ivory horn hague vatican comoros seychelles gambia "
    "sudan ukraine lebanon crimea punjab persian red black mediterranean north south near far".split()
)
_NO_PLACES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays jan feb mar apr jun jul aug sep sept oct nov dec "
    "september october november december english arabic spanish french persian russian kurdish islam allah god "
    "parliament congress senate brigade alliance army twitter facebook telegram youtube whatsapp christmas ramadan "
    "easter eid internet reuters afp president general colonel minister mr mrs ms dr ambassador marxism islamism "
    "i he she it they we you his her their our the a an this that these those there here what who when where "
    "another one two three four five six seven eight nine ten some many several all both most no not another other "
    "nearly almost dozens scores over more fewer "
    "according however meanwhile but and or if as so then yet now also still since before after while".split()
)
_ORGANISATIONS = frozenset(
    "ministry council army party government court police organisation organization agency press tv news radio "
    "parliament brigade brigades forces force front movement union committee commission corps regiment battalion "
    "authority authorities assembly office observatory times post network association federation league foundation "
    "society company corporation bureau department's coalition alliance militia guard guards mission resistance "
    "command group statement journal daily herald tribune watch crescent cross secretariat service relief".split()
)
_TITLES = frozenset(
    "mr mrs ms dr president general gen colonel col minister premier sheikh ayatollah captain major lieutenant "
    "ambassador senator governor mayor spokesman spokeswoman commander king prince queen pope judge professor "
    "sir".split()
)
_DEMONYM = re.compile(
    r"(?:ian|ean|ese|ish|ican|ite|shia|sunni|druze|muslim|german|french|dutch|greek|swiss|arab|kurd|iraqi|israeli|pakistani|yemeni|afghan"
    r"|kuwaiti|saudi|omani|bangladeshi|nepali)s?$"
)
_FUNCTION_WORDS = frozenset(
    "on and in at after when where who which said says was were is has had have of by with for to from as but that "
    "or than near before since until while during today yesterday overnight early late are be been will would also "
    "not so if then because about around between into under over killed killing left leaving wounding injuring".split()
)
_ROLES = frozenset(
    "contractor governor mayor commander spokesman spokeswoman director correspondent head chief nurse doctor official "
    "leader coordinator envoy ambassador minister general colonel deputy manager officer resident imam priest lawyer "
    "activist prosecutor judge reporter worker teacher representative chairman president".split()
)
_IN_A_TOWN = frozenset("hospital airport airfield base airbase prison jail university station clinic".split())
_PARTICLES = frozenset("al el de la las los del da do dos di du bin ibn abu van von e y".split())
_INNER = re.compile(r"(?:al|el|ar|as|ad|an|at|ash|ez|az|es|ul|ud|ad)-[A-Z]")
_LEADS_OF = frozenset(
    "republic gulf bay strait horn cape kingdom isle islands province city mount state port".split()
)
_COMMON_ENDINGS = re.compile(
    r"(?:tions?|sions?|ness|ments?|isms?|ists?|ences?|[^l]ances?|ally|ately|ively|ingly|[^i]ties|ships?|tives?|ors|ed"
    r"|[^ij]ing)$"
)
_SPEAKING = frozenset(
    "said says denied denies accused accuses blamed blames insisted insists claimed claims warned warns rejected "
    "announced condemned wants wanted agreed refused called urged told hopes vowed sees believes has".split()
)
# Upper-case text: words that end a name. Common words, not those of any corpus.
_COMMON = frozenset(
    "a an the and or but nor of in on at by for from to into with without within near outside inside over under "
    "against between among during before after since until about around through across along off up down out as if "
    "than then that this these those which who whom whose what when where why how while because so such is are was "
    "were be been being am has have had having do does did done will would shall should can could may might must not "
    "no yes it its he she his her him they their them we us our you your i my me there here today yesterday tomorrow "
    "tonight morning afternoon evening night noon midnight dawn day days week weeks month months year years hour "
    "hours minute minutes time early late last next first second third other another same several many some any all "
    "both each every few more most least less one two three four five six seven eight nine ten dozen hundred order "
    "front response favor favour addition fact case effect view terms spite charge line place part power public "
    "connection accordance general particular order cold blood exile prison jail custody bed school office home "
    "search support protest reprisal retaliation action combat battle fighting war peace danger flames mourning "
    "said says reported announced killed wounded injured attacked attack attacks bomb bombs explosion exploded "
    "murder murdered assassinated assassination kidnapped people persons person men man women woman children police "
    "army government guerrilla guerrillas rebels soldiers troops members group groups president minister colonel "
    "front party which according also only just even still new old large small great good own our least dispute "
    "question turn detail details return recent past future present meantime work land cash hand hands arms uniform "
    "civilian clothes plain broad daylight self defense defence principle private full force forces national "
    "political military armed terrorist terrorism violence human rights international economic social "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december jan feb mar apr jun jul aug sep oct nov dec "
    "he she left took taken went gone came made gave given found placed planted located leaving causing where "
    "approximately gmt utc respectively conclusion reception chief practice interest interests history risk country "
    "countries reality end middle field condition conditions progress light mind level exchange area areas place "
    "places part parts various different main justice freedom zone zones keeping aid activity clandestine local "
    "short shock losses positions stores towers relations casualties civilians ambushes clashes itself dialogue "
    "democracy previous serious open capital european foreign catholic honor honour advance vain question "
    "siege emergency alert security insecurity urban rural regard stake death deaths contact number numbers disarray "
    "almost garrison close heavy strategic capitals capital territory facilities buildings building trees murders "
    "weapons profits hundreds thousands million billion efforts homage politics sense doctrine gunpoint high severe "
    "direct currently forward ambulances helicopters stop violent vehicles vehicle houses house homes schools streets "
    "offices banks businesses fields cells stations prisons hospitals churches farms factories hotels cars buses "
    "trucks trains planes boats money prices markets goods food water fuel oil gas energy power mourning wounds pain "
    "poverty hunger fear panic silence secret secrecy private protection hiding captivity detention flight transit "
    "uniforms masks pieces bits ruins ashes rubble shape debt trouble doubt theory practice reality fashion style "
    "elections congress parliament assembly court courts trial sessions session meetings talks negotiations "
    "densely heavily thickly recently nearly once again together densely populated embassies consulates arena scene "
    "dynamite gunfire shots shooting shot fire burned destroyed damaged carried blamed responsible claimed".split()
)


# ---- names ---------------------------------------------------------------------------------------


class _Names:
    """What the whole report tells about capitals: is it upper-case, and which words also stand in lower case."""

    def __init__(self, document: Document) -> None:
        letters = list(filter(str.isalpha, document.view[document.report.body_start :]))
        self.is_shouted = bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)
        self.plain_words = {
            token.text
            for sentence in document.sentences
            if not sentence.headline
            for token in sentence.tokens
            if token.text[0].islower()
        }
        # text that has lost its apostrophes: "Ardehs camp", where "Ardeh" stands elsewhere
        words = {
            token.text
            for sentence in document.sentences
            for token in sentence.tokens
            if token.text[0].isupper()
        }
        self.bare_possessives = {word + "s" for word in words} & words if "'" not in document.view else set()
        outlet = document.report.outlet or ""
        self.outlet_words = {
            outlet.casefold(),
            "".join(w[0] for w in outlet.split() if w[0].isupper()).casefold(),
        }
        self.outlet_words |= {(document.report.agency or "").casefold()}

    def is_name(self, token: Token, sentence: Sentence) -> bool:
        """Whether a token may be part of a name."""
        if not self.is_shouted and token.text[0].islower() and "-" not in token.text:
            return False  # most words
        low = _bare(token)
        if not token.is_word or not token.text[0].isalpha() or low in _NO_PLACES:
            return bool(token.is_word and _INNER.match(token.text))
        if self.is_shouted:
            return low not in _COMMON and not (
                len(low) > 5 and _COMMON_ENDINGS.search(low) and low not in _KINDS
            )
        if not token.text[0].isupper():
            return bool(_INNER.match(token.text))
        if not sentence.headline or low in _KINDS:
            return True
        return low not in self.plain_words and low not in _ACTS | _HITTING | _DWELLERS


def _bare(token: Token) -> str:
    """Return a token in lower case, without its possessive."""
    return token.low[:-2] if token.low.endswith("'s") else token.low


def _possessive(token: Token, names: _Names) -> int:
    """Return how many characters of a token are its possessive ending: 0 where it has none."""
    return 2 if token.low.endswith("'s") else 1 if token.text in names.bare_possessives else 0


@dataclass(frozen=True, slots=True)
class _Run:
    """A name as it stands: tokens [first, last] of its sentence, with what encloses it and what it is."""

    first: int
    last: int
    name: str
    kind: str | None
    start: int
    end: int
    within: tuple[str, ...] = ()


def _run_at(sentence: Sentence, at: int, names: _Names) -> _Run | None:
    """Return the name that starts at a token: its words, a kind after it, "Country's X" taken apart."""
    tokens = sentence.tokens
    if at >= len(tokens) or not names.is_name(tokens[at], sentence):
        return None
    last = at
    longest = 4 if names.is_shouted else 6
    while last + 1 < len(tokens) and last - at < longest and not _possessive(tokens[last], names):
        following = tokens[last + 1]
        if tokens[last + 1].start - tokens[last].end > 1 or "\n" in _line_break(tokens, last):
            break
        if names.is_name(following, sentence):
            if names.is_shouted and _bare(following) in _KINDS:
                break
            if not names.is_shouted and following.low in _ENDING:
                break
            last += 1
            continue
        joins = following.low in _PARTICLES or (following.low == "of" and tokens[last].low in _LEADS_OF)
        if (
            not names.is_shouted
            and joins
            and last + 2 < len(tokens)
            and names.is_name(tokens[last + 2], sentence)
        ):
            last += 2
            continue
        break
    words = tokens[at : last + 1]
    if _possessive(words[-1], names):
        return _after_possessive(sentence, at, last, names)
    end_kind, end_at = _kind_after(tokens, last, is_shouted=names.is_shouted)
    own = _bare(words[-1])
    kind = end_kind or (own if own in _KINDS and len(words) > 1 else None)
    first_kind = (
        _bare(words[0])
        if _bare(words[0]) in ("camp", "mount", "lake", "port", "fort") and len(words) > 1
        else None
    )
    kind = kind or first_kind
    start, end = words[0].start, words[-1].end
    name = " ".join(token.text for token in words)
    within: tuple[str, ...] = ()
    if end_kind and end_at > last:
        end = tokens[end_at].end
        full = " ".join(token.text for token in tokens[at : end_at + 1])
        kind_name = _plain_kind(end_kind)
        if end_kind in _KIND_FORMS and kind_name != end_kind and end_kind.endswith("s"):
            return _Run(at, end_at, name, kind_name, start, words[-1].end)  # "Velm and Osra departments"
        if kind_name in _FACILITIES and kind_name not in ("airport", "airfield", "base", "airbase"):
            return _Run(at, end_at, name, kind_name, start, end)
        if kind_name in _FACILITIES:
            within = (name,)
        name, last = full, end_at
    elif own in _IN_A_TOWN and len(words) > 1:
        within = (_town_of(words),) if _town_of(words) else ()
    return _Run(at, last, name, _plain_kind(kind), start, end, within)


_ENDING = (  # a title that ran into the text: "Bomb in Velm Kills Six", "Velm Attack Nearly Two"
    (_ACTS | _HITTING | _FUNCTION_WORDS)
    | frozenset(
        "kills kill killed dies die dead injures injured wounds wounded leaves claims bomb bombs least nearly dozens "
        "scores more death toll video photos".split()
    )
)


def _line_break(tokens: Sequence[Token], at: int) -> str:
    """Return a line break if the token at `at` and the next one stand on different lines, as far as gaps tell."""
    return "\n" if tokens[at + 1].start - tokens[at].end > 2 else ""


def _town_of(words: Sequence[Token]) -> str:
    """Return the words of "Kesh General Hospital" that may be the town; "" where none is left."""
    kept = [w.text for w in words if _bare(w) not in _KINDS and _bare(w) not in _KIND_MODIFIERS]
    return " ".join(kept)


def _plain_kind(kind: str | None) -> str | None:
    return _KIND_FORMS.get(kind, kind) if kind else None


def _kind_after(tokens: Sequence[Token], last: int, *, is_shouted: bool = False) -> tuple[str | None, int]:
    """Return the kind noun that follows a name, at most two modifiers between, and its place; (None, last) if none."""
    for step in range(1, 4):
        at = last + step
        if at >= len(tokens):
            break
        low = _bare(tokens[at])
        if is_shouted and low == "department" and step == 1:
            return low, at
        if low in _KINDS and low not in ("border", "outskirts", "state", "department", "plant"):
            return low, at
        if low not in _KIND_MODIFIERS:
            break
    return None, last


def _after_possessive(sentence: Sentence, at: int, last: int, names: _Names) -> _Run | None:
    """Read "Syria's Ghouta region" and "Baghdad's international airport"; else the name without its 's."""
    tokens = sentence.tokens
    ending = _possessive(tokens[last], names)
    holder = " ".join(token.text for token in tokens[at : last + 1])[:-ending]
    inner = _run_at(sentence, last + 1, names) if last + 1 < len(tokens) else None
    if inner and (inner.kind or _bare(tokens[inner.last]) not in _ORGANISATIONS):
        return replace(inner, within=(*inner.within, holder))
    kind, kind_at = _kind_after(tokens, last)
    start, end = tokens[at].start, tokens[last].end - ending
    if kind and kind in ("airport", "airfield", "base", "airbase"):
        full = " ".join(token.text for token in tokens[at : kind_at + 1])
        return _Run(at, kind_at, full, kind, start, tokens[kind_at].end, (holder,))
    if kind in _FACILITIES:
        return _Run(at, kind_at, holder, kind, start, tokens[kind_at].end)
    return _Run(at, last, holder, None, start, end)


def _is_acceptable(run: _Run, sentence: Sentence, names: _Names, *, needs_kind: bool) -> bool:
    """Whether a name can be a place as far as its words and its neighbours tell."""
    tokens = sentence.tokens
    words = [_bare(token) for token in tokens[run.first : run.last + 1]]
    name_words = run.name.casefold().split()
    if name_words[0] in _TITLES or (run.first and tokens[run.first - 1].low in _TITLES):
        return False
    if run.name.casefold() in names.outlet_words or any(word in _NO_PLACES for word in words):
        return False
    if needs_kind and run.kind is None:
        return False
    if run.kind:
        is_bare_kind = len(name_words) == 1 and name_words[0] in _KINDS
        return not is_bare_kind and not (len(name_words) <= 2 and _DEMONYM.search(name_words[0]))
    if any(word in _ORGANISATIONS for word in words) or (words[0] in _KINDS and len(words) == 1):
        return False
    if (
        not names.is_shouted
        and re.fullmatch(r"[A-Z]{2,6}", run.name)
        and run.name not in ("US", "UK", "USA", "UAE", "DRC", "CAR")
    ):
        return sentence.headline and run.name.casefold() not in names.plain_words and len(run.name) > 3
    following = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
    is_adjective = following is not None and following.is_word and following.low not in _FUNCTION_WORDS
    return not (is_adjective and _DEMONYM.search(words[-1]))


# ---- a sentence ----------------------------------------------------------------------------------


def _dateline(document: Document, names: _Names) -> Iterator[PlaceMention]:
    line = document.dateline
    name, holder = dateline_place(document)
    if line is None or line.place is None or name is None:
        return
    if name.casefold() in names.outlet_words | _NO_PLACES:
        return
    at = next((sentence.index for sentence in document.sentences_over(line.place)), 0)
    yield PlaceMention(
        span=line.place,
        wording=line.place.of(document.report.text),
        name=name,
        sentence=at,
        relation=Relation.DATELINE,
        within=(holder,) if holder else (),
    )


def _in_sentence(document: Document, sentence: Sentence, names: _Names) -> Iterator[PlaceMention]:
    tokens = sentence.tokens
    at = sentence.lead_in
    while at < len(tokens):
        token = tokens[at]
        if (
            not names.is_shouted
            and token.text[0].islower()
            and token.low not in _LEADING
            and "-" not in token.text
        ):
            at += 1  # most words
            continue
        if ends := _two_ends(sentence, at, names):
            yield from _ends_told(document, sentence, ends, names)
            at = max(run.last for run in ends) + 1
            continue
        told = _relation_at(sentence, at, names)
        if told is None:
            at += 1
            continue
        relation, name_at, kind, needs_kind = told
        run = _run_at(sentence, name_at, names)
        if run and kind and run.kind is None:
            run = replace(run, kind=kind)
        if run is None or not _is_acceptable(run, sentence, names, needs_kind=needs_kind):
            at += 1
            continue
        if relation is Relation.IN and run.last + 1 < len(tokens) and tokens[run.last + 1].low in _BORDERS:
            relation = Relation.NEAR  # "at the Montera border"
        mentions = list(_chain(document, sentence, run, relation, names, at))
        yield from mentions
        end = mentions[0].span.end if len(mentions) == 1 else mentions[-1].span.end
        at = max(run.last + 1, next((n for n, t in enumerate(tokens) if t.start >= end), len(tokens)))


_BEFORE_TWO_ENDS = _LINKING | {"between", "from"}


def _two_ends(sentence: Sentence, at: int, names: _Names) -> tuple[_Run, _Run] | None:
    """Return the two names that a place lies between: "between A and B", "the road from A to B", "the A-B road"."""
    tokens = sentence.tokens
    low = tokens[at].low
    if low not in _BEFORE_TWO_ENDS:
        return _hyphened_ends(sentence, at) if "-" in low else None  # most words
    if low == "between":
        if any(token.low in _DEALINGS for token in tokens[max(0, at - 4) : at]):
            return None
        joints: tuple[str, ...] = ("and",)
    elif low == "from" and at and tokens[at - 1].low in _ROADS:
        joints = ("to",)
    elif low in _LINKING and any(token.low in _ROADS for token in tokens[max(0, at - 3) : at]):
        joints = ("with", "to", "and")
    else:
        return _hyphened_ends(sentence, at)
    first = _name_after(sentence, at, Relation.BETWEEN, names, needs_kind=False)
    run = _run_at(sentence, first[1], names) if first else None
    if run is None or run.last + 2 >= len(tokens) or tokens[run.last + 1].low not in joints:
        return None
    second = _name_after(sentence, run.last + 1, Relation.BETWEEN, names, needs_kind=False)
    other = _run_at(sentence, second[1], names) if second else None
    if other is None or not all(
        _is_acceptable(one, sentence, names, needs_kind=False) for one in (run, other)
    ):
        return None
    return run, other


def _hyphened_ends(sentence: Sentence, at: int) -> tuple[_Run, _Run] | None:
    """Read "the Velm-Osra road"."""
    tokens = sentence.tokens
    token = tokens[at]
    if "-" not in token.text:
        return None
    head, mark, tail = token.text.partition("-")
    is_pair = mark and head[:1].isupper() and tail[:1].isupper() and len(head) > 2 and "-" not in tail
    if head.casefold() in _ACROSS or _DEMONYM.search(tail.casefold()):
        return None  # "the Trans-Tarsian highway"
    if not is_pair or at + 1 >= len(tokens) or tokens[at + 1].low not in _ROADS:
        return None
    middle = token.start + len(head)
    return (
        _Run(at, at, head, None, token.start, middle),
        _Run(at, at, tail, None, middle + 1, token.end),
    )


def _ends_told(
    document: Document, sentence: Sentence, ends: tuple[_Run, _Run], names: _Names
) -> Iterator[PlaceMention]:
    for run, other in (ends, ends[::-1]):
        span = Span(run.start, run.end)
        yield PlaceMention(
            span=span,
            wording=span.of(document.report.text),
            name=_shown(run.name, names),
            sentence=sentence.index,
            relation=Relation.BETWEEN,
            kind=run.kind,
            within=tuple(_shown(name, names) for name in run.within),
            near=(_shown(other.name, names),),
        )


_LEADING = (  # one of these words stands before every name that `_relation_at` finds
    _IN | _NEAR | _HITTING | _TARGETING | _KINDS | _LINKING
    | frozenset("between adjoins adjoining to from of outside on against over by into with along".split())
)  # fmt: skip

_OPENING = frozenset({"in", "at", "near", "outside", "inside", "between"})


def _relation_at(sentence: Sentence, at: int, names: _Names) -> tuple[Relation, int, str | None, bool] | None:
    """Return what a token says of the name after it: (relation, where the name starts, kind told, needs a kind)."""
    tokens = sentence.tokens
    low = tokens[at].low
    before = tokens[at - 1].low if at else ""
    opens = at == sentence.lead_in and low in _OPENING  # "In Kellen, gunmen ...": a capital, and no name
    if names.is_name(tokens[at], sentence) and not opens:
        return _bare_name(sentence, at, names)
    if low not in _LEADING:
        return None
    relation: Relation | None = None
    needs_kind = False
    if low == "outskirts" and at + 1 < len(tokens) and tokens[at + 1].low == "of":
        return _name_after(sentence, at + 1, Relation.OUTSIDE, names, needs_kind=False)
    if low in _IN:
        relation = Relation.IN
    elif low in _NEAR or (before, low) in _NEAR_PAIRS or low in ("adjoins", "adjoining"):
        relation = Relation.NEAR
    elif low == "of" and before in _DIRECTIONS:
        relation = Relation.IN if _is_part_of(tokens, at) else Relation.OUTSIDE
    elif low == "outside":
        relation = Relation.OUTSIDE
    elif low == "of" and before in _OWN_KINDS:
        relation = Relation.IN
    elif low in ("of", "on", "against", "over") and _follows_act(tokens, at):
        relation, needs_kind = Relation.OF, low in ("against", "over")
    elif low in _HITTING:
        relation = Relation.OF
    elif low in _TARGETING:
        relation, needs_kind = Relation.OF, True
    elif low == "by":
        relation, needs_kind = Relation.NEAR, True
    elif low == "with" and before in _BORDERS:
        relation = Relation.NEAR
    elif low == "from" and (
        before in _UNITS or (before == "away" and at > 1 and tokens[at - 2].low in _UNITS)
    ):
        relation = Relation.OUTSIDE
    elif low == "to" and before in _ROADS:
        relation = Relation.NEAR
    elif low in ("on", "along"):
        return _way_or_border(sentence, at, names)
    elif low in ("from", "to", "into"):
        relation = Relation.FROM if low == "from" else Relation.TO
        if names.is_shouted and low == "to":
            return None  # "to inspect": capitals do not tell a verb from a name
        needs_kind = not any(token.low in _MOVING for token in tokens[max(0, at - 5) : at])
    elif low in _KINDS and at + 1 < len(tokens) and tokens[at + 1].low == "of":
        return Relation.IN, at + 2, _plain_kind(low), False
    if relation is None:
        return None
    # with no capitals to go by, "the killing of" and "hit" may have any person or thing after them
    needs_kind = needs_kind or (names.is_shouted and relation is Relation.OF)
    return _name_after(sentence, at, relation, names, needs_kind=needs_kind)


def _way_or_border(
    sentence: Sentence, at: int, names: _Names
) -> tuple[Relation, int, str | None, bool] | None:
    """Read "on the Montera border", "on Ilka Avenue"."""
    told = _name_after(sentence, at, Relation.NEAR, names, needs_kind=False)
    run = _run_at(sentence, told[1], names) if told else None
    if told is None or run is None or _hyphened_ends(sentence, told[1]):
        return None
    if run.kind in _STREETS:
        return Relation.IN, told[1], None, True
    is_border = run.last + 1 < len(sentence.tokens) and sentence.tokens[run.last + 1].low in _BORDERS
    return (Relation.NEAR, told[1], None, False) if is_border else None


def _name_after(
    sentence: Sentence, at: int, relation: Relation, names: _Names, *, needs_kind: bool
) -> tuple[Relation, int, str | None, bool] | None:
    """Step over "the northern city of" and the like to where the name starts."""
    tokens = sentence.tokens
    step = at + 1
    kind = None
    has_article = False
    while step < len(tokens) and step - at <= 7:
        low = tokens[step].low
        if names.is_name(tokens[step], sentence) and not (
            names.is_shouted and (low in _DIRECTION_WORDS or low in _KINDS or _ADJECTIVE.match(low))
        ):
            break
        if low in _DETERMINERS:
            has_article = True
        elif low == "vicinity":
            relation = Relation.NEAR
            step += 1
        elif low in _AREAS or _ADJECTIVE.match(low):
            if step + 1 < len(tokens) and tokens[step + 1].low == "of":
                step += 1
        elif low in _KINDS:
            kind = _plain_kind(low)
            if step + 1 < len(tokens) and tokens[step + 1].low == "of":
                step += 1
        elif low == "of" and tokens[step - 1].low in _DIRECTIONS:
            relation = relation if _is_part_of(tokens, step) else Relation.OUTSIDE
        elif (
            low not in _DIRECTION_WORDS
            and low not in _KIND_MODIFIERS
            and not re.fullmatch(r"\d+|km|kilometres|miles", low)
        ):
            return None
        step += 1
    if step >= len(tokens) or not names.is_name(tokens[step], sentence):
        return None
    first = _bare(tokens[step])
    if kind and tokens[step - 1].low not in ("of", "the") and tokens[step - 1].low not in _KINDS:
        kind = None
    if has_article and kind is None and first not in _WITH_THE and tokens[step - 1].low in _DETERMINERS:
        needs_kind = not _has_shared_kind(sentence, step, names)
    return relation, step, kind, needs_kind


def _has_shared_kind(sentence: Sentence, at: int, names: _Names) -> bool:
    """Whether a list of names ends in what they all are: "the Velm, Osra and Kesh districts"."""
    run = _run_at(sentence, at, names)
    while run is not None and run.kind is None and run.last + 2 < len(sentence.tokens):
        joint = sentence.tokens[run.last + 1].low
        if joint not in ("and", ","):
            return False
        run = _run_at(sentence, run.last + (3 if sentence.tokens[run.last + 2].low == "and" else 2), names)
    return run is not None and run.kind is not None and sentence.tokens[run.last].low in _KIND_FORMS


def _is_part_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether the "of" at a place means a part ("in the west of Mali"), not what lies beyond ("west of Gao")."""
    return tokens[at - 1].low != "outskirts" and at > 1 and tokens[at - 2].low in _DETERMINERS


def _follows_act(tokens: Sequence[Token], at: int) -> bool:
    """Whether "of" or "on" hangs on an act noun: "the shelling of", "attack on", "rockets fired on"."""
    return any(token.low in _ACTS for token in tokens[max(0, at - 3) : at]) and tokens[at - 1].low not in (
        "said",
        "killed",
    )


def _bare_name(sentence: Sentence, at: int, names: _Names) -> tuple[Relation, int, str | None, bool] | None:
    """Read a name without a preposition: "Kesh camp", "the Kesh shelling", "Camp Tamar residents"."""
    if names.is_shouted or (at and names.is_name(sentence.tokens[at - 1], sentence)):
        return None
    if sentence.tokens[at].low in _WEAPON_WORDS:
        return None
    run = _run_at(sentence, at, names)
    if run is None:
        return None
    tokens = sentence.tokens
    following = tokens[run.last + 1].low if run.last + 1 < len(tokens) else ""
    before = tokens[at - 1].low if at else ""
    if following in _SPEAKING and not run.kind:
        return None
    if before in ("by", "said", "from", "to", "with") and not run.kind:
        return None
    if run.kind and (run.kind in _OWN_KINDS or run.kind in ("airport", "base")):
        return Relation.OF, at, None, True
    if run.within and not run.kind:
        return None
    return (Relation.OF, at, None, False) if following in _ACTS | _DWELLERS else None


_BESIDE = re.compile(
    r"^,?\s+(?:(?:an?|the|which|is|are|lies|stands|sits|located|situated|just|compound|camp|village|town|base|site"
    r"|suburb|area|close|right|about|some|\d+|km|kilometres|kilometers|miles|\(\d+ miles\)|north|south|east|west"
    r"|north-east|northeast|northwest|southeast|southwest|of|to|next|beside|near|outside|adjacent|alongside|on|outskirts)\s+)+$"
)
_BESIDE_WORD = re.compile(
    r"\b(?:close to|next to|beside|near|outside|adjacent to|alongside|outskirts of"
    r"|(?:north|south|east|west)\w* of)\s+(?:the\s+)?$"
)
_ALSO = re.compile(
    r"^,?\s+(?:(?:which is |who is )?(?:also|better|formerly|previously|locally)"
    r" (?:known|called|named)(?: as)?|known as|or)\s+$"
)
_PART_OF = re.compile(
    r"^,?\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}?"
    r"(?P<kind>neighbou?rhood|suburb|village|town|district|quarter|city|area|hamlet|part)"
    r"\s+(?:of|in|near|outside|north of|south of|east of|west of)\s+(?:the\s+)?(?:[a-z-]+\s+)?$"
)
_WITHIN_GAP = re.compile(
    r"^(?:,|,?\s+(?:in|of)(?:\s+(?:the|northern|southern|eastern|western|central|north-eastern|north-western|northeastern"
    r"|northwestern|southeastern|southwestern|neighbouring|nearby|rural))*|,\s+in(?:\s+the)?)\s+$"
)
_DISTANCE = re.compile(
    r"\b(?P<number>\d+(?:\.\d+)?)\s*(?:-\s*)?(?P<unit>km|kilomet(?:re|er)s?|miles?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def _chain(
    document: Document, sentence: Sentence, run: _Run, relation: Relation, names: _Names, told_at: int
) -> Iterator[PlaceMention]:
    """Yield the mention of a name and, for a list ("in A, B and C"), those of its fellows."""
    runs, holders, near, also, kind = [run], [], [], [], run.kind
    last = run
    for _ in range(5):
        following = _next_run(sentence, last, names)
        if following is None:
            break
        gap = document.view[last.end : following.start].removeprefix("'s")
        lowered = gap.casefold().replace("\n", " ")
        if not _is_acceptable(following, sentence, names, needs_kind=False):
            break
        if match := _PART_OF.match(lowered):
            kind = kind or _plain_kind(match["kind"])
            holders.append(following.name)
        elif _ALSO.match(lowered) and last is run:
            also.append(following.name)
        elif _BESIDE.match(lowered) and _BESIDE_WORD.search(lowered):
            near.append(following.name)
            near.extend(following.within)
            break
        elif lowered.strip() == "," and not following.kind and _hangs_on_a_person(sentence, run):
            break
        elif _WITHIN_GAP.match(lowered) and not _is_list(sentence, run, names):
            holders.append(following.name)
        elif re.fullmatch(r",?\s+and\s+|,\s+", lowered) and _is_list(sentence, run, names):
            runs.append(following)
        else:
            break
        last = following
    span_before = document.view[sentence.span.start : sentence.tokens[run.first].start]
    for one in runs:
        mention = PlaceMention(
            span=Span(one.start, one.end),
            wording=Span(one.start, one.end).of(document.report.text),
            name=_shown(one.name, names),
            sentence=sentence.index,
            relation=relation,
            kind=kind if one is run else one.kind,
            within=tuple(_shown(name, names) for name in dict.fromkeys((*one.within, *holders))),
            near=tuple(_shown(name, names) for name in near),
            also=tuple(_shown(name, names) for name in also),
            distance_km=_distance_km(span_before) if relation in (Relation.OUTSIDE, Relation.NEAR) else None,
        )
        yield mention


def _shown(name: str, names: _Names) -> str:
    """Return a name as it is to be looked up: out of upper-case text, with capitals only at the start of words."""
    return name.title().replace("'S", "'s") if names.is_shouted else name


def _distance_km(words: str) -> float | None:
    match = _DISTANCE.search(words)
    if not match:
        return None
    return round(
        float(match["number"]) * (1.609344 if match["unit"].casefold().startswith("mile") else 1.0), 1
    )


def _hangs_on_a_person(sentence: Sentence, run: _Run) -> bool:
    """Whether the place goes with a person who may be named next: "a contractor in Kesh, Oto Maur"."""
    return any(token.low in _ROLES for token in sentence.tokens[max(0, run.first - 4) : run.first])


def _next_run(sentence: Sentence, run: _Run, names: _Names) -> _Run | None:
    """Return the next name within twelve tokens of the same sentence."""
    for at in range(run.last + 1, min(run.last + 13, len(sentence.tokens))):
        token = sentence.tokens[at]
        if names.is_shouted and (token.low in _DIRECTION_WORDS or token.low in _KINDS):
            continue
        if names.is_name(token, sentence):
            return _run_at(sentence, at, names)
    return None


def _is_list(sentence: Sentence, run: _Run, names: _Names) -> bool:
    """Whether the name opens a list: "A and B", "A, B and C"."""
    at = run.last + 1
    tokens = sentence.tokens
    while at + 1 < len(tokens):
        if tokens[at].low == "and":
            return names.is_name(tokens[at + 1], sentence)
        if tokens[at].text != ",":
            return False
        if tokens[at + 1].low == "and":
            return at + 2 < len(tokens) and names.is_name(tokens[at + 2], sentence)
        following = _run_at(sentence, at + 1, names)
        if following is None:
            return False
        at = following.last + 1
    return False


_Together = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _joined(document: Document, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Give each mention what the report tells elsewhere of a place of the same name; overlaps fall to the first."""
    kept: list[PlaceMention] = []
    for mention in mentions:
        if kept and kept[-1].span.overlaps(mention.span):
            continue
        kept.append(mention)
    by_name: dict[str, list[int]] = {}
    by_exact: dict[str, list[int]] = {}
    by_other: dict[str, list[int]] = {}
    for number, mention in enumerate(kept):
        by_name.setdefault(mention.name.casefold(), []).append(number)
        by_exact.setdefault(mention.name, []).append(number)
        for other in mention.also:
            by_other.setdefault(other, []).append(number)
    told: dict[tuple[str, tuple[str, ...]], _Together] = {}  # once for all mentions in the same words
    joined = []
    for mention in kept:
        key = (mention.name, mention.also)
        if key not in told:
            calling = by_other.get(mention.name, [])
            same = {*by_name[mention.name.casefold()], *calling}.union(
                *(by_exact.get(name, ()) for name in mention.also)
            )
            within, near, also = told_together([kept[number] for number in sorted(same)])
            called = (kept[number].name for number in calling)
            names = tuple(name for name in dict.fromkeys((*also, *called)) if name != mention.name)
            told[key] = within, near, names
        within, near, names = told[key]
        joined.append(replace(mention, within=within, near=near, also=names))
    return tuple(joined)
