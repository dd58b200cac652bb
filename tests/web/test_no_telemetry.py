"""Nothing that is asked of the workbench is told to whoever measures programs on this machine."""

from pathlib import Path
from typing import Any

import pytest
from opentelemetry import trace

from tests.web.made import made_desk, visitor


class Listening(trace.TracerProvider):
    """Notes who asks to have something measured."""

    asked: list[str]

    def __init__(self) -> None:
        self.asked = []

    def get_tracer(self, instrumenting_module_name: str, *args: Any, **kwargs: Any) -> trace.Tracer:
        self.asked.append(instrumenting_module_name)
        return trace.NoOpTracer()


@pytest.mark.parametrize("path", ["/", "/?q=killed", "/incidents/incident-0000000000000000"])
def test_no_page_is_measured(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listening = Listening()
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", listening)
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    visitor(made_desk(tmp_path / "case", 3)).get(path)
    assert listening.asked == []
