"""Join what the trained reader found with what the rules propose.

In:   a Document, the trained reader's finds, the tellings of the rules.
Out:  tellings, outer before inner, in order of the text, each furnished.
Holds: where both found a telling, the spans are the trained reader's; what the rules alone propose is taken where the
encoder does not rule it out, or where its form is fixed (a headline's credit, words passed on); time grows with the
length of the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tellings.attribution.furnishing import furnish
from tellings.attribution.relays import heard_from, is_citing
from tellings.attribution.telling import Telling
from tellings.attribution.trained import Reading
from tellings.model import Span
from tellings.text.segment import Document
from tellings.text.span_index import SpanIndex

# How they were chosen, and what they cost and gain: docs/methodology.md, "What the rules are kept for".
LEAST_SURE = 0.25  # that a cue is one, where the rules alone propose it
SURE_OF_CONTENT = 0.8  # from here on the trained reader's content stands where the two differ
SURE_OF_SOURCE = 0.6  # and its source


@dataclass(slots=True, eq=False)
class _Node:
    """A telling on its way to its place. sure: None for the rules' alone."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    sure: float | None
    outer: "_Node | None"
    proposed: Telling | None = None
    inner: list["_Node"] = field(default_factory=list)

    @property
    def place(self) -> tuple[int, int]:
        """Where it starts and ends."""
        spans = (*self.source, *self.cue, *self.content)
        return min(span.start for span in spans), max(span.end for span in spans)

    def holds(self, spans: Sequence[Span]) -> bool:
        """Whether all these spans lie in the content."""
        return _lie_in(self.content, spans)


_Inner = Mapping[int, Sequence[_Node]]  # id of a telling -> those inside it


def merge(document: Document, reading: Reading, proposed: Sequence[Telling]) -> tuple[Telling, ...]:
    """Return the tellings of a document, from both readers.

    proposed: by the rules, outer before inner.
    """
    found = _found(reading)
    _turn_citing(document, found)
    nodes = [*found, *_proposed(document, reading, found, proposed)]
    nodes += _heard(document, nodes)
    return tuple(_furnished(document, nodes))


def _found(reading: Reading) -> list[_Node]:
    nodes: list[_Node] = []
    for found in reading.found:
        outer = nodes[found.outer] if found.outer is not None else None
        nodes.append(_Node(found.source, (found.cue,), found.content, found.sure, outer))
    return nodes


# ---------------------------------------------------------------- words passed on


def _turn_citing(document: Document, nodes: Sequence[_Node]) -> None:
    """Turn "X, citing Y, said that Z" into Y's telling of Z, passed on by X.

    The trained reader finds that X cites Y, and that X says Z.
    """
    tellers: dict[tuple[int, tuple[Span, ...]], list[_Node]] = {}
    citing: list[_Node] = []
    holders = {id(node.outer) for node in nodes}
    for node in nodes:
        if node.source:
            if id(node) not in holders and is_citing(document, node.cue, node.content):
                citing.append(node)
            else:
                tellers.setdefault((id(node.outer), node.source), []).append(node)
    for node in citing:
        told = tellers.get((id(node.outer), node.source), ())
        nearest = min(told, key=lambda other: abs(other.cue[0].start - node.cue[0].start), default=None)
        if nearest is not None and not _shared(nearest.content, node.content):
            node.source, node.content, node.outer = node.content, nearest.content, nearest


def _heard(document: Document, nodes: Sequence[_Node]) -> Iterator[_Node]:
    """Yield the tellings of those from whom something was heard, which the nodes do not hold yet."""
    passed_on = {(id(node.outer), node.content) for node in nodes if node.outer is not None}
    for node in nodes:
        behind = heard_from(document, node.cue, node.content)
        is_known = (id(node), node.content) in passed_on or (behind is not None and behind in node.source)
        if behind is not None and not is_known:
            yield _Node((behind,), node.cue, node.content, node.sure, node)


# ---------------------------------------------------------------- what the rules propose


def _proposed(
    document: Document, reading: Reading, found: Sequence[_Node], proposed: Sequence[Telling]
) -> list[_Node]:
    """Return the tellings of the rules that are taken; those that the trained reader has too are marked there."""
    by_cue = SpanIndex((node, node.cue) for node in found)
    by_content = SpanIndex((node, node.content) for node in found)
    inner: dict[int, list[_Node]] = {}
    for one in found:
        if one.outer is not None:
            inner.setdefault(id(one.outer), []).append(one)
    placed: dict[int, _Node] = {}
    taken: list[_Node] = []
    for number, telling in enumerate(proposed):
        same = _same(by_cue, telling)
        if same is not None:
            same.proposed = telling
            placed[number] = same
            _settle(document, same, telling, inner, by_content)
    by_content = SpanIndex((node, node.content) for node in found)
    for number, telling in enumerate(proposed):
        if number in placed:
            continue
        outers = []
        above = telling.outer
        while above is not None:
            outers += [placed[above]] if above in placed else []
            above = proposed[above].outer
        node = _taken(document, reading, by_content, telling, outers)
        if node is not None:
            taken.append(node)
            placed[number] = node
    return taken


