"""The reference of the files: every key that a policy or an output can have, made from its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup

from validator.site.page import Page
from validator.site.reference.keys import Key, keys
from validator.site.reference.table import code, example, facts, listing, table, text
from validator.workspace.schemas import KINDS, names, schema

TRAIL: Final = ("Reference", "Files")
WRITTEN: Final = "Files that are written"
SIDES: Final = {
    "customer": "A larger value is better for customers.",
    "provider": "A larger value is better for the provider.",
    "neutral": "Whom a change favours depends on the case.",
}
TYPES: Final = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of keys",
    "null": "nothing (null)",
}
INTRODUCTION: Final = """# Files

A policy is a folder of YAML files, one for each topic. An editor that knows the schemas (any with a YAML language
server) shows these texts while you type, offers the words that are allowed, and marks mistakes; the first line of a
file names its schema. `slawyer schema NAME` prints one.
"""


def file_pages() -> Iterator[Page]:
    """Yield the list of schemas, and a page of keys for each."""
    written = set(names()) - set(KINDS)
    parts = [INTRODUCTION]
    for heading, group in (("Files of a policy", KINDS), (WRITTEN, sorted(written))):
        rows = [
            (
                Markup('<a href="{0}.html">{0}</a>').format(name),
                text(str(schema(name).get("description", ""))),
            )
            for name in group
        ]
        parts.append(f"## {heading}\n\n{table(heading, ('Kind', 'What it holds'), rows)}\n")
    yield Page("reference/files/index.md", "\n".join(parts), (*TRAIL, "All files"))
    for name in names():
        trail = (*TRAIL, WRITTEN, name) if name in written else (*TRAIL, name)
        yield Page(f"reference/files/{name}.md", file_page(name, schema(name), schema("common")), trail)


def file_page(name: str, content: Mapping[str, Any], common: Mapping[str, Any]) -> str:
    """Return the Markdown of the page of one schema; `common` holds what schemas share."""
    parts = [
        f"# {content.get('title', name)}",
        Markup("<p>{}</p>").format(text(str(content.get("description", "")))),
    ]
    for key in keys(content, common):
        level = "##" if key.depth == 1 else "###"
        parts += [f"{level} `{key.path}` {{#{key.anchor}}}", _described(key)]
    return "\n\n".join(str(part) for part in parts) + "\n"


def _described(key: Key) -> Markup:
    node = key.node
    parts = [
        Markup("<p>{}</p>").format(text(node["description"])) if "description" in node else Markup(""),
        facts(_facts(key)),
        _words(node, key.path),
        _reading(key),
    ]
    if node.get("x-examples"):
        parts.append(Markup("<p>For example:</p>\n{}").format(example(_as_yaml(node["x-examples"][0]))))
    return Markup("\n").join(part for part in parts if part)


def _facts(key: Key) -> Iterator[tuple[str, Markup | str]]:
    node = key.node
    yield "Must be written", "" if key.listed else text(_needed(key))
    yield "Kind of value", _kind(node)
    yield "Form", text(node.get("patternErrorMessage") or node.get("errorMessage") or "")
    yield "For example", Markup(", ").join(code(_word(each)) for each in node.get("examples", ()))
    yield "Names its clause", "yes" if node.get("x-clause-required") else ""
    yield "A change of it", SIDES.get(node.get("x-direction", ""), "")
    unit = node.get("x-unit", "none")
    yield "Counted in", "" if unit == "none" else unit


def _needed(key: Key) -> str:
    if key.required:
        return "yes"
    needed = f"if {', or if '.join(key.needed_if)}" if key.needed_if else "no"
    if not key.allowed_if:
        return needed
    if key.needed_if == key.allowed_if:
        return f"{needed}; otherwise it must not be there"
    return f"{needed}; allowed only if {' and '.join(key.allowed_if)}"


def _kind(node: Mapping[str, Any]) -> str:
    """Say what sort of value it is; of words that are listed it is plain."""
    if "enum" in node or "const" in node or "type" not in node:
        return ""
    types = [node["type"]] if isinstance(node["type"], str) else node["type"]
    return " or ".join(TYPES[each] for each in types)


def _words(node: Mapping[str, Any], path: str) -> Markup:
    """Return the words that are allowed, each with its meaning where it has one.

    Where a value is a word or a group, the words are those of its `then`.
    """
    if "enum" not in node and "const" not in node:
        node = node.get("then", {})
    words = node.get("enum", [node["const"]] if "const" in node else [])
    meanings = node.get("markdownEnumDescriptions")
    if not words:
        return Markup("")
    if not meanings:
        return facts([("Allowed", Markup(", ").join(code(_word(word)) for word in words))])
    rows = [(code(_word(word)), text(meaning)) for word, meaning in zip(words, meanings, strict=True)]
    return table(f"What can be written as {path}", ("Word", "Meaning"), rows)


def _reading(key: Key) -> Markup:
    reading = key.node.get("x-reading")
    if reading is None:
        return Markup("")
    needs = "Needs a reading" if key.always_read else "Where the value leaves it open, needs a reading"
    alternatives = [
        Markup("{}: {}").format(code(word), text(meaning))
        for word, meaning in reading["alternatives"].items()
    ]
    return Markup(
        '<div class="reading" role="note">\n<p><strong>{}: {}</strong></p>\n{}\n'
        '<p>Say why under <a href="#{}"><code>readings</code></a>.</p>\n</div>'
    ).format(needs, text(reading["question"]), listing(alternatives), key.readings)


def _word(value: object) -> str:
    """Write a value as YAML does."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_yaml(value: object, indent: str = "") -> str:
    """Write an example as a policy file would have it."""
    if isinstance(value, Mapping) and value:
        return "\n".join(f"{indent}{key}:{_below(each, indent)}" for key, each in value.items())
    if isinstance(value, list) and value:
        return "\n".join(f"{indent}- {_as_yaml(each, indent + '  ').lstrip()}" for each in value)
    return _word(value)


def _below(value: object, indent: str) -> str:
    nested = isinstance(value, Mapping | list) and bool(value)
    return f"\n{_as_yaml(value, indent + '  ')}" if nested else f" {_as_yaml(value)}"
