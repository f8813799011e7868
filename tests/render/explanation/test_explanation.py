"""Every ticket of the shipped log and of random worlds is explained: whole sentences, true places, sums that hold."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.command import ROOT
from tests.evaluate.contract import POLICIES, event, replied, submitted
from tests.evaluate.worlds import World, worlds
from tests.render.told import (
    BOTH,
    ENGLISH,
    TICKETS,
    accounts_of,
    decided_log,
    place,
    shipped,
    shipped_told,
    told,
)
from validator.evaluate.counting import count
from validator.evaluate.reference import accounts
from validator.location import Address
from validator.model.target import BestEffort, NotOffered
from validator.model.words import Actor, Event, Outcome
from validator.render.drawing import svg
from validator.render.explanation import Explanation, answers, explain
from validator.render.explanation.markdown import markdown
from validator.render.explanation.page import page
from validator.render.explanation.record import as_json
from validator.render.explanation.text import text
from validator.render.wording import Language

OWN_CLAUSES = {"Term of the agreement", "Agreed with the customer", "Support hours"}
"""What agreements are cited by: they have no headings of their own."""

LANGUAGES = pytest.mark.parametrize("language", ["en", "de"])
EVERY = pytest.mark.parametrize("ticket", TICKETS)


def sentences(explanation: Explanation) -> list[str]:
    """Return everything that is told in words."""
    said = [explanation.opening, explanation.zone, *answers(explanation)]
    for part in explanation.parts:
        said += [part.title, part.answer, *(step.text for step in part.steps)]
        said += [
            cell for row in (part.table.rows if part.table else ()) for cell in (row.open, row.note) if cell
        ]
        said += [part.picture.title, part.picture.description] if part.picture else []
    return said


def check_sentences(explanation: Explanation) -> None:
    for sentence in sentences(explanation):
        assert not re.search(r"[{}]|\bNone\b|  |^\s|\s$|\.\.", sentence), sentence
    for part in explanation.parts:
        assert part.answer.endswith(".")
        assert all(step.text.endswith(".") for step in part.steps)


# --- every ticket of the log ---


@LANGUAGES
@EVERY
def test_every_ticket_is_explained_in_whole_sentences(ticket: str, language: str) -> None:
    check_sentences(shipped_told(ticket, language))


@LANGUAGES
@EVERY
def test_every_ticket_is_written_in_every_form(ticket: str, language: str) -> None:
    explanation = shipped_told(ticket, language)
    (opening,) = {part.telling.agreement.customer for part in explanation.parts}
    assert text(explanation, place).startswith(f"Ticket {ticket}\n\n{opening} ")
    assert markdown(explanation, place).startswith(f"# Ticket {ticket}\n\n{opening} ")
    assert f'<html lang="{language}">' in page(explanation, place)
    record = json.loads(as_json(explanation, place))
    assert (record["ticket"], record["language"]) == (ticket, language)
    assert len(record["decisions"]) == len(shipped(ticket))


@EVERY
def test_every_step_stands_where_it_says(ticket: str) -> None:
    for part in shipped_told(ticket).parts:
        for step in part.steps:
            if step.at is None:
                assert not step.clause
                continue
            file, _, line = place(step.at).rpartition(":")
            lines = (ROOT / "policies" / file).read_text("utf-8").splitlines()
            cited = lines[int(line) - 1]
            if step.at.route:
                assert f"{step.at.route[-1]}:" in cited
            else:  # the file as a whole
                assert not any(each and not each.startswith("#") for each in lines[: int(line) - 1])
            assert step.clause in OWN_CLAUSES or any(step.clause in each for each in lines)


@EVERY
def test_every_target_is_written_at_the_place_that_is_cited(ticket: str) -> None:
    for part in shipped_told(ticket).parts:
        decision = part.account.decision
        if decision.entitled and decision.target:
            file, _, line = place(decision.rests_on).rpartition(":")
            assert (
                decision.target in (ROOT / "policies" / file).read_text("utf-8").splitlines()[int(line) - 1]
            )
            assert place(decision.rests_on) in {place(step.at) for step in part.steps if step.at}


@EVERY
def test_every_table_adds_up_to_the_time_elapsed(ticket: str) -> None:
    for part in shipped_told(ticket).parts:
        found, decision = count(part.account), part.account.decision
        assert (found is None) == (part.table is None) == (decision.elapsed is None)
        if found is not None and part.table is not None:
            assert sum(day.amount for day in found.days) == decision.elapsed
            shown = sum(length(row.counted) for row in part.table.rows[:-1])
            assert shown == decision.elapsed
            assert length(part.table.rows[-1].counted) == shown


UNITS = {"h": 3_600_000_000, "min": 60_000_000, "s": 1_000_000}


def length(written: str) -> Decimal:
    """Read a length of time as tables write it: `1 h 05 min`, `2 h 44 min 59 s`."""
    return sum(
        (Decimal(number) * UNITS[unit] for number, unit in re.findall(r"([\d.]+) (h|min|s)", written)),
        Decimal(0),
    )


@EVERY
def test_the_decision_is_the_last_step_of_who_is_entitled(ticket: str) -> None:
    for part in shipped_told(ticket).parts:
        decision = part.account.decision
        last = part.steps[-1].text
        if decision.entitled:
            assert (
                last == f"The decision is therefore: {ENGLISH.phrases[f'outcome-{decision.outcome.value}']}."
            )
        else:
            assert last == part.answer
            assert (part.steps[-1].at, part.steps[-1].clause) == (decision.rests_on, decision.clause)


# --- what is told of several decisions ---


def test_decisions_are_told_in_the_order_in_which_their_clocks_start() -> None:
    parts = shipped_told("Z-1026").parts
    assert [part.title for part in parts] == ["Initial response time", "Escalation for non-urgent needs"]
    assert [part.account.start for part in parts] == sorted(part.account.start for part in parts)


def test_only_of_several_answers_does_each_say_what_it_is_about() -> None:
    assert answers(shipped_told("Z-1012"))[0].startswith("A first answer was promised")
    several = answers(shipped_told("Z-1026"))
    assert several[0].startswith("Initial response time: A first answer")
    assert several[1].startswith("Escalation for non-urgent needs: An answer")


def test_a_zone_is_told_once() -> None:
    assert shipped_told("Z-1026").zone == "All times are local: Europe/Zurich."


def test_the_order_of_the_accounts_does_not_matter() -> None:
    escalated = event(
        "2024-03-06 10:00", Event.ESCALATED, Actor.CUSTOMER, urgency="normal", channels=frozenset({"ticket"})
    )
    found = accounts_of(submitted("2024-03-06 09:00", "severity_1"), escalated, replied("2024-03-06 09:30"))
    assert explain(found, ENGLISH) == explain(found[::-1], ENGLISH)


def test_a_full_explanation_folds_nothing() -> None:
    found = accounts_of(
        submitted("2024-03-06 09:00", "severity_4"), as_of=submitted("2024-05-06 09:00", "severity_4").at
    )
    folded, full = (explain(found, ENGLISH, full=full).parts[0].table for full in (False, True))
    assert folded is not None
    assert full is not None
    assert len(folded.rows) < 12
    assert len(full.rows) == 62 + 1  # 6 March to 6 May, and the total
    assert full.rows[-1] == folded.rows[-1]


def test_a_ticket_that_nothing_was_decided_about_has_no_explanation() -> None:
    with pytest.raises(IndexError):
        explain((), ENGLISH)


def test_both_evaluators_have_decided_what_is_explained() -> None:
    table = decided_log().decisions.to_decisions()
    explained = {account.decision for ticket in TICKETS for account in shipped(ticket)}
    assert explained == set(table)
    assert {policy.id for policy in POLICIES.policies} > {"zitadel"}


# --- any world ---


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(worlds(), st.sampled_from(BOTH))
def test_whatever_can_be_decided_can_be_explained(world: World, language: Language) -> None:
    for timeline in world.log:
        found = accounts(timeline, world.book, world.as_of)
        if isinstance(found, tuple) and found:
            check_world(explain(found, language))


def check_world(explanation: Explanation) -> None:
    check_sentences(explanation)
    for form in (text, markdown, as_json):
        assert explanation.ticket in form(explanation, file_only)
    for part in explanation.parts:
        decision, found = part.account.decision, count(part.account)
        if part.picture:
            assert svg(part.picture, "x").endswith("</svg>")
            assert all(
                0 <= bar.since <= bar.until <= 1440 for lane in part.picture.lanes for bar in lane.bars
            )
        if found is None:
            assert decision.outcome is Outcome.NOT_ENTITLED
            continue
        assert found.elapsed == decision.elapsed
        assert all(day.amount >= 0 for day in found.days)
        left = found.days[-1].remaining
        if decision.outcome in (Outcome.MET, Outcome.WITHDRAWN, Outcome.RUNNING) and left is not None:
            assert left >= 0
        shown = part.account.shown
        if shown and not isinstance(shown.promise.target, BestEffort | NotOffered):
            for instant in (decision.deadline, decision.stopped_at):
                assert instant is None or part.telling.instant(instant) in part.answer


def file_only(at: Address) -> str:
    return at.file


def test_a_broken_sentence_is_seen() -> None:
    explanation = told(submitted("2024-03-06 09:00", "severity_1"))
    check_sentences(explanation)
    (part,) = explanation.parts
    for broken in ("It is due on None.", "It is {due}.", "It is  due.", "It is due.."):
        with pytest.raises(AssertionError):
            check_sentences(Explanation(ENGLISH, "T", broken, "", (part,), None))
