"""An impact written by hand: two tickets, one better and one worse, with names that try to do harm."""

from __future__ import annotations

from decimal import Decimal

from tests.evaluate.worlds import HOUR, MINUTE, at
from validator.changes.favours import Favours
from validator.changes.impact import (
    ABSENT,
    Case,
    Counted,
    CreditChange,
    Flip,
    Group,
    Impact,
    Pair,
    Rows,
    Shown,
    Tickets,
    Undecided,
)

HOSTILE = "<script>|*x*\x1b[31m"
DAYS = (CreditChange("days", Decimal(3), Decimal("1.50"), Decimal(0), Decimal("1.50")),)

THEN = Shown(
    edition="2024-01-01",
    outcome="breached",
    reason="entitled",
    severity="high",
    target="2 hours",
    deadline=at("2024-06-03 12:00"),
    stopped_at=at("2024-06-03 13:00"),
    credit=Decimal(3),
    unit="days",
    clause="a.yaml:3 Response",
)
NOW = Shown(
    edition="2024-02-01",
    outcome="not-entitled",
    reason="channel-not-covered",
    severity="high",
    target=None,
    deadline=None,
    stopped_at=None,
    credit=None,
    unit=None,
    clause="b.yaml:7 Channels",
)
SEEN = Group("old-plan", "plan", 2, 1, 1, 0, 1, 0, 1, 0, DAYS)
ALIKE = Group("quiet", "quiet", 1, 0, 0, 0, 0, 0, 0, 0, ())
MOVED = Group("a.yaml:3 Response", "a.yaml:9 Response", 2, 1, 1, 0, 1, 0, 1, 0, DAYS)

IMPACT = Impact(
    old="main",
    new=HOSTILE,
    as_of=at("2024-07-01 00:00"),
    nothing=None,
    tickets=Tickets(both=2, only_old=1, only_new=0, neither=1, not_yet_submitted=1),
    rows=Rows(12, 4, 2, 2),
    undecided=((), (Undecided("missing-channel", 1_000, HOSTILE, "no channel is given"),)),
    decisions=3,
    same=1,
    recited=1,
    changed=1,
    favours={
        Favours.ADVERSE: 1,
        Favours.FAVOURABLE: 0,
        Favours.NEUTRAL: 0,
        Favours.INCOMPARABLE: 0,
        None: 1,
    },
    flips=(
        Flip("answer", "breached", "not-entitled", 1),
        Flip("answer", "met", "met", 1),
        Flip("later", ABSENT, "met", 1),
        Flip("quiet", "met", "met", 1),
    ),
    earlier=Counted(0, None, None),
    later=Counted(2, 90 * MINUTE, 26 * HOUR),
    timed=0,
    untimed=1,
    shifts=(0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0),
    credits=DAYS,
    groups={
        "plan": (SEEN, ALIKE),
        "severity": (SEEN,),
        "agreement": (SEEN,),
        "obligation": (SEEN,),
        "clause": (MOVED,),
    },
    cases=(Case(HOSTILE, "bakery", Favours.ADVERSE, (Pair("answer", 2, Favours.ADVERSE, THEN, NOW),)),),
    more_cases=4,
)
