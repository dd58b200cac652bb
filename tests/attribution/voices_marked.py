"""Invented passages whose tellings are marked in the text, so that only the voices are left to be worked out.

`[s:Voss] [c:said] [t:that [s:a nurse] [c:told her] [t:six had died]].`: source, cue and content; `[to:AFP]` is who was
told, `[d:statement]` the document. What stands in one sentence and in the content of the same telling is one telling;
a digit keeps two apart: `[s2:...]`.
"""

import re
from dataclasses import dataclass

from tellings.attribution.chains import resolve_chains
from tellings.attribution.telling import Telling
from tellings.model import Attribution, Span, Voice
from tellings.text.segment import segment
from tellings.vocabulary import How, Stance
from tests.builders import report

_MARK = re.compile(r"\[(?P<part>s|c|t|to|d)(?P<number>\d?):|(?P<close>\])")


@dataclass
class _Piece:
    part: str
    number: str
    parent: "_Piece | None"
    start: int
    end: int = 0


@dataclass(frozen=True)
class _Key:
    """What all pieces of one telling share."""

    outer: "_Key | None"
    sentence: int
    number: str

    @property
    def depth(self) -> int:
        return 0 if self.outer is None else 1 + self.outer.depth


@dataclass(frozen=True)
class Marked:
    """What a marked passage comes to. voices: by id, the outlet first."""

    voices: dict[str, Voice]
    attributions: tuple[Attribution, ...]

    @property
    def chains(self) -> list[str]:
        """Return each chain after the outlet as names with " > " between; "" for the outlet's own voice."""
        return [" > ".join(self.plain(voice_id) for voice_id in told.chain[1:]) for told in self.attributions]

    def plain(self, voice_id: str) -> str:
        """Return a voice's name without "the" and case; a second voice of the same name is marked "#2"."""
        alike = [other for other in self.voices if self._bare(other) == self._bare(voice_id)]
        order = alike.index(voice_id)
        return self._bare(voice_id) if order == 0 else f"{self._bare(voice_id)}#{order + 1}"

    def voice(self, name: str) -> Voice:
        """Return the first voice of that name, as printed."""
        return next(voice for voice in self.voices.values() if voice.name == name)

    def _bare(self, voice_id: str) -> str:
        return (self.voices[voice_id].name or "").casefold().removeprefix("the ")


def hear_marked(passage: str, *, outlet: str | None = "Morning Mast", agency: str | None = None) -> Marked:
    """Return the voices of a marked passage; its tellings stand in order of the text, outer before inner."""
    text, pieces = _parse(passage)
    document = segment(report(text, outlet=outlet, agency=agency))
    starts = [sentence.span.start for sentence in document.sentences]

    def key(piece: _Piece) -> _Key:
        sentence = max(k for k, start in enumerate(starts) if start <= piece.start)
        return _Key(key(piece.parent) if piece.parent is not None else None, sentence, piece.number)

    held: dict[_Key, list[_Piece]] = {}
    for piece in pieces:
        held.setdefault(key(piece), []).append(piece)
    order = sorted(held, key=lambda k: (min(piece.start for piece in held[k]), k.depth))

    def telling(k: _Key) -> Telling:
        def spans(part: str) -> tuple[Span, ...]:
            return tuple(Span(piece.start, piece.end) for piece in held[k] if piece.part == part)

        content, told_to, put_in = spans("t"), spans("to"), spans("d")
        is_quoted = bool(content) and text[content[0].start] == '"'
        return Telling(
            source=spans("s"),
            cue=spans("c"),
            content=content,
            stance=Stance.ASSERTS,
            how=How.DOCUMENT if put_in else How.DIRECT if is_quoted else How.INDIRECT,
            headline=document.sentences[k.sentence].headline,
            told_to=told_to[0] if told_to else None,
            document=put_in[0] if put_in else None,
            outer=order.index(k.outer) if k.outer is not None else None,
            sentence=k.sentence,
        )

    voices, attributions = resolve_chains(document, tuple(telling(k) for k in order))
    return Marked({voice.voice_id: voice for voice in voices}, attributions)


def _parse(passage: str) -> tuple[str, list[_Piece]]:
    text, at = "", 0
    pieces: list[_Piece] = []
    open_pieces: list[_Piece] = []
    for match in _MARK.finditer(passage):
        text += passage[at : match.start()]
        at = match.end()
        if match["close"]:
            open_pieces.pop().end = len(text)
        else:
            parent = next((piece for piece in reversed(open_pieces) if piece.part == "t"), None)
            pieces.append(_Piece(match["part"], match["number"], parent, len(text)))
            open_pieces.append(pieces[-1])
    return text + passage[at:], pieces
