"""Examples from the folders of their editions: found, understood and tried, each under its own book."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.contract import POLICIES
from tests.evaluate.worked import LATE, changed, said
from tests.evaluate.worked import tried as tried_zitadel
from tests.workspace.worked import EDITION, IN_TIME, Folder, minimal, shipped, tried
from validator.document import SIZE_LIMIT, Document
from validator.evaluate.trial import Trial
from validator.location import Address
from validator.workspace.trials import try_examples


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Return the minimal policy, seen from the folder that `policies` lies in."""
    minimal(tmp_path)
    monkeypatch.chdir(tmp_path)
    return Folder(Path("policies"))


def with_change(changes: str, *more: tuple[str, str]) -> Trial:
    """Try the example of the ZITADEL contract with values of the edition changed."""
    return tried_zitadel(
        changed(LATE, ("    timeline:\n", f"    with: {{ {changes} }}\n    timeline:\n"), *more)
    )


# --- files ---


def test_the_shipped_examples_hold() -> None:
    assert shipped().found.diagnostics == ()
    assert shipped().said == []
    assert len(shipped().trials) > 300


def test_examples_are_read_file_by_file_in_order(folder: Folder) -> None:
    folder.examples(IN_TIME, "b")
    folder.examples(IN_TIME + IN_TIME.removeprefix("examples:\n"), "a")
    found = tried(folder)
    assert [str(each.at.file).rpartition("/")[2] for each in found.found.examples] == [
        "a.yaml",
        "a.yaml",
        "b.yaml",
    ]
    assert [trial.example for trial in found.trials] == list(found.found.examples)
    assert found.found.documents.keys() == {f"minimal/{EDITION}/examples/{name}.yaml" for name in "ab"}
    assert found.found.documents[f"minimal/{EDITION}/examples/a.yaml"].file == (
        f"policies/minimal/{EDITION}/examples/a.yaml"
    )


def test_without_examples_there_is_nothing_to_try(folder: Folder) -> None:
    found = tried(folder)
    assert (found.found.examples, found.found.diagnostics, found.trials) == ((), (), ())
    assert found.found.documents == {}


def test_an_empty_list_of_examples_is_a_mistake_of_shape(folder: Folder) -> None:
    folder.examples("examples: []\n")
    [(rule, _)] = tried(folder).mistakes
    assert rule == "wrong-value"


def test_every_mistake_of_every_file_is_told_and_sound_examples_are_tried(folder: Folder) -> None:
    folder.examples(IN_TIME, "sound")
    folder.examples(changed(IN_TIME, ("bakery-2024", "bakers-2024")), "unknown")
    folder.examples(changed(IN_TIME, ("outcome: met", "outcome: fine")), "shape")
    folder.examples(changed(IN_TIME, ("because: [", "because: [[")), "yaml")
    found = tried(folder)
    assert [(rule, message) for rule, message in found.mistakes] == [
        ("wrong-value", "`outcome` cannot be `fine`."),
        ("unknown-reference", "There is no agreement `bakers-2024`."),
        ("yaml-syntax", "The bracket `[` opened here is not closed."),
    ]
    assert [trial.holds for trial in found.trials] == [True]
    assert not isinstance(found.found.documents[f"minimal/{EDITION}/examples/yaml.yaml"], Document)


def test_examples_of_a_policy_with_mistakes_are_not_understood_but_their_own_shape_is_told(
    folder: Folder,
) -> None:
    folder.change(f"{EDITION}/plans.yaml", ("service_level: standard", "service_level: standart"))
    folder.examples(changed(IN_TIME, ("bakery-2024", "bakers-2024")), "unknown")
    folder.examples(changed(IN_TIME, ("outcome: met", "outcome: fine")), "shape")
    found = tried(folder)
    assert [one.rule for one in found.policies.diagnostics] == ["unknown-reference"]
    assert found.mistakes == [("wrong-value", "`outcome` cannot be `fine`.")]
    assert found.trials == ()


def test_a_file_of_examples_that_cannot_be_read_is_told(folder: Folder) -> None:
    folder.examples(IN_TIME)
    with (folder.root / "minimal" / EDITION / "examples" / "huge.yaml").open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    [(rule, _)] = tried(folder).mistakes
    assert rule == "too-large"


