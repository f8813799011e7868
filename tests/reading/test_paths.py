"""A path names one value of an edition or an agreement, or it is a mistake."""

from __future__ import annotations

import pytest

from tests.reading.acme import FILES, proven
from validator.document import Document
from validator.location import Address
from validator.reading.findings import Findings
from validator.reading.paths import below, keys_of, named, of_the_agreement

FOLDER = "acme/editions/2024-01-01/"
DOCUMENTS = proven(FILES)
HERE = Address(f"{FOLDER}examples/a.yaml", ("examples", 0, "because", 0))
AGREEMENT = Address("acme/agreements/bank-2024.yaml")


def looked_up(path: str, documents: dict[str, Document] = DOCUMENTS) -> tuple[Address, Findings]:
    findings = Findings()
    return named(path, HERE, FOLDER, documents, findings), findings


def test_digits_count_the_items_of_a_list() -> None:
    assert keys_of("support_hours.office.open.0.hours") == ("support_hours", "office", "open", 0, "hours")
    assert keys_of("plans") == ("plans",)


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("plans.gold", "plans.yaml"),
        ("support_hours.office.open.1.hours", "support-hours.yaml"),
        ("credits.late.grants.percent", "credits.yaml"),
        ("severities.severe", "severities.yaml"),
        ("features.helpdesk", "plans.yaml"),
        ("features.core", "scope.yaml"),  # both files have `features`
        ("readings.determined_by", "severities.yaml"),  # and four have `readings`
        ("readings.request_when_not_stated", "scope.yaml"),
        ("clauses.5", "edition.yaml"),
    ],
)
def test_a_path_names_a_value_in_one_of_the_files(path: str, file: str) -> None:
    found, findings = looked_up(path)
    assert (found, findings.all) == (Address(FOLDER + file, keys_of(path)), [])


@pytest.mark.parametrize(
    ("path", "lost", "meant"),
    [
        ("plan.gold", "plan", "plans"),
        ("plans.golden.support_hours", "golden", "gold"),
        ("plans.gold.service_levels", "service_levels", "service_level"),
        ("features.cor", "cor", "core"),
        ("nothing.like.it", "nothing", None),
        ("plans.gold.title.short", "short", None),
        ("clauses.6", "6", None),
        ("plans.0", "0", None),
        ("policy", "policy", None),  # the policy's own file is none of the edition's
    ],
)
def test_the_first_key_that_leads_nowhere_is_told(path: str, lost: str, meant: str | None) -> None:
    _, findings = looked_up(path)
    [one] = findings.all
    assert (one.rule, one.message, one.at) == ("unknown-reference", f"There is no path `{lost}`.", HERE)
    assert one.meant == meant


def test_the_choices_are_those_of_every_file() -> None:
    _, findings = looked_up("features.x")
    assert findings.all[0].next_step == "Use one of `core`, `helpdesk`, `manager`."


def test_examples_and_other_editions_are_not_looked_into() -> None:
    other = dict(DOCUMENTS)
    other[f"{FOLDER}examples/a.yaml"] = other[f"{FOLDER}plans.yaml"]
    other["acme/editions/2025-01-01/plans.yaml"] = other.pop(f"{FOLDER}plans.yaml")
    assert len(looked_up("plans.gold", other)[1].all) == 1


def test_without_any_file_no_path_leads_anywhere() -> None:
    assert len(looked_up("plans.gold", {})[1].all) == 1


@pytest.mark.parametrize(
    ("path", "signed"),
    [
        ("agreed.targets.initial_response.severe", True),
        ("term", True),
        ("plan", True),
        ("add_ons", True),
        ("add_ons.0", True),
        ("add_ons.longer_hours", False),  # the add-on itself
        ("add_ons.longer_hours.replaces", False),
        ("plans.gold", False),
        ("support_hours.nights", False),
    ],
)
def test_an_agreement_has_its_plan_its_term_and_what_was_agreed(path: str, signed: bool) -> None:  # noqa: FBT001
    assert of_the_agreement(keys_of(path)) is signed


def test_what_stands_in_an_agreement_can_be_named() -> None:
    findings = Findings()
    root = DOCUMENTS[AGREEMENT.file].root
    keys = keys_of("agreed.targets.initial_response.severe")
    assert below(AGREEMENT, keys, root, HERE, findings) == Address(AGREEMENT.file, keys)
    assert findings.all == []


def test_what_does_not_stand_in_an_agreement_is_told() -> None:
    findings = Findings()
    root = DOCUMENTS[AGREEMENT.file].root
    below(AGREEMENT, keys_of("agreed.targets.initial_response.sever"), root, HERE, findings)
    below(AGREEMENT, keys_of("add_ons.1"), root, HERE, findings)
    assert [(one.message, one.meant) for one in findings.all] == [
        ("There is no path `sever`.", "severe"),
        ("There is no path `1`.", None),
    ]


def test_of_an_agreement_that_is_unknown_nothing_is_told() -> None:
    findings = Findings()
    assert below(AGREEMENT, ("plan",), None, HERE, findings) == AGREEMENT.child("plan")
    assert findings.all == []
