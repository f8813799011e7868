"""The head of a recipe is read in one shape only."""

from __future__ import annotations

import pytest

from validator.workspace.recipes.head import Head, read_head

HEAD = """-- A desk: its tickets
--
-- Export
--   a.jsonl: all of it: `GET /all`, and
--     what follows.
--
-- Columns of a.jsonl
--   id: the ticket.
--   list[].at: when.
--
-- Columns of b.csv
--   key: the key.
--
-- Events
--   submitted: the first line.
--
-- Adapt
--   severities: to yours.
--
-- Not told
--   escalations: none.
--
-- Sources
--   all: https://example.com/api
WITH x AS (SELECT 1) -- not of the head
SELECT 1
-- Adapt
"""


def test_a_head_is_read_to_its_end_and_no_further() -> None:
    assert read_head(HEAD) == Head(
        title="A desk: its tickets",
        export={"a.jsonl": "all of it: `GET /all`, and what follows."},
        columns={"a.jsonl": {"id": "the ticket.", "list[].at": "when."}, "b.csv": {"key": "the key."}},
        events={"submitted": "the first line."},
        adapt={"severities": "to yours."},
        untold={"escalations": "none."},
        sources={"all": "https://example.com/api"},
    )


@pytest.mark.parametrize("section", ["Export", "Events", "Adapt", "Not told", "Sources"])
def test_no_section_may_be_missing(section: str) -> None:
    with pytest.raises(KeyError):
        read_head(HEAD.replace(f"-- {section}\n", "-- Other\n", 1))


@pytest.mark.parametrize(
    "line",
    ["--   no colon", "--   id: twice."],
    ids=["an entry without a sentence", "an entry that is there already"],
)
def test_what_is_no_entry_is_a_mistake(line: str) -> None:
    with pytest.raises(ValueError, match=r"colon|twice"):
        read_head(HEAD.replace("--   list[]", f"{line}\n--   list[]"))
