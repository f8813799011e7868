"""A small policy that uses every part of the language once, as the texts of its files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator

from validator.document import Document, parse
from validator.reading import read_policy
from validator.workspace.layout import kind_of
from validator.workspace.schemas import registry, schema

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic
    from validator.model.edition import Edition
    from validator.model.policy import Policy

FILES = {
    "policy.yaml": """\
policy: acme
title: ACME support
provider: ACME AG
time_zone: Europe/Zurich
editions: [2024-01-01]
""",
    "holidays.lock.yaml": """\
calendars:
  CH-SG:
    source: holidays
    package_version: "0.109"
    language: en_US
    years: { from: 2024, until: 2025 }
    digest: "0000000000000000000000000000000000000000000000000000000000000000"
    holidays:
      - { date: 2024-03-29, name: Good Friday }
      - { date: 2024-04-01, name: Easter Monday }
""",
    "agreements/bank-2024.yaml": """\
agreement: bank-2024
customer: A bank
policy: acme
plan: gold
add_ons: [longer_hours]
edition: in force
term: { from: 2024-01-01, until: 2024-12-31 }
support_hours:
  nights:
    title: Nights
    clause: Hours
    time_zone: Europe/Zurich
    open: [{ days: [monday, tuesday], hours: 22:00-06:00 }]
    closed_on: { dates: [2024-12-24] }
    business_day: not defined
    or_as_agreed: not allowed
agreed:
  support_hours: nights
  targets:
    initial_response: { severe: 45 minutes }
  features: { manager: 20 hours per term }
""",
    "editions/2024-01-01/edition.yaml": """\
edition: 2024-01-01
title: ACME support terms
effective_from: 2024-01-01
supersedes: none
source: { document: terms.md, revision: none, printed_date: 2023-12-24, licence: none }
readings:
  effective_from: { question: "From when does it hold?", because: From the new year on. }
clauses: [Hours, Severities, Answers, Plans, Escalation, Credits]
definitions:
  ticket: { term: Ticket, clause: Answers, means: A request that was submitted. }
provisions:
  - { clause: Hours, says: Support has hours. }
""",
    "editions/2024-01-01/support-hours.yaml": """\
support_hours:
  office:
    title: Office hours
    clause: Hours
    time_zone: Europe/Zurich
    open:
      - { days: monday-friday, hours: 08:00-17:00 }
      - { days: saturday, hours: 09:00-12:00 }
    closed_on: { public_holidays: CH-SG, dates: [2024-12-24] }
    business_day: 9 hours
    or_as_agreed: allowed
    readings:
      closed_on: { question: "Whose holidays?", because: "Those of the seat." }
      business_day: { question: "How long?", because: "One opening." }
  week:
    title: Sunday to Friday
    clause: Hours
    time_zone: America/New_York
    open: [{ from: sunday 14:00, until: friday 17:00 }]
    closed_on: never
    business_day: not defined
    or_as_agreed: not allowed
  always:
    title: 24x7
    clause: Hours
    time_zone: Europe/Zurich
    open: always
    closed_on: never
    business_day: not defined
    or_as_agreed: not allowed
""",
    "editions/2024-01-01/severities.yaml": """\
clause: Severities
determined_by: provider
when_not_stated: none
readings:
  determined_by: { question: "Whose word counts?", because: "The provider determines it." }
most_urgent_first: [severe, normal]
severities:
  severe:
    title: Severe
    definition: Nothing works.
    commitment: Work without a break.
    lowered: { when: something works again, to: normal }
  normal: { title: Normal, definition: The rest., examples: [A question], commitment: none, lowered: never }
""",
    "editions/2024-01-01/channels.yaml": """\
channel_groups:
  helpdesk:
    title: Help desk
    clause: Answers
    feature: helpdesk
    response_times: guaranteed
    languages: [English]
    advice: [Read the manual first.]
    channels:
      ticket: { title: Ticket, contact: portal }
      phone: { title: Phone, contact: +41 71 000 00 00 }
    readings:
      response_times: { question: "Are answers promised?", because: "The clause promises them." }
when_not_stated: ticket
contacts:
  billing: { title: Bills, clause: Answers, contact: bills@example.com }
""",
    "editions/2024-01-01/scope.yaml": """\
requests:
  error: { title: Errors, clause: Answers, support: covered }
  consulting: { title: Consulting, clause: Answers, support: excluded }
request_when_not_stated: error
features:
  core: { title: Core, clause: Plans, covered_by: helpdesk }
feature_when_not_stated: none
assistance: { clause: Answers, includes: [Answers] }
readings:
  request_when_not_stated: { question: "What is a silent ticket?", because: "Most are errors." }
""",
    "editions/2024-01-01/service-levels.yaml": """\
service_levels:
  basic:
    title: Basic
    clause: Answers
    targets:
      initial_response: { severe: 1 business hour, normal: best effort }
  better:
    title: Better
    clause: Answers
    targets:
      initial_response:
        severe: { negotiable: { no_less_than: 30 minutes } }
        normal: 2 business days
    readings:
      targets: { question: "Which clock?", because: "The words say so." }
