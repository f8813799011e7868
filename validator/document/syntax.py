"""What PyYAML cannot read, said in plain English: which words of the text, and how to mend them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from validator.document.rules import quoted
from validator.document.seen import offsets
from validator.document.trouble import Trouble, in_quotes, line_above

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml.error import MarkedYAMLError
    from yaml.events import ScalarEvent

    from validator.diagnostics import Diagnostic
    from validator.document.source import Source

_FOUND: Final = re.compile(r"(?:found|got) '(.*)'$")
_FIRST_KEY: Final = re.compile(r"\s*(?:- +)*([^\s#].*?):\s+(.*)")


def explain(error: MarkedYAMLError, source: Source, last: ScalarEvent | None) -> Diagnostic:
    """Return the diagnostic of a syntax error; `last` is the scalar read before it."""
    context, problem = error.context or "", error.problem or ""
    at = error.problem_mark.index if error.problem_mark is not None else len(source.text)
    since = error.context_mark.index if error.context_mark is not None else at
    found = _FOUND.search(problem)
    trouble = Trouble(source, at, since, found.group(1) if found else "", last)
    for context_part, problem_part, handler in _HANDLERS:
        if context_part in context and problem_part in problem:
            return handler(trouble)
    return _unreadable(trouble)


def _unclosed_quote(trouble: Trouble) -> Diagnostic:
    quote = trouble.source.text[trouble.since]
    message = f"The quote `{quote}` opened here is never closed."
    return trouble.say(trouble.since, 1, message, f"Add `{quote}` at the end of the text it belongs to.")


def _escape(trouble: Trouble) -> Diagnostic:
    start = trouble.source.text.rfind("\\", 0, trouble.at + 1)
    if start < 0:
        return _unreadable(trouble)
    match = re.compile(r"\\([xuU][0-9A-Fa-f]*|.?)").match(trouble.source.text, start)
    piece = match.group() if match else "\\"
    message = f"In double quotes a backslash starts a sign of its own, and {quoted(piece)} is none."
    return trouble.say(
        start, len(piece), message, "Put the text in single quotes, or write `\\\\` for a backslash."
    )


def _special_start(trouble: Trouble) -> Diagnostic:
    """Explain a value whose first character means something to YAML."""
    if trouble.source.text[trouble.since] == "\t":
        return _tab(trouble)
    rest = trouble.rest(trouble.since)
    message = f"The value {quoted(rest)} starts with {quoted(rest[:1])}, which YAML keeps for itself."
    return trouble.say(
        trouble.since, len(rest), message, f"Put the whole value in quotes: {in_quotes(rest)}."
    )


def _tab(trouble: Trouble) -> Diagnostic:
    message = "A tab stands where YAML allows only spaces."
    next_step = "Replace it by spaces (most editors can do so for the whole file)."
    return trouble.say(trouble.since, 1, message, next_step)


def _directive(trouble: Trouble) -> Diagnostic:
    rest = trouble.rest(trouble.since)
    message = f"{quoted(rest)} would change how the file is read."
    return trouble.say(trouble.since, len(rest), message, "Remove the line.")


def _no_colon(trouble: Trouble) -> Diagnostic:
    return _colon_wanted(trouble, trouble.since)


def _colon_wanted(trouble: Trouble, start: int) -> Diagnostic:
    rest = trouble.rest(start)
    if re.match(r"[^\s:]+:\S", rest):
        message = f"A space is missing after the colon in {quoted(rest)}."
        return trouble.say(start, len(rest), message, f"Write {quoted(rest.replace(':', ': ', 1))}.")
    message = f"{quoted(rest)} stands where a key was expected, but no colon follows."
    next_step = (
        "Write a colon and a space after the key; if the line continues the value above, indent it more."
    )
    return trouble.say(start, len(rest), message, next_step)


def _colon_in_value(trouble: Trouble) -> Diagnostic:
    """Explain a `: ` where no key can stand: within a value, or on a line that is indented wrongly."""
    position = trouble.source.position(trouble.at)
    line = trouble.source.line(position.line)
    match = _FIRST_KEY.match(line)
    if match and match.end(1) < position.column - 1:
        start = trouble.at - (position.column - 1) + match.start(2)
        value = trouble.rest(start)
        message = f"The value {quoted(value)} holds a colon that reads as a second key on the same line."
        next_step = (
            f"Put the whole value in quotes: {in_quotes(value)}; if it is a key, give it its own line."
        )
        return trouble.say(start, len(value), message, next_step)
    above = line_above(trouble.source, position.line)
    text = trouble.source.line(above)
    if above and not re.search(r":(\s|$)", text):
        return _colon_wanted(trouble, trouble.source.starts[above - 1] + len(text) - len(text.lstrip(" -")))
    return _indentation(trouble)


def _indentation(trouble: Trouble) -> Diagnostic:
    position = trouble.source.position(trouble.at)
    start = trouble.source.starts[position.line - 1]
    line = trouble.source.line(position.line)
    indent = len(line) - len(line.lstrip(" "))
    spaces = "1 space" if indent == 1 else f"{indent} spaces"
    message = f"This line is indented by {spaces}, which fits none of the groups above."
    next_step = "Indent it exactly as far as the other lines of the group it belongs to."
    return trouble.say(start + indent, len(trouble.rest(start + indent)), message, next_step)


def _dash(trouble: Trouble) -> Diagnostic:
    rest = trouble.rest(trouble.at)
    message = "A list with dashes cannot start behind a colon on the same line."
    next_step = (
        f"Give each dash its own line; if the dash belongs to the text, put it in quotes: {in_quotes(rest)}."
    )
    return trouble.say(trouble.at, len(rest), message, next_step)


def _bracket(trouble: Trouble) -> Diagnostic:
    """Explain a `[` or `{` that is not continued as it should."""
    opening = trouble.source.text[trouble.since]
    closing = "]" if opening == "[" else "}"
    same_line = trouble.source.position(trouble.since).line == trouble.row
    if trouble.found in ("]", "}"):
        message = f"The bracket `{opening}` opened in column {trouble.source.position(trouble.since).column}"
        message += f" of line {trouble.source.position(trouble.since).line} is closed by `{trouble.found}`."
        return trouble.say(trouble.at, 1, message, f"Close it with `{closing}`.")
    if same_line and trouble.found != "<stream end>":
        rest = trouble.rest(trouble.at)
        message = f"A comma is missing before {quoted(rest)}."
        return trouble.say(
            trouble.at, len(rest), message, "Separate the values between the brackets by commas."
        )
    message = f"The bracket `{opening}` opened here is not closed."
    return trouble.say(trouble.since, 1, message, f"Add `{closing}` where the list or group ends.")


def _no_value(trouble: Trouble) -> Diagnostic:
    rest = trouble.rest(trouble.at)
    if trouble.found in ("]", "}"):
        return _closing_bracket(trouble)
    if trouble.found == ":":
        return _no_key(trouble)
    message = f"A value was expected before {quoted(rest)}."
    next_step = "Add the value, or remove the comma; if it belongs to the text, put the text in quotes."
    return trouble.say(trouble.at, 1, message, next_step)


def _closing_bracket(trouble: Trouble) -> Diagnostic:
    message = f"The bracket `{trouble.found}` closes nothing: none is open here."
    return trouble.say(trouble.at, 1, message, "Remove it, or add the bracket that opens.")


def _stray_text(trouble: Trouble) -> Diagnostic:
    """Explain a text that follows a complete value."""
    rest, last = trouble.rest(trouble.at), trouble.last
    if last is None or last.style not in ("'", '"'):
        return _colon_wanted(trouble, trouble.at)
    opened, closed = offsets(last)
    opened_on, closed_on = (trouble.source.position(offset).line for offset in (opened, closed))
    if closed_on != trouble.row:
        return _colon_wanted(trouble, trouble.at)
    if opened_on != closed_on:
        message = f"The quote `{last.style}` opened here is closed only on line {closed_on}."
        return trouble.say(opened, 1, message, f"Add `{last.style}` at the end of the text it belongs to.")
    message = f"The text goes on after the closing quote: {quoted(rest)}."
    whole = trouble.source.text[opened : trouble.at] + rest
    inner = whole[1:-1] if whole.endswith(last.style) else whole
    next_step = f"Put the whole value in quotes: {in_quotes(inner)}."
    return trouble.say(trouble.at, len(rest), message, next_step)


def _keys_after_list(trouble: Trouble) -> Diagnostic:
    message = "A key follows a list at the same indentation."
    next_step = (
        "Indent it further if it belongs to the list's last item, or less if it belongs to the group above."
    )
    return trouble.say(trouble.at, len(trouble.rest(trouble.at)), message, next_step)


def _list_after_keys(trouble: Trouble) -> Diagnostic:
    message = "A list follows a key that already has a value."
    next_step = "Put the list under a key of its own, or indent it to where it belongs."
    return trouble.say(trouble.at, len(trouble.rest(trouble.at)), message, next_step)


def _no_key(trouble: Trouble) -> Diagnostic:
    return trouble.say(trouble.at, 1, "A key is missing before the colon.", "Write the key before the colon.")


def _after_the_end(trouble: Trouble) -> Diagnostic:
    rest = trouble.rest(trouble.at)
    message = f"{quoted(rest)} follows where the file's content has already ended."
    return trouble.say(trouble.at, len(rest), message, "Join it to the content above, or remove it.")


def _unreadable(trouble: Trouble) -> Diagnostic:
    rest = trouble.rest(trouble.at)
    message = f"The text cannot be read from {quoted(rest)} on." if rest else "The text cannot be read here."
    next_step = "Check quotes, brackets and indentation on this line and the one above."
    return trouble.say(trouble.at, len(rest), message, next_step)


_HANDLERS: Final[tuple[tuple[str, str, Callable[[Trouble], Diagnostic]], ...]] = (
    ("quoted scalar", "unexpected end of stream", _unclosed_quote),
    ("quoted scalar", "unexpected document separator", _unclosed_quote),
    ("quoted scalar", "escape", _escape),
    ("", "number out of range", _escape),
    ("block scalar", "", _special_start),
    ("scanning an a", "", _special_start),  # an anchor, an alias
    ("tag", "", _special_start),
    ("parsing a node", "tag handle", _special_start),
    ("directive", "", _directive),
    ("", "YAML directive", _directive),
    ("", "incompatible YAML", _directive),
    ("", "tag handle", _directive),
    ("", "cannot start any token", _special_start),
    ("", "mapping keys are not allowed", _special_start),
    ("", "could not find expected ':'", _no_colon),
    ("", "mapping values are not allowed", _colon_in_value),
    ("", "sequence entries are not allowed", _dash),
    ("flow", "expected ','", _bracket),
    ("", "expected the node content", _no_value),
    ("", "expected '<document start>'", _after_the_end),
    ("", "found '<scalar>'", _stray_text),
    ("", "found ']'", _closing_bracket),
    ("", "found '}'", _closing_bracket),
    ("", "found ':'", _no_key),
    ("collection", "found '?'", _keys_after_list),
    ("mapping", "found '-'", _list_after_keys),
    ("block", "start>'", _indentation),
)
