"""Plan a removal on purpose: what would go, and what would stand in its place.

In:   what a case keeps now, by the log and its seals; a report, or a name.
Out:  a `SealPlan`.
Holds: nothing is written or deleted here. What goes and what stays refers to the same ids, and every span still
holds its quote. A text that several reports carry goes from all of them, and an original that several came from
goes from all.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tellings.codec import from_json, to_text
from tellings.custody.log import (
    CheckpointSigned,
    Entry,
    ExtractionStored,
    JudgementAdded,
    ReportAdded,
    Sealed,
    SetAsideNoted,
    SettingsKept,
)
from tellings.custody.names import Blotter, Name, blot_all
from tellings.custody.objects import Objects, sha256_of
from tellings.custody.seals import Seal, SealKind, standing_for
from tellings.errors import BrokenPromise, InputError
from tellings.model import Extraction, Judgement, Leaf


@dataclass(frozen=True, slots=True)
class SealPlan:
    """What a removal would do. items: the reports it is about, sorted.

    removed: digests of what would go. replaced: of these, the bytes that would stand in the place of which.
    counts: how many of each sort go or are blotted, in words ("text", "judgement"). alone: how often single words
    of a name stand by themselves in the texts it stood in: they stay.
    """

    kind: SealKind
    items: tuple[str, ...]
    removed: frozenset[str]
    replaced: dict[str, bytes]
    counts: dict[str, int]
    alone: dict[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remove."""
        return not self.removed


class Kept:
    """What a case keeps now, sort by sort: digests of objects that stand, with the reports that each is of."""

    def __init__(self, entries: Sequence[Entry], objects: Objects, seals: Sequence[Seal]) -> None:
        self.objects = objects
        self.originals: dict[str, set[str]] = defaultdict(set)
        self.texts: dict[str, set[str]] = defaultdict(set)
        self.metadata: dict[str, set[str]] = defaultdict(set)
        self.extractions: dict[str, set[str]] = defaultdict(set)
        self.judgements: set[str] = set()
        self.set_asides: set[str] = set()
        self.settings: set[str] = set()
        self.seals: set[str] = set()
        self._other: set[str] = set()
        removed = {digest for seal in seals for digest in seal.removed}
        for entry in entries:
            act = entry.act
            now = {role: standing_for(digest, seals) for role, digest in act.objects().items()}
            if isinstance(act, ReportAdded):
                if (
                    act.original not in removed
                ):  # one that is also a text was blotted as that, and went as this
                    self.originals[act.original].add(act.report_id)
                _enter(self.texts, now["text"], act.report_id)
                _enter(self.metadata, now["metadata"], act.report_id)
            elif isinstance(act, ExtractionStored):
                _enter(self.extractions, now["extraction"], act.report_id)
            elif isinstance(act, CheckpointSigned):
                self._other.add(act.object)
            else:
                sorts: dict[type, set[str]] = {
                    JudgementAdded: self.judgements,
                    SetAsideNoted: self.set_asides,
                    SettingsKept: self.settings,
                    Sealed: self.seals,
                }
                sorts.get(type(act), self._other).update(digest for digest in now.values() if digest)

    def text_of(self, digest: str) -> str:
        """Return the text in an object."""
        return self.objects.get(digest).decode("utf-8")

    def json_of(self, digest: str) -> Any:
        """Return what the JSON in an object says."""
        return json.loads(self.objects.get(digest))

    def text_digest(self, report_id: str) -> str | None:
        """Return the digest of a report's text as it stands; None where it is not kept."""
        return next((digest for digest, of in self.texts.items() if report_id in of), None)

    def unnamed(self) -> Iterator[str]:
        """Yield the objects that no act names: an interrupted write leaves such."""
        named = self._other.union(
            self.originals, self.texts, self.metadata, self.extractions, self.judgements, self.set_asides,
            self.settings, self.seals,
        )  # fmt: skip
        yield from (
            digest for _, digest in self.objects.files() if digest is not None and digest not in named
        )


def _enter(into: dict[str, set[str]], digest: str | None, report_id: str) -> None:
    if digest is not None:
        into[digest].add(report_id)


# ---------------------------------------------------------------- a report, an original


