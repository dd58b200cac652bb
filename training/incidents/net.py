"""The layers and heads that read incidents, on the lower layers of the reader of attribution.

In:   hidden states of the shared lower layers, a word each.
Out:  what each word is in each role; what each sentence, mention, pair of mentions and group of mentions tells.
Holds: the lower layers are those that are served; they are not trained here.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder import HIDDEN, Layer
from training.incidents.templates import ROLES, VALUES

PAIR_WIDTH = 64
GAPS = 12  # how far apart two mentions stand, in sentences, as a code
SENTENCES = 96
UNSEEN = 0.08
DROPPED = 0.1
PIECES = 3  # outside, first word, later word


class IncidentNet(nn.Module):
    """Upper layers over the words of a whole stretch of a report, and the heads."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.order = nn.Embedding(SENTENCES, HIDDEN)
        nn.init.zeros_(self.order.weight)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.tags = nn.Linear(HIDDEN, len(ROLES) * PIECES)
        self.sentence = nn.Linear(2 * HIDDEN, len(VALUES["inc-type"]) + 4)
        self.told_left = nn.Linear(2 * HIDDEN, PAIR_WIDTH)
        self.told_mix = nn.Sequential(
            nn.Linear(3 * PAIR_WIDTH, PAIR_WIDTH), nn.GELU(), nn.Linear(PAIR_WIDTH, 1)
        )
        self.told_gap = nn.Embedding(GAPS, 1)
        wide = 3 * HIDDEN
        self.shape = nn.Sequential(nn.Linear(wide, HIDDEN), nn.GELU(), nn.Dropout(0.1))
        slots = (
            "inc-type",
            "perp-org-conf",
            "phys-tgt-type",
            "phys-tgt-effect",
            "hum-tgt-type",
            "hum-tgt-effect",
            "inc-instr-type",
        )
        self.told = nn.ModuleDict({slot: nn.Linear(HIDDEN, len(VALUES[slot])) for slot in slots})
        self.named = nn.Linear(HIDDEN, 1)
        self.pair_left = nn.Linear(HIDDEN, PAIR_WIDTH)
        self.gap = nn.Embedding(GAPS, 2)
        self.pair_roles = nn.Embedding(len(ROLES) ** 2, 2)
        self.pair_mix = nn.Sequential(
            nn.Linear(3 * PAIR_WIDTH, PAIR_WIDTH), nn.GELU(), nn.Linear(PAIR_WIDTH, 2)
        )
        self.group_shape = nn.Sequential(nn.Linear(3 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.1))
        self.group = nn.ModuleDict(
            {
                slot: nn.Linear(HIDDEN, len(VALUES[slot]))
                for slot in ("inc-type", "inc-stage", "perp-inc-cat", "inc-instr-type")
            }
        )

    def words(self, states: Tensor, order: Tensor, mask: Tensor) -> Tensor:
        """states: (batch, words, 384); order: sentence number of each word; mask: 1 where a word is."""
        if self.training:  # a share of the words is not seen
            states = states * (torch.rand(states.shape[:2], device=states.device) >= UNSEEN)[..., None]
        x = states + self.order(order)
        low = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(F.dropout(x, DROPPED, self.training), low)
        return F.dropout(x, DROPPED, self.training)

    def sentences(self, x: Tensor, bounds: list[tuple[int, int]]) -> Tensor:
        """x: (words, 384) of one stretch; returns (sentences, 768): the mean and the largest of each."""
        held = [torch.cat([x[lo:hi].mean(0), x[lo:hi].max(0).values]) for lo, hi in bounds]
        return torch.stack(held)

    def sentence_pairs(self, sentence: Tensor, gaps: Tensor) -> Tensor:
        """sentence: (sentences, 768); gaps: (sentences, sentences) codes; returns (sentences, sentences)."""
        v = self.told_left(sentence)
        a, b = v[:, None, :], v[None, :, :]
        mixed = torch.cat([a * b, (a - b).abs(), a + b], dim=-1)
        return self.told_mix(mixed)[..., 0] + self.told_gap(gaps)[..., 0]

    def mentions(self, x: Tensor, spans: list[tuple[int, int]], sentence: Tensor) -> Tensor:
        """sentence: (mentions, 768) of the sentence of each."""
        own = torch.stack([x[lo:hi].mean(0) for lo, hi in spans])
        return self.shape(torch.cat([own, sentence], dim=-1))

    def pairs(self, m: Tensor, gaps: Tensor, roles: Tensor) -> Tensor:
        """m: (mentions, 384); gaps, roles: (mentions, mentions) codes; returns (mentions, mentions, 2).

        The two are scores that both stand in one template, and that both are one fill.
        """
        v = self.pair_left(m)
        a, b = v[:, None, :], v[None, :, :]
        mixed = torch.cat([a * b, (a - b).abs(), a + b], dim=-1)
        return self.pair_mix(mixed) + self.gap(gaps) + self.pair_roles(roles)

    def groups(self, m: Tensor, sentence: Tensor, members: list[list[int]], lines: list[list[int]]) -> Tensor:
        """Return (groups, 384), of the mentions and sentences that each holds.

        m: (mentions, 384); sentence: (sentences, 768).
        """
        held = []
        for own, told in zip(members, lines, strict=True):
            left = m[own].mean(0) if own else m.new_zeros(HIDDEN)
            held.append(torch.cat([left, sentence[told].mean(0)]))
        return self.group_shape(torch.stack(held))


def gap_code(left: int, right: int) -> int:
    """Return the code of how far apart two sentences stand."""
    gap = abs(left - right)
    return min(gap, 7) if gap < 8 else 8 if gap < 12 else 9 if gap < 18 else 10 if gap < 30 else 11
