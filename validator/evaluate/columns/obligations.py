"""Every obligation of every ticket, decided as if each ticket were inside its agreement's term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import NONE
from validator.evaluate.columns.entitled import ENTITLED, escalations, submissions
from validator.evaluate.columns.entitled_runs import EntitledRuns
from validator.evaluate.columns.promises import promises
from validator.evaluate.columns.runs import Runs, runs
from validator.evaluate.columns.setting import CODE, Columns, Decided, Setting
from validator.evaluate.columns.severities import track
from validator.evaluate.columns.table import DecisionTable, Rests
from validator.model.words import Outcome, Recurs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from validator.evaluate.columns.events import EventTable
    from validator.evaluate.terms import Obligation
    from validator.model.edition import Edition


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
        decision = EntitledRuns(setting, decided, pattern, _only(found, entitled), table)
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
    basic, first_severity = joined.pop("basic").astype(np.bool_), joined.pop("first_severity")
    provisional = joined.pop("provisional").astype(np.bool_)
    table = DecisionTable(rests, provisional=provisional, **joined)
    order = table.order()
    return table.take(order), basic[order], first_severity[order]


COLUMNS = (*DecisionTable.__slots__[1:], "basic", "first_severity")