""",
    "editions/2024-01-01/plans.yaml": """\
features:
  helpdesk: { title: Help desk }
  manager: { title: A manager }
plans:
  free:
    title: Free
    clause: Plans
    support_hours: office
    service_level: basic
    features: { helpdesk: not included, manager: not included }
    overrides:
      initial_response: { severe: not offered }
    readings:
      overrides: { question: "Which holds?", because: "The special term." }
  gold:
    title: Gold
    clause: Plans
    support_hours: { negotiable: { up_to: always } }
    service_level: better
    features: { helpdesk: included, manager: negotiable }
add_ons:
  longer_hours:
    title: Longer hours
    clause: Plans
    available_for: [free, gold]
    replaces: { support_hours: week, features: { helpdesk: included } }
""",
    "editions/2024-01-01/objectives.yaml": """\
statuses:
  waiting: { title: Waiting for the customer }
objectives:
  initial_response:
    title: First answer
    metric: initial_response
    clause: Answers
    clock:
      starts: { event: submitted }
      stops: { event: replied, by: [agent, manager], public: only public }
      recurs: once
      counts: office
      pauses: [waiting]
      reopening: stands
      readings:
        counts: { question: "On which hours?", because: "The defined ones." }
        reopening: { question: "Is there a second one?", because: "No." }
    severity_change: prospective
    readings:
      severity_change: { question: "Which holds?", because: "Each from its moment." }
not_guaranteed:
  resolution: { clause: Answers, says: No time of resolution is guaranteed. }
""",
    "editions/2024-01-01/escalation.yaml": """\
escalations:
  urgent:
    title: Urgent escalation
    clause: Escalation
    asked: { through: [phone, ticket], use: all }
    channel_when_not_stated: none
    contacts: { phone: +41 71 000 00 01 }
    answered_by: [manager]
    response: 1 business day
    counts: support hours of the plan
    readings:
      asked: { question: "Both?", because: "The clause says and." }
      response: { question: "How long is a day?", because: "As long as an opening." }
      counts: { question: "On which hours?", because: "On those of the plan." }
""",
    "editions/2024-01-01/credits.yaml": """\
credits:
  late:
    title: Money back
    clause: Credits
    for: [initial_response, escalation_urgent]
    every: 15 minutes
    counted: started
    measured_on: the wall clock
    grants: { kind: percent, percent: 2.5, of: the monthly fee }
    cap: 100
    eligible_on: the deadline
    readings:
      counted: { question: "Whole steps?", because: "Steps that began." }
      measured_on: { question: "Which clock?", because: "The clause says minutes." }
      cap: { question: "Is there a limit?", because: "The fee." }
      eligible_on: { question: "From when?", because: "From the delay on." }
""",
    "editions/2024-01-01/services.yaml": """\
services:
  manager:
    title: A manager of your own
    clause: Plans
    feature: manager
    terms: [Up to the agreed hours.]
    topics:
      tasks: { title: Tasks, items: [Calls] }
""",
}

Change = tuple[str, str, str]
"""File (its name, or a path where names repeat), the text that stands there, the text instead."""


def changed(*changes: Change) -> dict[str, str]:
    """Return the files with some texts replaced; each must be there exactly once."""
    files = dict(FILES)
    for name, old, new in changes:
        path = next(path for path in files if path.endswith(name))
        assert files[path].count(old) == 1, (name, old)
        files[path] = files[path].replace(old, new)
    return files


def valid(path: str, text: str) -> Document | None:
    """Return the document of a file that is without fault up to the schema, else None."""
    document, diagnostics = parse(text.encode(), f"policies/acme/{path}")
    kind = kind_of(path)
    assert kind is not None
    validator = Draft202012Validator(schema(kind), registry=registry())
    return document if document and not diagnostics and validator.is_valid(document.plain()) else None


def proven(files: dict[str, str]) -> dict[str, Document]:
    """Return the documents of the files, which must be without fault up to here."""
    documents = {}
    for path, text in files.items():
        document = valid(path, text)
        assert document is not None, path
        documents[f"acme/{path}"] = document
    return documents


def mistakes(*changes: Change) -> list[Diagnostic]:
    """Return what reading finds wrong after some changes."""
    policy, diagnostics = read_policy(proven(changed(*changes)))
    assert (policy is None) == bool(diagnostics)
    return list(diagnostics)


def read(*changes: Change) -> Policy:
    """Return the policy after some changes that leave it without fault."""
    policy, diagnostics = read_policy(proven(changed(*changes)))
    assert not diagnostics
    assert policy is not None
    return policy


@cache
def acme() -> Policy:
    """Return the policy as it is."""
    return read()


def edition() -> Edition:
    """Return its only edition."""
    return acme().editions["2024-01-01"]
