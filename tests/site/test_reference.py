"""References say everything that what they are about has."""

from __future__ import annotations

import html
import inspect
import re
from pathlib import Path
from typing import Any, Final

import click
import pytest

import validator
from validator.cli import COMMANDS, run, slawyer
from validator.evaluate.refusals import MESSAGES
from validator.site.page import Page
from validator.site.reference import reference_pages
from validator.site.reference.commands import command_page
from validator.site.reference.conditions import UNSAID, needed_if
from validator.site.reference.files import file_page
from validator.site.reference.keys import keys
from validator.site.reference.library import library_page, signature
from validator.site.reference.logs import DECISIONS, LEDGER, LOG
from validator.site.reference.recipes import recipe_pages
from validator.workspace import recipes
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

    @click.command("x")
    @click.argument("logs", nargs=-1, required=True, metavar="LOG...")
    @click.argument("name", required=False)
    def other(logs: tuple[str, ...], name: str | None) -> None:
        """Do another thing."""

    page = command_page("x", other, click.Context(slawyer, info_name="slawyer"))
    assert "<code>LOG...</code></th><td>yes</td>" in page
    assert "<code>[NAME]</code></th><td>no</td>" in page
    assert "--kept" not in page
    assert "exit code](index.md#exit-codes)" in page
    page = command_page("x", command, click.Context(slawyer, info_name="slawyer"))
    assert "Arguments of" not in page
    assert "<code>--kept WORD</code>" in page
    assert "What is <code>kept</code>. [default: a] One of <code>a</code>, <code>b</code>." in page
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


CONDITIONS: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "kind": {"description": "K", "enum": ["amount", "days"]},
        "sum": {"description": "S", "type": "number"},
        "status": {"description": "T", "type": ["string", "null"]},
        "days": {
            "description": "D",
            "type": "array",
            "items": {"description": "One day.", "type": "string", "enum": ["monday", "sunday"]},
        },
        "cap": {
            "description": "C",
            "type": ["string", "number"],
            "if": {"type": "string"},
            "then": {"enum": ["none"], "markdownEnumDescriptions": ["There is no limit."]},
            "x-reading": {"question": "Is `there` one?", "alternatives": {"none": "no end"}},
        },
        "readings": {"description": "R", "type": "object"},
    },
    "required": ["kind"],
    "allOf": [
        {"if": {"properties": {"kind": {"const": "amount"}}}, "then": {"required": ["sum"]}},
        {
            "if": {"properties": {"kind": {"const": "amount"}}},
            "else": {"properties": {"sum": {"type": "null"}}},
        },
        {"if": {"properties": {"kind": {"pattern": "^(days|none)$"}}}, "then": {"required": ["days"]}},
        {
            "if": {"required": ["sum"]},
            "then": {"not": {"required": ["status"]}},
            "else": {"required": ["status"]},
        },
        {
            "if": {"properties": {"cap": {"pattern": "^x"}}},
            "then": {"required": ["readings"], "properties": {"readings": {"required": ["cap"]}}},
        },
    ],
}


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("kind", "yes"),
        ("sum", "if `kind` is `amount`; otherwise it must not be there"),
        ("days", "if `kind` is `days` or `none`"),
        ("status", "if `sum` is not written; otherwise it must not be there"),
        ("cap", "no"),
        ("readings", "if a value beside it needs a reading"),
    ],
)
def test_in_which_cases_a_key_must_be_written_is_said(path: str, needed: str) -> None:
    page = file_page("t", CONDITIONS, {})
    section = page.partition(f"{{#{path}}}")[2].partition("\n## ")[0]
    assert f"<dt>Must be written</dt><dd>{needed}</dd>" in re.sub(r"</?code>", "`", section)


def test_a_pattern_that_allows_one_word_is_that_word() -> None:
    case = {"if": {"properties": {"a": {"pattern": "^(x)$"}}}, "then": {"required": ["b"]}}
    assert needed_if(case, "b") == ("`a` is `x`",)


def test_without_its_condition_a_key_need_not_be_written() -> None:
    page = file_page("t", {**CONDITIONS, "allOf": []}, {})
    assert "<dd>if " not in page
    assert "must not be there" not in page


def test_every_condition_of_our_schemas_has_words() -> None:
    found = [key for name in names() for key in keys(schema(name), schema("common"))]
    assert any(key.needed_if for key in found)
    assert any(key.allowed_if for key in found)
    assert [key.path for key in found if UNSAID in (*key.needed_if, *key.allowed_if)] == []


def test_what_stands_in_a_list_and_the_word_beside_a_group_are_shown() -> None:
    page = file_page("t", CONDITIONS, {})
    assert "### `days[]` {#days.item}" in page
    assert "<code>monday</code>, <code>sunday</code>" in page
    assert '<th scope="row"><code>none</code></th><td>There is no limit.</td>' in page
    assert "<dt>Kind of value</dt><dd>text or a number</dd>" in page
    assert "<code>sunday</code>" in PAGES["reference/files/support-hours.md"].content


