"""Read passages with marks and slots, and write texts from them.

In:   `words.toml` and the files of `passages/`; their mark-up is told in README.md.
Out:  templates; a Passage for each template and seed.
Holds: the same template, words and random state give the same passage; a mistake names its file and line.
"""

import random
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from training.made.passage import Marked, Passage, check, trimmed

DEEPEST = 3  # a slot that has called itself this often takes the first item of its list

_SLOT = re.compile(r"(\^?)([a-z][a-z0-9_]*)(?:\.(\d))?(?::([a-z]))?")
_MARK = re.compile(r"\[([SCT])(\d*)(_\d+)?(?= )")
_ARTICLE = re.compile(r"\b([Aa])(?= (?:\[[SCT]\d*(?:_\d+)? )?[aeiouAEIOU])(?! (?:uni|one|use|eu|UN |US |ut))")
_STRAY_COMMA = re.compile(r",(\]*)(?=[,.;:?!])")
_OPENING = re.compile(r"((?:^|[.!?][\"'”’]{0,2}\s+|\n+|: (?=[\"'“]))[\"'“]{0,2})([a-zé])")


class MarkupError(Exception):
    """A passage or a list of words is written wrongly; the message says where and how."""


@dataclass(frozen=True, slots=True)
class Template:
    """One passage as it was written. place: "file:line". theme: the file's name without its ending."""

    body: str
    place: str
    theme: str


Words = dict[str, list[str | list[str]]]


def read_words(path: Path) -> Words:
    """Return the lists of a words file.

    Raises: MarkupError if it is no TOML, a list is empty or ill shaped, or an item asks for what is not there.
    """
    try:
        words = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as exc:
        raise MarkupError(f"{path.name}: {exc}") from exc
    for slot, items in words.items():
        if not isinstance(items, list) or not items:
            raise MarkupError(f"{path.name}: {slot} is no list, or an empty one")
        for item in items:
            for form in item if isinstance(item, list) else [item]:
                if not isinstance(form, str):
                    raise MarkupError(f"{path.name}: {slot} holds {form!r}; write text")
                _check_braces(form, words, f"{path.name}: {slot}")
    return words


def read_passages(folder: Path, words: Words) -> list[Template]:
    """Return the passages of every .txt file in a folder, by file name and line.

    Raises: MarkupError, naming file and line, for brackets that do not close or a slot that `words` lacks.
    """
    found = []
    for path in sorted(folder.glob("*.txt")):
        body: list[str] = []
        first = 0
        for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
            if line.startswith("#"):
                continue
            if line.strip():
                first = first or number
                body.append(line.strip())
            elif body:
                template = Template(" ".join(body), f"{path.name}:{first}", path.stem)
                _check_braces(template.body, words, template.place)
                found.append(template)
                body, first = [], 0
    return found


def _check_braces(text: str, words: Words, place: str) -> None:
    for opening, closing in ("{}", "[]"):
        depth = 0
        for char in text:
            depth += (char == opening) - (char == closing)
            if depth < 0:
                raise MarkupError(f"{place}: a {closing} too many in {text!r}")
        if depth:
            raise MarkupError(f"{place}: a {closing} is missing in {text!r}")
    for slot in re.findall(r"\{([^{}|]*)\}", text):
        found = _SLOT.fullmatch(slot)
        if found is None or found[2] not in words:
            raise MarkupError(f"{place}: no slot {slot!r}; add it to words.toml or write {{one|other}}")
        if found[3] and any(isinstance(i, str) or len(i) < int(found[3]) for i in words[found[2]]):
            raise MarkupError(f"{place}: not every item of {found[2]} has a form {found[3]}")


