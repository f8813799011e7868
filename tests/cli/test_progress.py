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


def test_a_bar_moves_and_is_wiped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress.bar() as show:
        assert show is not None
        show("reading", 0.0)
        show("reading", 0.5)
        show("reading", 0.5)
        show("writing", 1.0)
    said = capsys.readouterr().err
    assert said.count("reading  50%") == 1
    assert "[###############...............]" in said
    assert said.endswith("\r\x1b[K")


def test_nobody_is_shown_a_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.bar() as show:
        assert show is None
    assert capsys.readouterr().err == ""
