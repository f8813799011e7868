"""Random policies, agreements and timelines as model values; no YAML, no files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from validator.evaluate.book import Book, compile_book
from validator.location import Address
from validator.model.channel import Channel, ChannelGroup, Channels
from validator.model.credit import Credit, Grant
from validator.model.edition import Edition, Source
from validator.model.holidays import Holiday, HolidayCalendar, HolidayLock
from validator.model.objective import Clock, Escalation, EventPattern, Objective, Status
from validator.model.plan import AddOn, Feature, Plan, ServiceLevel, SupportHours
from validator.model.policy import Agreed, Agreement, Policy, Term
from validator.model.schedule import Opening, Schedule
from validator.model.scope import FeatureArea, RequestKind, Scope
from validator.model.severity import Severity, SeverityScale
from validator.model.target import (
    BestEffort,
    BusinessDays,
    ClockTime,
    EndOfNextBusinessDay,
    NotOffered,
    Promise,
    SupportTime,
    Target,
)
from validator.model.timeline import TicketEvent, Timeline
from validator.model.words import (
    Actor,
    Counted,
    DeterminedBy,
    EligibleOn,
    Event,
    Inclusion,
    MeasuredOn,
    Metric,
    Recurs,
    Reopening,
    SeverityChange,
)
from validator.timetable import build

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ZURICH = ZoneInfo("Europe/Zurich")
SEVERITIES = ("high", "middle", "low")
STATUSES = ("open", "waiting", "parked")
NOWHERE = Address("test.yaml")

WEEKDAYS = (0, 1, 2, 3, 4)
SCHEDULES = {
    "office": (Opening(WEEKDAYS, 8 * 60, 17 * 60, ""),),
    "split": (Opening(WEEKDAYS, 8 * 60, 12 * 60, ""), Opening(WEEKDAYS, 13 * 60, 17 * 60 + 30, "")),
    "night": (Opening((0, 2, 4, 6), 22 * 60, 30 * 60, ""), Opening((5,), 1 * 60 + 30, 3 * 60 + 30, "")),
    "long_week": (Opening((6,), 14 * 60, 5 * 1440 + 17 * 60, ""),),
}


def at(text: str, zone: ZoneInfo = ZURICH) -> int:
    """Return a local time ("2024-03-28 17:10") as an instant."""
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()) * 1_000_000


def schedule(name: str, *, holidays: str | None = "CH-SG") -> Schedule:
    """Return one of the schedules, or around the clock."""
    openings = SCHEDULES.get(name, ())
    length = 9 * HOUR if openings else DAY
    closed = holidays if openings else None
    return Schedule(
        name, name, "Hours", "Europe/Zurich", not openings, openings, closed, (), length, True, {}, NOWHERE
    )


CALENDAR = HolidayCalendar(
    "CH-SG",
    "test",
    "1",
    "en",
    2023,
    2025,
    (
        Holiday(date(2023, 1, 1), "New Year"),
        Holiday(date(2024, 1, 1), "New Year"),
        Holiday(date(2024, 3, 29), "Good Friday"),
        Holiday(date(2024, 4, 1), "Easter Monday"),
        Holiday(date(2025, 1, 1), "New Year"),
    ),
    "",
    NOWHERE,
)

TIMETABLES = {
    **{name: build(schedule(name), ZURICH, CALENDAR) for name in SCHEDULES},
    **{name: build(schedule(name), ZURICH, None) for name in ("always", "own")},
}
"""The timetables that a book would compile, since a world needs them again and again."""

TARGETS: st.SearchStrategy[Target] = st.one_of(
    st.builds(ClockTime, st.sampled_from([30 * MINUTE, 4 * HOUR, 3 * DAY])),
    st.builds(SupportTime, st.sampled_from([15 * MINUTE, 1 * HOUR, 9 * HOUR, 24 * HOUR])),
    st.builds(BusinessDays, st.integers(1, 3)),
    st.just(EndOfNextBusinessDay()),
    st.just(BestEffort()),
    st.just(NotOffered()),
)


def promise(target: Target, *route: str) -> Promise:
    """Return a promise that stands at a route of its own."""
    return Promise(target, str(target), "/".join(route), NOWHERE.child(*route))


@st.composite
def targets(draw: st.DrawFn, where: str, objectives: tuple[str, ...]) -> dict[str, dict[str, Promise]]:
    """Draw a promise for every objective and severity."""
    return {
        objective: {severity: promise(draw(TARGETS), where, objective, severity) for severity in SEVERITIES}
        for objective in objectives
    }


PEOPLE = frozenset({Actor.AGENT, Actor.MANAGER})
ANSWER = EventPattern(Event.REPLIED, PEOPLE, public=True)
STOPS = st.sampled_from([ANSWER, EventPattern(Event.RESOLVED), EventPattern(Event.CLOSED)])


@st.composite
def objective(draw: st.DrawFn, name: str, recurs: Recurs) -> Objective:
    """Draw an objective of a kind of recurrence."""
    starts, stops = EventPattern(Event.SUBMITTED), draw(STOPS)
    if recurs is Recurs.FOR_EVERY_START:
        starts = EventPattern(Event.STATUS_SET, statuses=frozenset({"open"}))
    if recurs is Recurs.OLDEST_UNANSWERED:
        starts, stops = EventPattern(Event.REPLIED, frozenset({Actor.CUSTOMER})), ANSWER
    if recurs is Recurs.AFTER_EVERY_STOP:
        stops = ANSWER
    clock = Clock(
        starts,
        stops,
        recurs,
        draw(st.sampled_from([None, *SCHEDULES, "always"])),
        draw(st.sampled_from([frozenset[str](), frozenset({"waiting"}), frozenset({"waiting", "parked"})])),
        draw(st.sampled_from(Reopening)),
    )
    change = draw(st.sampled_from(SeverityChange))
    return Objective(name, name, Metric.RESOLUTION, name, clock, change, {}, NOWHERE.child(name))


KINDS = {
    "answer": Recurs.ONCE,
    "every_open": Recurs.FOR_EVERY_START,
    "next": Recurs.OLDEST_UNANSWERED,
    "update": Recurs.AFTER_EVERY_STOP,
}


@st.composite
def credit(draw: st.DrawFn, name: str, obligations: tuple[str, ...]) -> Credit:
    """Draw a credit rule."""
    grant = draw(
        st.sampled_from(
            [Grant(Decimal(1), "days"), Grant(Decimal("12.5"), "CHF"), Grant(Decimal(5), "percent", "fee")]
        )
    )
    return Credit(
        name,
        name,
        name,
        obligations,
        draw(st.sampled_from([15 * MINUTE, HOUR])),
        draw(st.sampled_from(Counted)),
        draw(st.sampled_from(MeasuredOn)),
        grant,
        draw(st.sampled_from([None, Decimal(7), Decimal(100)])),
        draw(st.sampled_from(EligibleOn)),
        {},
        NOWHERE.child(name),
    )


def channels(default: str | None) -> Channels:
    """Return a professional and a community group of channels."""

    def group(name: str, names: tuple[str, ...], *, guaranteed: bool) -> ChannelGroup:
        ways = {each: Channel(each, each, each, NOWHERE) for each in names}
        return ChannelGroup(name, name, name, name, guaranteed, (), (), ways, {}, NOWHERE.child(name))

    groups = {
        "professional": group("professional", ("email", "phone"), guaranteed=True),
        "community": group("community", ("forum",), guaranteed=False),
    }
    return Channels(groups, {}, default, NOWHERE)


def scope(default: str | None) -> Scope:
    """Return a scope with a covered and an excluded request and feature."""
    requests = {
        "question": RequestKind("question", "", True, "scope", NOWHERE.child("question")),
        "consulting": RequestKind("consulting", "", False, "scope", NOWHERE.child("consulting")),
    }
    features = {
        "basic": FeatureArea("basic", "", "professional", "scope", NOWHERE),
        "special": FeatureArea("special", "", "extra", "scope", NOWHERE),
    }
    return Scope(requests, default and "question", features, default and "basic", None, None, {}, NOWHERE)


@st.composite
def escalation(draw: st.DrawFn, name: str) -> Escalation:
    """Draw an escalation."""
    return Escalation(
        id=name,
        title=name,
        clause=name,
        channels=("email", "phone"),
        all_channels=draw(st.booleans()),
        when_not_stated=draw(st.sampled_from([None, "email"])),
        contacts={},
        responders=frozenset({Actor.MANAGER}),
        counts=draw(st.sampled_from([None, "office"])),
        promise=promise(draw(TARGETS), name),
        readings={},
        at=NOWHERE.child(name),
    )


@st.composite
def edition(draw: st.DrawFn, name: str) -> Edition:
    """Draw an edition with one objective of each kind of recurrence and two escalations."""
    schedules = {each: schedule(each) for each in (*SCHEDULES, "always")}
    ids = tuple(KINDS)
    obligations = draw(st.permutations((*ids, "escalation_normal", "escalation_urgent")))
    inclusion = st.sampled_from([Inclusion.INCLUDED, Inclusion.INCLUDED, Inclusion.NOT_INCLUDED])
    features = {each: Feature(each, each, NOWHERE) for each in ("professional", "community", "extra")}
    default = draw(st.sampled_from([None, "low"]))
    return Edition(
        id=name,
        title=name,
        effective_from=date.fromisoformat(name),
        supersedes=None,
        source=Source("", "", None, None),
        clauses=(),
        definitions={},
        provisions=(),
        schedules=schedules,
        severities=SeverityScale(
            "severities",
            {
                each: Severity(each, rank, each, each, (), None, None, None, NOWHERE)
                for rank, each in enumerate(SEVERITIES)
            },
            draw(st.sampled_from(DeterminedBy)),
            default,
            {},
            NOWHERE,
        ),
        channels=draw(st.sampled_from([None, channels("email"), channels(None)])),
        scope=draw(st.sampled_from([None, scope("yes")])),
        service_levels={
            each: ServiceLevel(each, each, each, draw(targets(each, ids)), {}, NOWHERE)
            for each in ("basic", "better")
        },
        features=features,
        plans={
            "plan": Plan(
                "plan",
                "plan",
                "plans",
                SupportHours(draw(st.sampled_from([*schedules])), False, "", NOWHERE),
                "basic",
                {each: draw(inclusion) for each in features},
                draw(
                    st.sampled_from(
                        [{}, {"answer": {"high": promise(SupportTime(2 * HOUR), "plan", "high")}}]
                    )
                ),
                {},
                NOWHERE.child("plan"),
            )
        },
        add_ons={
            "more": AddOn(
                "more",
                "more",
                "more",
                ("plan",),
                SupportHours(draw(st.sampled_from([*schedules])), False, "", NOWHERE),
                "better",
                {"professional": Inclusion.INCLUDED},
                {},
                NOWHERE.child("more"),
            )
        },
        statuses={each: Status(each, each, NOWHERE) for each in STATUSES},
        objectives={each: draw(objective(each, kind)) for each, kind in KINDS.items()},
        disclaimers=(),
        escalations={each: draw(escalation(each)) for each in ("normal", "urgent")},
        credits={
            "first": draw(credit("first", tuple(obligations[:2]))),
            "second": draw(credit("second", tuple(obligations[2:4]))),
        },
        services={},
        readings={},
        at=NOWHERE,
    )


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Draw a policy with two editions and three agreements."""
    editions = {name: draw(edition(name)) for name in ("2024-01-01", "2024-03-30")}
    agreements = {}
    for name in ("alpha", "beta", "gamma"):
        own = {"own": schedule("own", holidays=None)} if draw(st.booleans()) else {}
        agreements[name] = Agreement(
            id=name,
            customer=name,
            policy="test",
            plan="plan",
            add_ons=draw(st.sampled_from([(), ("more",)])),
            edition=draw(st.sampled_from([None, None, "2024-01-01"])),
            term=Term(
                date(2024, 3, draw(st.integers(1, 28))), date(2024, 4, draw(st.integers(1, 5))), NOWHERE
            ),
            schedules=own,
            agreed=Agreed(
                SupportHours("own", False, "", NOWHERE) if own else None,
                {"answer": {"middle": promise(draw(TARGETS), name)}},
                {},
                NOWHERE,
            ),
            at=NOWHERE.child(name),
        )
    lock = HolidayLock({"CH-SG": CALENDAR}, NOWHERE)
    return Policy("test", "test", "test", "Europe/Zurich", editions, agreements, lock, NOWHERE)


