"""Which bytes leave no doubt about the rows of a file, however they are cut into stretches."""

from __future__ import annotations

import pytest

from validator.workspace.stream.soundness import SoundLines, SoundObjects

GOOD = ("a,b\n1,2\n", "a,b\r\nä,€\r\n", "a,b\n𝄞,2", "")
BAD = (b'a,"b"\n', b"a\0b\n", b"a,b\rc\n", b"a,\xff\n", b"a,b\n\xe2\x82", b"a,b\n1,2\r")


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("text", GOOD)
def test_plain_lines_are_sound(text: str, size: int) -> None:
    assert lines(text.encode(), size)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("data", BAD)
def test_quotes_lone_returns_and_broken_characters_are_not(data: bytes, size: int) -> None:
    assert not lines(data, size)


def lines(data: bytes, size: int) -> bool:
    """Look at a text in stretches of some size."""
    soundness = SoundLines()
    for at in range(0, len(data), size):
        soundness.see(data[at : at + size])
    return soundness.holds()


@pytest.mark.parametrize(
    ("data", "sound"),
    [(b'{"a": 1}\r\n', True), (b'{"a": 1}\v\n', False), (b"\xef\xbb\xbf{}", False), (b"{}\0", False)],
)
def test_objects_are_sound_without_odd_spaces(data: bytes, sound: bool) -> None:  # noqa: FBT001 -- a table
    soundness = SoundObjects()
    soundness.see(data)
    assert soundness.holds() is sound
