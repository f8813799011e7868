"""One edit each in the minimal policy, with whom it favours and what follows; and the same edit taken back."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.workspace.worked import EDITION, minimal
from validator.changes.change import Change
from validator.changes.compare import Comparison
from validator.changes.difference import Difference
from validator.changes.favours import Favours
from validator.workspace.differences import difference
from validator.workspace.operands import Side
from validator.workspace.policies import load


@dataclass(frozen=True)
class Edit:
    """Texts to replace in a file of the minimal policy, with what comes of it.

    `says` are the changes (favours and path), `follow` counts the promises that follow by whom they favour.
    """

    file: str
    changes: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    follow: dict[str, int]


def edit(file: str, old: str, new: str, says: str, **follow: int) -> Edit:
    return Edit(f"{EDITION}/{file}.yaml", ((old, new),), (says,), follow)


READING = "\n    readings: { targets: { question: Which day, because: A full one. } }"
OPEN = "{ days: monday-friday, hours: 09:00-17:00 }"
EDITS = {
    # targets
    "a longer time": edit("service-levels", "severe: 4 business hours", "severe: 5 business hours",
        "adverse service_levels / standard / targets / initial_response / severe", adverse=3),
    "a time becomes effort": edit("service-levels", "severe: 4 business hours", "severe: best effort",
        "adverse service_levels / standard / targets / initial_response / severe", adverse=3),
    "support time becomes clock time": edit("service-levels", "severe: 4 business hours", "severe: 4 hours",
        "favourable service_levels / standard / targets / initial_response / severe", favourable=3),
    "hours become a day of as many hours": edit("service-levels", "normal: 8 business hours",
        f"normal: 1 business day{READING}",
        "neutral service_levels / standard / targets / initial_response / normal"),
    "hours become the end of a day": edit("service-levels", "normal: 8 business hours",
        f"normal: end of the next business day{READING}",
        "adverse service_levels / standard / targets / initial_response / normal", adverse=3),
    "a shorter bound": edit("service-levels", "no_less_than: 30 minutes", "no_less_than: 20 minutes",
        "favourable service_levels / bespoke / targets / initial_response / severe", favourable=3),
    "a fixed time instead of a negotiable one": edit("service-levels",
        "{ negotiable: { no_less_than: 30 minutes } }", "45 minutes",
        "incomparable service_levels / bespoke / targets / initial_response / severe", incomparable=3),
    # hours
    "hours that begin later": edit("support-hours", OPEN, "{ days: monday-friday, hours: 10:00-17:00 }",
        "adverse support_hours / office / open", adverse=7),
    "hours that end later": edit("support-hours", OPEN, "{ days: monday-friday, hours: 09:00-18:00 }",
        "favourable support_hours / office / open", favourable=7),
    "hours that move": edit("support-hours", OPEN, "{ days: monday-friday, hours: 10:00-18:00 }",
        "incomparable support_hours / office / open", incomparable=7),
    "hours written in two pieces": edit("support-hours", OPEN,
        "{ days: monday-thursday, hours: 09:00-17:00 }\n      - { days: friday, hours: 09:00-17:00 }",
        "neutral support_hours / office / open"),
    # plans
    "a better column": edit("plans", "    service_level: standard\n", "    service_level: fast\n",
        "favourable plans / basic / service_level", favourable=6),
    "other hours": edit("plans", "    support_hours: office\n", "    support_hours: longer\n",
        "favourable plans / basic / support_hours", favourable=7),
    "a feature less": edit("plans",
        "    service_level: standard\n    features: { forum: included, helpdesk: included }",
        "    service_level: standard\n    features: { forum: included, helpdesk: not included }",
        "adverse plans / basic / features / helpdesk", adverse=16),
    "an override that says the same": edit("plans", "    service_level: standard\n",
        "    service_level: standard\n    overrides: { initial_response: { severe: 4 business hours } }\n"
        "    readings: { overrides: { question: Which, because: This one. } }\n",
        "neutral plans / basic / overrides / initial_response / severe"),
    "an add-on for more plans": edit("plans", "available_for: [basic]", "available_for: [basic, custom]",
        "favourable add_ons / faster / available_for", favourable=9),
    # channels
    "a channel that promises": edit("channels", "response_times: not guaranteed", "response_times: guaranteed",
        "favourable channel_groups / forum / response_times", favourable=6),
    "a language less": edit("channels", "    response_times: guaranteed\n    languages: [English]",
        "    response_times: guaranteed\n    languages: [English, German]",
        "favourable channel_groups / helpdesk / languages", favourable=1),
    "a channel more": edit("channels", "      phone: {", "      chat: { title: Chat, contact: chat }\n      phone: {",
        "favourable channel_groups / helpdesk / channels / chat", favourable=6),
    "another number": edit("channels", "+41 71 000 00 00", "+41 71 000 00 01",
        "neutral channel_groups / helpdesk / channels / phone / contact"),
    # escalation
    "a longer answer to an escalation": edit("escalation", "response: 2 business hours", "response: 3 business hours",
        "adverse escalations / urgent / response", adverse=3),
    # credits
    "a longer step": edit("credits", "every: 15 minutes", "every: 30 minutes",
        "adverse credits / late_answer / every", adverse=6),
    "started steps": edit("credits", "counted: completed", "counted: started",
        "favourable credits / late_answer / counted", favourable=6),
    "the wall clock": edit("credits", "measured_on: the objective's clock", "measured_on: the wall clock",
        "favourable credits / late_answer / measured_on", favourable=6),
    "a cap": edit("credits", "cap: none", "cap: 10",
        "adverse credits / late_answer / cap", adverse=6),
    "more days": edit("credits", "days: 1", "days: 2",
        "favourable credits / late_answer / grants / days", favourable=6),
    "another day to claim from": edit("credits", "eligible_on: the late answer", "eligible_on: the deadline",
        "incomparable credits / late_answer / eligible_on", incomparable=6),
    "no credit for escalations": edit("credits", "[initial_response, escalation_urgent]", "[initial_response]",
        "adverse credits / late_answer / for", adverse=3),
    # objectives
    "another severity governs": edit("objectives", "severity_change: initial", "severity_change: retroactive",
        "incomparable objectives / initial_response / severity_change", incomparable=1),
    # words
    "another definition": edit("severities", "definition: Nobody can work.", "definition: Hardly anybody can work.",
        "incomparable severities / severe / definition"),
    "another word counts": edit("severities", "determined_by: provider", "determined_by: either",
        "favourable determined_by"),
    "a provision": edit("edition", "provisions: []",
        "provisions: [{ clause: Plans, says: Support is not sold alone. }]",
        "incomparable provisions"),
    "a reason": edit("severities", 'because: "The clause says so."', 'because: "It says so."',
        "neutral readings / determined_by / because"),
}  # fmt: skip


def compared(folder: Path, file: str, *changes: tuple[str, str], back: bool = False) -> Difference:
    """Compare the minimal policy with itself after an edit; `back` the other way round."""
    before = minimal(folder / "before")
    after = minimal(folder / "after")
    after.change(file, *changes)
    states = [Side(name, load(side.root, name)) for name, side in (("before", before), ("after", after))]
    assert [found.message for state in states for found in state.policies.diagnostics] == []
    return difference(*(reversed(states) if back else states))


def only(found: Difference) -> Comparison:
    (comparison,) = found.comparisons
    return comparison


def written(change: Change) -> str:
    path = " / ".join(str(key) for key in change.route if not isinstance(key, int))
    return f"{change.favours.value} {path}"


def mirrored(favours: str) -> str:
    return Favours(favours).mirrored.value


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_judged_and_what_follows_is_found(tmp_path: Path, name: str) -> None:
    wanted = EDITS[name]
    comparison = only(compared(tmp_path, wanted.file, *wanted.changes))
    said = [written(change) for change in comparison.changes if not is_reading_added(change)]
    assert tuple(said) == wanted.says
    assert Counter(effect.favours.value for effect in comparison.effects) == wanted.follow
    assert comparison.unexplained == ()


def is_reading_added(change: Change) -> bool:
    """Whether a change is a reading that an edit had to bring along."""
    return "readings" in change.route and change.old is None


@pytest.mark.parametrize("name", EDITS)
def test_taken_back_everything_is_mirrored(tmp_path: Path, name: str) -> None:
    wanted = EDITS[name]
    comparison = only(compared(tmp_path, wanted.file, *wanted.changes, back=True))
    said = [written(change) for change in comparison.changes if "readings" not in change.route or change.new]
    expected = [" ".join((mirrored(each.split(" ", 1)[0]), each.split(" ", 1)[1])) for each in wanted.says]
    assert [each for each in said if "readings / overrides" not in each] == expected
    assert Counter(effect.favours.value for effect in comparison.effects) == {
        mirrored(favours): count for favours, count in wanted.follow.items()
    }


def test_what_is_gone_is_shown_at_what_is_left(tmp_path: Path) -> None:
    chat = "      phone: {", "      chat: { title: Chat, contact: chat }\n      phone: {"
    gone = only(compared(tmp_path, f"{EDITION}/channels.yaml", chat, back=True))
    (change,) = gone.changes
    assert change.new is None
    assert change.at.route == ("channel_groups", "helpdesk", "channels")


def test_a_change_within_a_list_is_shown_where_it_is(tmp_path: Path) -> None:
    later = only(
        compared(tmp_path, f"{EDITION}/support-hours.yaml", ("hours: 09:00-17:00", "hours: 10:00-17:00"))
    )
    assert later.changes[0].at.route == ("support_hours", "office", "open", 0, "hours")


def test_a_file_that_is_gone_is_shown_in_the_edition(tmp_path: Path) -> None:
    before, after = minimal(tmp_path / "before"), minimal(tmp_path / "after")
    (after.root / "minimal" / EDITION / "credits.yaml").unlink()
    found = difference(Side("a", load(before.root, "a")), Side("b", load(after.root, "b")))
    (change,) = only(found).changes
    assert written(change) == "adverse credits / late_answer"
    assert change.at.file == f"minimal/{EDITION}/edition.yaml"


def test_the_submission_whose_deadline_moves_most_is_shown(tmp_path: Path) -> None:
    later = only(
        compared(
            tmp_path,
            f"{EDITION}/service-levels.yaml",
            ("severe: 4 business hours", "severe: 5 business hours"),
        )
    )
    shift = later.effects[0].shift
    assert shift is not None
    assert shift.old < shift.new
    assert shift.submitted < shift.old


def test_an_edition_that_does_not_differ_is_not_compared_cell_by_cell(tmp_path: Path) -> None:
    before, after = minimal(tmp_path / "before"), minimal(tmp_path / "after")
    shutil.copytree(before.root, tmp_path / "copy")
    found = difference(Side("a", load(before.root, "a")), Side("b", load(after.root, "b")))
    assert (found.comparisons, found.diagnostics, found.cells) == ((), (), 0)
