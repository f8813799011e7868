"""Addresses as people write them."""

from __future__ import annotations

import pytest

from tests.cli.command import ROOT
from tests.evaluate.contract import POLICIES
from tests.render.told import place
from validator.document import source_of
from validator.location import Address
from validator.render.places import places_of

SERVICE_LEVELS = "zitadel/editions/2024-01-10/service-levels.yaml"


def test_an_address_is_written_as_file_and_line() -> None:
    at = Address(SERVICE_LEVELS, ("service_levels", "extended", "targets", "initial_response", "severity_1"))
    assert place(at) == f"{SERVICE_LEVELS}:18"
    assert (
        "severity_1: 1 business hour"
        in (ROOT / "policies" / SERVICE_LEVELS).read_text("utf-8").splitlines()[17]
    )


def test_a_group_is_found_at_its_key() -> None:
    at = Address(SERVICE_LEVELS, ("service_levels", "extended"))
    line = int(place(at).rpartition(":")[2])
    assert (ROOT / "policies" / SERVICE_LEVELS).read_text("utf-8").splitlines()[line - 1] == "  extended:"


def test_what_the_file_does_not_have_stands_where_it_would() -> None:
    lacking = Address(SERVICE_LEVELS, ("service_levels", "extended", "targets", "workaround"))
    assert place(lacking) == place(Address(SERVICE_LEVELS, ("service_levels", "extended", "targets")))


def test_a_file_that_cannot_be_understood_has_lines_all_the_same() -> None:
    source = source_of(b"broken: [\n", "policies/x/broken.yaml")
    assert source is not None
    assert places_of({"x/broken.yaml": source})(Address("x/broken.yaml", ("broken",))) == "x/broken.yaml:1"


def test_an_address_of_another_folder_is_a_bug() -> None:
    with pytest.raises(KeyError):
        places_of(POLICIES.documents)(Address("elsewhere.yaml"))
