"""The bench measures the reader where neither spaCy nor PolNeAR is at hand, and says so."""

from pathlib import Path

import pytest
from benchmarks import beside_spacy


def test_the_reader_is_measured_without_spacy_and_without_polnear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside_spacy, "SPACY_ROOM", tmp_path / "no room")
    monkeypatch.setattr(beside_spacy, "POLNEAR", tmp_path / "no texts")
    speed = beside_spacy.measure_reader(documents=2, rounds=1)
    assert speed.documents == 2 and speed.reader > 0 and speed.start_seconds > 0
    assert speed.spacy is None and speed.ratio is None and speed.ratio_spread is None
    told = "\n".join(beside_spacy.lines_of(speed))
    assert "made reports" in told and "not installed" in told
