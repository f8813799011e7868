"""The picture in characters."""

from __future__ import annotations

import pytest

from tests.evaluate.contract import event, submitted, with_clock
from tests.evaluate.worlds import at
from tests.render.told import BOTH, ENGLISH, GERMAN, TICKETS, shipped, telling
from validator.model.words import Event
from validator.render.drawing import picture, terminal
from validator.render.drawing.lanes import Bar, Lane, Mark, Picture
from validator.render.table import width
from validator.render.wording import Language, Telling

EASTER = """\
               0           6           12          18          24
Th 2024-03-28  ··············░░░░░░░░░░░░░░░░░░░░░░░█··········  18:30 start
Fr 2024-03-29  ················································  Good Friday
Sa 2024-03-30  ················································
Su 2024-03-31  ················································
Mo 2024-04-01  ················································  Easter Monday
Tu 2024-04-02  ··············█▓░░░░░░░░░░░░░░░░░░░░░░··········  07:30 due; 07:50 stop

               ░░ open   ██ counted   ▓▓ counted past the deadline
"""

PAUSED = """\
               0           6           12          18          24
Mi 2024-03-06  ··············░░░░████▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚··········  09:00 Start
Do 2024-03-07  ··············▚▚▚▚░░░░░░░░░░░░░░░░░░░░··········  09:00 Stand

               ░░ offen   ██ gezählt   ▚▚ angehalten
"""


def drawn(told: Telling) -> str:
    found = picture(told)
    assert found is not None
    return terminal(found)


def lane(*bars: Bar, note: str = "", marks: tuple[Mark, ...] = ()) -> str:
    """Draw one lane."""
    found = Picture("", "", (), (Lane("Mo", "2024-03-04", note, bars, marks),))
    return terminal(found).splitlines()[1]


def test_a_known_ticket_is_drawn_character_by_character() -> None:
    assert drawn(Telling(shipped("Z-1012")[0], ENGLISH)) == EASTER


def test_a_paused_ticket_is_drawn_character_by_character() -> None:
    told = telling(
        submitted("2024-03-06 09:00", "severity_3"),
        event("2024-03-06 11:00", Event.STATUS_SET, status="waiting"),
        under=with_clock(pauses=frozenset({"waiting"})),
        as_of=at("2024-03-07 09:00"),
        language=GERMAN,
    )
    assert drawn(told) == PAUSED


@pytest.mark.parametrize("language", BOTH, ids=lambda language: language.code)
@pytest.mark.parametrize("ticket", TICKETS)
def test_every_lane_has_a_cell_for_each_half_hour(ticket: str, language: Language) -> None:
    for account in shipped(ticket):
        found = picture(Telling(account, language))
        lines = terminal(found).splitlines()[1:] if found else []
        for each, line in zip(found.lanes if found else (), lines, strict=False):
            cells = line[15:63]
            assert set(cells) <= set("·░█▓▚")
            assert (len(cells), line[63:65].strip()) == (48, "")
            assert line.startswith(f"{each.weekday} {each.label}  ")


@pytest.mark.parametrize(
    ("bar", "cells"),
    [
        (Bar("counted", 0, 24 * 60), "█" * 48),
        (Bar("counted", 60, 120), "··██" + "·" * 44),
        (Bar("counted", 60, 105), "··██" + "·" * 44),  # half of a cell fills it
        (Bar("counted", 60, 104), "··█·" + "·" * 44),  # less does not
        (Bar("counted", 61, 62), "··█·" + "·" * 44),  # but the shortest bar shows
        (Bar("counted", 24 * 60 - 1, 24 * 60), "·" * 47 + "█"),
        (Bar("counted", 80, 100), "··██" + "·" * 44),  # short, and across two cells
        (Bar("counted", 60, 60), "·" * 48),  # nothing at all
    ],
)
def test_cells_show_what_covers_most_of_them(bar: Bar, cells: str) -> None:
    assert lane(bar)[15:] == cells


def test_later_kinds_of_bars_cover_earlier_ones() -> None:
    assert lane(Bar("open", 0, 240), Bar("counted", 60, 240), Bar("late", 120, 240))[15:23] == "░░██▓▓▓▓"


def test_notes_come_before_marks() -> None:
    shown = lane(
        note="Good Friday", marks=(Mark("start", 60, "01:00", "start"), Mark("stop", 90, "01:30", "stop"))
    )
    assert shown[63:] == "  Good Friday; 01:00 start; 01:30 stop"


def test_dates_that_are_not_drawn_are_a_line_of_words() -> None:
    left_out = Picture("", "", (), (Lane("", "…", "42 days not drawn, 336 h counted"),))
    assert terminal(left_out).splitlines()[1] == "…              42 days not drawn, 336 h counted"


def test_styles_touch_only_the_cells_and_the_legend() -> None:
    def tagged(text: str, role: str) -> str:
        return f"<{role}>{text}</>"

    found = Picture(
        "", "", (("late", "too late"),), (Lane("Mo", "2024-03-04", "note", (Bar("late", 0, 30),)),)
    )
    line, legend = terminal(found, tagged).splitlines()[1], terminal(found, tagged).splitlines()[-1]
    assert line == "Mo 2024-03-04  <late>▓</>" + "<closed>·</>" * 47 + "  note"
    assert legend.strip() == "<late>▓▓</> too late"


def test_control_characters_in_notes_never_reach_a_terminal() -> None:
    assert lane(note="a\x1b[31mb").endswith(r"  a\x1b[31mb")


def test_wide_characters_in_a_weekday_do_not_shift_the_lane() -> None:
    found = Picture("", "", (), (Lane("木", "2024-03-28", "", (Bar("open", 0, 24 * 60),)),))
    shown = terminal(found).splitlines()[1]
    assert width(shown[: shown.index("░")]) == 15
