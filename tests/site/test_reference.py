"""References say everything that what they are about has."""

from __future__ import annotations

import html
import re
from pathlib import Path

import click
import pytest

from validator.cli import COMMANDS, run, slawyer
from validator.evaluate.refusals import MESSAGES
from validator.site.page import Page
from validator.site.reference import reference_pages
from validator.site.reference.commands import command_page
from validator.site.reference.files import file_page
from validator.site.reference.keys import keys
from validator.site.reference.logs import DECISIONS, LEDGER, LOG
from validator.workspace.logs.rows import COLUMNS
from validator.workspace.rule_pages import every_page
from validator.workspace.schemas import KINDS, names, schema

ROOT = Path(__file__).parents[2]
PAGES = {page.path: page for page in reference_pages(ROOT / "policies")}


def text_of(page: Page) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page.content))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_on_its_page(name: str) -> None:
    text = text_of(PAGES[f"reference/commands/{name}.md"])
    command = slawyer.get_command(click.Context(slawyer), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(option in text for option in parameter.opts)
            assert " ".join((parameter.help or "").replace("`", "").split()) in " ".join(text.split())
        else:
            assert parameter.make_metavar(click.Context(command)) in text
    assert f"slawyer {name}" in text
    assert name in PAGES["reference/commands/index.md"].content


def test_an_option_that_is_gone_is_gone() -> None:
    @click.command("x", epilog="\b\nExamples:\n  x --old")
    @click.option(
        "--kept", type=click.Choice(["a", "b"]), default="a", show_default=True, help="What is `kept`."
    )
    def command() -> None:
        """Do a thing.

        <b>More</b> of it.
        """

    page = command_page("x", command, click.Context(slawyer, info_name="slawyer"))
    assert "--kept [a|b]" in page
    assert "What is <code>kept</code>." in page
    assert "&lt;b&gt;More&lt;/b&gt; of it." in page
    assert "x --old" in page
    assert "--old [" not in page


def written_keys(node: object) -> set[str]:
    """Return every key that a schema has under `properties`, however deep."""
    if isinstance(node, dict):
        found = set(node.get("properties", {})) if isinstance(node.get("properties"), dict) else set()
        nested = {
            key: each for key, each in node.items() if key not in {"if", "then", "else", "not", "x-examples"}
        }
        return found.union(*(written_keys(each) for each in nested.values()), set())
    if isinstance(node, list):
        return set().union(*(written_keys(each) for each in node), set())
    return set()


@pytest.mark.parametrize("name", names())
def test_every_key_of_a_schema_is_on_its_page(name: str) -> None:
    content = schema(name)
    page = PAGES[f"reference/files/{name}.md"].content
    listed = {
        part.removesuffix("[]") for key in keys(content, schema("common")) for part in key.path.split(".")
    }
    own = {key: each for key, each in content.items() if key != "$defs"}
    assert written_keys(own) <= listed
    for key in keys(content, schema("common")):
        assert f"`{key.path}` {{#{key.anchor}}}" in page
        assert key.node.get("description") or name not in KINDS


def test_anchors_of_keys_are_unique() -> None:
    for name in names():
        anchors = [key.anchor for key in keys(schema(name), schema("common"))]
        assert len(anchors) == len(set(anchors))


def test_words_readings_and_forms_of_a_key_are_shown() -> None:
    page = text_of(PAGES["reference/files/credits.md"])
    assert "Does a step count when it is completed, or when it has begun?" in page
    assert "14 minutes 59 seconds earn nothing for steps of 15 minutes" in page
    assert "A step counts as soon as it begins." in page
    assert "A larger value is better for customers." in page


def test_a_key_that_is_gone_is_gone_and_its_text_is_text() -> None:
    content = {
        "title": "T",
        "description": "D",
        "properties": {"a": {"description": "<i>A</i> `code`", "type": "string", "examples": ["{{ x }}"]}},
        "required": ["a"],
    }
    page = file_page("t", content, {})
    assert "## `a` {#a}" in page
    assert "&lt;i&gt;A&lt;/i&gt; <code>code</code>" in page
    assert "<dt>Must be written</dt><dd>yes</dd>" in page


def test_every_rule_has_its_page_and_its_line_in_the_list() -> None:
    listed = PAGES["reference/rules/index.md"].content
    assert len(every_page()) > 60
    for name, page in every_page().items():
        assert PAGES[f"reference/rules/{name}.md"].content == page.text
        assert f'<a href="{name}.html">{name}</a>' in listed


def test_the_library_shows_every_public_name_and_what_its_example_printed() -> None:
    text = PAGES["reference/library.md"].content
    for name in ("load", "check", "decide", "Timetable", "Timetable.advance", "Timetable.between"):
        assert name in text
    assert "True" in text
    assert re.search(r"\d+ findings", text)


def test_every_query_beside_a_policy_is_a_recipe() -> None:
    text = text_of(PAGES["reference/recipes.md"]).replace("\n", " ")
    queries = list((ROOT / "policies").glob("*/queries/*.sql"))
    assert queries
    for query in queries:
        assert query.relative_to(ROOT).as_posix() in text
        assert " ".join(query.read_text("utf-8").split()) in " ".join(text.split())


def test_every_column_and_every_reason_is_explained(tmp_path: Path) -> None:
    assert tuple(LOG) == COLUMNS
    assert (
        run(
            [
                "evaluate",
                str(ROOT / "policies/zitadel/example-log.csv"),
                "-o",
                str(tmp_path / "run"),
                "--allow-rejects",
                "--policies",
                str(ROOT / "policies"),
            ]
        )
        == 0
    )
    for name, columns in (("decisions", DECISIONS), ("ledger", LEDGER)):
        head = (tmp_path / "run" / f"{name}.csv").read_text("utf-8").partition("\n")[0]
        assert head.split(",") == list(columns)
    page = PAGES["reference/logs.md"].content
    assert [name for name in MESSAGES if f"<code>{name}</code>" not in page] == []
