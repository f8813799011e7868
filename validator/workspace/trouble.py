"""Trouble: something outside, such as a file, that keeps a command from being carried out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Trouble(Exception):  # noqa: N818 -- what it is called where it is shown
    """Why a command cannot be carried out, and what to do next; shown to the user as it stands."""

    def __init__(self, message: str, next_step: str = "") -> None:
        """Keep what is wrong and what helps."""
        super().__init__(message)
        self.message = message
        self.next_step = next_step


def because(failure: OSError) -> str:
    """Return the reason of a failed file operation in plain words."""
    match failure:
        case FileNotFoundError():
            return "it does not exist"
        case PermissionError():
            return "reading or writing it is not permitted"
        case IsADirectoryError():
            return "it is a folder"
        case _:
            return (os.strerror(failure.errno) if failure.errno else str(failure)).lower()


def meant(name: str, known: Iterable[str]) -> str:
    """Say which of some names was probably meant by one that is none of them; all of them where none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 -- only for mistakes

    every = list(dict.fromkeys(known))
    close = get_close_matches(name, every, n=1)
    return f"Did you mean {close[0]}?" if close else f"There are: {', '.join(every) or 'none'}."
