"""Coverage as text: by clause, then everything that is missing."""

from __future__ import annotations

from tests.evaluate.contract import EDITION, POLICIES
from tests.render.told import place
from validator.document import source_of
from validator.evaluate.coverage import Coverage, Item, coverage
from validator.location import Address
from validator.render.coverage import text
from validator.render.coverage.text import NO_CLAUSE, clause_of, name_of

NOTHING = coverage(EDITION, [])
"""The coverage of the contract by no example at all."""

SERVICE_LEVELS = "zitadel/editions/2024-01-10/service-levels.yaml"
TARGET = Address(SERVICE_LEVELS, ("service_levels", "extended", "targets", "initial_response", "severity_1"))
IN_TIME, LATE = Item(TARGET, "in time"), Item(TARGET, "late")
WHOLE_EDITION = Item(Address("zitadel/editions/2024-01-10/edition.yaml"), "breached")


def said(*items: Item, hit: tuple[Item, ...] = (), subject: str = "zitadel 2024-01-10") -> str:
    return text(Coverage(items, frozenset(hit)), subject, POLICIES.documents, place)


def test_what_is_missing_is_named_with_its_place() -> None:
    assert said(IN_TIME, LATE, WHOLE_EDITION, hit=(IN_TIME,)) == (
        "clause                       exercised\n"
        "SLO - Initial response time     1 of 2\n"
        "(the edition as a whole)        0 of 1\n"
        "\n"
        "Not exercised by any example:\n"
        f"  {SERVICE_LEVELS}:18 service_levels.extended.targets.initial_response.severity_1: late\n"
        "  zitadel/editions/2024-01-10/edition.yaml:2 breached\n"
        "\n"
        "zitadel 2024-01-10: 1 of 3 exercised, 33.3 %.\n"
    )


def test_where_nothing_is_missing_nothing_is_said_to_be() -> None:
    whole = said(IN_TIME, hit=(IN_TIME,))
    assert "Not exercised" not in whole
    assert whole.endswith("zitadel 2024-01-10: 1 of 1 exercised, 100.0 %.\n")


def test_an_edition_in_which_nothing_decides_is_exercised() -> None:
    assert said().endswith(": 0 of 0 exercised, 100.0 %.\n")


def test_without_examples_everything_is_missing() -> None:
    whole = text(NOTHING, "zitadel", POLICIES.documents, place)
    missing = [line for line in whole.splitlines() if line.startswith("  ")]
    assert len(missing) == len(NOTHING.items) == len(NOTHING.missed) > 50
    assert whole.endswith(f"0 of {len(NOTHING.items)} exercised, 0.0 %.\n")
    rows = whole.partition("\n\n")[0].splitlines()[1:]
    assert sum(int(row.rpartition(" of ")[2]) for row in rows) == len(NOTHING.items)


def test_every_item_of_the_contract_stands_under_a_clause() -> None:
    documents = POLICIES.documents
    lacking = {
        item.at.file.rpartition("/")[2] for item in NOTHING.items if clause_of(item, documents) == NO_CLAUSE
    }
    assert lacking == {"edition.yaml"}


def test_a_file_that_cannot_be_understood_has_no_clauses() -> None:
    source = source_of(b"clause: [\n", "x.yaml")
    assert source is not None
    assert clause_of(Item(Address("x.yaml"), "late"), {"x.yaml": source}) == NO_CLAUSE
    assert clause_of(Item(Address("gone.yaml"), "late"), {}) == NO_CLAUSE


def test_an_item_is_named_by_its_path_and_its_side() -> None:
    assert name_of(LATE) == "service_levels.extended.targets.initial_response.severity_1: late"
    assert name_of(WHOLE_EDITION) == "breached"


def test_control_characters_never_reach_a_terminal() -> None:
    assert "zitadel\\x1b[31m: 0 of 0" in said(subject="zitadel\x1b[31m")
