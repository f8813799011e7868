"""What names cannot show: impossible dates, amounts, hours and double definitions."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.reading.acme import FILES, acme, changed, mistakes, proven, read, valid
from validator.location import Address
from validator.reading import agreed_twice, read_policy

E = "acme/editions/2024-01-01/"

CASES = [
    (
        ("agreements/bank-2024.yaml", "until: 2024-12-31", "until: 2023-02-29"),
        ("impossible-date", ("term", "until"), "There is no day `2023-02-29`."),
    ),
    (
        ("agreements/bank-2024.yaml", "until: 2024-12-31", "until: 2100-01-01"),
        (
            "impossible-date",
            ("term", "until"),
            "`2100-01-01` lies outside the years 1970 to 2099, in which time is counted here.",
        ),
    ),
    (
        ("agreements/bank-2024.yaml", "until: 2024-12-31", "until: 2023-12-31"),
        (
            "impossible-date",
            ("term", "until"),
            "The term ends on 2023-12-31, before it begins on 2024-01-01.",
        ),
    ),
    (
        ("agreements/bank-2024.yaml", "dates: [2024-12-24]", "dates: [2024-12-00]"),
        (
            "impossible-date",
            ("support_hours", "nights", "closed_on", "dates", 0),
            "There is no day `2024-12-00`.",
        ),
    ),
    (
        ("agreements/bank-2024.yaml", "agreement: bank-2024", "agreement: bank-2025"),
        ("wrong-name", ("agreement",), "The agreement is called `bank-2025`, its file `bank-2024.yaml`."),
    ),
    (
        ("edition.yaml", "printed_date: 2023-12-24", "printed_date: 2023-12-40"),
        ("impossible-date", ("source", "printed_date"), "There is no day `2023-12-40`."),
    ),
    (
        ("edition.yaml", "effective_from: 2024-01-01", "effective_from: 2024-02-01"),
        (
            "wrong-name",
            ("effective_from",),
            "The edition takes effect on 2024-02-01, but is called `2024-01-01`.",
        ),
    ),
    (
        ("edition.yaml", "readings:\n  effective_from:", "readings:\n  supersedes:"),
        (
            "missing-reading",
            ("effective_from",),
            "The text prints 2023-12-24, but takes effect on 2024-01-01.",
        ),
    ),
    (
        ("support-hours.yaml", "09:00-12:00", "09:00-09:00"),
        (
            "impossible-hours",
            ("support_hours", "office", "open", 1, "hours"),
            "`09:00-09:00` closes when it opens.",
        ),
    ),
    (
        ("support-hours.yaml", "business_day: 9 hours", "business_day: 10001 hours"),
        (
            "too-long",
            ("support_hours", "office", "business_day"),
            "`10001 hours` is longer than 10,000 hours.",
        ),
    ),
    (
        ("service-levels.yaml", "2 business days", f"{10**40} business days"),
        (
            "too-long",
            ("service_levels", "better", "targets", "initial_response", "normal"),
            f"`{10**40} business days` is longer than 1,000 days.",
        ),
    ),
    (
        ("credits.yaml", "percent: 2.5", "percent: 1e1"),
        (
            "plain-number",
            ("credits", "late", "grants", "percent"),
            "`1e1` is not written as people write numbers.",
        ),
    ),
    (
        ("credits.yaml", "cap: 100", "cap: 0x64"),
        ("plain-number", ("credits", "late", "cap"), "`0x64` is not written as people write numbers."),
    ),
    (
        ("severities.yaml", "[severe, normal]", "[severe]"),
        ("not-listed", ("severities", "normal"), "`normal` is missing in `most_urgent_first`."),
    ),
    (
        ("plans.yaml", "{ helpdesk: included, manager: negotiable }", "{ helpdesk: included }"),
        (
            "feature-not-stated",
            ("plans", "gold", "features"),
            "The plan `gold` does not say whether it has `manager`.",
        ),
    ),
    (
        ("severities.yaml", "readings:\n", "readings:\n  lowered: { question: Why, because: So. }\n"),
        (
            "reading-without-value",
            ("readings", "lowered"),
            "The reading `lowered` explains a value that is not written here.",
        ),
    ),
    (
        ("agreements/bank-2024.yaml", "  nights:\n", "  office:\n"),
        (
            "duplicate-name",
            ("support_hours", "office"),
            "The edition has support hours called `office` already.",
        ),
    ),
    (
        ("holidays.lock.yaml", "until: 2025", "until: 2023"),
        (
            "impossible-date",
            ("calendars", "CH-SG", "years", "until"),
            "The years end with 2023, before they begin with 2024.",
        ),
    ),
    (
        ("holidays.lock.yaml", "date: 2024-04-01", "date: 2026-04-01"),
        (
            "impossible-date",
            ("calendars", "CH-SG", "holidays", 1, "date"),
            "`2026-04-01` is outside the frozen years 2024 to 2025.",
        ),
    ),
    (
        ("holidays.lock.yaml", "date: 2024-04-01", "date: 2024-03-29"),
        (
            "impossible-date",
            ("calendars", "CH-SG", "holidays", 1, "date"),
            "`2024-03-29` comes after `2024-03-29` in the list.",
        ),
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES, ids=[case[1][2] for case in CASES])
def test_a_mistake_is_told_where_it_stands(
    change: tuple[str, str, str], expected: tuple[str, tuple[str | int, ...], str]
) -> None:
    rule, route, message = expected
    one = next(one for one in mistakes(change) if one.message == message)
    path = next(path for path in FILES if path.endswith(change[0]))
    assert isinstance(one.at, Address)
    assert (one.rule, one.at.file, one.at.route) == (rule, f"acme/{path}", route)
    assert one.next_step[0].isupper()
    assert one.next_step.endswith(".")


def test_a_wrong_date_is_one_mistake() -> None:
    assert len(mistakes(("agreements/bank-2024.yaml", "until: 2024-12-31", "until: 2023-02-29"))) == 1


def test_a_channel_stands_in_one_group() -> None:
    second = """\
  community:
    title: Community
    clause: Answers
    feature: helpdesk
    response_times: not guaranteed
    languages: [English]
    channels: { phone: { title: Phone, contact: none } }
    readings:
      response_times: { question: Promised, because: Not. }
