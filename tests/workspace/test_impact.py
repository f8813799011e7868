"""A log read once and decided under two editions of the shipped contract, as worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.command import EXAMPLE, ROOT
from tests.evaluate.contract import POLICIES
from validator.changes.favours import Favours
from validator.changes.impact import Impact
from validator.workspace.impact import declared_by, impact
from validator.workspace.logs import StampReading
from validator.workspace.logs.read import read_log
from validator.workspace.operands import Side

HEADER = "ticket,at,event,agreement,by,severity,channel"


def edition(name: str) -> Side:
    return Side(name, POLICIES, ("zitadel", name), single=True)


def asked(log: Path, old: str, new: str) -> Impact:
    return impact(read_log([log], None), edition(old), edition(new), StampReading(), None)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return tickets of 2021 and 2022: 40 and 14 minutes late, in time, and of a plan that came later."""
    file = tmp_path / "log.csv"
    rows = [
        "late,2021-09-06T10:00:00+02:00,submitted,weberei-2021,customer,severity_1,email",
        "late,2021-09-06T14:40:00+02:00,replied,,agent,,",
        "nearly,2022-03-07T09:00:00+01:00,submitted,brauerei-2022,customer,severity_2,email",
        "nearly,2022-03-07T11:14:00+01:00,replied,,agent,,",
        "in time,2022-03-08T09:00:00+01:00,submitted,brauerei-2022,customer,severity_2,email",
        "in time,2022-03-08T10:00:00+01:00,replied,,agent,,",
        "later,2024-06-03T10:00:00+02:00,submitted,klinik-2024,customer,severity_2,email",
        "later,2024-06-03T10:30:00+02:00,replied,,agent,,",
    ]
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return file


def test_credits_come_into_being(log: Path) -> None:
    found = asked(log, "2021-07-21", "2021-08-23")
    (credit,) = found.credits
    # 40 minutes hold two whole quarters of an hour, 14 minutes none
    assert (credit.unit, credit.old, credit.new) == ("days", Decimal(0), Decimal(2))
    assert (found.tickets.both, found.tickets.neither) == (3, 1)
    assert found.favours[Favours.FAVOURABLE] == 1
    assert found.favours[Favours.ADVERSE] == found.favours[Favours.INCOMPARABLE] == 0
    assert (found.earlier.decisions, found.later.decisions) == (0, 0)
    assert all(flip.old == flip.new for flip in found.flips)
    assert found.cases[0].ticket == "late"
    plans = {group.new: [change.new for change in group.credits] for group in found.groups["plan"]}
    assert plans == {"starbase": [Decimal(2)], "fortress": []}


def test_an_agreement_that_the_edition_cannot_carry_is_counted_and_never_guessed(log: Path) -> None:
    for side in asked(log, "2021-07-21", "2021-08-23").undecided:
        assert [(each.code, each.tickets, each.example) for each in side] == [
            ("no-edition-in-force", 1, "later")
        ]


def test_rows_of_undecided_tickets_are_rejected_under_both(log: Path) -> None:
    found = asked(log, "2021-07-21", "2021-08-23")
    assert (found.rows.total, found.rows.rejected_old, found.rows.rejected_both) == (8, 2, 2)


def test_a_channel_without_promises_loses_an_entitlement() -> None:
    found = asked(ROOT / EXAMPLE, "2023-11-16", "2024-01-10")
    assert (found.decisions, found.changed, found.recited, found.same) == (46, 3, 43, 0)
    worse = [case for case in found.cases if case.favours is Favours.ADVERSE]
    (pair,) = worse[0].pairs
    assert pair.old is not None
    assert pair.new is not None
    assert (worse[0].ticket, pair.old.outcome, pair.new.reason) == ("Z-1006", "met", "channel-not-covered")
    moved = [(group.old, group.new) for group in found.groups["clause"] if group.worse]
    assert moved == [
        (
            "zitadel/editions/2023-11-16/service-levels.yaml:20 SLO - Initial response time",
            "zitadel/editions/2024-01-10/channels.yaml:3 Community support",
        )
    ]


def test_as_one_edition_every_agreement_of_its_policy_follows_it_and_others_stay() -> None:
    whole, alone = {each.id: each for each in POLICIES.policies}, {}
    for each in declared_by(edition("2024-01-10")):
        alone[each.id] = each
    assert list(alone["zitadel"].editions) == ["2024-01-10"]
    assert {each.edition for each in alone["zitadel"].agreements.values()} == {None}
    assert {name: each for name, each in alone.items() if name != "zitadel"} == {
        name: each for name, each in whole.items() if name != "zitadel"
    }
