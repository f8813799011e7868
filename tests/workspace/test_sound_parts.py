"""A mistake in one agreement hides no other mistake; a mistake in an edition may."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.acme import FILES
from validator.workspace.policies import Policies, load
from validator.workspace.sound_parts import sound_parts

AGREEMENT = "agreements/bank-2024.yaml"


def policies(folder: Path, file: str, old: str, new: str) -> Policies:
    """Return the policy acme with a second agreement and a change in one file."""
    text = FILES[AGREEMENT].replace("bank-2024", "shop-2024")
    for path, content in {**FILES, "agreements/shop-2024.yaml": text}.items():
        changed = content.replace(old, new) if path == file else content
        assert path != file or changed != content
        (folder / "acme" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "acme" / path).write_text(changed, encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plan: gold", "plan: [gold"),
        ("plan: gold", "plan: Gold"),
        ("plan: gold", "plan: silver"),
        ("from: 2024-01-01", "from: 2024-02-30"),
    ],
    ids=["text", "shape", "reference", "date"],
)
def test_the_rest_of_a_policy_with_a_faulty_agreement_is_judged(tmp_path: Path, old: str, new: str) -> None:
    read = policies(tmp_path, AGREEMENT, old, new)
    assert read.policies == ()
    [part] = sound_parts(read)
    assert list(part.agreements) == ["shop-2024"]
    assert list(part.editions) == ["2024-01-01"]


def test_agreements_of_one_name_are_left_out_alone(tmp_path: Path) -> None:
    read = policies(tmp_path, AGREEMENT, "agreement: bank-2024", "agreement: shop-2024")
    [part] = sound_parts(read)
    assert list(part.agreements) == ["shop-2024"]


@pytest.mark.parametrize("file", ["policy.yaml", "editions/2024-01-01/plans.yaml", "holidays.lock.yaml"])
def test_what_builds_on_a_faulty_file_is_not_judged(tmp_path: Path, file: str) -> None:
    first = FILES[file].partition(":")[0]
    assert list(sound_parts(policies(tmp_path, file, f"{first}:", f"{first}x:"))) == []


def test_a_sound_policy_is_not_judged_twice(tmp_path: Path) -> None:
    read = policies(tmp_path, "policy.yaml", "ACME support", "ACME")
    assert len(read.policies) == 1
    assert list(sound_parts(read)) == []