def plan_original(kept: Kept, report_id: str) -> SealPlan:
    """Plan the removal of the bytes that a report came in as; the text taken out of them stays.

    Raises: InputError if the case does not keep the report, if its originals are gone, or if the text is the same
    bytes.
    """
    _require_report(kept, report_id)
    digests = {digest for digest, of in kept.originals.items() if report_id in of}
    if not digests:
        raise InputError(
            f"{report_id}: its original is sealed already; `tellings case verify` says on, by and why"
        )
    if digests & kept.texts.keys():
        raise InputError(
            f"{report_id}: its text is the same bytes as its original; seal the report, or the names in it"
        )
    items = {item for digest in digests for item in kept.originals[digest]}
    return SealPlan(
        SealKind.ORIGINAL, tuple(sorted(items)), frozenset(digests), {}, {"original": len(digests)}
    )


def plan_report(kept: Kept, report_id: str) -> SealPlan:
    """Plan the removal of a report: originals, text, metadata, all that was found in it, judgements about it alone.

    Of a judgement that is about another report too, the words of this one are blotted.
    Raises: InputError if the case does not keep the report.
    """
    text = _require_report(kept, report_id)
    items = kept.texts[text]
    counts: Counter[str] = Counter()
    removed: set[str] = set()
    for sort, digests in (
        ("original", kept.originals),
        ("text", kept.texts),
        ("metadata", kept.metadata),
        ("extraction", kept.extractions),
    ):
        gone = {digest for digest, of in digests.items() if of & items}
        counts[sort] += len(gone)
        removed |= gone
    for digest in kept.set_asides:
        if kept.json_of(digest).get("original_sha256") in removed:
            removed.add(digest)
            counts["set-aside"] += 1
    words = kept.text_of(text)
    ids = {
        item for digest in kept.extractions if digest in removed for item in _ids_in(kept.json_of(digest))
    } | items
    replaced: dict[str, bytes] = {}
    for digest in sorted(kept.judgements):
        judgement = from_json(Judgement, kept.json_of(digest))
        leaves = [leaf for leaf in (judgement.left, judgement.right) if leaf is not None]
        about = [_is_about(leaf, items, ids, words) for leaf in leaves]
        if not any(about):
            continue
        counts["judgement"] += 1
        removed.add(digest)
        if not all(about):
            blotted = [_without_words(leaf) if it else leaf for leaf, it in zip(leaves, about, strict=True)]
            now = replace(judgement, left=blotted[0], right=blotted[1])
            replaced[digest] = to_text(now).encode()
    return SealPlan(SealKind.REPORT, tuple(sorted(items)), frozenset(removed), replaced, _sorted(counts))


def _require_report(kept: Kept, report_id: str) -> str:
    text = kept.text_digest(report_id)
    if text is None:
        raise InputError(
            f"{report_id}: is no report that this case keeps; `tellings case list CASE --json` shows their ids"
        )
    return text