START = at("2024-03-27 00:00")
INSTANTS = st.one_of(
    st.integers(0, 12 * 24 * 4).map(lambda quarter: START + quarter * 15 * MINUTE),
    st.sampled_from(
        [
            at("2024-03-28 17:00"),
            at("2024-03-31 01:30"),
            at("2024-03-31 03:00"),
            at("2024-04-02 08:00"),
            START,
        ]
    ),
    st.integers(START, START + 12 * DAY),
)

CHANNELS = st.sampled_from(
    [frozenset({"email"})] * 6
    + [frozenset({"email", "phone"})] * 3
    + [frozenset({"forum"}), frozenset[str]()]
)
NAMES = st.sampled_from([*SEVERITIES] * 20 + ["unheard_of"])


@st.composite
def events(draw: st.DrawFn) -> TicketEvent:
    """Draw an event after the submission."""
    kind = draw(
        st.sampled_from(
            [
                Event.REPLIED,
                Event.REPLIED,
                Event.REPLIED,
                Event.SEVERITY_SET,
                Event.SEVERITY_SET,
                Event.SEVERITY_SET,
                Event.STATUS_SET,
                Event.STATUS_SET,
                Event.ESCALATED,
                Event.RESOLVED,
                Event.CLOSED,
                Event.REOPENED,
            ]
        )
    )
    by = draw(st.sampled_from([*Actor]))
    if kind is not Event.REPLIED:
        by = draw(st.sampled_from([None, Actor.AGENT, by]))
    return TicketEvent(
        at=draw(INSTANTS),
        event=kind,
        by=by,
        public=draw(st.sampled_from([True, True, False])),
        severity=draw(NAMES) if kind is Event.SEVERITY_SET else None,
        status=draw(st.sampled_from([*STATUSES] * 20 + ["nowhere"])) if kind is Event.STATUS_SET else None,
        channels=draw(CHANNELS) if kind is Event.ESCALATED else frozenset(),
        urgency=draw(st.sampled_from(["normal", "urgent"])) if kind is Event.ESCALATED else None,
    )


