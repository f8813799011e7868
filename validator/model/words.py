"""Closed sets of words that policies, logs and decisions share."""

from __future__ import annotations

from enum import Enum


class Event(Enum):
    """What can happen to a ticket, in the order in which events of one instant take effect."""

    SUBMITTED = "submitted"
    SEVERITY_SET = "severity_set"
    ESCALATED = "escalated"
    REPLIED = "replied"
    STATUS_SET = "status_set"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"


class Actor(Enum):
    """Who did something."""

    CUSTOMER = "customer"
    AGENT = "agent"
    MANAGER = "manager"
    SYSTEM = "system"


class Metric(Enum):
    """What an objective measures."""

    INITIAL_RESPONSE = "initial_response"
    NEXT_RESPONSE = "next_response"
    PERIODIC_UPDATE = "periodic_update"
    WORKAROUND = "workaround"
    RESOLUTION = "resolution"
    ESCALATION_RESPONSE = "escalation_response"


class Recurs(Enum):
    """How often the clock of an objective runs within one ticket."""

    ONCE = "once"
    FOR_EVERY_START = "for every start"
    OLDEST_UNANSWERED = "oldest unanswered"
    AFTER_EVERY_STOP = "after every stop"


class SeverityChange(Enum):
    """Which severity governs a clock when it changes while the clock runs."""

    INITIAL = "initial"
    RETROACTIVE = "retroactive"
    PROSPECTIVE = "prospective"


class Reopening(Enum):
    """What reopening a ticket does to what its resolution or closing has settled."""

    STANDS = "stands"
    CONTINUES = "continues"
    STARTS_ANEW = "starts anew"


class DeterminedBy(Enum):
    """Whose word on the severity counts after the submission."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    EITHER = "either"


class Counted(Enum):
    """Which steps of an overrun earn a credit."""

    COMPLETED = "completed"
    STARTED = "started"


class MeasuredOn(Enum):
    """On which clock an overrun is measured for a credit."""

    OBJECTIVE_CLOCK = "the objective's clock"
    WALL_CLOCK = "the wall clock"


class EligibleOn(Enum):
    """The day from which a credit can be claimed."""

    DEADLINE = "the deadline"
    STOP = "the late answer"


class Inclusion(Enum):
    """Whether a plan has a feature."""

    INCLUDED = "included"
    NOT_INCLUDED = "not included"
    NEGOTIABLE = "negotiable"


class Outcome(Enum):
    """How an obligation stands at the instant asked about."""

    MET = "met"
    BREACHED = "breached"
    RUNNING = "running"
    OVERDUE = "overdue"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    BEST_EFFORT = "best-effort"
    NOT_OFFERED = "not-offered"
    NOT_ENTITLED = "not-entitled"


class Reason(Enum):
    """Why a ticket is entitled to an answer in time, or why not; checked in this order."""

    ENTITLED = "entitled"
    OUTSIDE_TERM = "outside-term"
    SUPPORT_NOT_INCLUDED = "support-not-included"
    CHANNEL_NOT_COVERED = "channel-not-covered"
    REQUEST_OUT_OF_SCOPE = "request-out-of-scope"
    FEATURE_NOT_COVERED = "feature-not-covered"
    ESCALATION_CHANNELS_MISSING = "escalation-channels-missing"
