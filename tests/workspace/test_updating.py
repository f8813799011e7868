"""An update writes what comes out over what was wrong, and touches nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.evaluate.contract import POLICIES, ROOT
from tests.evaluate.worked import FILE, LATE, changed, document_of, read
from tests.workspace.worked import IN_TIME, Folder, minimal, tried
from validator.workspace.trials import try_examples
from validator.workspace.updating import Update, updates, write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Return the minimal policy, seen from the folder that `policies` lies in."""
    minimal(tmp_path)
    monkeypatch.chdir(tmp_path)
    return Folder(Path("policies"))


def updated(folder: Folder, text: str) -> str:
    """Write examples, update them, and return what then stands there; it must hold."""
    folder.examples(text)
    before = tried(folder)
    assert before.found.diagnostics == ()
    assert before.said, "there is something to update"
    for update in before.updates():
        write(update)
    assert tried(folder).said == []
    assert tried(folder).updates() == ()
    return folder.text("editions/2024-01-01/examples/cases.yaml")


def rewritten(text: str) -> str:
    """Return examples of the ZITADEL contract as an update would write them."""
    examples, _ = read(text)
    [update] = updates(try_examples(examples, POLICIES), {FILE: document_of(text)})
    assert update.before == text
    return update.after


STYLES = [
    ("elapsed: 1 hour }", "elapsed: 40 minutes }"),
    ("elapsed: '1 hour' }", "elapsed: 40 minutes }"),
    ('elapsed: "1 hour"}', "elapsed: 40 minutes}"),
    ("elapsed:   1 hour   }", "elapsed:   40 minutes   }"),
    ("elapsed: 1\n          hour }", "elapsed: 40 minutes }"),
    ("elapsed: 1 hour, }", "elapsed: 40 minutes, }"),
    ("elapsed: 1 hour # not yet\n      }", "elapsed: 40 minutes # not yet\n      }"),
]


@pytest.mark.parametrize(("wrong", "right"), STYLES, ids=[wrong for wrong, _ in STYLES])
def test_a_literal_is_replaced_however_it_was_written(folder: Folder, wrong: str, right: str) -> None:
    text = changed(IN_TIME, ("elapsed: 40 minutes }", wrong))
    assert updated(folder, text) == changed(IN_TIME, ("elapsed: 40 minutes }", right))


BLOCKS = [
    ("elapsed: >-\n          1 hour\n", "elapsed: 40 minutes\n"),
    ("elapsed: |-\n          1 hour\n\n", "elapsed: 40 minutes\n\n"),
    ("elapsed: 1\n          hour # c\n", "elapsed: 40 minutes # c\n"),
    ("elapsed:\n          1 hour\n", "elapsed:\n          40 minutes\n"),
]


@pytest.mark.parametrize(("wrong", "right"), BLOCKS, ids=[wrong for wrong, _ in BLOCKS])
def test_a_text_over_several_lines_is_replaced_whole(folder: Folder, wrong: str, right: str) -> None:
    flow = "      initial_response: { outcome: met, deadline: 2024-09-02 11:00, elapsed: 40 minutes }\n"
    block = "      initial_response:\n        outcome: met\n        {}        deadline: 2024-09-02 11:00\n"
    text = changed(IN_TIME, (flow, block.format(wrong)))
    assert updated(folder, text) == changed(IN_TIME, (flow, block.format(right)))


def test_several_literals_on_one_line_are_replaced(folder: Folder) -> None:
    text = changed(
        IN_TIME,
        ("outcome: met, deadline: 2024-09-02 11:00", 'outcome: running, deadline: "2024-12-24 11:00:30"'),
        ("elapsed: 40 minutes", "elapsed: 1 hour 20 minutes 5 seconds"),
    )
    assert updated(folder, text) == IN_TIME


def test_letters_of_any_length_may_stand_before_a_literal(folder: Folder) -> None:
    head, _, tail = IN_TIME.partition("    agreement:")
    flat = (
        "  - { title: 'Straße, naïve — 🧾🧾 日本語 \U0001f469\u200d\U0001f4bb e\u0301', agreement:"
        + tail.split("\n    timeline")[0]
        + ", timeline: [{ at: 2024-09-02 10:00, event: submitted, severity: severe, channel: ticket }], "
        + "as_of: 2024-09-02 10:40, expect: { initial_response: { outcome: %s, deadline: %s, elapsed: %s } }, "
        + "because: [service_levels.fast] }\n"
    )
    assert head.startswith("examples:\n")
    wrong = "examples:\n" + flat % ("met", "2024-09-02 12:00", "2 hours") + "# Grüße\n"
    right = "examples:\n" + flat % ("running", "2024-09-02 11:00", "40 minutes") + "# Grüße\n"
    assert updated(folder, wrong) == right


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_stay_as_they_are(folder: Folder, end: str) -> None:
    wrong = changed(IN_TIME, ("elapsed: 40 minutes", "elapsed: 1 hour")).replace("\n", end)
    assert updated(folder, "# note" + end + wrong) == ("# note\n" + IN_TIME).replace("\n", end)


def test_a_file_without_a_last_line_end_stays_without(folder: Folder) -> None:
    text = without_last(changed(IN_TIME, ("elapsed: 40 minutes", "elapsed: 1 hour")))
    assert updated(folder, text) == without_last(IN_TIME)


def without_last(text: str) -> str:
    return text.removesuffix("\n")


def test_every_failing_example_of_a_file_is_rewritten_and_the_others_are_not(folder: Folder) -> None:
    wrong = changed(IN_TIME, ("elapsed: 40 minutes", "elapsed: 1 hour"))
    more = IN_TIME.removeprefix("examples:\n"), wrong.removeprefix("examples:\n")
    assert updated(folder, wrong + "".join(more)) == IN_TIME + more[0] + more[0]


