"""What can only be seen across policies: an agreement's name is used once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Diagnostic, Level, Related

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.model.policy import Agreement, Policy


def agreed_twice(policies: Iterable[Policy]) -> tuple[Diagnostic, ...]:
    """Return an error for each agreement whose name another one has already; ticket logs know them by name only."""
    first: dict[str, Agreement] = {}
    found = []
    for policy in policies:
        for agreement in policy.agreements.values():
            other = first.setdefault(agreement.id, agreement)
            if other is agreement:
                continue
            found.append(
                Diagnostic(
                    "duplicate-name",
                    Level.ERROR,
                    f"There are two agreements called `{agreement.id}`.",
                    agreement.at.child("agreement"),
                    "Rename one of them, and its file; ticket logs know agreements by their names.",
                    related=(Related(other.at.child("agreement"), "the other one"),),
                )
            )
    return tuple(found)
