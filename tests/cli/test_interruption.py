from __future__ import annotations

import signal
from threading import Event
from typing import TYPE_CHECKING

import pytest

from validator import cli
from validator.cli import interruption
from validator.cli.exit_codes import INTERRUPTED, TROUBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def as_started(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process as a shell starts it, and as it was afterwards."""
    monkeypatch.setattr(interruption, "_heard", Event())
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def failing(monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]) -> None:
    monkeypatch.setattr(cli.slawyer, "main", lambda *_args, **_more: work())


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def translate() -> None:
    """Fail as foreign code does: with an error of its own in place of what stopped it."""
    try:
        press()
    except KeyboardInterrupt:
        raise RuntimeError("query interrupted") from None


@pytest.mark.parametrize("work", [press, translate])
def test_an_interrupted_command_says_so(
    work: Callable[[], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, work)
    interruption.listen()
    assert cli.run(["check"]) == INTERRUPTED
    assert capsys.readouterr().err == "slawyer: interrupted; nothing was left half-written\n"


def test_what_fails_by_itself_was_not_interrupted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("query interrupted")

    failing(monkeypatch, fail)
    interruption.listen()
    assert cli.run(["check"]) == TROUBLE
    assert "this is a bug of ours (RuntimeError: query interrupted)" in capsys.readouterr().err


def test_a_process_that_is_deaf_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interruption.listen()
    press()
    assert not interruption.heard()
