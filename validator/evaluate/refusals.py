"""Why rows and tickets are rejected: codes that machines compare, and words that people read."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # what can be said of a row alone
    "no-ticket": "the row names no ticket",
    "bad-instant": "`{value}` is not an instant such as 2024-03-28T17:10:00+01:00",
    "no-offset": "`{value}` has no offset from UTC; add one, or name the zone with --time-zone",
    "no-such-local-time": "`{value}` does not exist in this zone: the clocks went forward",
    "ambiguous-local-time": "`{value}` occurs twice in this zone: the clocks went back; say which with --ambiguous",
    "out-of-range": "`{value}` lies outside the years 1970 to 2099",
    "unknown-event": "there is no event `{value}`",
    "unknown-actor": "`{value}` is none of customer, agent, manager, system",
    "bad-public": "`{value}` is neither true nor false",
    "malformed-row": "the row cannot be read: {value}",
    # what the agreement, the edition in force and its policy must know
    "unknown-agreement": "there is no agreement `{value}`",
    "unknown-severity": "the edition in force has no severity `{value}`",
    "unknown-status": "the edition in force has no status `{value}`",
    "unknown-channel": "the edition in force has no channel `{value}`",
    "unknown-urgency": "the edition in force has no escalation `{value}`",
    "unknown-request": "the edition in force has no kind of request `{value}`",
    "unknown-feature": "the edition in force has no feature `{value}`",
    "missing-agreement": "the submission names no agreement",
    "missing-severity": "no severity is given, and the policy names none for that case",
    "missing-channel": "no channel is given, and the policy names none for that case",
    "missing-request": "no kind of request is given, and the policy names none for that case",
    "missing-feature": "no feature is given, and the policy names none for that case",
    "missing-status": "no status is given",
    "missing-urgency": "the escalation does not say how urgent it is",
    "missing-by": "the reply does not say who replied",
    # what makes a whole timeline impossible to decide
    "ticket-rejected": "another row of this ticket is rejected, so the ticket is not decided",
    "not-submitted": "the ticket has no `submitted` event",
    "submitted-twice": "the ticket has two different `submitted` events",
    "before-submission": "the event lies before the submission of its ticket",
    "no-edition-in-force": "no edition with the agreement's plan and add-ons was in force at the submission",
    "beyond-holiday-lock": "{value}",
}


def message(code: str, value: str | None = None) -> str:
    """Return the words of a refusal; `value` is what the row says."""
    return MESSAGES[code].format(value=value or "")
