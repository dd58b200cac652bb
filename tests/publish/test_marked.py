from hypothesis import given
from hypothesis import strategies as st

from tellings.model import Span
from tellings.publish.marked import KINDS, Marking, mark_text

TEXT = "Six died, the council said on Saturday."


@st.composite
def _marked_cases(draw: st.DrawFn) -> tuple[str, list[Marking]]:
    text = draw(st.text(min_size=1, max_size=40))
    spans = st.tuples(st.integers(0, 40), st.integers(1, 40), st.sampled_from(KINDS))
    drawn = draw(st.lists(spans, max_size=12))
    return text, [Marking(kind, f"k{n}", Span(a, a + size)) for n, (a, size, kind) in enumerate(drawn)]


@given(_marked_cases())
def test_the_tokens_hold_the_text_nest_and_cover_what_was_marked(case: tuple[str, list[Marking]]) -> None:
    text, markings = case
    marked = mark_text(text, markings, prefix="R1")
    covered: dict[str, set[int]] = {kind: set() for kind in KINDS}
    open_kinds: list[str] = []
    at = 0
    for token in marked.tokens:
        if token.act == "open":
            open_kinds.append(token.kind)
        elif token.act == "close":
            open_kinds.pop()
        else:
            assert token.text == text[at : at + len(token.text)] and token.text
            for kind in open_kinds:
                covered[kind] |= set(range(at, at + len(token.text)))
            at += len(token.text)
    assert at == len(text) and not open_kinds
    for kind in KINDS:
        wanted = {i for m in markings if m.kind == kind for i in range(m.span.start, m.span.end)}
        assert covered[kind] == wanted & set(range(len(text)))
    anchors = [token.anchor for token in marked.tokens if token.anchor]
    assert len(anchors) == len(set(anchors))
    assert set(marked.anchors.values()) == set(anchors)
    assert set(marked.anchors) == {m.key for m in markings if m.span.start < len(text)}


def test_a_mark_that_crosses_another_goes_on_behind_it() -> None:
    marked = mark_text(
        TEXT, [Marking("content", "a", Span(0, 12)), Marking("claim", "b", Span(4, 20))], prefix="R1"
    )
    opened = [(token.kind, bool(token.anchor)) for token in marked.tokens if token.act == "open"]
    assert opened == [("content", True), ("claim", True), ("claim", False)]


def test_equal_spans_of_one_kind_share_one_mark() -> None:
    marked = mark_text(
        TEXT, [Marking("claim", "a", Span(0, 3)), Marking("claim", "b", Span(0, 3))], prefix="R1"
    )
    assert marked.anchors["a"] == marked.anchors["b"]
    assert sum(token.act == "open" for token in marked.tokens) == 1