def test_a_code_of_rejection_and_a_rule_are_rewritten(folder: Folder) -> None:
    text = """\
examples:
  - title: Nobody knows this severity
    agreement: bakery-2024
    timeline: [{ at: 2024-09-02 10:00, event: submitted, severity: high, channel: ticket }]
    rejected: "not-submitted"   # really
  - title: Nobody may agree on 10 minutes
    agreement: { plan: custom, add_ons: [], agreed: { support_hours: office } }
    refused: 'agreed-out-of-bounds' # really
"""
    right = text.replace('"not-submitted"', "unknown-severity")
    assert updated(folder, text) == right.replace("'agreed-out-of-bounds'", "negotiable-not-agreed")


def test_what_no_literal_mends_is_left_as_it_is(folder: Folder) -> None:
    folder.examples(changed(IN_TIME, ("service_levels.fast.targets.initial_response.severe", "plans.custom")))
    assert len(tried(folder).said) == 2
    assert tried(folder).updates() == ()


def test_an_outcome_that_needs_more_than_the_example_says_is_left_to_its_author(folder: Folder) -> None:
    """What was written would be no example any more."""
    folder.examples(changed(IN_TIME, ("at: 2024-09-02 10:40", "at: 2024-09-02 12:40")))
    found = tried(folder)
    assert [instead for _, instead in found.said] == [None, "2 hours 40 minutes"]
    for update in found.updates():
        write(update)
    after = tried(folder)
    assert after.mistakes == []
    assert [instead for _, instead in after.said] == [None]


def test_where_nothing_failed_nothing_is_rewritten(folder: Folder) -> None:
    folder.examples(IN_TIME)
    assert tried(folder).updates() == ()


def test_each_file_is_one_update_named_as_people_would_type_it(folder: Folder) -> None:
    wrong = changed(IN_TIME, ("elapsed: 40 minutes", "elapsed: 1 hour"))
    for name in ("b", "a"):
        folder.examples(wrong, name)
    folder.examples(IN_TIME, "c")
    found = tried(folder).updates()
    assert [update.file for update in found] == [
        f"policies/minimal/editions/2024-01-01/examples/{name}.yaml" for name in ("a", "b")
    ]
    assert {(update.before, update.after) for update in found} == {(wrong, IN_TIME)}


def test_a_difference_shows_the_lines_that_change() -> None:
    update = Update("a.yaml", "1\n2\n3\n4\nold\n6\n7\n", "1\n2\n3\n4\nnew\n6\n7\n")
    assert update.diff() == "--- a.yaml\n+++ a.yaml\n@@ -4,3 +4,3 @@\n 4\n-old\n+new\n 6\n"


# --- laws ---

TRUE = {
    "severity": "severity_1",
    "target": "1 business hour",
    "schedule": "extended_hours",
    "deadline": "2024-09-02 11:00",
    "stopped": "2024-09-02 11:30",
    "claimable": "2024-09-02 11:30",
    "elapsed": "1 hour 30 minutes",
    "overrun": "30 minutes",
    "credit": "2 days",
}
FALSE = {
    "severity": ["severity_4"],
    "target": ["best effort", "12 business hours", "4711", "a: b"],
    "schedule": ["wall_clock", "business_hours"],
    "deadline": ["1970-01-01 01:00", "2024-10-27 02:30 +02:00"],
    "stopped": ["2024-09-02 11:30:01"],
    "claimable": ["2099-12-31 23:59:59"],
    "elapsed": ["0 minutes", "89 minutes", "1000 hours 1 second"],
    "overrun": ["30 minutes 1 second"],
    "credit": ["none", "0.5 CHF", "1 day", "300 days"],
}


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_was_wrong_the_text_becomes_what_it_should_have_been(data: st.DataObject) -> None:
    wrong = right = LATE
    for key in data.draw(st.lists(st.sampled_from(sorted(TRUE)), unique=True, min_size=1)):
        literal = data.draw(st.sampled_from(FALSE[key]))
        styles = ['"{}"', "'{}'"] + ([] if literal in {"4711", "a: b"} else ["{}"])
        style = data.draw(st.sampled_from(styles))
        comment = data.draw(st.sampled_from(["", " # ü: 'x'", "   # \U0001f9fe"]))
        before = f"        {key}: {TRUE[key]}\n"
        wrong = changed(wrong, (before, f"        {key}: {style.format(literal)}{comment}\n"))
        right = changed(right, (before, f"        {key}: {TRUE[key]}{comment}\n"))
    assert rewritten(wrong) == right


LITERAL = re.compile(
    r"\b(deadline|elapsed|overrun|stopped|claimable|credit|provisional): ([^,}#\n]*[^,}#\n ])", re.ASCII
)
SPOILT = {
    "deadline": "2001-01-01 00:00",
    "stopped": "2001-01-01 00:00",
    "claimable": "2001-01-01 00:00",
    "elapsed": "1 second",
    "overrun": "1 second",
    "credit": "77 CHF",
}


@pytest.mark.parametrize("name", ["credits", "escalations", "clock-changes", "regrading"])
def test_the_shipped_examples_are_restored_from_their_log_of_events(name: str) -> None:
    """Every time, length and credit in them is replaced by nonsense, and comes back letter for letter."""
    file = f"zitadel/editions/2024-01-10/examples/{name}.yaml"
    text = (ROOT / "policies" / file).read_text(encoding="utf-8")
    spoilt, times = LITERAL.subn(
        lambda found: f"{found[1]}: {SPOILT.get(found[1], 'true' if found[2] == 'false' else 'false')}", text
    )
    assert times > 10
    examples, _ = read(spoilt)
    [update] = updates(try_examples(examples, POLICIES), {FILE: document_of(spoilt)})
    assert update.after == text
