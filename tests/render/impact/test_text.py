"""An impact for a terminal."""

from __future__ import annotations

from tests.render.impact.measured import IMPACT
from validator.render.impact import text


def test_everything_is_told_from_the_question_to_the_account() -> None:
    blocks = text(IMPACT).rstrip("\n").split("\n\n")
    assert blocks[0].startswith("The same tickets under main (OLD) and <script>")
    assert blocks[0].endswith("as of 2024-06-30T22:00:00Z.")
    assert blocks[1].startswith("For 1 ticket NEW is worse")
    assert [block.splitlines()[0] for block in blocks[2:-1]] == [
        "Outcomes of answer", "Outcomes of later", "By obligation", "By plan", "By severity", "By agreement",
        "By clause", "The largest changes", "Tickets that cannot be decided",
    ]  # fmt: skip
    assert blocks[-1].splitlines()[-1] == "Rows: 12; rejected under OLD 4, under NEW 2, under both 2."


def test_clauses_stand_last_since_they_are_long() -> None:
    headings = text(IMPACT).split("By clause\n")[1].splitlines()[0].split()
    assert headings[-1] == "clause"


def test_nothing_reaches_a_terminal_that_acts_on_it() -> None:
    assert "\x1b" not in text(IMPACT)


def test_headings_are_styled() -> None:
    assert "[By plan]" in text(IMPACT, lambda words, role: f"[{words}]" if role == "heading" else words)