def test_what_is_told_of_the_policies_already_is_not_told_again(folder: Folder) -> None:
    folder.examples(IN_TIME)
    (folder.root / "minimal" / EDITION / "examples" / "link.yaml").symlink_to("cases.yaml")
    found = tried(folder)
    assert [one.rule for one in found.policies.diagnostics] == ["unreadable-file"]
    assert found.mistakes == []


def test_examples_of_no_edition_are_told(folder: Folder) -> None:
    folder.write("editions/2024-07-01/examples/cases.yaml", IN_TIME)
    found = tried(folder)
    assert found.policies.diagnostics == ()
    [one] = found.found.diagnostics
    assert (one.rule, one.at) == (
        "not-listed",
        Address("minimal/editions/2024-07-01/examples/cases.yaml", ("examples",), on_key=True),
    )
    assert "`2024-07-01`, which is no edition" in one.message


# --- agreements ---

OWN = "agreement: { plan: basic, add_ons: [faster] }"


def test_each_example_is_decided_under_its_own_agreement(folder: Folder) -> None:
    own = changed(IN_TIME, ("agreement: bakery-2024", OWN)).removeprefix("examples:\n")
    slow = changed(
        own,
        (OWN, "agreement: { plan: basic, add_ons: [] }"),
        ("deadline: 2024-09-02 11:00", "deadline: 2024-09-02 14:00"),
        ("service_levels.fast", "service_levels.standard"),
    )
    folder.examples("examples:\n" + own + slow + own)
    folder.examples("examples:\n" + slow + own, "more")
    assert tried(folder).said == []


def test_an_agreement_must_be_one_that_the_policy_lets_be_made(folder: Folder) -> None:
    targets = "targets: { initial_response: { severe: 10 minutes } }"
    own = f"agreement: {{ plan: custom, add_ons: [], agreed: {{ {targets} }} }}"
    folder.examples(changed(IN_TIME, ("agreement: bakery-2024", own)))
    found = tried(folder)
    rules = {message.rpartition("(")[2] for message, _ in found.said}
    assert rules == {"agreed-out-of-bounds)", "negotiable-not-agreed)"}
    assert found.trials[0].accounts == ()


def test_what_is_only_noted_of_an_agreement_does_not_refuse_it() -> None:
    """`check` notes that these hours never close."""
    hours = "support_hours: around_the_clock, targets: { initial_response: { severity_1: 1 business hour } }"
    trial = tried_zitadel(
        changed(
            LATE,
            (
                "agreement: stickerei-2024",
                f"agreement: {{ plan: enterprise_cloud, add_ons: [], agreed: {{ {hours} }} }}",
            ),
            ("schedule: extended_hours", "schedule: around_the_clock"),
            ("service_levels.extended.targets", "agreed.targets"),
        )
    )
    assert said(trial) == []


def test_an_agreement_of_the_policy_is_judged_by_check_alone(folder: Folder) -> None:
    folder.examples(IN_TIME[: IN_TIME.index("    expect:")] + "    refused: add-on-not-available\n")
    assert tried(folder).said == [
        ("`add-on-not-available` does not refuse this agreement: nothing refuses it.", None)
    ]


def test_a_term_can_be_extended_by_credits_of_earlier_tickets(folder: Folder) -> None:
    text = IN_TIME.replace("2024-09-02", "2025-01-03")
    text = changed(
        text, ("    agreement: bakery-2024\n", "    agreement: bakery-2024\n    extended_by: 3 days\n")
    )
    folder.examples(text)
    assert tried(folder).said == []
    folder.examples(changed(text, ("3 days", "2 days")))
    assert tried(folder).said[0] == (
        "`outcome` is expected to be `met`, and comes out as `not-entitled`.",
        None,
    )


# --- values changed for one example ---


def test_a_changed_value_changes_what_is_decided() -> None:
    late = ("at: 2024-09-02 11:30", "at: 2024-09-02 11:31")
    trial = with_change("credits.late_response.counted: started", late)
    assert dict(said(trial))["`credit` is expected to be `2 days`, and comes out as `3 days`."] == "3 days"
    trial = with_change("credits.late_response.counted: completed", late)
    assert [instead for _, instead in said(trial)] == [
        "2024-09-02 11:31",
        "2024-09-02 11:31",
        "1 hour 31 minutes",
        "31 minutes",
    ]


