"""The encoder in plain torch, and the heads of the reader of attribution on top of it.

In:   word piece ids; weights of MiniLM-L6 (384 wide, 6 layers, 22 M parameters).
Out:  hidden states, tag scores, link vectors: arrays over word pieces.
Holds: the same numbers as the published BERT layers give (`tests` of the export hold float and served model together).
Source: Devlin et al. 2019 for the layers; Wang et al. 2020 (MiniLM) for the weights' shape.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from tellings.attribution.pairing import PLACE_CODES

HIDDEN = 384
HEADS = 12
LAYERS = 6
LINK_WIDTH = 64
TAGS = 7  # O, and begin and inside of source, cue, content
DISTANCES = PLACE_CODES


class Layer(nn.Module):
    """One layer: self-attention and a feed-forward, each with its residual and norm after it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.mixed = nn.Linear(HIDDEN, HIDDEN)
        self.norm_mixed = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.wide = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.narrow = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm_out = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: (batch, pieces, 384); mask: (batch, 1, 1, pieces), 0 where a piece is, very low where padding is."""
        batch, pieces, _ = x.shape
        q, k, v = (
            part.view(batch, pieces, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) / (HIDDEN // HEADS) ** 0.5
            seen = (scores if mask is None else scores + mask).softmax(-1) @ v
        else:
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm_mixed(x + self.mixed(seen.transpose(1, 2).reshape(batch, pieces, HIDDEN)))
        return self.norm_out(x + self.narrow(F.gelu(self.wide(x))))


class Encoder(nn.Module):
    """MiniLM-L6: ids to hidden states."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """ids, mask: int64 (batch, pieces), no mask where nothing is padded; returns float32 (batch, pieces, 384)."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kinds.weight[0]
        x = self.norm(x)
        low = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, low)
        return x

    @classmethod
    def pretrained(cls, path: Path) -> "Encoder":
        """Return the encoder with the weights of a BERT checkpoint in safetensors form."""
        given = load_file(path)
        given = {name.removeprefix("bert."): value for name, value in given.items()}
        state = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "places.weight": given["embeddings.position_embeddings.weight"],
            "kinds.weight": given["embeddings.token_type_embeddings.weight"],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        for number in range(LAYERS):
            there, here = f"encoder.layer.{number}.", f"layers.{number}."
            for kind in ("weight", "bias"):
                attention = [
                    given[f"{there}attention.self.{part}.{kind}"] for part in ("query", "key", "value")
                ]
                state[f"{here}qkv.{kind}"] = torch.cat(attention)
                for own, theirs in (
                    ("mixed", "attention.output.dense"),
                    ("norm_mixed", "attention.output.LayerNorm"),
                    ("wide", "intermediate.dense"),
                    ("narrow", "output.dense"),
                    ("norm_out", "output.LayerNorm"),
                ):
                    state[f"{here}{own}.{kind}"] = given[f"{there}{theirs}.{kind}"]
        encoder = cls()
        encoder.load_state_dict(state)
        return encoder


class Reader(nn.Module):
    """The encoder with the heads of attribution: tags, and the vectors that link cues to sources and contents."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(HIDDEN, TAGS)
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))  # CRF: from tag, to tag
        self.links = nn.Linear(HIDDEN, 4 * LINK_WIDTH)  # cue for source, source, cue for content, content
        self.alone = nn.Linear(HIDDEN, 2)  # score of "this cue has no source", "this content has no cue"
        self.distance = nn.Embedding(2 * DISTANCES, 1)
        nn.init.zeros_(self.distance.weight)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return tag scores (batch, pieces, 7) and link vectors (batch, pieces, 258)."""
        hidden = self.encoder(ids, mask)
        return self.tags(hidden), torch.cat([self.links(hidden), self.alone(hidden)], dim=-1)
