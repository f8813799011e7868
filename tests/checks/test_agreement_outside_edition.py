"""Everything that an agreement can name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.checks.varied import policy, said

RULE = "agreement-outside-edition"


def test_every_kind_of_name_is_looked_up() -> None:
    agreed = (
        "agreed: { support_hours: office, targets: { initial_response: { severe: 1 hour } }, "
        "features: { forum: some } }"
    )
    found = policy(("bakery-2024", "agreed: {}", agreed))
    old = found.editions["2024-01-01"]
    new = replace(
        old,
        id="2024-07-01",
        effective_from=date(2024, 7, 1),
        plans={},
        add_ons={},
        schedules={},
        objectives={},
        features={},
        severities=replace(old.severities, severities={}),
    )
    messages = said(RULE, replace(found, editions={old.id: old, new.id: new}))
    start = "The edition 2024-07-01 governs this agreement within its term, but has no"
    assert messages == [
        f"{start} add-on `faster`.",
        f"{start} objective `initial_response`.",
        f"{start} plan `basic`.",
        f"{start} plan feature `forum`.",
        f"{start} severity `severe`.",
        f"{start} support hours `office`.",
    ]


def test_a_pinned_agreement_does_not_care_for_later_editions() -> None:
    found = policy(("bakery-2024", "edition: in force", "edition: 2024-01-01"))
    old = found.editions["2024-01-01"]
    new = replace(old, id="2024-07-01", effective_from=date(2024, 7, 1), plans={})
    assert said(RULE, replace(found, editions={old.id: old, new.id: new})) == []
