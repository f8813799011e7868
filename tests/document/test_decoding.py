"""What is not UTF-8 text is refused at the byte."""

from __future__ import annotations

import pytest

from tests.document.reading import FILE, found, places
from validator.document import SIZE_LIMIT, parse, source_of


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_refused(encoding: str) -> None:
    read, diagnostics = parse("title: Größe\n".encode(encoding), FILE)
    assert read is None
    assert [each.rule for each in diagnostics] == ["not-text"]


def test_utf_16_is_named() -> None:
    (finding,) = found("a: 1".encode("utf-16"))
    assert finding.message == "This file is saved as UTF-16, not as UTF-8."


def test_a_binary_file_is_refused_at_its_first_zero_byte() -> None:
    (finding,) = found(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert finding.message == "This file is no text: it holds a zero byte (number 9 of the file)."


def test_a_byte_order_mark_is_refused_and_the_rest_is_read() -> None:
    read, diagnostics = parse(b"\xef\xbb\xbfa: 1\na: 2\n", FILE)
    assert [each.rule for each in diagnostics] == ["not-text", "duplicate-key"]
    assert read is not None
    assert read.plain() == {"a": 1}
    assert read.line(1) == "a: 1"


def test_a_byte_of_an_older_encoding_is_told_with_what_it_would_be() -> None:
    text = b"title: ok\nname: Gr\xf6sse \xe4\n"
    assert places(text) == [("not-text", (2, 9, 10)), ("not-text", (2, 14, 15))]
    assert found(text)[0].message == (
        "The byte 0xF6 is not UTF-8 text. In the older encoding Windows-1252 it would be `ö`."
    )
    assert found(b"a: \x81")[0].message == "The byte 0x81 is not UTF-8 text."


@pytest.mark.parametrize("bad", [b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82"])
def test_malformed_utf_8_is_refused_byte_by_byte(bad: bytes) -> None:
    assert [rule for rule, _ in places(b"a: " + bad + b"\n")] == ["not-text"] * len(bad)


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\x1b", "U+001B control character"),
        ("\x07", "U+0007 control character"),
        ("\x7f", "U+007F control character"),
        ("\x85", "U+0085 control character"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ],
)
@pytest.mark.parametrize("around", ["title: a{}b\n", "# a comme{}nt\ntitle: x\n", "title: 'a{}b'\n"])
def test_unseen_characters_are_refused_wherever_they_stand(character: str, named: str, around: str) -> None:
    diagnostics = found(around.format(character))
    assert [each.message for each in diagnostics] == [
        f"Here stands a character that cannot be seen: {named}."
    ]


def test_an_unseen_character_smuggled_in_by_an_escape_is_refused() -> None:
    assert places(r'a: "x\e[31m"') == [("not-text", (1, 4, 13))]
    assert places('"\\u202e": 1') == [("not-text", (1, 1, 9))]
    assert places(r'a: "\ud800"') == [("not-text", (1, 4, 12))]


def test_tabs_within_texts_and_other_languages_are_welcome() -> None:
    assert found("a: 'x\ty'\nb: Größe 日本語 🧾 العربية\n") == ()


def test_many_bad_characters_are_summed_up() -> None:
    diagnostics = found(b"a: " + b"\xff" * 25)
    assert len(diagnostics) == 11
    assert diagnostics[-1].message == "From here on, 15 more characters are not readable text."


def test_a_file_of_the_largest_size_is_read_and_a_larger_one_refused() -> None:
    fits = b"a: 1\n#" + b"x" * (SIZE_LIMIT - 6)
    assert found(fits) == ()
    (finding,) = found(fits + b"x")
    assert finding.rule == "too-large"
    assert finding.message == "This file is 1,048,577 bytes large; more than 1,048,576 are not read."
    assert parse(b"[" * (100 << 20), FILE)[0] is None


def test_a_text_that_cannot_be_parsed_can_still_be_quoted() -> None:
    source = source_of(b"a: 'x\nb: 2\n", FILE)
    assert source is not None
    assert source.line(2) == "b: 2"
    assert source_of(b"\x00", FILE) is None