@st.composite
def timelines(draw: st.DrawFn, name: str) -> Timeline:
    """Draw a timeline: mostly valid, sometimes not."""
    following = draw(st.lists(events(), max_size=9))
    earliest = min((event.at for event in following), default=START + DAY)
    late = draw(st.sampled_from([0, 1, 2, 4, 8, 12, 24, 36, 60, 96, 140, 200] * 3 + [-1]))
    submission = TicketEvent(
        at=earliest - late * 15 * MINUTE if late else earliest,
        event=Event.SUBMITTED,
        agreement=draw(st.sampled_from(["alpha", "beta", "gamma"] * 20 + ["nobody", None])),
        severity=draw(st.sampled_from([*SEVERITIES] * 5 + [None])),
        channels=draw(CHANNELS),
        request=draw(st.sampled_from([None, "question", "question"] * 5 + ["consulting"])),
        feature=draw(st.sampled_from([None, "basic", "basic"] * 5 + ["special"])),
    )
    copies = draw(st.sampled_from([1] * 20 + [0]))
    return Timeline.of(name, [submission] * copies + following)


@dataclass(frozen=True)
class World:
    """A book, a log and an instant."""

    book: Book
    log: tuple[Timeline, ...]
    as_of: int


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a world of one policy and up to eight tickets."""
    policy = draw(policies())
    count = draw(st.integers(1, 8))
    log = [draw(timelines(f"ticket-{number}")) for number in range(count)]
    as_of = draw(st.one_of(INSTANTS, st.just(START + 20 * DAY), st.just(START + 20 * DAY)))
    book = compile_book([policy], {"Europe/Zurich": ZURICH})
    names = {("test", edition, name): name for edition in policy.editions for name in TIMETABLES}
    names |= {("test", agreement, "own"): "own" for agreement in policy.agreements}
    book._timetables.update({key: TIMETABLES[name] for key, name in names.items()})  # noqa: SLF001 -- compiled once
    return World(book, tuple(each for each in log if each.events), as_of)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
