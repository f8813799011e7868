"""Whether the bytes of a file leave no doubt about its rows, so that the engine reads it as our readers do."""

from __future__ import annotations

from typing import Final

from validator.workspace.logs.content import BYTE_ORDER_MARK
from validator.workspace.logs.spans import is_utf8

TAIL: Final = 4
"""More bytes than the unfinished character at the end of a stretch can have."""


class SoundLines:
    """Looks at a CSV file stretch by stretch: one line a row, without quotes, in UTF-8."""

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


class SoundObjects:
    """Looks at a JSON Lines file stretch by stretch: nothing that only some take for a space, no byte order mark."""

    FORBIDDEN: Final = (b"\0", b"\v", b"\f", BYTE_ORDER_MARK)

    def __init__(self) -> None:
        """Nothing is in doubt yet."""
        self._sound = True

    def see(self, stretch: bytes) -> None:
        """Look at the next bytes."""
        self._sound = self._sound and not any(each in stretch for each in self.FORBIDDEN)

    def holds(self) -> bool:
        """Whether all bytes that were seen are sound."""
        return self._sound
