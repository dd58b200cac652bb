"""Train the layers and heads that read incidents, on the lower layers of the served reader of attribution.

In:   MUC-4's training reports and keys; the made passages; the folder of the served model.
Out:  a checkpoint of `IncidentNet`.
Holds: seeds and corpora fix which examples come in which order. The lower layers are run as they are served, so that
what is trained on is what is read on.
"""

import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import onnx
import onnxruntime
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from tellings.events.incident_net import MOST_SENTENCES
from tellings.inference import LOWER, Word
from tellings.inference import Encoder as Served
from tellings.models import ModelFiles
from training.encoder import LAYERS, Encoder
from training.incidents.export import SHARED
from training.incidents.marked import BACKGROUND, Marked, read_passages
from training.incidents.net import PIECES, IncidentNet, gap_code
from training.incidents.templates import ROLES, VALUES, Key, Labelled, Mention, read_reports

MOST_WORDS = 512  # in a stretch; served are shorter ones, which cost less and read as well
SORTS = len(VALUES["inc-type"])
# columns of the scores of sentences after the sorts: tells what a template holds; the report holds one; tells an
# incident; tells one in passing
TOLD, REPORT, MAIN, PASSING = SORTS, SORTS + 1, SORTS + 2, SORTS + 3
_MANY = ("phys-tgt-effect", "hum-tgt-effect")
_SPACED = 18.0  # few words are in any role: what tags weigh against the rest


@dataclass(frozen=True, slots=True)
class Plan:
    """A run.

    words: words a step. passages: readings of the made passages, each with other marks lost. held: one passage in so
    many is kept apart.
    """

    epochs: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: int = 150
    words: int = 1300
    passages: int = 2
    held: int = 10
    seed: int = 20130615


@dataclass(slots=True)
class Example:
    """A stretch of a text. bounds: of its sentences, in words of the stretch; numbers: of these in the text."""

    states: Tensor
    order: Tensor
    bounds: list[tuple[int, int]]
    numbers: list[int]

    @property
    def size(self) -> int:
        """Words."""
        return len(self.states)


@dataclass(slots=True)
class ReportExample(Example):
    """A stretch of a report with keys. tags: (words, 6), -100 where left open. told: (sentences, 7)."""

    start: int
    mentions: list[Mention]
    keys: list[Key]
    tags: Tensor
    told: Tensor
    reports_one: float | None  # None where only an optional template is there


@dataclass(slots=True)
class PassageExample(Example):
    """A made passage. told: as `marked.Marked` has it."""

    told: list[int]


# ---------------------------------------------------------------- examples


def _stretches(sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, list[int]]]:
    """Yield (start, end, numbers of the sentences) of stretches of at most MOST_WORDS words."""
    held: list[int] = []
    size = 0
    for number, (lo, hi) in enumerate(sentences):
        if hi <= lo:
            continue
        if held and size + hi - lo > MOST_WORDS:
            yield _bounds(sentences, held)
            held, size = [], 0
        held.append(number)
        size += hi - lo
    if held:
        yield _bounds(sentences, held)


def _bounds(sentences: Sequence[tuple[int, int]], held: list[int]) -> tuple[int, int, list[int]]:
    start = sentences[held[0]][0]
    return start, min(sentences[held[-1]][1], start + MOST_WORDS), held


def _example(
    states: Tensor,
    sentence_of: Sequence[int],
    sentences: Sequence[tuple[int, int]],
    cut: tuple[int, int, list[int]],
) -> tuple[Tensor, Tensor, list[tuple[int, int]], list[int]]:
    start, end, numbers = cut
    order = torch.tensor([min(number, MOST_SENTENCES - 1) for number in sentence_of[start:end]])
    kept = [number for number in numbers if sentences[number][0] < end]
    bounds = [(sentences[n][0] - start, min(sentences[n][1], end) - start) for n in kept]
    return states[start:end], order, bounds, kept


