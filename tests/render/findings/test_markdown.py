"""Findings as a comment on a pull request."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.render.findings.policy import BASIC, FREE, report, said
from tests.render.hostile import MARKUP, SCRIPT
from validator.diagnostics import Diagnostic, Level, Related
from validator.location import Address
from validator.render.findings import Accepted, Report, resolve
from validator.render.findings.markdown import markdown

OURS = {"br", "code", "details", "h3", "h4", "li", "p", "pre", "span", "strong", "summary", "ul"}


class Tags(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        assert [name for name, _ in attrs if name != "class"] == []


def elements(found: Report) -> list[str]:
    """Return the elements that a reader's browser gets, of a Markdown that lets HTML through."""
    tags = Tags()
    tags.feed(MarkdownIt("commonmark", {"html": True}).render(markdown(found)))
    return tags.found


def test_it_reads_well() -> None:
    related = (Related(BASIC, "as here"),)
    found = report(said(FREE, meant="2 hours", related=related), said(BASIC, rule="hint", level=Level.NOTE))
    fingerprint = found.findings[0].fingerprint[:12]
    assert (
        markdown(found)
        == f"""\
### slawyer: 1 finding to look at

1 file: 1 error, 1 note.

#### Errors (1)

<details><summary><code>hours</code> cannot be <code>2h</code>.<br><code>policies/plans.yaml:3</code></summary>

```text
3 |   free: {{ title: Größe 日本, hours: 2h }}
  |                                     ^^
```

as here, `policies/plans.yaml:5`:

```text
5 |     hours: 3h  # slawyer: ignore[too-slow] agreed in the minutes of March
  |            ^^
```

Clause: Plans

Did you mean `2 hours`?

**Next:** Write hours: `2 hours`.

Rule `wrong-value`, fingerprint `{fingerprint}`

</details>

<details><summary>1 note</summary>

- `hours` cannot be `2h`. `policies/plans.yaml:5`

</details>
"""
    )


def test_nothing_is_said_in_two_lines() -> None:
    assert (
        markdown(resolve([], {}, "3 policies"))
        == "### slawyer: nothing to mend\n\n3 policies: no findings.\n"
    )


def test_what_is_accepted_is_folded_away_with_its_reason() -> None:
    found = report(said(FREE))
    shown = markdown(replace(found, findings=(), accepted=(Accepted(found.findings[0], "Anna: meant."),)))
    assert "<details><summary>1 accepted</summary>" in shown
    assert "accepted by Anna: meant." in shown
    assert shown.startswith("### slawyer: nothing to mend\n")


def evil(words: str) -> Report:
    related = (Related(Address(f"{words}.yaml"), words),)
    every = [
        Diagnostic("hint", level, words, Address(f"{words}.yaml"), words, words, words, related, "", (words,))
        for level in Level
    ]
    found = resolve(every, {}, words)
    return replace(found, accepted=(Accepted(found.findings[0], words),))


def test_words_of_a_policy_stay_words() -> None:
    for words in (
        SCRIPT,
        MARKUP,
        "</details>",
        "```\nx",
        "`",
        "@everyone see #1 at https://evil.example",
        "<b",
    ):
        assert set(elements(evil(words))) <= OURS, words


def test_nobody_is_mentioned_and_nothing_is_linked() -> None:
    found = resolve(
        [
            Diagnostic(
                "hint", Level.ERROR, "@everyone #12 https://evil.example www.evil.example", FREE, "@you"
            )
        ],
        {},
    )
    shown = markdown(found)
    for linked in ("@everyone", "@you", "#12", "https://", "www.evil"):
        assert linked not in shown
    assert "@<!-- -->everyone #<!-- -->12 https:<!-- -->//evil.example" in shown


def test_amounts_are_no_formulas() -> None:
    shown = markdown(resolve([Diagnostic("hint", Level.ERROR, "From $1 to `$2`, $3.", FREE, "$4")], {}))
    assert "From <span>$</span>1 to <code>$2</code>, <span>$</span>3." in shown
    assert "**Next:** <span>$</span>4" in shown


def test_what_has_no_room_in_a_comment_is_counted() -> None:
    levels = {Level.ERROR: 150, Level.WARNING: 3, Level.NOTE: 200}
    many = [
        said(Address(f"{number}.yaml"), f"{'x' * 400}.", f"rule-{level.value}", level)
        for level, count in levels.items()
        for number in range(count)
    ]
    found = resolve(many, {})
    meant = tuple(Accepted(each, "Anna: meant.") for each in found.findings if each.level is Level.NOTE)
    shown = markdown(replace(found, accepted=meant))
    assert len(shown) < 65_536
    left = [int(count) for count in re.findall(r"^(?:- )?And (\d+) more", shown, re.MULTILINE)]
    assert len(left) == 4
    assert shown.count("<details><summary>xxx") + left[0] + left[1] == 153
    assert left[1] == 3
    assert shown.count(f"- {'x' * 400}") + left[2] + left[3] == 400
    assert "150 errors, 3 warnings, 200 notes, 200 accepted" in shown


@given(st.text(alphabet="`*_<>&|[]()#@!$~\\\n -+1.ab/:", max_size=12))
def test_no_mark_breaks_out(words: str) -> None:
    assert set(elements(evil(words))) <= OURS
