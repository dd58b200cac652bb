"""Train the reader of attribution: the encoder, its tags and its links, in one run that can be taken up again.

In:   PolNeAR's train split, made passages, the weights of MiniLM-L6.
Out:  a checkpoint.
Holds: seeds and corpora fix which examples come in which order, and what is masked in them, also where a run was
broken off and taken up.
"""

import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from tellings.attribution.pairing import PLACE_CODES, place_code
from tellings.inference import window_pieces
from training.corpus import (
    Example,
    Source,
    Text,
    label,
    levels_of,
    windows_of,
    without,
    wrapped_passages,
)
from training.encoder import LINK_WIDTH, TAGS, Encoder, Reader
from training.made.generate import made_passages

_MASK = 103
_LOST = ("", "", "", "", "", ",'\"", '"', ",")  # marks that a text loses, drawn anew for each text and epoch
_LOW = -1e4
_SAVED_EVERY = 150  # steps

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A run. pieces: word pieces a step; made, wrapped: passages an epoch; masked, missed: shares."""

    epochs: int = 5
    rate: float = 3e-4
    head_rate: float = 1.5e-3
    warm_up: int = 60
    pieces: int = 3600
    made: int = 2400
    wrapped: int = 1000
    masked: float = 0.05
    missed: float = 0.2
    link_weight: float = 0.3
    seed: int = 20130209


def train(plan: Plan, *, sources: list[Source], base: Path, cutter: Tokenizer, folder: Path) -> Path:
    """Train, or go on where the run in this folder was broken off; return the checkpoint.

    base: `model.safetensors` of MiniLM-L6. Prints a line every 50 steps.
    """
    torch.manual_seed(plan.seed)
    folder.mkdir(parents=True, exist_ok=True)
    reader = Reader(Encoder.pretrained(base))
    reader.encoder.words.weight.requires_grad_(False)
    body = [p for p in reader.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    an_epoch = len(_epoch(plan, 0, sources, cutter))
    steps = an_epoch * plan.epochs
    step = _resume(folder, reader, optimiser)
    seen, began, first = [0.0, 0.0], time.monotonic(), step
    for epoch in range(plan.epochs):
        at = epoch * an_epoch
        if step >= at + an_epoch:
            continue
        order = _epoch(plan, epoch, sources, cutter)
        # epochs differ by a few batches; each takes as many steps as the first, so that a step tells its epoch
        for batch in (order * 2)[step - at : an_epoch]:
            scale = min(1.0, (step + 1) / plan.warm_up) * (1 - step / steps)
            for group, rate in zip(optimiser.param_groups, (plan.rate, plan.head_rate), strict=True):
                group["lr"] = rate * scale
            tag_loss, link_loss = losses(reader, batch, plan, random.Random(f"step {plan.seed} {step}"))
            optimiser.zero_grad()
            (tag_loss + plan.link_weight * link_loss).backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            step += 1
            seen = [
                0.97 * old + 0.03 * new.item() for old, new in zip(seen, (tag_loss, link_loss), strict=True)
            ]
            if step % 50 == 0:
                left = (time.monotonic() - began) / (step - first) * (steps - step)
                print(
                    f"{step}/{steps} tags {seen[0]:.3f} links {seen[1]:.3f}, {left / 60:.0f} min left",
                    flush=True,
                )
            if step % _SAVED_EVERY == 0:
                _save(folder, reader, optimiser, step)
    done = folder / "reader.pt"
    torch.save({"reader": reader.state_dict()}, done)
    return done


def _save(folder: Path, reader: Reader, optimiser: torch.optim.Optimizer, step: int) -> None:
    state = {"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
    torch.save(state, folder / "run.part")
    (folder / "run.part").replace(folder / "run.pt")


def _resume(folder: Path, reader: Reader, optimiser: torch.optim.Optimizer) -> int:
    if not (folder / "run.pt").exists():
        return 0
    state = torch.load(folder / "run.pt")
    reader.load_state_dict(state["reader"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])


def _epoch(plan: Plan, epoch: int, sources: list[Source], cutter: Tokenizer) -> list[list[Example]]:
    """Return the batches of an epoch, in order."""
    chance = random.Random(f"epoch {plan.seed} {epoch}")
    seed = plan.seed + epoch
    texts: list[Text] = [without(source.text, chance.choice(_LOST)) for source in sources]
    for passage in made_passages(seed, plan.made):
        texts += levels_of(passage)
    for passage in wrapped_passages(sources, seed, plan.wrapped):
        texts += levels_of(passage)
    examples = [example for text in texts for example in windows_of(label(text, cutter), chance)]
    return _batches(examples, plan.pieces, chance)


def _batches(examples: list[Example], most: int, chance: random.Random) -> list[list[Example]]:
    """Return batches of windows of like length, in an order drawn by `chance`."""
    sized = sorted((example.size, chance.random(), k) for k, example in enumerate(examples))
    made: list[list[Example]] = []
    batch: list[Example] = []
    for size, _, k in sized:
        if batch and (len(batch) + 1) * size > most:
            made.append(batch)
            batch = []
        batch.append(examples[k])
    if batch:
        made.append(batch)
    chance.shuffle(made)
    return made


# ---------------------------------------------------------------- losses


def losses(reader: Reader, batch: list[Example], plan: Plan, chance: random.Random) -> tuple[Tensor, Tensor]:
    """Return (loss a word of the tags, loss a choice of the links)."""
    laid = [window_pieces(e.labelled.words, e.window) for e in batch]
    width = max(len(ids) for ids, _ in laid)
    longest = max(len(firsts) for _, firsts in laid)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    firsts = torch.zeros(len(batch), longest, dtype=torch.long)
    words = torch.zeros(len(batch), longest, dtype=torch.bool)
    tags = torch.zeros(len(batch), longest, dtype=torch.long)
    for k, (example, (pieces, starts)) in enumerate(zip(batch, laid, strict=True)):
        shown = [_MASK if chance.random() < plan.masked else piece for piece in pieces]
        ids[k, : len(pieces)] = torch.tensor(shown)
        mask[k, : len(pieces)] = 1
        firsts[k, : len(starts)] = torch.tensor(starts)
        words[k, : len(starts)] = True
        tags[k, : len(starts)] = torch.tensor(example.tags())
    scores, links = reader(ids, mask)
    scores = scores.gather(1, firsts[..., None].expand(-1, -1, TAGS))
    plain = F.cross_entropy(scores[words], tags[words], reduction="sum")
    tag_loss = (crf_loss(scores, tags, words, reader.moves) + 0.5 * plain) / words.sum()
    total, choices = scores.sum() * 0.0, 0
    for k, example in enumerate(batch):
        part, count = _link_loss(reader, links[k, firsts[k, : len(laid[k][1])]], example, plan, chance)
        total, choices = total + part, choices + count
    return tag_loss, total / max(choices, 1)


def crf_loss(scores: Tensor, tags: Tensor, mask: Tensor, moves: Tensor) -> Tensor:
    """Negative log likelihood of the tags under a linear chain, summed.

    scores: (batch, words, 7). tags, mask: (batch, words). moves: (7, 7), from tag, to tag; a step that no sequence of
    spans has is barred.
    """
    barred = torch.zeros(TAGS, TAGS)
    for inside in (2, 4, 6):
        barred[[tag for tag in range(TAGS) if tag not in (inside - 1, inside)], inside] = _LOW
    moves = moves + barred
    rows = torch.arange(len(scores))
    path = scores[rows, 0, tags[:, 0]]
    state = scores[:, 0] + torch.tensor([0.0, 0.0, _LOW, 0.0, _LOW, 0.0, _LOW])
    for k in range(1, scores.shape[1]):
        on = mask[:, k]
        step = torch.logsumexp(state[:, :, None] + moves, dim=1) + scores[:, k]
        state = torch.where(on[:, None], step, state)
        path = path + torch.where(on, moves[tags[:, k - 1], tags[:, k]] + scores[rows, k, tags[:, k]], 0.0)
    return (torch.logsumexp(state, dim=1) - path).sum()


def _link_loss(
    reader: Reader, vectors: Tensor, example: Example, plan: Plan, chance: random.Random
) -> tuple[Tensor, int]:
    """Return (loss of choosing each cue's source and each content's cue, summed; how many choices there were).

    vectors: (words of the window, 4 x LINK_WIDTH + 2). A share of the cues is taken for missed, so that contents
    without a cue and cues without a source are met.
    """
    first = example.window.start
    cues: list[Span] = []
    sources: dict[Span, int] = {}
    contents: list[Span] = []
    cue_of: list[int | None] = []
    source_of: list[int | None] = []
    for source, cue, content in example.marks():
        if not cue:
            continue
        missed = chance.random() < plan.missed
        contents += content
        cue_of += [None if missed else len(cues)] * len(content)
        if missed:
            continue
        cues.append(cue[0])
        drawn = chance.random() < plan.missed / 2
        source_of.append(None if not source or drawn else sources.setdefault(source[0], len(sources)))
    if not cues:
        return vectors.sum() * 0.0, 0
    starts = sorted(cue[0] for cue in cues)
    paragraphs = [word.paragraph for word in example.labelled.words]

    def pooled(spans: list[Span], columns: slice) -> Tensor:
        return torch.stack([vectors[s - first : e - first, columns].mean(0) for s, e in spans])

    def chosen(
        left: list[Span], right: list[Span], part: int, goals: list[int | None], *, is_cue: bool
    ) -> Tensor:
        alone = 4 * LINK_WIDTH + part
        scores = pooled(left, slice(alone, alone + 1))
        if right:
            chooser, other = (0, 1) if is_cue else (3, 2)
            fit = (
                pooled(left, slice(chooser * LINK_WIDTH, (chooser + 1) * LINK_WIDTH))
                @ pooled(right, slice(other * LINK_WIDTH, (other + 1) * LINK_WIDTH)).T
            )
            codes = [
                [
                    _code(a, b, starts, paragraphs) if is_cue else _code(b, a, starts, paragraphs)
                    for b in right
                ]
                for a in left
            ]
            where = reader.distance(torch.tensor(codes) + part * PLACE_CODES)[..., 0]
            scores = torch.cat([fit / LINK_WIDTH**0.5 + where, scores], dim=1)
        goal = torch.tensor([len(right) if g is None else g for g in goals])
        return F.cross_entropy(scores, goal, reduction="sum")

    total = chosen(cues, list(sources), 0, source_of, is_cue=True)
    if contents:
        total = total + chosen(contents, cues, 1, cue_of, is_cue=False)
    return total, len(cues) + len(contents)


def _code(cue: Span, span: Span, starts: list[int], paragraphs: list[int]) -> int:
    return place_code(cue, span, starts, same_paragraph=paragraphs[cue[0]] == paragraphs[span[0]])