def report_examples(report: Labelled, states: Tensor) -> Iterator[ReportExample]:
    """Yield the stretches of a report. states: (words, 384)."""
    for cut in _stretches(report.sentences):
        start, end, _ = cut
        parts = _example(states, report.sentence_of, report.sentences, cut)
        rows = {number: row for row, number in enumerate(parts[3])}
        tags = torch.zeros(end - start, len(ROLES), dtype=torch.long)
        for role, lo, hi in report.left_open:
            if start <= lo and hi <= end:
                tags[lo - start : hi - start, role] = -100
        mentions = [m for m in report.mentions if start <= m.start and m.end <= end and m.sentence in rows]
        for mention in sorted(mentions, key=lambda m: m.end - m.start):
            tags[mention.start - start : mention.end - start, mention.role] = 2
            tags[mention.start - start, mention.role] = 1
        told = torch.zeros(len(rows), SORTS + 1)
        for key in report.keys:
            for number in key.sentences & rows.keys():
                told[rows[number], TOLD] = 1
                for sort in key.told["inc-type"]:
                    told[rows[number], sort] = 1
        one = any(not key.optional for key in report.keys)
        whole = len(parts[3]) == len(report.sentences)
        reports_one: float | None = float(one and (whole or bool(mentions)))
        if report.keys and not one:
            reports_one = None
        yield ReportExample(*parts, start, mentions, report.keys, tags, told, reports_one)


def passage_example(passage: Marked, states: Tensor) -> PassageExample:
    """Return a made passage, as far as one stretch reaches."""
    cut = next(_stretches(passage.sentences))
    parts = _example(states, passage.sentence_of, passage.sentences, cut)
    return PassageExample(*parts, [passage.told[number] for number in parts[3]])


class Lower:
    """The shared layers, as served."""

    def __init__(self, files: ModelFiles) -> None:
        self._encoder = Served(files, threads=1)
        self.cutter: Tokenizer = self._encoder.cutter

    def __call__(self, words: Sequence[Word]) -> Tensor:
        """Return (words, 384), bfloat16."""
        return torch.from_numpy(self._encoder.read(words)[LOWER]).to(torch.bfloat16)


# ---------------------------------------------------------------- the run


def train(plan: Plan, *, muc4: Path, made: Path, model: ModelFiles, base: Path, folder: Path) -> Path:
    """Train and return the checkpoint.

    muc4: the part of the corpus to learn from; made: the passages' folder; base: `model.safetensors` of MiniLM, whose
    upper layers the own layers start from. Prints a line an epoch, and how passages held apart are told from others.
    """
    torch.manual_seed(plan.seed)
    folder.mkdir(parents=True, exist_ok=True)
    lower = Lower(model)
    reports = [
        example
        for report in read_reports(muc4, lower.cutter)
        for example in report_examples(report, lower(report.words))
    ]
    passages = [
        [
            passage_example(one, lower(one.words))
            for one in read_passages(made, lower.cutter, seed=str(reading))
        ]
        for reading in range(plan.passages)
    ]
    held = [example for k, example in enumerate(passages[0]) if k % plan.held == 0]
    passages = [[example for k, example in enumerate(one) if k % plan.held] for one in passages]
    net = IncidentNet(LAYERS - SHARED)
    for own, given in zip(net.layers, Encoder.pretrained(base).layers[SHARED:], strict=True):
        own.load_state_dict(given.state_dict())
    body = [p for n, p in net.named_parameters() if n.startswith(("layers.", "order."))]
    heads = [p for n, p in net.named_parameters() if not n.startswith(("layers.", "order."))]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    steps, step, began = len(_epoch(plan, 0, reports, passages)) * plan.epochs, 0, time.monotonic()
    for epoch in range(plan.epochs):
        seen: dict[str, float] = {}
        for batch in _epoch(plan, epoch, reports, passages):
            scale = min(1.0, (step + 1) / plan.warm_up) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimiser.param_groups, (plan.rate, plan.head_rate), strict=True):
                group["lr"] = rate * scale
            parts = losses(net, batch)
            optimiser.zero_grad()
            torch.stack(list(parts.values())).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            step += 1
            for name, value in parts.items():
                seen[name] = 0.98 * seen.get(name, value.item()) + 0.02 * value.item()
        told = " ".join(f"{name} {value:.3f}" for name, value in sorted(seen.items()))
        print(f"epoch {epoch + 1} of {plan.epochs}, {time.monotonic() - began:.0f} s: {told}", flush=True)
        print(f"    {tell_apart(net, held)}", flush=True)
        torch.save(net.state_dict(), folder / "incidents.pt")
    return folder / "incidents.pt"


