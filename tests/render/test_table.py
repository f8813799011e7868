"""Tables for people: aligned, safe for terminals."""

from __future__ import annotations

import pytest

from validator.render import table as tables


def test_columns_are_aligned_by_what_terminals_show() -> None:
    shown = tables.table(("name", "n"), [("日本", "1"), ("a", "20")], right=frozenset({"n"}))
    assert shown.splitlines() == ["name   n", "日本   1", "a     20"]


def test_control_characters_never_reach_a_terminal() -> None:
    shown = tables.table(("x",), [("a\x1b[31mb\nc",)])
    assert "\x1b" not in shown
    assert shown.splitlines()[1] == r"a\x1b[31mb\nc"


def tagged(text: str, role: str) -> str:
    return f"<{role}>{text}</>" if role else text


def test_styles_are_applied_outside_the_padding() -> None:
    shown = tables.table(("a", "b"), [("met", "x")], roles={"met": "good"}, style=tagged)
    assert shown.splitlines()[1] == "<good>met</>  x"
    assert shown.splitlines()[0].startswith("<heading>a</>")


def test_combining_characters_take_no_room() -> None:
    assert tables.width("e\u0301") == 1


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0 s"),
        (0.5, "< 1 s"),
        (20, "20 s"),
        (60, "1 min"),
        (899, "14 min 59 s"),
        (3600, "1 h"),
        (3900, "1 h 05 min"),
        (3930, "1 h 05 min"),
        (360_000, "100 h"),
    ],
)
def test_durations(seconds: float, written: str) -> None:
    assert tables.duration(int(seconds * 1_000_000)) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0 s"),
        (0.5, "< 1 s"),
        (59, "59 s"),
        (3600, "1 h"),
        (86_399, "23 h 59 min"),
        (86_400, "1 d"),
        (86_400.5, "1 d < 1 s"),
        (86_460, "1 d 1 min"),
        (86_400 + 47 * 60, "1 d 47 min"),
        (4 * 86_400 + 12 * 3600 + 40 * 60, "4 d 12 h 40 min"),
        (400 * 86_400, "400 d"),
    ],
)
def test_durations_by_the_clock_have_days(seconds: float, written: str) -> None:
    assert tables.wall_duration(int(seconds * 1_000_000)) == written


@pytest.mark.parametrize(
    ("microseconds", "written"),
    [
        (0, "0 min"),
        (1, "0.000001 s"),
        (1_500_000, "1.5 s"),
        (59_000_000, "59 s"),
        (60_000_000, "1 min"),
        (61_000_000, "1 min 1 s"),
        (3_600_000_000, "1 h"),
        (3_661_000_000, "1 h 01 min 1 s"),
        (21_811_241_000, "6 h 03 min 31.241 s"),
        (360_000_000_000, "100 h"),
    ],
)
def test_exact_durations_hold_everything(microseconds: int, written: str) -> None:
    assert tables.exact_duration(microseconds) == written
