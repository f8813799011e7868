"""Single tickets of a log are decided again, with everything that decided them."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from tests.cli.command import EXAMPLE, ROOT, inside
from tests.evaluate.contract import BOOK, EDITION, POLICIES, local, with_edition
from tests.evaluate.worlds import at
from tests.workspace.logs.files import read, written
from validator.evaluate.decision import Refusal
from validator.evaluate.reference import decide_all
from validator.model.credit import Grant
from validator.model.words import Actor, Event, Outcome, Reason
from validator.render.explanation import Proof
from validator.workspace.logs import StampReading
from validator.workspace.proving import Prover, proof, prover
from validator.workspace.trouble import Trouble

HEADER = "ticket,at,event,agreement,by,public,severity,status,channel,urgency,request,feature"
LOG = read(ROOT / EXAMPLE)


def prove(folder: Path, *lines: str, as_of: str | None = None) -> Prover:
    """Decide a log of some lines."""
    file = written(folder, "log.csv", "\n".join([HEADER, *lines, ""]))
    return prover(read(file), BOOK, StampReading(None), None if as_of is None else at(as_of))


def filed(ticket: str, when: str, agreement: str = "stickerei-2024", severity: str = "severity_1") -> str:
    return f"{ticket},{when}:00+01:00,submitted,{agreement},customer,,{severity},,ticket,,,"


def answered(ticket: str, when: str) -> str:
    return f"{ticket},{when}:00+01:00,replied,,agent,,,,,,,"


@pytest.fixture(scope="module")
def example() -> Prover:
    """Return the shipped example log, decided."""
    return prover(LOG, BOOK, StampReading(None), None)


def reason(proving: Prover, ticket: str) -> Reason:
    found = proving.accounts(ticket)
    assert isinstance(found, tuple)
    return found[0].decision.reason


def trouble(proving: Prover, ticket: str) -> tuple[str, str]:
    with pytest.raises(Trouble) as raised:
        proving.accounts(ticket)
    return raised.value.message, raised.value.next_step


# --- every ticket of the example log ---


def test_every_ticket_is_decided_as_the_whole_log_is(example: Prover) -> None:
    timelines = [example.timeline(ticket) for ticket in example.tickets() if ticket not in example.rejected]
    decisions, _, refusals = decide_all(timelines, BOOK, example.as_of)
    proven = [example.accounts(timeline.ticket) for timeline in timelines]
    assert (
        tuple(account.decision for each in proven if isinstance(each, tuple) for account in each) == decisions
    )
    assert tuple(each for each in proven if isinstance(each, Refusal)) == refusals
    assert [refusal.ticket for refusal in refusals] == ["Z-1037"]
    assert len({decision.ticket for decision in decisions}) == len(timelines) - 1


def test_the_tickets_are_named_in_order(example: Prover) -> None:
    lines = (ROOT / EXAMPLE).read_text(encoding="utf-8").splitlines()[1:]
    named = {line.partition(",")[0] for line in lines} - {"Z-1036"}  # whose only row cannot be read
    assert list(example.tickets()) == sorted(named)


def test_a_ticket_comes_out_of_the_log_as_it_went_in(tmp_path: Path) -> None:
    proving = prove(
        tmp_path,
        "B,2024-06-03T10:00:00Z,submitted,stickerei-2024,customer,,severity_1,,phone+email,,error,generally_available",
        "A,2024-06-03T10:00:00Z,submitted,stickerei-2024,,,severity_2,,ticket,,,",
        "B,2024-06-03T10:30:00.5Z,replied,,manager,false,,,,,,",
        "B,2024-06-03T10:20:00Z,escalated,,customer,,,,phone,urgent,,",
        "B,2024-06-03T10:40:00Z,status_set,,system,true,,anything,,,,",
    )
    first, second, replied, parked = proving.timeline("B").events
    assert (first.event, first.agreement, first.by) == (
        Event.SUBMITTED,
        "stickerei-2024",
        Actor.CUSTOMER,
    )
    assert first.channels == {"phone", "email"}
    assert (first.request, first.feature) == ("error", "generally_available")
    assert (second.urgency, second.severity) == ("urgent", None)
    assert second.channels == {"phone"}
    assert (replied.by, replied.public, replied.at) == (
        Actor.MANAGER,
        False,
        at("2024-06-03 12:30") + 500_000,
    )
    assert (parked.status, parked.public, parked.channels) == ("anything", True, frozenset())
    [other] = proving.timeline("A").events
    assert (other.by, other.severity) == (None, "severity_2")


# --- tickets without a decision ---


@pytest.mark.parametrize(
    ("ticket", "hint"),
    [
        ("Z1012", "Did you mean Z-1012?"),
        ("z-1012", "Did you mean Z-1012?"),
        ("4711", "Check the name; upper and lower case differ."),
        ("Z-9999999999999", "Check the name; upper and lower case differ."),
    ],
)
def test_a_ticket_that_is_not_in_the_log_is_told(example: Prover, ticket: str, hint: str) -> None:
    assert trouble(example, ticket) == (f"there is no ticket {ticket} in this log", hint)


def test_a_ticket_with_a_row_that_cannot_be_read_is_refused_with_that_row(example: Prover) -> None:
    assert example.accounts("Z-1036") == Refusal(
        "Z-1036",
        "ticket-rejected",
        "`2024-11-05T09:15:00` has no offset from UTC; add one, or name the zone with --time-zone",
    )


def test_a_ticket_that_the_edition_cannot_decide_is_refused(example: Prover) -> None:
    assert example.accounts("Z-1037") == Refusal(
        "Z-1037", "unknown-severity", "the edition in force has no severity `severity_5`"
    )


def test_a_ticket_that_is_not_submitted_yet_is_told(tmp_path: Path) -> None:
    lines = filed("A", "2024-06-03T10:00"), filed("B", "2024-06-04T10:00")
    proving = prove(tmp_path, *lines, as_of="2024-06-03 12:00")
    assert reason(proving, "A") is Reason.ENTITLED
    assert trouble(proving, "B") == (
        "ticket B had not been submitted by 2024-06-03T10:00:00Z",
        "Give a later --as-of.",
    )


def test_what_happens_later_has_not_happened_yet(tmp_path: Path) -> None:
    proving = prove(
        tmp_path, filed("A", "2024-06-03T10:00"), answered("A", "2024-06-03T10:30"), as_of="2024-06-03 11:15"
    )
    found = proving.accounts("A")
    assert isinstance(found, tuple)
    assert found[0].decision.outcome is Outcome.RUNNING


def test_without_an_instant_the_last_event_of_the_log_is_it(tmp_path: Path) -> None:
    proving = prove(tmp_path, filed("A", "2024-06-03T10:00"), answered("B", "2024-06-05T10:30"))
    assert proving.as_of == at("2024-06-05 11:30")
    found = proving.accounts("B")
    assert isinstance(found, Refusal)
    assert found.code == "not-submitted"


# --- a term that credits extend ---

LATE = filed("A", "2024-12-02T08:00"), answered("A", "2024-12-02T09:30")  # two days


def test_credits_of_earlier_tickets_extend_the_term(tmp_path: Path) -> None:
    later = filed("B", "2025-01-02T23:59"), filed("C", "2025-01-03T00:00")
    proving = prove(tmp_path, *LATE, *later)
    assert [reason(proving, ticket) for ticket in "ABC"] == [
        Reason.ENTITLED,
        Reason.ENTITLED,
        Reason.OUTSIDE_TERM,
    ]


def test_credits_in_the_extension_extend_it_further(tmp_path: Path) -> None:
    more = filed("B", "2025-01-02T10:00"), answered("B", "2025-01-02T11:15")
    last = filed("C", "2025-01-03T10:00"), answered("C", "2025-01-03T10:10"), filed("D", "2025-01-04T10:00")
    proving = prove(tmp_path, *LATE, *more, *last)
    assert [reason(proving, ticket) for ticket in "BCD"] == [
        Reason.ENTITLED,
        Reason.ENTITLED,
        Reason.OUTSIDE_TERM,
    ]


def test_credits_of_later_tickets_and_of_other_agreements_do_not(tmp_path: Path) -> None:
    other = [line.replace("stickerei", "molkerei").replace("A,", "X,", 1) for line in LATE]
    proving = prove(tmp_path, filed("B", "2025-01-01T10:00"), *other)
    assert reason(proving, "B") is Reason.OUTSIDE_TERM


def test_credits_in_money_do_not(tmp_path: Path) -> None:
    credits_ = {
        name: replace(credit, grant=Grant(Decimal(50), "CHF")) for name, credit in EDITION.credits.items()
    }
    file = written(tmp_path, "log.csv", "\n".join([HEADER, *LATE, filed("B", "2025-01-01T10:00"), ""]))
    proving = prover(read(file), with_edition(credits=credits_), StampReading(None), None)
    found = proving.accounts("A")
    assert isinstance(found, tuple)
    assert (found[0].decision.credit, found[0].decision.credit_unit) == (Decimal(100), "CHF")
    assert reason(proving, "B") is Reason.OUTSIDE_TERM


def test_of_two_tickets_at_one_instant_the_name_decides_which_is_earlier(tmp_path: Path) -> None:
    """`c` comes before `d`, which finds the term as `c` has left it."""
    first = filed("b", "2025-01-02T10:00"), answered("b", "2025-01-02T11:15")
    both = filed("c", "2025-01-03T10:00"), answered("c", "2025-01-03T12:00"), filed("d", "2025-01-03T10:00")
    proving = prove(tmp_path, *LATE, *first, *both, answered("d", "2025-01-03T10:30"))
    ends = []
    for ticket in "cd":
        found = proving.accounts(ticket)
        assert isinstance(found, tuple)
        ends.append(local(found[0].ticket.term_end))
    assert ends == ["2025-01-04 00:00:00", "2025-01-08 00:00:00"]


# --- both evaluators must agree ---


def test_a_proof_that_the_other_evaluator_does_not_share_is_none(example: Prover) -> None:
    other = example.decisions.take(np.arange(len(example.decisions)))
    assert isinstance(replace(example, decisions=other).accounts("Z-1012"), tuple)
    other = replace(other, elapsed=other.elapsed + 1)
    with pytest.raises(RuntimeError, match="the two evaluators decide ticket Z-1012 differently"):
        replace(example, decisions=other).accounts("Z-1012")


# --- how to repeat it ---


def test_a_proof_names_what_the_record_of_a_run_names(example: Prover, tmp_path: Path) -> None:
    done = inside("evaluate", EXAMPLE, "-o", tmp_path / "run", "--allow-rejects")
    assert done.returncode == 0
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    found = example.accounts("Z-1012")
    assert isinstance(found, tuple)
    [policy] = record["policies"]
    [log] = record["inputs"]
    assert proof(example, found[0], POLICIES, LOG, "slawyer explain …") == Proof(
        as_of=record["as_of"],
        policy=policy["id"],
        policy_digest=policy["sha256"],
        holidays=policy["holidays"],
        zones_release=record["zones"]["release"],
        zones_digest=record["zones"]["sha256"],
        software=record["software"]["slawyer"],
        logs={log["name"]: log["sha256"]},
        command="slawyer explain …",
    )