def _same(by_cue: SpanIndex[_Node], telling: Telling) -> _Node | None:
    """Return the trained reader's telling with the cue of this one, if no other telling has taken it."""
    near = [node for span in telling.cue for node in by_cue.over(span) if node.proposed is None]
    return max(near, key=lambda node: _shared(node.cue, telling.cue), default=None)


def _settle(
    document: Document, node: _Node, telling: Telling, inner: _Inner, by_content: SpanIndex[_Node]
) -> None:
    """Take over source and content of the rules where they differ and the trained reader is not sure of its own."""
    if node.sure is None or not telling.content:
        return
    if _takes_responsibility(document, node, telling) and _may_tell(node, telling.content, inner):
        node.source, node.cue, node.content = telling.source, telling.cue, telling.content
    elif _overlap(node.content, telling.content) < 0.5:
        if (
            node.sure < SURE_OF_CONTENT
            and not _shared(node.cue, (*telling.source, *telling.content))
            and (node.outer is None or node.outer.holds(telling.content))
            and _may_tell(node, telling.content, inner)
            and _cede(node, telling.content, inner, by_content)
        ):
            node.source, node.content = telling.source, telling.content
    elif (
        not node.source or (node.sure < SURE_OF_SOURCE and _overlap(node.source, telling.source) < 0.5)
    ) and not _shared(telling.source, (*node.cue, *node.content)):
        node.source = telling.source


def _takes_responsibility(document: Document, node: _Node, telling: Telling) -> bool:
    """Whether this is a claim of responsibility, a fixed form, of which the rules give whole phrases."""
    is_claim = any(
        "responsibility" in span.of(document.view).casefold() for span in (*node.cue, *node.content)
    )
    is_read = any(
        "responsibility" in span.of(document.view).casefold() for span in (*telling.cue, *telling.content)
    )
    return is_claim and is_read and node.outer is None and telling.outer is None


def _may_tell(node: _Node, content: tuple[Span, ...], inner: _Inner) -> bool:
    """Whether all tellings inside one would still lie in its content, were this its content."""
    return all(_lie_in(content, one.content) for one in inner.get(id(node), ()))


def _cede(taker: _Node, content: Sequence[Span], inner: _Inner, by_content: SpanIndex[_Node]) -> bool:
    """Take the words of a content away from other tellings of the level; False if one would be left with none."""
    left: list[tuple[_Node, tuple[Span, ...]]] = []
    for node in {id(node): node for span in content for node in by_content.over(span)}.values():
        if node.outer is not taker.outer or node is taker:
            continue
        kept = tuple(part for part in node.content if not _shared((part,), content))
        if not kept or not _may_tell(node, kept, inner):
            return False
        left.append((node, kept))
    for node, kept in left:
        node.content = kept
    return True


def _taken(
    document: Document,
    reading: Reading,
    by_content: SpanIndex[_Node],
    telling: Telling,
    outers: Sequence[_Node],
) -> _Node | None:
    """Return a telling of the rules alone in its place, or None where it is not to be taken.

    outers: what has been placed of those in which the rules have it, the innermost first.
    """
    if not telling.content:
        return None
    outer = outers[0] if outers else None
    if outer is not None and outer.proposed is not None and outer.proposed.content == telling.content:
        return _Node(telling.source, telling.cue, outer.content, None, outer, telling)  # "quoted X as saying"
    sure = max((float(reading.cue_sure[span.start : span.end].max()) for span in telling.cue), default=0.0)
    is_credit = telling.headline and all(span.of(document.view) == ":" for span in telling.cue)
    if sure < LEAST_SURE and not is_credit:
        return None
    spans = (*telling.source, *telling.cue, *telling.content)
    near = {id(node): node for span in spans for node in by_content.over(span)}.values()
    around = [node for node in (*near, *outers) if node.holds(spans)]
    place = min(around, key=lambda node: sum(s.end - s.start for s in node.content), default=None)
    if any(
        node.outer is place and node is not place and _shared(node.content, telling.content) for node in near
    ):
        return None  # the trained reader gives these words to another cue
    return _Node(telling.source, telling.cue, telling.content, None, place, telling)


def _lie_in(content: Sequence[Span], spans: Sequence[Span]) -> bool:
    return all(any(part.contains(span) for part in content) for span in spans)


def _shared(left: Sequence[Span], right: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)


def _overlap(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Return the share of the code points of both that both cover; 1 if both are empty."""
    shared = _shared(left, right)
    covered = sum(span.end - span.start for span in (*left, *right)) - shared
    return shared / covered if covered else 1.0


# ---------------------------------------------------------------- in order


def _furnished(document: Document, nodes: Sequence[_Node]) -> Iterator[Telling]:
    """Yield the tellings, outer before inner, in order of the text."""
    for node in nodes:
        if node.outer is not None:
            node.outer.inner.append(node)
    numbers: dict[int, int] = {}
    waiting = sorted((n for n in nodes if n.outer is None), key=lambda n: n.place, reverse=True)
    while waiting:
        node = waiting.pop()
        numbers[id(node)] = len(numbers)
        yield furnish(
            document,
            source=node.source,
            cue=node.cue,
            content=node.content,
            outer=numbers[id(node.outer)] if node.outer is not None else None,
            inner=[span for one in node.inner for span in (*one.source, *one.cue, *one.content)],
            sure=node.sure,
        )
        waiting += sorted(node.inner, key=lambda n: n.place, reverse=True)
