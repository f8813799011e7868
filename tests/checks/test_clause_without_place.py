"""A clause that the scope restates."""

from __future__ import annotations

from tests.checks.varied import policy, said

SCOPE = """\
requests: { error: { title: Errors, clause: Scope, support: covered } }
request_when_not_stated: error
features: {}
feature_when_not_stated: none
assistance: { clause: Help, includes: [Advice] }
readings:
  request_when_not_stated: { question: "What is a silent ticket?", because: "An error." }
"""


def test_what_the_scope_cites_has_its_place() -> None:
    clauses = ("edition", "Escalation, Credits]", "Escalation, Credits, Scope, Help, Lost]")
    found = policy(clauses, **{"editions/2024-01-01/scope.yaml": SCOPE})
    assert said("clause-without-place", found) == [
        "Nothing in this edition restates what the source says under “Lost”."
    ]