def _ids_in(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for item in data:
            yield from _ids_in(item)
    elif isinstance(data, dict):
        for key, item in data.items():
            if key in ("claim_id", "account_id", "attribution_id", "voice_id") and isinstance(item, str):
                yield item
            else:
                yield from _ids_in(item)


def _is_about(leaf: Leaf, items: Iterable[str], ids: set[str], text: str) -> bool:
    if leaf.report_id:
        return leaf.report_id in items
    return leaf.id in ids or (bool(leaf.quote) and leaf.before + leaf.quote + leaf.after in text)


def _without_words(leaf: Leaf) -> Leaf:
    return replace(leaf, quote=blot_all(leaf.quote), before=blot_all(leaf.before), after=blot_all(leaf.after))


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return {sort: number for sort, number in counts.items() if number}


# ---------------------------------------------------------------- a name


def plan_name(kept: Kept, name: Name) -> SealPlan:
    """Plan the removal of a person's name from all that is kept. The plan is empty where it stands nowhere."""
    return _NamePlan(kept, name).plan()


class _NamePlan:
    def __init__(self, kept: Kept, name: Name) -> None:
        self._kept = kept
        self._name = name
        self._items: set[str] = set()
        self._removed: set[str] = set()
        self._replaced: dict[str, bytes] = {}
        self._counts: Counter[str] = Counter()
        self._alone: Counter[str] = Counter()

    def plan(self) -> SealPlan:
        kept = self._kept
        blotters: dict[str, Blotter] = {}  # of the reports whose texts hold the name
        for digest, of in sorted(kept.texts.items()):
            text = kept.text_of(digest)
            if self._name.find(text):
                blotted = self._name.blot(text)
                self._put("text", digest, blotted.encode(), of)
                self._alone.update(self._name.count_alone(blotted))
                blotters.update(dict.fromkeys(of, Blotter(self._name, text)))
        plain = Blotter(self._name)
        for digest, of in sorted(kept.metadata.items()):
            self._put_json("metadata", digest, plain.value, of)
        for digest, of in sorted(kept.extractions.items()):
            blotter = next((blotters[report_id] for report_id in sorted(of) if report_id in blotters), plain)
            self._put_json("extraction", digest, blotter.value, of, kind=Extraction)
        for digest in sorted(kept.judgements):
            self._put_json(
                "judgement", digest, lambda data: _judgement(data, blotters, plain), (), kind=Judgement
            )
        for digest in sorted(kept.set_asides):
            self._put_json("set-aside", digest, plain.value, ())
        for digest in sorted(kept.seals):
            self._put_json("seal", digest, lambda data: _seal(data, plain), ())
        for digest in sorted(kept.settings):
            text = kept.objects.get(digest).decode("utf-8", "surrogateescape")  # the user's, in any encoding
            if self._name.find(text):
                data = self._name.blot(text).encode("utf-8", "surrogateescape")
                self._put("settings file", digest, data, ())
        for digest, of in sorted(kept.originals.items()):
            if digest in self._removed or of & self._items or self._name.is_in(kept.objects.get(digest)):
                self._removed.add(digest)
                self._items |= of
                self._counts["original"] += 1
        self._removed.update(
            digest for digest in kept.unnamed() if self._name.is_in(kept.objects.path_of(digest).read_bytes())
        )
        return SealPlan(
            SealKind.NAME,
            tuple(sorted(self._items)),
            frozenset(self._removed),
            self._replaced,
            _sorted(self._counts),
            dict(sorted(self._alone.items())),
        )

    def _put(self, sort: str, digest: str, data: bytes, of: Iterable[str]) -> None:
        self._removed.add(digest)
        self._replaced[digest] = data
        self._counts[sort] += 1
        self._items.update(of)

    def _put_json(
        self,
        sort: str,
        digest: str,
        change: Callable[[Any], Any],
        of: Iterable[str],
        *,
        kind: type | None = None,
    ) -> None:
        """Enter an object if the name stands in its values.

        kind: what it must still be afterwards; one that no longer is, since a word of a closed list was the name,
        goes wholly: an extraction is read again at the next build.
        """
        before = self._kept.json_of(digest)
        after = change(before)
        if after == before:
            return
        self._put(sort, digest, to_text(after).encode(), of)
        if kind is not None:
            try:
                from_json(kind, after)
            except BrokenPromise:
                del self._replaced[digest]


def _judgement(data: dict[str, Any], blotters: dict[str, Blotter], plain: Blotter) -> dict[str, Any]:
    made = dict(data)
    own = plain
    for side in ("left", "right"):
        if isinstance(data[side], dict):
            fitting = _fitting(data[side], blotters)
            own = fitting if fitting is not None and own is plain else own
            made[side] = _leaf(data[side], fitting or plain)
    made.update({key: _told(data[key], own) for key in ("was", "now") if key in data})
    made.update({key: plain.words(data[key]) for key in ("by", "why")})
    return made


def _fitting(leaf: dict[str, Any], blotters: dict[str, Blotter]) -> Blotter | None:
    """Return the blotter of the report that a leaf is of. One of a leaf that names no report holds all its words."""
    report_id = leaf.get("report_id")
    if report_id:
        return blotters.get(report_id)
    words = leaf["before"] + leaf["quote"] + leaf["after"]
    return next((one for _, one in sorted(blotters.items()) if words and one.holds(words)), None)


def _leaf(leaf: dict[str, Any], blotter: Blotter) -> dict[str, Any]:
    before, quote, after = blotter.window(leaf["before"], leaf["quote"], leaf["after"])
    return {**leaf, "id": blotter.words(leaf["id"]), "before": before, "quote": quote, "after": after}


def _told(text: str, blotter: Blotter) -> str:
    """Return a value as a judgement holds it, without the name: JSON stays JSON."""
    try:
        data = json.loads(text)
    except ValueError:
        return blotter.words(text)
    after = blotter.value(data)
    return text if after == data else to_text(after)


def _seal(data: dict[str, Any], plain: Blotter) -> dict[str, Any]:
    return {**data, "by": plain.words(data["by"]), "why": plain.words(data["why"])}


# ---------------------------------------------------------------- the seal itself


def seal_of(plan: SealPlan, *, by: str, why: str, at: str, name: Name | None = None) -> Seal:
    """Return the seal that says what this plan did. name: goes from the reason too, where a name is sealed."""
    plain = name.blot if name is not None else str
    return Seal(
        kind=plan.kind,
        items=plan.items,
        removed=tuple(sorted(plan.removed)),
        replaced={digest: sha256_of(data) for digest, data in sorted(plan.replaced.items())},
        by=plain(by),
        why=plain(why),
        at=at,
    )
