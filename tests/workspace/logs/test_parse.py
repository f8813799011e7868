from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.logs.files import of_every_kind, read, written
from validator.timetable.stamps import Ambiguous
from validator.workspace.logs import ParsedLog, StampReading, parse_log
from validator.workspace.logs.parse import instant_of
from validator.workspace.zones import load_zone

ZURICH = StampReading(load_zone("Europe/Zurich"))
HEADER = "ticket,at,event,by,public,channel\n"
GOOD = "A,2024-03-28T16:10:00+01:00,submitted,,,ticket\n"
LATER = "A,2024-06-01T00:00:00Z,replied,agent,,\n"


def parsed(
    folder: Path, rows: str, stamps: StampReading | None = None, as_of: str | None = None
) -> ParsedLog:
    instant = None if as_of is None else instant_of(as_of, StampReading())
    assert not isinstance(instant, str)
    return parse_log(read(written(folder, "log.csv", HEADER + rows)), stamps or StampReading(), instant)


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        (",2024-03-28T16:10:00Z,closed,,,", "no-ticket", None),
        ("A,yesterday,closed,,,", "bad-instant", "yesterday"),
        ("A,,closed,,,", "bad-instant", None),
        ("A,2024-03-28T16:10:00,closed,,,", "no-offset", "2024-03-28T16:10:00"),
        ("A,0001-01-01T00:00:00Z,closed,,,", "out-of-range", "0001-01-01T00:00:00Z"),
        ("A,9999-12-31T23:59:59Z,closed,,,", "out-of-range", "9999-12-31T23:59:59Z"),
        ("A,2024-03-28T16:10:00Z,Replied,,,", "unknown-event", "Replied"),
        ("A,2024-03-28T16:10:00Z,,,,", "unknown-event", None),
        ("A,2024-03-28T16:10:00Z,replied,robot,,", "unknown-actor", "robot"),
        ("A,2024-03-28T16:10:00Z,replied,agent,maybe,", "bad-public", "maybe"),
        ("A,soon,Replied,robot,maybe,", "bad-instant", "soon"),  # the first reason
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_the_reason(
    tmp_path: Path, row: str, code: str, said: str | None
) -> None:
    log = parsed(tmp_path, f"B{GOOD[1:]}{row}\n")
    assert log.rejected == {1: (code, said)}
    assert log.rows.tolist() == [0]
    assert log.tainted == ({} if code == "no-ticket" else {"A": (code, said)})


def test_a_ticket_with_a_rejected_row_loses_its_other_rows(tmp_path: Path) -> None:
    log = parsed(tmp_path, f"{GOOD}A,?,closed,,,\nB{GOOD[1:]}{LATER}")
    assert log.rejected == {
        0: ("ticket-rejected", None),
        1: ("bad-instant", "?"),
        3: ("ticket-rejected", None),
    }
    assert (log.tainted, log.events.names) == ({"A": ("bad-instant", "?")}, ("B",))


def test_what_comes_after_the_instant_does_not_exist_yet(tmp_path: Path) -> None:
    rows = f"{GOOD}A,2024-05-01T00:00:00Z,Closed,robot,maybe,\n"
    assert set(parsed(tmp_path, rows).tainted) == {"A"}
    before = parsed(tmp_path, rows, as_of="2024-04-30T00:00:00Z")
    assert (before.rejected, before.tainted, len(before.events)) == ({}, {}, 2)
    mixed = parsed(tmp_path, f"A,2024-03-01T00:00:00Z,Closed,,,\n{LATER}", as_of="2024-04-30T00:00:00Z")
    assert (list(mixed.rejected), mixed.rows.tolist()) == ([0], [1])
    nameless = parsed(tmp_path, ",2024-05-01T00:00:00Z,closed,,,\n", as_of="2024-04-30T00:00:00Z")
    assert nameless.rejected == {0: ("no-ticket", None)}


def test_the_instant_is_by_default_the_last_of_the_log(tmp_path: Path) -> None:
    log = parsed(tmp_path, f"{GOOD}{LATER}B,2025-01-01T00:00:00Z,nonsense,,,\n")
    assert log.as_of == instant_of("2025-01-01T00:00:00Z", StampReading())
    assert parsed(tmp_path, "").as_of == 0


def test_a_stamp_of_a_zone_is_rejected_where_it_is_none_or_two(tmp_path: Path) -> None:
    rows = (
        "A,2024-03-31T02:30:00,closed,,,\nB,2024-10-27T02:30:00,closed,,,\nC,2024-07-01T00:00:00,closed,,,\n"
    )
    codes = {row: code for row, (code, _) in parsed(tmp_path, rows, ZURICH).rejected.items()}
    assert codes == {0: "no-such-local-time", 1: "ambiguous-local-time"}
    later = StampReading(ZURICH.zone, Ambiguous.LATER)
    assert list(parsed(tmp_path, rows, later).rejected) == [0]


def test_channels_are_put_in_order_and_each_once(tmp_path: Path) -> None:
    log = parsed(tmp_path, GOOD.replace("ticket\n", "phone+email+phone\n"))
    assert log.events.words("channels") == ("email+phone",)


def test_public_is_true_unless_it_is_false(tmp_path: Path) -> None:
    rows = "".join(
        f"{ticket},2024-01-01T00:00:00Z,replied,agent,{said},\n"
        for ticket, said in zip("ABCD", ("", "TRUE", "False", "true"), strict=True)
    )
    assert parsed(tmp_path, rows).events.public.tolist() == [True, True, False, True]


def test_every_kind_of_file_gives_the_same_events(tmp_path: Path) -> None:
    rows = [
        {"ticket": "A", "at": "2024-03-28T16:10:00+01:00", "event": "submitted", "channel": "phone+email"},
        {"ticket": "A", "at": "2024-03-28T16:10:00.5Z", "event": "replied", "by": "agent", "public": "false"},
        {"ticket": "B", "at": "2024-03-28T16:10:00.5Z", "event": "oops"},
    ]
    logs = [parse_log(read(file), StampReading()) for file in of_every_kind(tmp_path, rows)]
    for log in logs:
        assert log.rejected == {2: ("unknown-event", "oops")}
        assert log.events.at.tolist() == logs[0].events.at.tolist()
        assert log.events.public.tolist() == [True, False]
        assert log.events.words("channels") == ("email+phone",)


@pytest.mark.parametrize("text", ["tomorrow", "2024-01-01", "9999-01-01T00:00:00Z"])
def test_a_single_stamp_is_refused_in_words(text: str) -> None:
    found = instant_of(text, StampReading())
    assert isinstance(found, str)
    assert text in found
