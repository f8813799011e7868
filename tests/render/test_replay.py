"""What is the same and what differs is said in words and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from validator.render.replay import Cause, Compared, Difference, Found, Replayed, Value, as_json, text

OLD, NEW = "a" * 64, "b" * 64
DECISIONS = Compared("decisions", ("ticket", "obligation", "occurrence"), 1046, 1046)
LEDGER = Compared("ledger", ("agreement", "credit_unit"), 7, 7)
REJECTED = Compared("rejected", ("file", "line"), 1, 1)
POLICY = Cause("policy zitadel", OLD, NEW)
CHANGED = Difference(
    ("Z-1", "initial_response", "1"),
    Found.CHANGED,
    (Value("outcome", "breached", "met"), Value("credit", "1", None)),
)
DIFFERENT = replace(
    DECISIONS, rows_now=1045, only_then=1, changed=30, columns={"outcome": 30, "credit": 2}, first=(CHANGED,)
)


def said(decisions: Compared = DECISIONS, *causes: Cause, ledger: Compared = LEDGER) -> str:
    return text(Replayed((decisions, ledger, REJECTED), causes))


def test_what_is_the_same_is_one_line() -> None:
    assert said() == "The same, 1,046 decisions.\n"
    assert said(replace(DECISIONS, rows_then=1, rows_now=1)) == "The same, 1 decision.\n"


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["policy a"], "policy a has changed since"),
        (["policy a", "slawyer"], "policy a and slawyer have changed since"),
        (["a", "b", "c", "d"], "4 things have changed since"),
    ],
)
def test_what_has_changed_without_a_difference_is_named(names: list[str], sentence: str) -> None:
    shown = said(DECISIONS, *(Cause(name, OLD, NEW) for name in names))
    assert shown.startswith(f"The same, 1,046 decisions; {sentence}, which made no difference.\n\n")


def test_digests_are_short_and_what_came_or_went_is_said() -> None:
    shown = said(DECISIONS, POLICY, Cause("policy b", None, NEW), Cause("slawyer", "0.1.0", None))
    assert shown.splitlines()[2:] == [
        "changed since   recorded       now",
        "policy zitadel  aaaaaaaaaaaa…  bbbbbbbbbbbb…",
        "policy b        not there      bbbbbbbbbbbb…",
        "slawyer         0.1.0          gone",
    ]


def test_many_changes_are_cut() -> None:
    shown = said(DECISIONS, *(Cause(f"agreement {number}", OLD, None) for number in range(25)))
    assert "agreement 19 " in shown
    assert "agreement 20 " not in shown
    assert shown.endswith("… and 5 more changes\n")


@pytest.mark.parametrize(
    ("moved", "recited", "sentence"),
    [
        (12, 0, "12 now stand on another line."),
        (0, 3, "3 now cite another clause or file."),
        (1, 3, "1 now stands on another line and 3 now cite another clause or file."),
        (2, 1, "2 now stand on another line and 1 now cites another clause or file."),
    ],
)
def test_places_are_told_apart_from_substance(moved: int, recited: int, sentence: str) -> None:
    shown = said(replace(DECISIONS, moved=moved, recited=recited), POLICY)
    assert shown.startswith("The same, ")
    assert f"\n\nOf the decisions that are the same, {sentence}\n\n" in shown


def test_differences_are_counted_and_the_first_are_shown() -> None:
    ledger = replace(
        LEDGER,
        rows_now=8,
        only_now=1,
        first=(Difference(("acme", None), Found.ONLY_NOW, (Value("credit", None, "2"),)),),
    )
    assert said(DIFFERENT, POLICY, ledger=ledger) == (
        "Not the same.\n"
        "  decisions: 30 changed, 1 only in the record; 1,046 recorded, 1,045 now\n"
        "    outcome: 30\n"
        "    credit: 2\n"
        "  ledger: 1 only now; 7 recorded, 8 now\n"
        "  rejected: the same, 1 row\n"
        "\n"
        "changed since   recorded       now\n"
        "policy zitadel  aaaaaaaaaaaa…  bbbbbbbbbbbb…\n"
        "\n"
        "ticket  obligation        occurrence  difference  recorded  now\n"
        "Z-1     initial_response  1           outcome     breached  met\n"
        "Z-1     initial_response  1           credit      1         -\n"
        "… and 30 more rows of decisions\n"
        "\n"
        "agreement  credit_unit  difference  recorded  now\n"
        "acme       -            only now    -         2\n"
    )


def test_a_difference_without_a_cause_is_called_one() -> None:
    shown = said(DIFFERENT)
    assert "the recorded files were changed" in shown
    assert "a bug of ours" in shown
    assert "a bug of ours" not in said(DIFFERENT, POLICY)


def test_nothing_from_a_file_reaches_the_terminal_raw() -> None:
    evil = replace(CHANGED, key=("\x1b[2J", "a", "1"), values=(Value("outcome", "\x1b]0;", None),))
    assert "\x1b" not in said(replace(DIFFERENT, first=(evil,)), Cause("policy \x1b[31m", OLD, NEW))
    assert "\x1b" not in said(DECISIONS, Cause("policy \x1b[31m", OLD, NEW))


def test_json_holds_everything_with_whole_digests() -> None:
    record = json.loads(as_json(Replayed((DIFFERENT, LEDGER, REJECTED), (POLICY,))))
    assert (record["version"], record["same"]) == (1, False)
    assert record["causes"] == [{"what": "policy zitadel", "then": OLD, "now": NEW}]
    decisions = record["tables"][0]
    assert (decisions["changed"], decisions["columns"]) == (30, {"outcome": 30, "credit": 2})
    assert decisions["first"] == [
        {
            "key": {"ticket": "Z-1", "obligation": "initial_response", "occurrence": "1"},
            "found": "changed",
            "values": [
                {"column": "outcome", "then": "breached", "now": "met"},
                {"column": "credit", "then": "1", "now": None},
            ],
        }
    ]
