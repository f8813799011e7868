"""Promises as tables: terms and severities by number to targets, amounts and clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.arrays import NONE
from validator.evaluate.columns.clocks import WALL, Clocks
from validator.model.target import BusinessDays, ClockTime, EndOfNextBusinessDay, SupportTime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from validator.evaluate.book import Book
    from validator.evaluate.terms import Obligation, Terms
    from validator.model.target import Promise

BY_THE_CALENDAR = -1
"""Stands for the amount of a target that depends on the day: the end of the next business day."""


@dataclass(frozen=True, slots=True)
class Promises:
    """One obligation's promises: `number[terms, severity]` into the other columns.

    `amount` is in microseconds, NONE where no time is promised, `BY_THE_CALENDAR` where the day decides. `clock` is the
    number of the clock it is counted on, `support` for each terms the number of the support hours' clock.
    """

    number: NDArray[np.int64]
    amount: NDArray[np.int64]
    clock: NDArray[np.int64]
    support: NDArray[np.int64]
    promises: Sequence[Promise]


def promises(
    terms: Sequence[Terms],
    obligations: Sequence[Obligation | None],
    severities: Sequence[str],
    clocks: Clocks,
    book: Book,
) -> Promises:
    """Tabulate an obligation under all terms; `obligations` holds None for terms of other editions.

    The last column of `number` is for tickets without a severity.
    """
    number = np.zeros((len(terms), len(severities) + 1), dtype=np.int64)
    support = np.zeros(len(terms), dtype=np.int64)
    amounts: list[int] = []
    on: list[int] = []
    every: list[Promise] = []
    for index, (each, obligation) in enumerate(zip(terms, obligations, strict=True)):
        if obligation is None:
            continue
        support[index] = clocks.number(book.timetable(each, obligation.schedule))
        numbers = {}
        for severity, promise in obligation.promises.items():
            numbers[severity] = len(every)
            every.append(promise)
            amounts.append(_amount(promise, obligation))
            on.append(WALL if isinstance(promise.target, ClockTime) else int(support[index]))
        for column, severity in enumerate([*severities, None]):
            number[index, column] = numbers.get(severity, numbers.get(None, 0))
    return Promises(number, np.array(amounts, np.int64), np.array(on, np.int64), support, every)


def _amount(promise: Promise, obligation: Obligation) -> int:
    match promise.target:
        case ClockTime(microseconds) | SupportTime(microseconds):
            return microseconds
        case BusinessDays(days):
            return days * (obligation.schedule.business_day or 0)
        case EndOfNextBusinessDay():
            return BY_THE_CALENDAR
        case _:
            return int(NONE)
