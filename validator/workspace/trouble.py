"""Trouble: something outside, such as a file, that keeps a command from being carried out."""

from __future__ import annotations


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
            return (failure.strerror or str(failure)).lower()
