"""Unquoted values are what YAML 1.2's core schema says: the same in every editor and here."""

from __future__ import annotations

import pytest

from tests.document.reading import found, places, plain

TEXTS = """
yes no on off Yes NO On y n 17:00 08:00 8:00 24:00 1:30:00 1:2 1_000 1__0 0b101 2024-01-01
2024-01-01T10:00:00Z = 1,000 +-1 1e 0o8 0x 0xg . -- 1.2.3 CH-SG 08:00-17:00 24/7 +1:30 tRue nULL .5.
0b 0O7 0X1f NULL! 50% 1e+ e3 +.inf5 1.5h 30min
""".split()  # noqa: SIM905 -- a table of words
NUMBERS: list[tuple[str, int | float]] = [
    ("0", 0),
    ("-0", 0),
    ("+12", 12),
    ("007", 7),
    ("0777", 777),
    ("010", 10),
    ("08", 8),
    ("0o777", 511),
    ("0x1F", 31),
    ("-19.99", -19.99),
    ("1e3", 1000.0),
    ("1.5e3", 1500.0),
    ("12e03", 12000.0),
    (".5", 0.5),
    ("5.", 5.0),
    ("+1.0E-2", 0.01),
    ("9223372036854775807", 2**63 - 1),
    ("-9223372036854775808", -(2**63)),
]
WORDS: list[tuple[str, bool | None]] = [
    *((word, True) for word in ("true", "True", "TRUE")),
    *((word, False) for word in ("false", "False", "FALSE")),
    *((word, None) for word in ("null", "Null", "NULL", "~", "")),
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_only_yaml_1_1_types_is_text(text: str) -> None:
    assert plain(f"value: {text}") == {"value": text}


@pytest.mark.parametrize(("text", "value"), [*NUMBERS, *WORDS])
def test_numbers_and_words_are_typed(text: str, value: float | bool | None) -> None:  # noqa: FBT001 -- a table
    read = plain(f"value: {text}")
    assert isinstance(read, dict)
    assert (type(read["value"]), read["value"]) == (type(value), value)


@pytest.mark.parametrize("text", [*TEXTS, *(text for text, _ in NUMBERS), *(text for text, _ in WORDS)])
@pytest.mark.parametrize("written", ["'{}'", '"{}"'])
def test_quotes_make_text(text: str, written: str) -> None:
    assert plain(f"value: {written.format(text)}") == {"value": text}


@pytest.mark.parametrize("key", ["on", "yes", "1", "1.0", "17:00", "null", "~", "2024-01-01", "0x1F", "true"])
def test_keys_are_text(key: str) -> None:
    assert plain(f"{key}: 1") == {key: 1}


@pytest.mark.parametrize(
    "text",
    [
        ".inf",
        "-.INF",
        "+.Inf",
        ".nan",
        ".NaN",
        "1e999",
        "9223372036854775808",
        "-1e19",
        "9" * 5000,
        "0." + "1" * 50,
    ],
)
def test_what_cannot_be_counted_with_is_refused(text: str) -> None:
    assert places(f"value: {text}") == [("yaml-number", (1, 8, 8 + len(text)))]


def test_a_refused_number_is_told_in_words() -> None:
    (finding,) = found("days: .inf")
    assert finding.message == "`.inf` is not a number that can be counted with exactly."
    assert finding.next_step == (
        "Write a finite number below nine quintillion; if it is a text, put it in quotes."
    )