when_not_stated: ticket
"""
    [one] = mistakes(("channels.yaml", "when_not_stated: ticket\n", second))
    route = ("channel_groups", "community", "channels", "phone")
    assert (one.rule, one.at) == ("duplicate-name", Address(f"{E}channels.yaml", route, on_key=True))
    assert [related.at for related in one.related] == [
        Address(f"{E}channels.yaml", ("channel_groups", "helpdesk", "channels", "phone"), on_key=True)
    ]


def test_an_objective_is_not_called_like_an_escalation() -> None:
    found = mistakes(("objectives.yaml", "  initial_response:\n", "  escalation_urgent:\n"))
    one = next(one for one in found if one.rule == "duplicate-name")
    assert one.at == Address(f"{E}objectives.yaml", ("objectives", "escalation_urgent"), on_key=True)


def test_a_required_file_is_missed_and_the_other_mistakes_are_told() -> None:
    files = changed(("policy.yaml", "policy: acme", "policy: acne"))
    del files["editions/2024-01-01/plans.yaml"]
    policy, found = read_policy(proven(files))
    assert policy is None
    assert [one.rule for one in found] == ["wrong-name", "missing-file"]
    assert found[1].at == Address("acme/policy.yaml", ("editions", 0))
    assert "editions/2024-01-01/plans.yaml" in found[1].message


def test_optional_files_may_be_missing() -> None:
    files = changed(("objectives.yaml", "title: First answer", "title: Answer"))
    for kind in ("channels", "scope", "services", "escalation", "credits"):
        del files[f"editions/2024-01-01/{kind}.yaml"]
    policy, found = read_policy(proven(files))
    assert not found
    assert policy is not None
    edition = policy.editions["2024-01-01"]
    assert (edition.channels, edition.scope, edition.escalations, edition.credits, edition.services) == (
        None,
        None,
        {},
        {},
        {},
    )


def test_an_edition_folder_is_listed() -> None:
    files = changed()
    for path, text in list(files.items()):
        files[path.replace("2024-01-01", "2025-01-01")] = text
    _, found = read_policy(proven(files))
    assert [(one.rule, one.message) for one in found] == [
        ("not-listed", "The folder editions/2025-01-01 is not listed under `editions`.")
    ]


def test_what_a_broken_file_touches_is_not_judged_and_everything_else_is() -> None:
    documents = proven(changed(("agreements/bank-2024.yaml", "plan: gold", "plan: golden")))
    broken = f"{E}plans.yaml"
    del documents[broken]
    policy, found = read_policy(documents, {broken})
    assert (policy, found) == (None, ())


def test_without_its_head_a_policy_is_not_read() -> None:
    documents = proven(changed())
    del documents["acme/policy.yaml"]
    assert read_policy(documents) == (None, ())


def test_no_two_agreements_share_a_name() -> None:
    [one] = agreed_twice([acme(), read()])
    assert (one.rule, one.at) == ("duplicate-name", Address("acme/agreements/bank-2024.yaml", ("agreement",)))
    assert agreed_twice([acme()]) == ()


WORD = re.compile(r"(?<=: )[^{}\[\]\n,]+|(?<=[\[{,])[a-z_]+|^ *[a-z_]+(?=:)", re.MULTILINE)
WORDS = sorted({word.strip() for text in FILES.values() for word in WORD.findall(text)})
ODD = [
    "0",
    "1e3",
    "0x10",
    "2024-02-30",
    "0000-00-00",
    "9" * 30 + " hours",
    "none",
    "never",
    "[]",
    "{}",
    "~",
    '"a\\n"',
]


@given(st.data())
def test_whatever_the_schemas_let_pass_can_be_read(data: st.DataObject) -> None:
    files = dict(FILES)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(sorted(files)))
        spot = data.draw(st.sampled_from(list(WORD.finditer(files[path]))))
        indent = re.match(" *", spot[0])
        word = (indent[0] if indent else "") + data.draw(st.sampled_from(WORDS + ODD))
        files[path] = files[path][: spot.start()] + word + files[path][spot.end() :]
    documents = {path: valid(path, text) for path, text in files.items()}
    assume(documents["policy.yaml"] is not None)
    known = {f"acme/{path}": document for path, document in documents.items() if document is not None}
    broken = {f"acme/{path}" for path, document in documents.items() if document is None}
    policy, found = read_policy(known, broken)
    assert (policy is None) == bool(found or broken)
