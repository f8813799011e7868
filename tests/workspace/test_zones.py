from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.resources import files

import pytest
import tzdata

from validator.workspace.zones import load_zone, tzdata_version, zone_digest, zone_names


def test_names_are_those_of_the_package() -> None:
    names = zone_names()
    assert list(names) == sorted(set(names))
    assert {"Europe/Zurich", "UTC", "America/Argentina/Ushuaia"} <= set(names)


def test_every_zone_can_be_loaded() -> None:
    for name in zone_names():
        rules = load_zone(name)
        assert rules is not None
        assert rules.key == name


@pytest.mark.parametrize(
    "name", ["Europe/Zürich", "europe/zurich", "", ".", "..", "../zones", "zone.tab", "Europe"]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert load_zone(name) is None


def test_rules_come_from_the_package_not_from_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONTZPATH", "")
    rules = load_zone("Europe/Zurich")
    assert rules is load_zone("Europe/Zurich")
    assert rules is not None
    summer = datetime(2024, 7, 1, tzinfo=UTC).astimezone(rules)
    assert summer.utcoffset() == timedelta(hours=2)


def test_the_version_is_the_release_of_the_database() -> None:
    assert tzdata_version() == tzdata.IANA_VERSION


def test_the_digest_is_over_names_and_rules_in_order() -> None:
    home = files("tzdata").joinpath("zoneinfo")
    whole = b""
    for name in ("Europe/Zurich", "UTC"):
        rules = home.joinpath(*name.split("/")).read_bytes()
        whole += f"{name} {len(rules)}\n".encode() + rules
    assert zone_digest(["UTC", "Europe/Zurich", "UTC"]) == sha256(whole).hexdigest()
    assert zone_digest(["UTC"]) != zone_digest(["Etc/UTC"])  # the same rules under another name