def test_a_reading_is_asked_for_always_or_where_the_value_leaves_it_open() -> None:
    open_only = file_page("t", CONDITIONS, {})
    assert "Where the value leaves it open, needs a reading: Is <code>there</code> one?" in open_only
    assert '<a href="#readings">' in open_only
    always = {
        **CONDITIONS,
        "properties": {**CONDITIONS["properties"], "readings": {"required": ["cap"]}},
        "required": ["kind", "readings"],
    }
    assert "<strong>Needs a reading: Is" in file_page("t", always, {})
    for name in names():
        found = list(keys(schema(name), schema("common")))
        anchors = {key.anchor for key in found}
        assert {key.readings for key in found if "x-reading" in key.node} <= anchors


@pytest.mark.parametrize("folder", ["commands", "files", "rules"])
def test_a_list_leads_to_every_page_beside_it_and_to_no_other(folder: str) -> None:
    listed = PAGES[f"reference/{folder}/index.md"].content
    links = {f"reference/{folder}/{name}.md" for name in re.findall(r'<a href="([^"]+)\.html">', listed)}
    assert links == {path for path in PAGES if path.startswith(f"reference/{folder}/")} - {
        f"reference/{folder}/index.md"
    }


def test_every_rule_has_its_page_and_its_line_in_the_list() -> None:
    listed = PAGES["reference/rules/index.md"].content
    assert len(every_page()) > 60
    for name, page in every_page().items():
        assert PAGES[f"reference/rules/{name}.md"].content == page.text
        assert f'<a href="{name}.html">{name}</a>' in listed


def test_the_library_shows_every_public_name_and_what_its_example_printed() -> None:
    text = PAGES["reference/library.md"].content
    for name in (*validator.__all__, "Timetable.advance", "Timetable.between"):
        assert f"{{#{name.replace('.', '-')}}}" in text
    assert "check(policies: Policies) -&gt; list[Diagnostic]" in text
    assert re.search(r"[1-9]\d* tickets decided", text)


def test_the_example_of_the_library_is_the_same_wherever_the_site_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert library_page(ROOT / "policies") == PAGES["reference/library.md"]
    assert Path.cwd() == tmp_path


def test_where_no_log_lies_the_example_decides_none(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    assert "tickets decided" not in library_page(tmp_path / "policies").content


@pytest.mark.parametrize(
    ("ends", "shown"),
    [
        ("", "f(a: int, b: str | None = None) -> list[int]"),
        ("z" * 60, f"f{'z' * 60}(\n    a: int,\n    b: str | None = None,\n) -> list[int]"),
    ],
)
def test_a_signature_has_no_quotes_and_breaks_where_it_is_long(ends: str, shown: str) -> None:
    def called(a: int, b: str | None = None) -> list[int]:
        return [a, len(b or "")]

    assert signature(f"f{ends}", inspect.signature(called)) == shown


def test_the_words_of_the_glossary_are_in_order_and_have_anchors() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    entries = re.findall(r'^<a id="([a-z-]+)"></a>\*\*(.+)\*\*\n: \S', text, flags=re.MULTILINE)
    assert len(entries) == text.count("<a id=")
    words = [word for _, word in entries]
    assert words == sorted(words, key=str.lower)
    assert [anchor for anchor, _ in entries] == [word.lower().replace(" ", "-") for word in words]


def test_every_query_beside_a_policy_is_a_recipe() -> None:
    text = text_of(PAGES["reference/recipes/index.md"]).replace("\n", " ")
    queries = list((ROOT / "policies").glob("*/queries/*.sql"))
    assert queries
    for query in queries:
        assert query.relative_to(ROOT).as_posix() in text
        assert " ".join(query.read_text("utf-8").split()) in " ".join(text.split())


@pytest.mark.parametrize("name", recipes.names())
def test_a_recipe_has_a_page_with_its_head_its_query_and_an_export(name: str) -> None:
    page = PAGES[f"reference/recipes/{name}.md"]
    head, told = recipes.recipe(name).head, " ".join(text_of(page).replace("\n", " ").split())
    assert f'<a href="{name}.html">{name}</a>' in PAGES["reference/recipes/index.md"].content
    assert " ".join(recipes.recipe(name).query.split()) in told
    entries = [head.export, *head.columns.values(), head.events, head.adapt, head.untold, head.sources]
    for said in entries:
        assert all(
            key in told and " ".join(words.replace("`", "").split()) in told for key, words in said.items()
        )
    for file in sorted((ROOT / "tests" / "workspace" / "recipes" / name).iterdir()):
        first = file.read_text("utf-8").partition("\n")[0]
        assert " ".join(first.split()) in told, file.name


def test_a_recipe_has_a_page_where_there_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    pages = {page.path: page for page in recipe_pages(tmp_path / "policies")}
    assert "ticket,at,event" not in pages["reference/recipes/jira.md"].content
    assert recipes.recipe("jira").head.title in pages["reference/recipes/jira.md"].content


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
