"""Examples that do not hold, as findings."""

from __future__ import annotations

from tests.evaluate.worked import FILE, LATE, changed
from tests.render.examples.trials import FAILS, FAILS_TWICE, HOLDS, UNEXPECTED, documents, from_here, tried
from validator.diagnostics import Diagnostic, Level
from validator.render.examples import RULES, diagnostics
from validator.render.findings import resolve
from validator.workspace.rule_pages import earlier_pages

SERVICE_LEVELS = "policies/zitadel/editions/2024-01-10/service-levels.yaml"


def found(text: str) -> tuple[Diagnostic, ...]:
    return diagnostics(tried(text))


def test_an_example_that_holds_is_no_finding() -> None:
    assert found(HOLDS) == ()


def test_each_value_that_fails_is_a_finding() -> None:
    assert [(each.rule, each.level, each.message) for each in found(FAILS_TWICE)] == [
        ("example-fails", Level.ERROR, "`outcome` is expected to be `met`, and comes out as `breached`."),
        ("example-fails", Level.ERROR, "`credit` is expected to be `3 days`, and comes out as `2 days`."),
    ]


def test_the_next_step_says_what_would_have_to_be_written() -> None:
    (each,) = found(FAILS)
    assert each.next_step == (
        "Correct the contract if it is wrong, else write `breached`: `slawyer test --update` does."
    )


def test_where_no_value_mends_it_the_next_step_promises_none() -> None:
    steps = {each.next_step for each in found(UNEXPECTED)}
    assert steps == {"Correct the contract if it is wrong, else the example."}


def test_a_finding_shows_what_the_example_says_and_what_decides() -> None:
    (each,) = resolve(found(FAILS), documents(FAILS)).findings
    assert (each.place.file, each.quoted.strip()) == (f"policies/{FILE}", "outcome: met")
    assert [(noted.message, from_here(noted.place.file), noted.quoted.strip()) for noted in each.related] == [
        (
            "what the example says",
            f"policies/{FILE}",
            "- title: A severity 1 request answered half an hour late",
        ),
        ("what it rests on", SERVICE_LEVELS, "severity_1: 1 business hour"),
    ]


def test_a_ticket_that_cannot_be_decided_is_found_at_the_title() -> None:
    early = changed(LATE, ("at: 2024-09-02 11:30, event", "at: 2024-09-02 09:30, event"))
    (each,) = resolve(found(early), documents(early)).findings
    assert each.message.startswith("The ticket cannot be decided (before-submission): ")
    assert (each.quoted.strip().startswith("- title:"), each.related) == (True, ())


def test_every_rule_has_a_page_that_says_the_same() -> None:
    pages = {page.name: page.summary for page in earlier_pages()}
    assert {name: pages.get(name) for name in RULES} == RULES