def test_several_values_can_be_changed() -> None:
    promise = "service_levels.extended.targets.initial_response.severity_1"
    trial = with_change(
        f"{promise}: 75 business minutes, credits.late_response.every: 7 minutes, credits.late_response.cap: 1",
        ("target: 1 business hour", "target: 75 business minutes"),
        ("deadline: 2024-09-02 11:00", "deadline: 2024-09-02 11:15"),
        ("overrun: 30 minutes", "overrun: 15 minutes"),
        ("credit: 2 days", "credit: 1 day"),
    )
    assert said(trial) == []


def test_a_change_is_for_one_example_only() -> None:
    changing = changed(
        LATE, ("    timeline:\n", "    with: { credits.late_response.cap: 1 }\n    timeline:\n")
    )
    assert said(tried_zitadel(changing)) == [
        ("`credit` is expected to be `2 days`, and comes out as `1 day`.", "1 day")
    ]
    assert said(tried_zitadel(LATE)) == []
    policy = next(each for each in POLICIES.policies if each.id == "zitadel")
    assert policy.editions["2024-01-10"].credits["late_response"].cap is None


MISFITS = [
    ("credits.late_response.counted: sometimes", "`counted` cannot be `sometimes`."),
    ("credits.late_response.cap: '.inf'", "`cap` cannot be `.inf`."),
    ("credits.late_response: none", "`late_response` must be a group of keys, not a text."),
    ("severities: 3", "`severities` must be a group of keys, not a number."),
    ("plans.production.service_level: extnded", "There is no service level `extnded`."),
    ("effective_from: 2024-02-01", "The edition takes effect on 2024-02-01, but is called `2024-01-10`."),
    (
        "support_hours.extended_hours.open.0.hours: 09:00-09:00",
        "`09:00-09:00` closes when it opens.",
    ),
    (
        "support_hours.extended_hours.time_zone: Europe/Nowhere",
        "There is no time zone `Europe/Nowhere` in the IANA list. (unknown-time-zone)",
    ),
    (
        "support_hours.extended_hours.closed_on.public_holidays: CH-ZH",
        (
            "The hours `extended_hours` are closed on the public holidays of `CH-ZH`, but holidays.lock.yaml "
            "does not say which days these are. (holiday-calendar-missing)"
        ),
    ),
    (
        "support_hours.extended_hours.business_day: not defined",
        (
            "`1 business day` cannot be counted on the hours `extended_hours`: they do not say how long a "
            "business day is. (business-day-without-length)"
        ),
    ),
]


@pytest.mark.parametrize(("change", "message"), MISFITS, ids=[change for change, _ in MISFITS])
def test_a_value_that_does_not_fit_is_told_where_it_stands(change: str, message: str) -> None:
    trial = with_change(change)
    [mismatch] = trial.mismatches
    assert mismatch.message == f"This cannot be written there: {message}"
    assert mismatch.at.route == ("examples", 0, "with", change.partition(": ")[0])
    assert (mismatch.instead, trial.accounts) == (None, ())


def test_a_value_that_does_not_fit_spoils_no_other_example(folder: Folder) -> None:
    spoilt = changed(
        IN_TIME,
        ("    timeline:\n", "    with: { support_hours.longer.time_zone: Europe/Nowhere }\n    timeline:\n"),
    )
    folder.examples(spoilt + IN_TIME.removeprefix("examples:\n"))
    assert [trial.holds for trial in tried(folder).trials] == [False, True]


def test_what_is_wrong_with_the_policy_anyway_is_not_told_of_a_change(folder: Folder) -> None:
    """That two credits are for one delay is for `check` to say."""
    credit = folder.text(f"{EDITION}/credits.yaml").removeprefix("credits:\n")
    folder.write(
        f"{EDITION}/credits.yaml", "credits:\n" + credit + credit.replace("late_answer:", "late_again:")
    )
    change = "    with: { credits.late_answer.every: 20 minutes }\n"
    folder.examples(changed(IN_TIME, ("    timeline:\n", change + "    timeline:\n")))
    assert tried(folder).said == []


def test_what_the_policy_may_say_of_others_an_example_may_say_too() -> None:
    """Other customers' agreements need not be possible under a change: only those of the example."""
    trial = with_change(
        "service_levels.custom.targets.initial_response.severity_1.negotiable.no_less_than: 2 hours"
    )
    assert said(trial) == []


def test_examples_are_tried_in_their_order() -> None:
    found = shipped().found.examples[::30]
    backwards = tuple(reversed(found))
    assert [trial.example for trial in try_examples(backwards, POLICIES)] == list(backwards)
    assert try_examples((), POLICIES) == ()
