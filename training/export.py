"""Write a checkpoint as the model that Tellings reads with.

In:   a checkpoint; the tokenizer of MiniLM.
Out:  `reader.onnx`, `tokenizer.json`, `attribution.json`, `manifest.json` in a folder.
Holds: a window goes in by itself and unpadded, so the graph takes ids alone; how far apart the float and the served
model are at most is printed and kept.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder import HEADS, HIDDEN, Encoder, Layer, Reader

NAME = "attribution-1"
MODES = ("s7", "s8", "u8", "float")


class ServedLayer(nn.Module):
    """A layer in the shape that ONNX Runtime knows how to run as one step: separate queries, keys and values."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        parts = zip(layer.qkv.weight.chunk(3), layer.qkv.bias.chunk(3), strict=True)
        self.parts = nn.ModuleList(nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        for own, (weight, bias) in zip(self.parts, parts, strict=True):
            own.weight, own.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())

    def forward(self, x: Tensor) -> Tensor:
        """x: float32 (1, pieces, 384)."""
        layer = self.layer
        shape = (x.shape[0], x.shape[1], HEADS, HIDDEN // HEADS)
        q, k, v = (part(x).view(shape).permute(0, 2, 1, 3) for part in self.parts)
        seen = (torch.matmul(q, k.transpose(-1, -2)) / (HIDDEN // HEADS) ** 0.5).softmax(-1)
        mixed = torch.matmul(seen, v).permute(0, 2, 1, 3).contiguous()
        x = layer.norm_mixed(layer.mixed(mixed.view(x.shape[0], x.shape[1], HIDDEN)) + x)
        hidden: Tensor = layer.norm_out(layer.narrow(F.gelu(layer.wide(x))) + x)
        return hidden


class Served(nn.Module):
    """The reader as it is served: one window in, what each head says of its word pieces out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.layers = nn.ModuleList(ServedLayer(layer) for layer in reader.encoder.layers)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """ids: int64 (1, pieces)."""
        encoder = self.reader.encoder
        places = torch.arange(ids.shape[1], device=ids.device)
        x = encoder.norm(encoder.words(ids) + encoder.places(places)[None] + encoder.kinds.weight[0])
        for layer in self.layers:
            x = layer(x)
        return self.reader.tags(x), torch.cat([self.reader.links(x), self.reader.alone(x)], dim=-1)


def load_reader(checkpoint: Path) -> Reader:
    """Return the reader of a checkpoint, ready to read."""
    state = torch.load(checkpoint, map_location="cpu")
    state = state.get("reader", state)
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    reader = Reader(Encoder(layers))
    reader.load_state_dict(state)
    return reader.eval()


def serve_graph(
    whole: Path, path: Path, mode: str, *, steps: tuple[str, ...] = ("MatMul", "Attention", "Gather")
) -> None:
    """Write an exported graph as it is served: steps fused, weights in the mode's bits. whole: goes away.

    mode: see `write_graph`. steps: those whose weights are kept in few bits.
    """
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = (
        False
    )
    fused = optimize_model(
        str(whole),
        model_type="bert",
        num_heads=HEADS,
        hidden_size=HIDDEN,
        optimization_options=options,
        opt_level=0,
    )
    fused.save_model_to_file(str(whole))
    if mode == "float":
        whole.replace(path)
    else:
        quantize_dynamic(
            whole,
            path,
            per_channel=mode != "u8",
            reduce_range=mode == "s7",
            weight_type=QuantType.QUInt8 if mode == "u8" else QuantType.QInt8,
            op_types_to_quantize=list(steps),
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        whole.unlink()


def write_graph(reader: Reader, path: Path, mode: str) -> float:
    """Write the graph and return the largest difference of a score from the float model's on made windows.

    mode: "float"; or how the weights of the matrix products are kept: "s7" in 7 bits with sign, which no processor
    saturates; "s8", "u8" in 8 bits with and without sign. The scale of what they are multiplied with is each window's
    own.
    """
    whole = path.with_suffix(".float.onnx")
    with torch.no_grad():
        torch.onnx.export(
            Served(reader),
            (torch.randint(1000, 20000, (1, 24)),),
            str(whole),
            input_names=["ids"],
            output_names=["tags", "links"],
            dynamic_axes={"ids": {1: "pieces"}, "tags": {1: "pieces"}, "links": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
    serve_graph(whole, path, mode)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    chance = np.random.default_rng(7)
    for pieces in (1, 5, 40, 190, 256):
        ids = chance.integers(1000, 20000, (1, pieces))
        with torch.no_grad():
            wanted = reader(torch.from_numpy(ids), None)[0].numpy()
        worst = max(worst, float(np.abs(session.run(["tags"], {"ids": ids})[0] - wanted).max()))
    return worst


def write_model(reader: Reader, tokenizer: Path, folder: Path, *, mode: str, trained: dict[str, Any]) -> None:
    """Write the model into a folder: graph, tokenizer, numbers, manifest.

    trained: what the manifest says on how it was made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    worst = write_graph(reader, folder / "reader.onnx", mode)
    (folder / "tokenizer.json").write_bytes(_plain_tokenizer(tokenizer))
    numbers = {"moves": _decimals(reader.moves), "places": _decimals(reader.distance.weight[:, 0])}
    (folder / "attribution.json").write_text(json.dumps(numbers, separators=(",", ":")) + "\n", "utf-8")
    files = {
        name: {
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "bytes": (folder / name).stat().st_size,
        }
        for name in ("reader.onnx", "tokenizer.json", "attribution.json")
    }
    told = {**trained, "mode": mode, "largest_difference_from_float": round(worst, 4)}
    manifest = {"form": 1, "name": NAME, "files": files, "trained": told}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def _plain_tokenizer(path: Path) -> bytes:
    """Return the tokenizer without the padding and the cut at a length that it was published with."""
    told = json.loads(path.read_text("utf-8"))
    told["truncation"] = told["padding"] = None
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def _decimals(values: Tensor) -> Any:
    return np.round(values.detach().numpy().astype(np.float64), 4).tolist()
