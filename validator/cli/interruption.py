"""Ctrl-C, wherever it arrives: foreign code that it stops tells of it as a failure of its own."""

from __future__ import annotations

import signal
from threading import Event
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import FrameType

_heard: Final = Event()


def listen() -> None:
    """From now on remember a Ctrl-C; a process that was started deaf to it stays so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _hear)


def heard() -> bool:
    """Say whether there was a Ctrl-C: whatever fails after it fails because of it."""
    return _heard.is_set()


def _hear(_number: int, _frame: FrameType | None) -> None:
    _heard.set()
    raise KeyboardInterrupt