def tell_apart(net: IncidentNet, held: Sequence[PassageExample]) -> str:
    """Return how passages with an incident are told from those without, by their likeliest sentence, in words."""
    net.eval()
    found: dict[bool, list[float]] = {True: [], False: []}
    with torch.no_grad():
        for example in held:
            states = example.states.float()[None]
            hidden = net.words(states, example.order[None], torch.ones(1, example.size))[0]
            shares = torch.sigmoid(net.sentence(net.sentences(hidden, example.bounds))[:, MAIN])
            found[any(told > 0 for told in example.told)].append(shares.max().item())
    net.train()
    right = sum((a > b) + 0.5 * (a == b) for a in found[True] for b in found[False])
    told = [f"area under the curve {right / (len(found[True]) * len(found[False])):.3f}"]
    for least in (0.2, 0.3, 0.4, 0.5, 0.6):
        have, lack = (
            sum(share >= least for share in found[kind]) / len(found[kind]) for kind in (True, False)
        )
        told.append(f"from {least}: {100 * have:.1f} of those with, {100 * lack:.1f} of those without")
    return "; ".join(told)


def _epoch(
    plan: Plan, epoch: int, reports: Sequence[ReportExample], passages: Sequence[Sequence[PassageExample]]
) -> list[list[Example]]:
    """Return the batches of an epoch: all reports with incidents, half of the others, all made passages."""
    chance = random.Random(f"{plan.seed} {epoch}")
    others = [example for example in reports if not example.mentions]
    chance.shuffle(others)
    chosen = [*(e for e in reports if e.mentions), *others[: len(others) // 2]]
    batches = [
        *_batches(chosen, plan.words, chance),
        *_batches(passages[epoch % len(passages)], plan.words, chance),
    ]
    chance.shuffle(batches)
    return batches


def _batches(examples: Sequence[Example], most: int, chance: random.Random) -> list[list[Example]]:
    """Return batches of examples of like length."""
    order = sorted(range(len(examples)), key=lambda k: (examples[k].size * (0.85 + 0.3 * chance.random()), k))
    made: list[list[Example]] = []
    batch: list[Example] = []
    widest = 0
    for k in order:
        widest = max(widest, examples[k].size)
        if batch and (len(batch) + 1) * widest > most:
            made.append(batch)
            batch, widest = [], examples[k].size
        batch.append(examples[k])
    return [*made, batch] if batch else made


# ---------------------------------------------------------------- losses


def losses(net: IncidentNet, batch: Sequence[Example]) -> dict[str, Tensor]:
    """Return what a batch loses, by part."""
    width = max(example.size for example in batch)
    states = torch.zeros(len(batch), width, batch[0].states.shape[1])
    order = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width)
    for k, example in enumerate(batch):
        states[k, : example.size] = example.states.float()
        order[k, : example.size] = example.order
        mask[k, : example.size] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = net.words(states, order, mask)
    parts: dict[str, Tensor] = {}
    words = sum(example.size for example in batch)
    for k, example in enumerate(batch):
        own = hidden[k, : example.size].float()
        if isinstance(example, ReportExample):
            found = _report_losses(net, own, example, words=words, batch=len(batch))
        else:
            assert isinstance(example, PassageExample)
            found = _passage_losses(net, own, example, batch=len(batch))
        for name, value in found:
            parts[name] = parts[name] + value if name in parts else value
    return parts


def _passage_losses(
    net: IncidentNet, hidden: Tensor, example: PassageExample, *, batch: int
) -> Iterator[tuple[str, Tensor]]:
    vectors = net.sentences(hidden, example.bounds)
    wanted = torch.tensor([[float(told > 0), float(told == BACKGROUND)] for told in example.told])
    scores = net.sentence(vectors)[:, MAIN : PASSING + 1]
    yield "passages", F.binary_cross_entropy_with_logits(scores, wanted) / batch * 3
    rows = [row for row, told in enumerate(example.told) if told > 0]
    if len(rows) > 1:
        same = [[example.told[a] == example.told[b] for b in rows] for a in rows]
        yield "sentence pairs", _pair_loss(_sentence_pairs(net, vectors, example, rows), same) / batch


def _sentence_pairs(net: IncidentNet, vectors: Tensor, example: Example, rows: Sequence[int]) -> Tensor:
    gaps = [[gap_code(example.numbers[a], example.numbers[b]) for b in rows] for a in rows]
    return net.sentence_pairs(vectors[list(rows)], torch.tensor(gaps))


def _pair_loss(scores: Tensor, wanted: Sequence[Sequence[bool]], held: Tensor | None = None) -> Tensor:
    """Return the mean loss of pairs. held: which pairs count, beside that none is with itself."""
    off = ~torch.eye(len(scores), dtype=torch.bool)
    off = off if held is None else off & held
    return F.binary_cross_entropy_with_logits(scores[off], torch.tensor(wanted).float()[off])


def _report_losses(
    net: IncidentNet, hidden: Tensor, example: ReportExample, *, words: int, batch: int
) -> Iterator[tuple[str, Tensor]]:
    tags = net.tags(hidden).reshape(-1, PIECES)
    plain = F.cross_entropy(tags, example.tags.reshape(-1), ignore_index=-100, reduction="sum")
    yield "tags", plain / words * _SPACED
    vectors = net.sentences(hidden, example.bounds)
    scores = net.sentence(vectors)
    count = len(example.bounds)
    told = F.binary_cross_entropy_with_logits(scores[:, : TOLD + 1], example.told, reduction="sum")
    yield "sentences", told / SORTS / count / batch * 2
    if example.reports_one is not None:
        any_of = torch.logsumexp(scores[:, REPORT], 0) - math.log(count) * 0.5
        wanted = torch.tensor(example.reports_one)
        yield "reports", F.binary_cross_entropy_with_logits(any_of, wanted) / batch * 0.5
    rows = [row for row in range(count) if example.told[row, TOLD]]
    if rows:
        # what stands in no template may tell of an incident too: only what does is learned from
        tells = scores[rows, MAIN]
        part = F.binary_cross_entropy_with_logits(tells, torch.ones(len(rows)), reduction="sum")
        yield "tells", part / count / batch * 0.5
    if len(rows) > 1:
        numbers = [example.numbers[row] for row in rows]
        held = [{k for k, key in enumerate(example.keys) if number in key.sentences} for number in numbers]
        same = [[bool(a & b) for b in held] for a in held]
        yield "sentence pairs", _pair_loss(_sentence_pairs(net, vectors, example, rows), same) / batch * 0.5
    if example.mentions:
        yield from _mention_losses(net, hidden, vectors, example, batch=batch)


def _mention_losses(
    net: IncidentNet, hidden: Tensor, vectors: Tensor, example: ReportExample, *, batch: int
) -> Iterator[tuple[str, Tensor]]:
    mentions, start = example.mentions, example.start
    rows = {number: row for row, number in enumerate(example.numbers)}
    own = [rows[mention.sentence] for mention in mentions]
    made = net.mentions(hidden, [(m.start - start, m.end - start) for m in mentions], vectors[own])
    sorts = torch.zeros(len(mentions), SORTS)
    for k, mention in enumerate(mentions):
        for number in mention.templates:
            for sort in example.keys[number].told["inc-type"]:
                sorts[k, sort] = 1
    part = F.binary_cross_entropy_with_logits(net.told["inc-type"](made), sorts, reduction="sum")
    yield "sorts", part / SORTS / len(mentions) / batch * 3
    victims = [k for k, mention in enumerate(mentions) if ROLES[mention.role] == "victim"]
    if victims:
        named = torch.tensor([float(mentions[k].named) for k in victims])
        yield "named", F.binary_cross_entropy_with_logits(net.named(made[victims])[:, 0], named) / batch
    for slot, head in net.told.items():
        if slot != "inc-type":
            loss = _slot_loss(slot, head(made), mentions)
            if loss is not None:
                yield slot, loss / batch
    if len(mentions) > 1:
        gaps = torch.tensor([[gap_code(a.sentence, b.sentence) for b in mentions] for a in mentions])
        roles = torch.tensor([[a.role * len(ROLES) + b.role for b in mentions] for a in mentions])
        pairs = net.pairs(made, gaps, roles)
        together = [[bool(a.templates & b.templates) for b in mentions] for a in mentions]
        yield "pairs", _pair_loss(pairs[..., 0], together) / batch * 0.7
        like = torch.tensor([[a.role == b.role for b in mentions] for a in mentions])
        if (like & ~torch.eye(len(mentions), dtype=torch.bool)).any():
            same = [[a.role == b.role and bool(a.fills & b.fills) for b in mentions] for a in mentions]
            yield "same", _pair_loss(pairs[..., 1], same, like) / batch * 0.7
    yield from _group_losses(net, made, vectors, example, batch=batch)


def _slot_loss(slot: str, scores: Tensor, mentions: Sequence[Mention]) -> Tensor | None:
    """Return what a slot of mentions loses, None where none has it."""
    if slot in _MANY:
        role = "target" if slot.startswith("phys") else "victim"
        rows = [k for k, mention in enumerate(mentions) if ROLES[mention.role] == role]
        if not rows:
            return None
        wanted = torch.zeros(len(rows), scores.shape[1])
        for at, k in enumerate(rows):
            wanted[at, list(mentions[k].told.get(slot, ()))] = 1
        part = F.binary_cross_entropy_with_logits(scores[rows], wanted, reduction="sum")
        return part / scores.shape[1] / max(4, len(rows)) * 2
    rows = [k for k, mention in enumerate(mentions) if mention.told.get(slot)]
    if not rows:
        return None
    one = torch.tensor([min(mentions[k].told[slot]) for k in rows])
    return F.cross_entropy(scores[rows], one, reduction="sum") / max(4, len(rows)) * 0.7


def _group_losses(
    net: IncidentNet, made: Tensor, vectors: Tensor, example: ReportExample, *, batch: int
) -> Iterator[tuple[str, Tensor]]:
    rows = {number: row for row, number in enumerate(example.numbers)}
    members, lines, keys = [], [], []
    for number, key in enumerate(example.keys):
        own = [k for k, mention in enumerate(example.mentions) if number in mention.templates]
        if own:
            told = {rows[s] for s in key.sentences & rows.keys()}
            members.append(own)
            lines.append(sorted(told | {rows[example.mentions[k].sentence] for k in own}))
            keys.append(key)
    if not keys:
        return
    groups = net.groups(made, vectors, members, lines)
    for slot, head in net.group.items():
        scores = head(groups)
        wanted = torch.zeros_like(scores)
        for at, key in enumerate(keys):
            wanted[at, list(key.told[slot])] = 1
        if slot in ("inc-type", "inc-stage"):
            held = [at for at in range(len(keys)) if wanted[at].sum()]
            if held:
                part = F.cross_entropy(scores[held], wanted[held].argmax(1), reduction="sum")
                yield f"group {slot}", part / len(keys) / batch * 0.7
        else:
            yield f"group {slot}", F.binary_cross_entropy_with_logits(scores, wanted) / batch


def versions() -> dict[str, str]:
    """Return the versions of what training leans on."""
    return {"torch": torch.__version__, "onnxruntime": onnxruntime.__version__, "onnx": onnx.__version__}
