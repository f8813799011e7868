"""Whether the bytes of a CSV file leave no doubt about its rows: one line each, without quotes, in UTF-8."""

from __future__ import annotations

from typing import Final

from validator.workspace.logs.spans import is_utf8

TAIL: Final = 4
"""More bytes than the unfinished character at the end of a stretch can have."""


class Soundness:
    """Looks at a file stretch by stretch."""

    def __init__(self) -> None:
        """Nothing is in doubt yet."""
        self._sound = True
        self._left = b""

    def see(self, stretch: bytes) -> None:
        """Look at the next bytes."""
        if not self._sound:
            return
        data = self._left + stretch
        if b'"' in stretch or b"\0" in stretch or self._lone_return(data):
            self._sound = False
            return
        cut = max(len(data) - TAIL, 0)
        while cut < len(data) and data[cut] & 0xC0 == 0x80:  # noqa: PLR2004 -- within a character of UTF-8
            cut += 1
        self._sound = is_utf8(data[:cut])
        self._left = data[cut:]

    def holds(self) -> bool:
        """Whether all bytes that were seen are sound."""
        return self._sound and is_utf8(self._left) and not self._left.endswith(b"\r")

    @staticmethod
    def _lone_return(data: bytes) -> bool:
        """Whether a carriage return ends no line; one at the very end is looked at with what follows."""
        if b"\r" not in data:
            return False
        return data.removesuffix(b"\r").count(b"\r") != data.count(b"\r\n")
