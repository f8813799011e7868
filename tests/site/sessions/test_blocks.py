"""Sessions of a page: run as they stand, shown as they ran."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

import pytest

from validator.site import sessions
from validator.site.sessions import executed
from validator.workspace.trouble import Trouble

ROOT = Path(__file__).parents[3]
PLANS = "policies/zitadel/editions/2025-08-14/plans.yaml"


def shown(markdown: str) -> str:
    """Return what a reader sees of a page."""
    return html.unescape(re.sub(r"<[^>]+>", "", executed(markdown, ROOT, "page.md")))


def session(*lines: str) -> str:
    return "\n".join(["Before", "", "```session", *lines, "```", "", "After", ""])


def test_a_command_is_run_and_its_output_shown() -> None:
    text = shown(
        session("$ slawyer due production severity_1 --at '2024-06-03 10:00' --as-of '2024-06-03 10:00'")
    )
    assert text.startswith("Before\n\nTerminal$ slawyer due production severity_1")
    assert "A first answer is due within 48 business hours: on Monday, 10 June 2024, 13:00." in text
    assert text.endswith("\n\nAfter\n")


def test_a_page_without_sessions_is_as_it_was() -> None:
    page = "```console\n$ slawyer check\n```\n"
    assert executed(page, ROOT, "page.md") == page


def test_an_edit_is_shown_and_made_for_the_rest_of_the_page_only() -> None:
    change = (
        f"edit {PLANS}",
        "-       initial_response: { severity_1: 48 business hours }",
        "+       initial_response: { severity_1: 47 business hours }",
    )
    asked = f"$ cat {PLANS}"
    text = shown(session(*change) + session(asked))
    assert "+       initial_response: { severity_1: 47 business hours }" in text
    assert text.count("severity_1: 47 business hours") == 2
    assert "severity_1: 47 business hours" not in shown(session(asked))
    assert "47 business hours" not in (ROOT / PLANS).read_text("utf-8")


def test_what_a_command_says_can_be_kept_in_a_file() -> None:
    text = shown(session("$ slawyer recipes jira > jira.sql", "$ cat jira.sql | head -1"))
    assert text.count("-- Jira: issues") == 1
    with pytest.raises(Trouble, match="keeps no output of `cat`"):
        shown(session("$ cat jira.sql > other.sql"))


def test_exports_of_help_desks_lie_beside_the_policies() -> None:
    assert '"role": "agent"' in shown(session("$ cat exports/zendesk/users.jsonl"))


def test_a_new_file_can_be_written() -> None:
    assert "a: 1\n\nb: 2" in shown(
        session("edit policies/new/x.yaml", "+ a: 1", "+", "+ b: 2", "$ cat policies/new/x.yaml")
    )


def test_the_first_lines_can_be_asked_for() -> None:
    assert shown(session("$ cat policies/zitadel/example-log.csv | head -2")).count("Z-1001") == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["$ slawyer rules no-such-rule"], "ends with 2 instead of 0"),
        (["$ slawyer check", "exit 1"], "ends with 0 instead of 1"),
        ([f"edit {PLANS}", "- nothing like it", "+ x"], "does not stand in"),
        (["$ rm -rf policies"], "knows no command `rm"),
        (["slawyer check"], "has no line `slawyer check`"),
    ],
)
def test_what_does_not_run_as_written_is_trouble(lines: list[str], said: str) -> None:
    with pytest.raises(Trouble, match=re.escape(said)):
        executed(session(*lines), ROOT, "page.md")


def test_an_exit_code_is_shown() -> None:
    assert "exit code 2" in shown(session("$ slawyer rules no-such-rule", "exit 2"))


def test_a_figure_is_one_line_that_markdown_leaves_alone() -> None:
    (line,) = [
        line
        for line in executed(session("$ slawyer --help"), ROOT, "page.md").splitlines()
        if "<figure" in line
    ]
    assert line.endswith("</figure>")
    assert '<figure class="terminal"><figcaption>Terminal</figcaption><pre tabindex="0">' in line


def test_colours_become_classes() -> None:
    made = executed(session("$ slawyer due production severity_1 --at '2024-06-03 10:00'"), ROOT, "page.md")
    assert '<span class="bold">' in made
    assert "\x1b" not in made


def test_the_environment_and_the_folder_are_as_before() -> None:
    before, here = dict(os.environ), Path.cwd()
    executed(session("$ slawyer --help"), ROOT, "page.md")
    assert dict(os.environ) == before
    assert Path.cwd() == here


def test_nothing_of_the_machine_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = session("$ slawyer diff main --format concise")
    first = executed(lines, ROOT, "page.md")
    assert first == executed(lines, ROOT, "page.md")
    assert "tmp" not in first


def test_in_a_preview_a_session_is_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "keep", True)
    page = session("$ slawyer --version")
    first = executed(page, ROOT, "page.md")
    monkeypatch.setattr("validator.site.sessions.blocks.Desk", None)  # nothing could be run any more
    assert executed(page, ROOT, "page.md") == first
    with pytest.raises(TypeError):
        executed(page + "more", ROOT, "page.md")
