"""Write the heads of incidents beside the model that they go on from.

In:   a checkpoint of `IncidentNet`; the folder of the served reader of attribution.
Out:  `incidents.onnx`, `incidents.npz`, `incidents.json`, `line.onnx` in that folder, an output more on `reader.onnx`,
and the manifest.
Holds: the weights of the reader of attribution stay as they are, bit by bit.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor, nn

from tellings.inference import LOWER
from training.encoder import HIDDEN
from training.export import ServedLayer, serve_graph
from training.incidents.arrays import write_arrays
from training.incidents.net import IncidentNet
from training.incidents.templates import VALUES

NAME = "reader-2"
SHARED = 2  # layers of the reader of attribution that the heads of incidents go on from


class Served(nn.Module):
    """The upper layers as they are served: a stretch of words in, tags and hidden states out."""

    def __init__(self, net: IncidentNet) -> None:
        super().__init__()
        self.net = net
        self.layers = nn.ModuleList(ServedLayer(layer) for layer in net.layers)

    def forward(self, lower: Tensor, order: Tensor) -> tuple[Tensor, Tensor]:
        """lower: float32 (1, words, 384); order: int64 (1, words), the number of the sentence of each."""
        x = lower + self.net.order(order)
        for layer in self.layers:
            x = layer(x)
        return self.net.tags(x), x


def write_heads(net: IncidentNet, folder: Path, trained: dict[str, Any]) -> None:
    """Write the heads into the folder of the model. trained: what the manifest says on how they were made."""
    net = net.eval()
    _write_graph(net, folder / "incidents.onnx")
    held = {
        name: value.detach().numpy().astype(np.float32)
        for name, value in net.state_dict().items()
        if not name.startswith(("layers.", "tags.", "order."))
    }
    write_arrays(held, folder / "incidents.npz")
    told = {"values": {slot: list(values) for slot, values in VALUES.items()}}
    (folder / "incidents.json").write_text(json.dumps(told, separators=(",", ":")) + "\n", "utf-8")
    _write_line(folder / "line.onnx")
    _list_files(
        folder,
        ("incidents.onnx", "incidents.npz", "incidents.json", "line.onnx", "words.npz"),
        incidents=trained,
    )


def _list_files(folder: Path, names: tuple[str, ...], **trained: Any) -> None:
    """Write the manifest again, with these files and facts in it."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["name"] = NAME
    manifest["files"] = {
        name: {
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "bytes": (folder / name).stat().st_size,
        }
        for name in dict.fromkeys([*manifest["files"], *names])
    }
    manifest["trained"].update(trained)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def _write_graph(net: IncidentNet, path: Path) -> None:
    whole = path.with_suffix(".float.onnx")
    with torch.no_grad():
        torch.onnx.export(
            Served(net),
            (torch.randn(1, 24, HIDDEN), torch.zeros(1, 24, dtype=torch.long)),
            str(whole),
            input_names=["lower", "order"],
            output_names=["tags", "hidden"],
            dynamic_axes={name: {1: "words"} for name in ("lower", "order", "tags", "hidden")},
            opset_version=17,
            dynamo=False,
        )
    serve_graph(whole, path, "s7", steps=("MatMul", "Attention"))


def _write_line(path: Path) -> None:
    """Write a graph of one product: x (rows, n), w (m, n), b (m) to rows of w @ x + b."""
    node = helper.make_node("Gemm", ["x", "w", "b"], ["y"], transB=1)
    values = [("x", ["rows", "n"]), ("w", ["m", "n"]), ("b", ["m"]), ("y", ["rows", "m"])]
    x, w, b, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in values)
    graph = helper.make_graph([node], "line", [x, w, b], [y])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def lower_output(graph: onnx.GraphProto) -> str:
    """Return the name of the hidden states after the shared layers, in the served graph of the reader."""
    norm = f"reader.encoder.layers.{SHARED - 1}.norm_out.weight"
    return next(str(node.output[0]) for node in graph.node if norm in node.input)


def add_lower(folder: Path) -> None:
    """Have the served reader hand over the hidden states of its shared layers too; done once, it is left as it is."""
    path = folder / "reader.onnx"
    model = onnx.load(str(path))
    if LOWER in [output.name for output in model.graph.output]:
        return
    name = lower_output(model.graph)
    model.graph.node.append(helper.make_node("Identity", [name], [LOWER]))
    model.graph.output.append(helper.make_tensor_value_info(LOWER, TensorProto.FLOAT, [1, "pieces", HIDDEN]))
    path.write_bytes(model.SerializeToString())
    _list_files(folder, ())
