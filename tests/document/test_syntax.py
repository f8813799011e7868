"""What cannot be read as YAML is told in plain English, at the words concerned."""

from __future__ import annotations

import pytest

from tests.document.reading import FILE, found, where
from validator.document import parse

QUOTES = [
    (
        'a: "foo\nb: bar\n',
        (1, 4, 5),
        'The quote `"` opened here is never closed.',
        'Add `"` at the end of the text it belongs to.',
    ),
    (
        "a: 'x\n---\n'",
        (1, 4, 5),
        "The quote `'` opened here is never closed.",
        "Add `'` at the end of the text it belongs to.",
    ),
    (
        'a: "foo\nb: "bar"\n',
        (1, 4, 5),
        'The quote `"` opened here is closed only on line 2.',
        'Add `"` at the end of the text it belongs to.',
    ),
    (
        "a: 'it's'\n",
        (1, 8, 10),
        "The text goes on after the closing quote: `s'`.",
        'Put the whole value in quotes: `"it\'s"`.',
    ),
    (
        'a: "x" and y  # why\n',
        (1, 8, 13),
        "The text goes on after the closing quote: `and y`.",
        "Put the whole value in quotes: `'\"x\" and y'`.",
    ),
    (
        'a: "C:\\path"\n',
        (1, 7, 9),
        "In double quotes a backslash starts a sign of its own, and `\\p` is none.",
        "Put the text in single quotes, or write `\\\\` for a backslash.",
    ),
    (
        'a: "\\U99999999"\n',
        (1, 5, 15),
        "In double quotes a backslash starts a sign of its own, and `\\U99999999` is none.",
        "Put the text in single quotes, or write `\\\\` for a backslash.",
    ),
]

CLOSE = "Add `{}` where the list or group ends."
OPEN = "Remove it, or add the bracket that opens."
BRACKETS = [
    (
        "a: [1, 2\nb: 3\n",
        (1, 4, 5),
        "The bracket `[` opened here is not closed.",
        CLOSE.format("]"),
    ),
    (
        "a: {x: 1, y: 2",
        (1, 4, 5),
        "The bracket `{` opened here is not closed.",
        CLOSE.format("}"),
    ),
    (
        "a: ]\n",
        (1, 4, 5),
        "The bracket `]` closes nothing: none is open here.",
        OPEN,
    ),
    (
        "a: {x: 1}}\n",
        (1, 10, 11),
        "The bracket `}` closes nothing: none is open here.",
        OPEN,
    ),
    (
        "a: {b: [c}\n",
        (1, 10, 11),
        "The bracket `[` opened in column 8 of line 1 is closed by `}`.",
        "Close it with `]`.",
    ),
    (
        "a: ['x' 'y']\n",
        (1, 9, 13),
        "A comma is missing before `'y']`.",
        "Separate the values between the brackets by commas.",
    ),
    (
        "a: [, 1]\n",
        (1, 5, 6),
        "A value was expected before `, 1]`.",
        "Add the value, or remove the comma; if it belongs to the text, put the text in quotes.",
    ),
    ("{ : 1 }", (1, 3, 4), "A key is missing before the colon.", "Write the key before the colon."),
]

COLONS = [
    (": x\n", (1, 1, 2), "A key is missing before the colon.", "Write the key before the colon."),
    (
        "a: see: this # c\n",
        (1, 4, 13),
        "The value `see: this` holds a colon that reads as a second key on the same line.",
        'Put the whole value in quotes: `"see: this"`; if it is a key, give it its own line.',
    ),
    (
        'x:\n  - a: he said: "no"\n',
        (2, 8, 21),
        'The value `he said: "no"` holds a colon that reads as a second key on the same line.',
        "Put the whole value in quotes: `'he said: \"no\"'`; if it is a key, give it its own line.",
    ),
    ("a: 1\nb:2\nc: 3\n", (2, 1, 4), "A space is missing after the colon in `b:2`.", "Write `b: 2`."),
    (
        "a: 1\n\n# c\nb\nc: 1\n",
        (4, 1, 2),
        "`b` stands where a key was expected, but no colon follows.",
        "Write a colon and a space after the key; if the line continues the value above, indent it more.",
    ),
    (
        "a: b #c\n d\n",
        (2, 2, 3),
        "`d` stands where a key was expected, but no colon follows.",
        "Write a colon and a space after the key; if the line continues the value above, indent it more.",
    ),
    (
        "a: 'b' #c\n  d\n",
        (2, 3, 4),
        "`d` stands where a key was expected, but no colon follows.",
        "Write a colon and a space after the key; if the line continues the value above, indent it more.",
    ),
    (
        "a:\n  b\n  c: d\n",
        (2, 3, 4),
        "`b` stands where a key was expected, but no colon follows.",
        "Write a colon and a space after the key; if the line continues the value above, indent it more.",
    ),
]