@dataclass(slots=True)
class _Filling:
    """Fills the slots of one template."""

    words: Words
    chance: random.Random
    seen: dict[str, set[str]] = field(default_factory=dict)
    marked: int = 0  # how many slots with marks were filled: keeps their attributions apart

    def fill(self, text: str, kept: dict[str, list[str]], inside: tuple[str, ...]) -> str:
        """Return the text with every slot and choice filled. kept: what labelled slots of this text hold."""
        out, at = [], 0
        while (start := text.find("{", at)) >= 0:
            out.append(text[at:start])
            depth, at = 1, start + 1
            cuts = [start]
            while depth:
                char = text[at]
                depth += (char == "{") - (char == "}")
                if (char == "|" and depth == 1) or not depth:
                    cuts.append(at)
                at += 1
            if len(cuts) == 2:
                out.append(self._slot(text[start + 1 : at - 1], kept, inside))
            else:
                pick = self.chance.randrange(len(cuts) - 1)
                out.append(self.fill(text[cuts[pick] + 1 : cuts[pick + 1]], kept, inside))
        out.append(text[at:])
        return "".join(out)

    def _slot(self, asked: str, kept: dict[str, list[str]], inside: tuple[str, ...]) -> str:
        found = _SLOT.fullmatch(asked)
        assert found is not None, asked
        slot, form, label = found[2], int(found[3] or 1), found[4]
        key = f"{slot}:{label}"
        if label and key in kept:
            forms = kept[key]
        else:
            forms = self._pick(slot, inside)
            if label:
                kept[key] = forms
        text = forms[form - 1]
        return text[:1].upper() + text[1:] if found[1] else text

    def _pick(self, slot: str, inside: tuple[str, ...]) -> list[str]:
        seen = self.seen.setdefault(slot, set())
        items = self.words[slot]
        for _ in range(6):  # not twice the same in one passage, if it can be helped
            item = items[0] if inside.count(slot) >= DEEPEST else self.chance.choice(items)
            kept: dict[str, list[str]] = {}
            forms = [
                self.fill(form, kept, (*inside, slot))
                for form in (item if isinstance(item, list) else [item])
            ]
            if forms[0] not in seen:
                break
        seen.add(forms[0])
        if any(_MARK.search(form) for form in forms):
            self.marked += 1
            forms = [_MARK.sub(lambda m: f"[{m[1]}{m[2]}{m[3] or f'_{self.marked}'}", form) for form in forms]
        return forms


def write(template: Template, words: Words, chance: random.Random) -> Passage:
    """Return one passage from a template.

    Raises: MarkupError, naming file and line, if its marks do not fit together.
    """
    filled = _Filling(words, chance).fill(template.body, {}, ())
    filled = _ARTICLE.sub(r"\1n", _STRAY_COMMA.sub(r"\1", filled)).replace(" // ", "\n\n")
    try:
        passage = _marks_of(filled)
        check(passage)
    except ValueError as exc:
        raise MarkupError(f"{template.place}: {exc}") from exc
    return passage


def _marks_of(filled: str) -> Passage:
    """Return the passage that a filled template stands for. Raises: ValueError if its marks do not close."""
    out: list[str] = []
    length = 0
    roles: list[dict[str, list[tuple[int, int]]]] = []
    outers: list[int | None] = []
    ids: dict[tuple[int | None, str], int] = {}
    open_ids: list[tuple[str, list[int], int]] = []
    at = 0
    while at < len(filled):
        char = filled[at]
        if char == "[":
            found = _MARK.match(filled, at)
            if found is None:
                raise ValueError(f"no mark at {filled[at : at + 20]!r}; write [S ...], [C ...] or [T ...]")
            outer: int | None = None
            if open_ids:
                role, held, _ = open_ids[-1]
                if role != "T" or len(held) > 1:
                    raise ValueError(
                        f"a mark inside a source, a cue or a shared content: {filled[at : at + 30]!r}"
                    )
                outer = held[0]
            held = []
            for digit in found[2] or "0":
                key = (outer, digit + (found[3] or ""))
                if key not in ids:
                    ids[key] = len(roles)
                    roles.append({"S": [], "C": [], "T": []})
                    outers.append(outer)
                held.append(ids[key])
            open_ids.append((found[1], held, length))
            at = found.end() + 1
        elif char == "]":
            if not open_ids:
                raise ValueError("a ] too many")
            role, held, start = open_ids.pop()
            for number in held:
                roles[number][role].append((start, length))
            at += 1
        else:
            out.append(char)
            length += 1
            at += 1
    if open_ids:
        raise ValueError("a ] is missing")
    text = "".join(out)
    text = _OPENING.sub(lambda m: m[1] + m[2].upper(), text)

    marks = []
    for spans, outer in zip(roles, outers, strict=True):
        source, cue, content = (tuple(sorted(trimmed(text, *span) for span in spans[role])) for role in "SCT")
        marks.append(Marked(source, cue, content, outer))
    return Passage(text, tuple(marks))
