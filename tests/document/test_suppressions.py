"""Comments that ask for a finding to be ignored."""

from __future__ import annotations

import pytest

from tests.document.reading import document, found, places


def asked(text: str) -> list[tuple[int, str, str]]:
    return [(each.line, each.rule, each.reason) for each in document(text).suppressions]


COMMENT = "# slawyer: ignore[response-not-monotone] the customer asked for it"
READ = ("response-not-monotone", "the customer asked for it")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"a: 1 {COMMENT}\nb: 2\n", 1),
        (f"a: 1\n{COMMENT}\nb: 2\n", 3),
        (f"a:\n  {COMMENT}\n\n  # more\n  b: 2\n", 5),
        (f"a: | {COMMENT}\n  text\n", 1),
        (f"a: [1, {COMMENT}\n  2]\n", 1),
        (f"a: 'x'   {COMMENT}  \n", 1),
        (f"a: |\n  text\n{COMMENT}\nb: 1\n", 4),
        (f"a: 1\r\n{COMMENT}\r\nb: 2\r\n", 3),
        (f"{COMMENT}\n---\na: 1\n", 2),
    ],
)
def test_a_comment_speaks_of_its_line_or_alone_of_the_next(text: str, line: int) -> None:
    assert asked(text) == [(line, *READ)]


def test_several_comments_speak_of_the_same_line() -> None:
    text = "# slawyer: ignore[one] why\n# slawyer: ignore[two] because\na: 1  # slawyer: ignore[three] so\n"
    assert asked(text) == [(3, "one", "why"), (3, "two", "because"), (3, "three", "so")]


def test_a_comment_at_the_end_speaks_of_nothing() -> None:
    assert asked(f"a: 1\n{COMMENT}") == [(3, *READ)]


@pytest.mark.parametrize(
    "text",
    [
        f"a: '{COMMENT}'\n",
        f'a: "x {COMMENT}"\n',
        f"a: |\n  {COMMENT}\n",
        f"a: |\n  x\n\n  {COMMENT}\nb: 1\n",
        f"a: 'x\n  {COMMENT}\n  y'\n",
        "a: x#slawyer\n",
        f"a: 1  # as said: {COMMENT}\n",
        "a: 1  # the slawyer: ignore[rule] reason is elsewhere\n",
        "# yaml-language-server: $schema=x.json\na: 1\n",
    ],
)
def test_what_is_no_comment_of_ours_asks_for_nothing(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize("comment", ["# slawyer: ignore[some-rule]", "#slawyer:ignore[some-rule]   "])
def test_a_reason_must_be_given(comment: str) -> None:
    (finding,) = found(f"a: 1 {comment}\n")
    assert finding.rule == "suppression-without-reason"
    assert finding.message == "`some-rule` is to be ignored here, but no reason is given; it is not ignored."
    assert finding.next_step == "Say why: `# slawyer: ignore[some-rule] because …`."


@pytest.mark.parametrize(
    "comment",
    [
        "# slawyer: ignore some-rule because",
        "# slawyer: ignore[a, b] because",
        "# slawyer: ignore[] because",
        "# slawyer: ignore[Some_Rule] because",
        "# slawyer ignore[rule] because",
        "# Slawyer: disable[rule] because",
        "# slawyer: ignore[rule]because",
    ],
)
def test_a_comment_addressed_to_us_must_be_readable(comment: str) -> None:
    assert places(f"a: 1 {comment}\n") == [("suppression-unreadable", (1, 6, 6 + len(comment)))]
