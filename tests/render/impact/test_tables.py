"""The tables of an impact: only what changed, most first, with what is left out counted."""

from __future__ import annotations

from dataclasses import replace

from tests.render.impact.measured import ALIKE, IMPACT, SEEN
from validator.changes.impact import Nothing
from validator.render.impact.tables import MOST_GROUPS, Section, moved_clause, sections


def by_id(found: object) -> dict[str, Section]:
    return {each.id: each for each in found}  # type: ignore[attr-defined]


def test_there_is_a_matrix_for_every_obligation_that_comes_out_otherwise() -> None:
    found = by_id(sections(IMPACT))
    assert [name for name in found if name.startswith("outcomes-")] == ["outcomes-answer", "outcomes-later"]
    matrix = found["outcomes-answer"]
    assert matrix.headings == ("OLD ↓ NEW →", "met", "not-entitled")
    assert matrix.rows == (("breached", "", "1"), ("met", "1", ""))
    assert found["outcomes-later"].rows == (("no such obligation", "1"),)


def test_groups_without_a_change_are_only_counted() -> None:
    plans = by_id(sections(IMPACT))["by-plan"]
    assert plans.rows == (("old-plan → plan", "2", "1", "1", "0", "1", "0", "1", "0", "3 → 1.5 days"),)
    assert plans.note == "And 1 without any."


def test_many_groups_are_cut_off_and_counted() -> None:
    many = tuple(replace(SEEN, new=f"{number:02}") for number in range(MOST_GROUPS + 3))
    plans = by_id(sections(replace(IMPACT, groups={**IMPACT.groups, "plan": (*many, ALIKE)})))["by-plan"]
    assert (len(plans.rows), plans.note) == (
        MOST_GROUPS, "And 3 more with changed decisions and 1 without any."
    )  # fmt: skip


def test_a_clause_is_cited_under_new_and_under_old_where_it_moved() -> None:
    assert moved_clause("a.yaml:3 Response", "b.yaml:9 Response") == "b.yaml:9 Response (OLD: a.yaml:3)"
    assert moved_clause("a.yaml:3 Response", "b.yaml:9 Channels") == (
        "b.yaml:9 Channels (OLD: a.yaml:3 Response)"
    )


def test_where_nothing_changed_only_reasons_are_shown() -> None:
    assert list(by_id(sections(replace(IMPACT, nothing=Nothing.NOT_TOUCHED)))) == ["undecided"]
    alone = replace(IMPACT, nothing=Nothing.SAME_CONTRACT, undecided=((), ()))
    assert list(sections(alone)) == []


def test_largest_changes_stand_side_by_side() -> None:
    largest = by_id(sections(IMPACT))["largest"]
    ((_, agreement, obligation, favours, old, new, clause),) = largest.rows
    assert (agreement, obligation, favours, clause) == ("bakery", "answer (2)", "worse", "b.yaml:7 Channels")
    assert (old[:8], new) == ("breached", "not-entitled (channel-not-covered)")
    assert largest.note == "And 4 more tickets with changed decisions."
