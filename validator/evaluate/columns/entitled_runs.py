"""The runs of one obligation whose tickets are entitled: what was promised, counted and missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import LARGEST, NONE
from validator.evaluate.columns.clocks import WALL, RunningClocks
from validator.evaluate.columns.governing import Governor, govern
from validator.evaluate.columns.runs import Runs, pauses
from validator.evaluate.columns.setting import CODE, Columns, Decided, Setting
from validator.evaluate.columns.table import CREDIT_SCALE
from validator.evaluate.reference.decide import WALL_CLOCK_NAME
from validator.model.target import BestEffort, NotOffered
from validator.model.words import Counted, EligibleOn, MeasuredOn, Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.evaluate.columns.clocks import Pauses
    from validator.evaluate.columns.governing import Governed as GovernedRuns
    from validator.evaluate.columns.promises import Promises
    from validator.evaluate.terms import Obligation
    from validator.model.credit import Credit


@dataclass(frozen=True, slots=True)
class EntitledRuns:
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
    """Return credits in millionths of their unit, NONE where nothing was missed."""
    if credit is None:
        return np.full(overrun.shape, NONE, dtype=np.int64)
    steps = overrun // credit.every if credit.counted is Counted.COMPLETED else -(-overrun // credit.every)
    grant = int(credit.grant.amount * CREDIT_SCALE)
    cap = LARGEST if credit.cap is None else int(credit.cap * CREDIT_SCALE)
    most = cap // grant + 1 if grant else 0  # more steps would change nothing but overflow
    if credit.cap is None and missed.any() and int(steps[missed].max()) >= most > 0:
        raise OverflowError(credit.id)
    return np.where(missed, np.minimum(np.minimum(steps, most) * grant, cap), NONE)
