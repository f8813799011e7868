"""Stages of the work are shown on a terminal, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.cli import progress

if TYPE_CHECKING:
    import pytest

STAGES = ("reading", "deciding")


def test_a_terminal_is_told_and_wiped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    for stage in (*STAGES, None):
        progress.show(STAGES, stage)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.split("\r\x1b[K") == ["", "[#.] reading …", "[##] deciding …", ""]


def test_a_pipe_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    progress.show(STAGES, "reading")
    assert capsys.readouterr().err == ""
