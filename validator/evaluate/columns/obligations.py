"""Every obligation of every ticket, decided as if each ticket were inside its agreement's term."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import NONE
from validator.evaluate.columns.clocks import WALL, Clocks, RunningClocks
from validator.evaluate.columns.entitled import ENTITLED, Refusers, escalations, submissions
from validator.evaluate.columns.governing import Governor, govern
from validator.evaluate.columns.promises import promises
from validator.evaluate.columns.runs import Runs, pauses, runs
from validator.evaluate.columns.severities import SeverityTrack, track
from validator.evaluate.columns.table import CREDIT_SCALE, OUTCOMES, DecisionTable, Rests
from validator.evaluate.reference.decide import WALL_CLOCK_NAME
from validator.model.target import BestEffort, NotOffered
from validator.model.words import Counted, EligibleOn, MeasuredOn, Outcome, Recurs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from validator.evaluate.book import Book
    from validator.evaluate.columns.clocks import Pauses
    from validator.evaluate.columns.events import EventTable
    from validator.evaluate.columns.governing import Governed as GovernedRuns
    from validator.evaluate.columns.promises import Promises
    from validator.evaluate.terms import Obligation, Terms
    from validator.model.credit import Credit
    from validator.model.edition import Edition
    from validator.model.target import Promise

CODE = {outcome: code for code, outcome in enumerate(OUTCOMES)}

Columns = dict[str, "NDArray[np.int64]"]


@dataclass(slots=True)
class Decided:
    """Decisions so far, in pieces: one piece per edition and obligation; see `finish`."""

    terms: Sequence[Terms]
    book: Book
    as_of: int
    clocks: Clocks = field(default_factory=Clocks)
    refusers: Refusers = field(default_factory=Refusers)
    promises: list[Promise] = field(default_factory=list)
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    pieces: list[Columns] = field(default_factory=list)
    beyond: dict[int, str] = field(default_factory=dict)
    """Tickets whose decisions need an instant beyond a horizon, with the message."""

    def code(self, kind: str, word: str) -> int:
        """Return the number of a word of some kind, a new one for a new word."""
        known = self.words.setdefault(kind, {})
        return known.setdefault(word, len(known))

    def recode(self, kind: str, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the numbers of words, and -1 in the last place for none."""
        return np.array([*(self.code(kind, word) for word in words), -1], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Setting:
    """The tickets of one edition, and what is the same for all their obligations."""

    events: EventTable
    ticket: NDArray[np.int64]
    terms_of: NDArray[np.int64]
    severities: SeverityTrack
    reason: NDArray[np.int64]
    refuser: NDArray[np.int64]


def decide_tickets(events: EventTable, decided: Decided, terms_of: NDArray[np.int64]) -> None:
    """Decide all tickets, edition by edition; `terms_of` numbers the terms of each ticket."""
    editions: dict[int, Edition] = {id(each.edition): each.edition for each in decided.terms}
    edition_of = np.array([id(each.edition) for each in decided.terms], dtype=np.int64)
    for key, edition in editions.items():
        mine = edition_of[terms_of] == key
        if not mine.any():
            continue
        part = events if mine.all() else events.only(mine[events.ticket])
        own = terms_of[mine]
        reason, refuser = submissions(part, part.first[:-1], decided.terms, own, decided.refusers)
        setting = Setting(part, np.flatnonzero(mine), own, track(part, edition), reason, refuser)
        _edition(setting, decided, edition)


def _edition(setting: Setting, decided: Decided, edition: Edition) -> None:
    of_terms = [
        {obligation.id: obligation for obligation in each.obligations} if each.edition is edition else {}
        for each in decided.terms
    ]
    for name in sorted({name for obligations in of_terms for name in obligations}):
        own = [obligations.get(name) for obligations in of_terms]
        pattern = next(obligation for obligation in own if obligation is not None)
        table = promises(decided.terms, own, setting.severities.words, decided.clocks, decided.book)
        found = runs(setting.events, pattern)
        if not found.start.size:
            continue
        reason, refuser = setting.reason[found.ticket], setting.refuser[found.ticket]
        if pattern.is_escalation:
            asked, by = escalations(setting.events, found.start, pattern, decided.refusers)
            refuser = np.where(reason == ENTITLED, by, refuser)
            reason = np.where(reason == ENTITLED, asked, reason)
        columns = _blank(setting, decided, found, pattern, reason, refuser)
        entitled = np.flatnonzero(reason == ENTITLED)
        decision = _Decision(setting, decided, pattern, _only(found, entitled), table)
        for column, values in decision.columns().items():
            columns[column][entitled] = values
        decided.promises.extend(table.promises)
        kept = (reason == ENTITLED) | columns["basic"].astype(np.bool_)
        decided.pieces.append({column: values[kept] for column, values in columns.items()})


def _only(found: Runs, which: NDArray[np.int64]) -> Runs:
    return Runs(
        found.start[which], found.end[which], found.answered[which], found.ticket[which], found.number[which]
    )


def _blank(
    setting: Setting,
    decided: Decided,
    found: Runs,
    obligation: Obligation,
    reason: NDArray[np.int64],
    refuser: NDArray[np.int64],
) -> Columns:
    """Return the columns of refused runs; `basic` marks the ones that a refused ticket shows."""
    size = found.start.size
    severity = decided.recode("severity", setting.severities.words)[setting.severities.before[found.start]]
    basic = np.full(size, fill_value=True) if obligation.is_escalation else found.number == 1
    if not obligation.is_escalation and obligation.recurs is not Recurs.ONCE:
        basic = np.full(size, fill_value=False)
    absent, nothing = np.full(size, -1, dtype=np.int64), np.full(size, NONE, dtype=np.int64)
    return {
        "ticket": setting.ticket[found.ticket],
        "terms": setting.terms_of[found.ticket],
        "obligation": np.full(size, decided.code("obligation", obligation.id), dtype=np.int64),
        "occurrence": found.number,
        "reason": reason.copy(),
        "severity": severity.copy(),
        "promise": absent.copy(),
        "schedule": absent.copy(),
        "started_at": setting.events.at[found.start],
        "deadline": nothing.copy(),
        "stopped_at": nothing.copy(),
        "outcome": np.full(size, CODE[Outcome.NOT_ENTITLED], dtype=np.int64),
        "elapsed": nothing.copy(),
        "overrun": nothing.copy(),
        "credit": nothing.copy(),
        "unit": absent.copy(),
        "provisional": np.zeros(size, dtype=np.int64),
        "eligible_at": nothing.copy(),
        "refuser": refuser.copy(),
        "basic": basic.astype(np.int64),
        "first_severity": severity,
    }


@dataclass(frozen=True, slots=True)
class _Decision:
    """The entitled runs of one obligation under one edition."""

    setting: Setting
    decided: Decided
    obligation: Obligation
    found: Runs
    table: Promises

    def columns(self) -> Columns:
        """Return the columns that entitlement fills."""
        events, found = self.setting.events, self.found
        every = np.arange(found.start.size)
        start, ended = events.at[found.start], found.end >= 0
        until = np.where(ended, events.at[found.end], self.decided.as_of)
        stopped_at = np.where(ended, until, NONE)
        standing = pauses(events, self.obligation)
        clocks = RunningClocks(
            self.decided.clocks, standing, found.ticket, until, np.zeros(every.size, dtype=np.bool_)
        )
        governor = Governor(self.table, clocks, self.setting.terms_of[found.ticket])
        last_row = events.first[found.ticket + 1] - 1
        change = self.obligation.severity_change
        governed = govern(events.at, last_row, found, self.setting.severities, change, governor)
        shown = governed.shown
        elapsed = clocks.counted(every, shown.clock, start, until)
        self._remember_beyond(clocks.beyond)
        outcome = self._outcome(governed, standing, ended=ended)
        credit = self.obligation.credit
        wall = credit is not None and credit.measured_on is MeasuredOn.WALL_CLOCK
        overrun = governed.wall_overrun if wall else governed.overrun
        amount = _amount(overrun, governed.missed, credit)
        unit = -1 if credit is None else self.decided.code("unit", credit.grant.unit)
        by_wall = self.table.clock[shown.promise] == WALL
        names = [WALL_CLOCK_NAME, *self._schedule_names()]
        schedule = self.decided.recode("schedule", names)
        schedule_number = np.where(by_wall & (shown.amount != NONE), 0, governor.terms + 1)
        on_deadline = credit is not None and credit.eligible_on is EligibleOn.DEADLINE
        return {
            "severity": self.decided.recode("severity", self.setting.severities.words)[shown.severity],
            "promise": shown.promise + len(self.decided.promises),
            "schedule": schedule[schedule_number],
            "deadline": np.where(outcome == CODE[Outcome.PAUSED], NONE, shown.deadline),
            "stopped_at": stopped_at,
            "outcome": outcome,
            "elapsed": elapsed,
            "overrun": np.where(shown.amount == NONE, NONE, overrun),
            "credit": amount,
            "unit": np.where(amount == NONE, -1, unit),
            "provisional": ((amount != NONE) & (outcome == CODE[Outcome.OVERDUE])).astype(np.int64),
            "eligible_at": np.where(amount > 0, shown.deadline if on_deadline else stopped_at, NONE),
        }

    def _schedule_names(self) -> list[str]:
        """Return the obligation's schedule under each terms; terms of other editions are never asked for."""
        return [
            next((each.schedule.id for each in terms.obligations if each.id == self.obligation.id), "")
            for terms in self.decided.terms
        ]

    def _remember_beyond(self, beyond: NDArray[np.bool_]) -> None:
        for run in np.flatnonzero(beyond):
            ticket = self.found.ticket[run]
            clock = self.table.support[self.setting.terms_of[ticket]]
            message = self.decided.clocks.timetables[clock].beyond
            self.decided.beyond.setdefault(int(self.setting.ticket[ticket]), message)

    def _outcome(
        self, governed: GovernedRuns, standing: Pauses, *, ended: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Tell the outcomes: what was late stays late, whatever governs in the end."""
        targets = [promise.target for promise in self.table.promises]
        best = np.array([isinstance(target, BestEffort) for target in targets])[governed.last.promise]
        nothing = np.array([isinstance(target, NotOffered) for target in targets])[governed.last.promise]
        paused = standing.standing[self.found.ticket]
        return np.select(
            [
                governed.missed & ended,
                governed.missed,
                best,
                nothing,
                ended & self.found.answered,
                ended,
                paused,
            ],
            [
                CODE[outcome]
                for outcome in (
                    Outcome.BREACHED,
                    Outcome.OVERDUE,
                    Outcome.BEST_EFFORT,
                    Outcome.NOT_OFFERED,
                    Outcome.MET,
                    Outcome.WITHDRAWN,
                    Outcome.PAUSED,
                )
            ],
            CODE[Outcome.RUNNING],
        ).astype(np.int64)


def _amount(
    overrun: NDArray[np.int64], missed: NDArray[np.bool_], credit: Credit | None
) -> NDArray[np.int64]:
    """Return credits in ten-thousandths of their unit, NONE where nothing was missed."""
    if credit is None:
        return np.full(overrun.shape, NONE, dtype=np.int64)
    steps = overrun // credit.every if credit.counted is Counted.COMPLETED else -(-overrun // credit.every)
    amount = steps * int(credit.grant.amount * CREDIT_SCALE)
    if credit.cap is not None:
        amount = np.minimum(amount, int(credit.cap * CREDIT_SCALE))
    return np.where(missed, amount, NONE)


def table_of(
    decided: Decided, names: Sequence[str]
) -> tuple[DecisionTable, NDArray[np.bool_], NDArray[np.int64]]:
    """Return all decisions in order, which of them a refused ticket shows, and the severity at each one's start."""
    rests = Rests(
        names=names,
        terms=decided.terms,
        obligations=tuple(decided.words.get("obligation", {})),
        severities=tuple(decided.words.get("severity", {})),
        schedules=tuple(decided.words.get("schedule", {})),
        units=tuple(decided.words.get("unit", {})),
        promises=tuple(decided.promises),
        refusers=tuple(decided.refusers.all),
    )
    joined = {
        name: np.concatenate([piece[name] for piece in decided.pieces] or [np.empty(0, dtype=np.int64)])
        for name in COLUMNS
    }
    rank = np.argsort(np.argsort(rests.obligations)) if rests.obligations else np.empty(0, dtype=np.int64)
    order = np.lexsort((joined["occurrence"], rank[joined["obligation"]], joined["ticket"]))
    joined = {name: column[order] for name, column in joined.items()}
    basic, first_severity = joined.pop("basic"), joined.pop("first_severity")
    provisional = joined.pop("provisional").astype(np.bool_)
    return DecisionTable(rests, provisional=provisional, **joined), basic.astype(np.bool_), first_severity


COLUMNS = (*DecisionTable.__slots__[1:], "basic", "first_severity")
