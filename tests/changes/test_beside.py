"""What stands beside the editions: agreements, frozen holidays, the policy's own file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.changes.test_compare import written
from tests.workspace.worked import Folder, minimal
from validator.changes.difference import Difference
from validator.workspace.differences import difference
from validator.workspace.operands import Side
from validator.workspace.policies import load

BAKERY, CLINIC, LOCK = "agreements/bakery-2024.yaml", "agreements/clinic-2024.yaml", "holidays.lock.yaml"
TERM = "term: { from: 2024-01-01, until: 2024-12-31 }"


def states(folder: Path) -> tuple[Folder, Folder]:
    return minimal(folder / "before"), minimal(folder / "after")


def found(before: Folder, after: Folder) -> Difference:
    sides = [Side(name, load(each.root, name)) for name, each in (("before", before), ("after", after))]
    assert [one.message for side in sides for one in side.policies.diagnostics] == []
    return difference(sides[0], sides[1])


@pytest.mark.parametrize(
    ("file", "edit", "says", "follow"),
    [
        (BAKERY, (TERM, TERM.replace("12-31", "11-30")), ["adverse term / until"], {}),
        (BAKERY, (TERM, TERM.replace("2024-01-01", "2024-02-01")), ["adverse term / from"], {}),
        (BAKERY, ("add_ons: [faster]", "add_ons: []"), ["adverse add_ons"], {"adverse": 7}),
        (BAKERY, ("edition: in force", "edition: 2024-01-01"), ["incomparable edition"], {}),
        (BAKERY, ("customer: A bakery", "customer: The bakery"), ["neutral customer"], {}),
        (CLINIC, ("severe: 45 minutes", "severe: 60 minutes"),
            ["adverse agreed / targets / initial_response / severe"], {"adverse": 3}),
        (CLINIC, ("support_hours: longer", "support_hours: office"),
            ["adverse agreed / support_hours"], {"adverse": 4}),
        ("policy.yaml", ("title: A minimal policy", "title: Terms"), ["neutral title"], {}),
        ("policy.yaml", ("provider: Example AG", "provider: Example Ltd"), ["neutral provider"], {}),
    ],
)  # fmt: skip
def test_an_edit_is_judged_with_what_follows(
    tmp_path: Path, file: str, edit: tuple[str, str], says: list[str], follow: dict[str, int]
) -> None:
    before, after = states(tmp_path)
    after.change(file, edit)
    (comparison,) = found(before, after).comparisons
    assert (comparison.old, comparison.new) == (None, None)
    assert [written(change) for change in comparison.changes] == says
    assert Counter(effect.favours.value for effect in comparison.effects) == follow
    assert {effect.cell.offer for effect in comparison.effects} <= {"bakery-2024", "clinic-2024"}
    assert comparison.unexplained == ()


def test_an_agreement_that_is_gone_and_one_that_is_new(tmp_path: Path) -> None:
    before, after = states(tmp_path)
    (after.root / "minimal" / BAKERY).unlink()
    (comparison,) = found(before, after).comparisons
    assert [written(change) for change in comparison.changes] == ["adverse agreement"]
    assert found(after, before).comparisons == ()  # a new customer changes nothing for the others


def test_a_holiday_more_closes_a_day_and_moves_deadlines(tmp_path: Path) -> None:
    before, after = states(tmp_path)
    national = '      - { date: 2024-08-01, name: "National Day" }\n'
    after.change(LOCK, (national, f'      - {{ date: 2024-07-31, name: "Eve" }}\n{national}'))
    edition, beside = found(before, after).comparisons
    assert [written(change) for change in beside.changes] == [
        "adverse calendars / CH-SG / holidays / 2024-07-31"
    ]
    assert edition.changes == ()
    assert {effect.favours.value for effect in edition.effects} == {"adverse"}
    assert all(effect.causes == beside.changes for effect in edition.effects)
    back, _ = found(after, before).comparisons
    assert {effect.favours.value for effect in back.effects} == {"favourable"}


def test_further_frozen_years_move_nothing_and_lost_ones_need_a_look(tmp_path: Path) -> None:
    before, after = states(tmp_path)
    kept = [line for line in after.text(LOCK).splitlines(keepends=True) if "date: 2023" not in line]
    after.write(LOCK, "".join(kept).replace("from: 2023", "from: 2024"))
    (more,) = found(after, before).comparisons
    assert [written(change) for change in more.changes] == ["neutral calendars / CH-SG / years"]
    (lost,) = found(before, after).comparisons
    assert [written(change) for change in lost.changes] == ["incomparable calendars / CH-SG / years"]