LAYOUT = [
    (
        "a: 1\n b: 2\n",
        (2, 2, 6),
        "This line is indented by 1 space, which fits none of the groups above.",
        "Indent it exactly as far as the other lines of the group it belongs to.",
    ),
    (
        "a:\n    b: 1\n  c: 2 # x\n",
        (3, 3, 7),
        "This line is indented by 2 spaces, which fits none of the groups above.",
        "Indent it exactly as far as the other lines of the group it belongs to.",
    ),
    (
        "a:\n\tb: 1\n",
        (2, 1, 2),
        "A tab stands where YAML allows only spaces.",
        "Replace it by spaces (most editors can do so for the whole file).",
    ),
    (
        "a: - b\n",
        (1, 4, 7),
        "A list with dashes cannot start behind a colon on the same line.",
        'Give each dash its own line; if the dash belongs to the text, put it in quotes: `"- b"`.',
    ),
    (
        "- a\nb: 1\n",
        (2, 1, 5),
        "A key follows a list at the same indentation.",
        "Indent it further if it belongs to the list's last item, or less if it belongs to the group above.",
    ),
    (
        "b: 1\n- a\n",
        (2, 1, 4),
        "A list follows a key that already has a value.",
        "Put the list under a key of its own, or indent it to where it belongs.",
    ),
    (
        "[a]\nb: c\n",
        (2, 1, 5),
        "`b: c` follows where the file's content has already ended.",
        "Join it to the content above, or remove it.",
    ),
]


@pytest.mark.parametrize(("text", "place", "message", "next_step"), [*QUOTES, *BRACKETS, *COLONS, *LAYOUT])
def test_a_mistake_is_told_in_words(
    text: str, place: tuple[int, int, int], message: str, next_step: str
) -> None:
    for written in (text, text.replace("\n", "\r\n")):
        (finding,) = found(written)
        assert finding.rule == "yaml-syntax"
        assert (finding.message, finding.next_step) == (message, next_step)
        assert where(finding) == place
        assert parse(written.encode(), FILE)[0] is None


@pytest.mark.parametrize(
    "value",
    ["@home", "%x", "* as said", "*", "& co", "> 5 hours", ">= 5", "|x", "|0", "? b", "!<x y", "& ünd"],
)
def test_a_value_that_starts_with_a_sign_of_yaml_is_shown_in_quotes(value: str) -> None:
    (finding,) = found(f"a: {value}  # why\n")
    assert finding.message == f"The value `{value}` starts with `{value[0]}`, which YAML keeps for itself."
    assert finding.next_step == f'Put the whole value in quotes: `"{value}"`.'
    assert where(finding) == (1, 4, 4 + len(value))


def test_backticks_are_quoted_with_other_quotes() -> None:
    (finding,) = found("a: `x`\n")
    assert finding.message == "The value “`x`” starts with “`”, which YAML keeps for itself."
    assert finding.next_step == 'Put the whole value in quotes: “"`x`"”.'


def test_a_long_value_is_cut() -> None:
    (finding,) = found(f"a: @{'x' * 100}\n")
    assert f"`@{'x' * 49}…`" in finding.message


@pytest.mark.parametrize(
    "advised",
    ['a: "it\'s"', "a: '\"x\" and y'", "a: '\"x\": y'", "a: 'C:\\path'", 'a: ">= 5"', 'a: "see: this"'],
)
def test_what_is_advised_can_be_read(advised: str) -> None:
    assert found(advised) == ()
