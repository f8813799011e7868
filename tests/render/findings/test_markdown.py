"""Findings as a comment on a pull request."""

from __future__ import annotations

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

OURS = {"a", "br", "code", "details", "em", "h3", "h4", "li", "p", "pre", "strong", "summary", "ul"} - {
    "a",
    "em",
}


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
free: {{ title: Größe 日本, hours: 2h }}
```

as here, `policies/plans.yaml:5`:

```text
hours: 3h  # slawyer: ignore[too-slow] agreed in the minutes of March
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


@given(st.text(alphabet="`*_<>&|[]()#@!~\\\n -+1.ab/:", max_size=12))
def test_no_mark_breaks_out(words: str) -> None:
    assert set(elements(evil(words))) <= OURS
