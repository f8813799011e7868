"""Severity over time, for all tickets at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validator.evaluate.columns.events import EventTable
from validator.evaluate.reference.entitlement import WORD_COUNTS
from validator.model.words import Event

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from validator.model.edition import Edition


@dataclass(frozen=True, slots=True)
class SeverityTrack:
    """Severities as codes into `severities` of the events, or into `extra` words beyond them.

    `before` and `after` are the severity before and after each event, `changes` the rows that change it by someone
    whose word counts, ascending; `rank[code]` is 0 for the most urgent, and large for none.
    """

    words: tuple[str, ...]
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    changes: NDArray[np.int64]
    rank: NDArray[np.int64]


def track(events: EventTable, edition: Edition) -> SeverityTrack:
    """Follow the severities of tickets that are all under one edition."""
    scale = edition.severities
    words = list(events.words("severity"))
    default = scale.when_not_stated
    if default is not None and default not in words:
        words.append(default)
    none = len(words)  # the last code stands for no severity
    stated = np.where(events.codes("severity") < 0, none, events.codes("severity")).astype(np.int64)
    first = events.first[:-1]
    if default is not None:
        stated[first] = np.where(stated[first] == none, words.index(default), stated[first])
    counted = events.is_event(Event.SEVERITY_SET)
    counted &= events.is_by(WORD_COUNTS[scale.determined_by])
    sets = counted.copy()
    sets[first] = True
    latest = np.maximum.accumulate(np.where(sets, np.arange(len(events)), -1))
    after = stated[latest]
    before = np.append(0, after[:-1])
    before[first] = after[first]
    rank = [scale.severities[word].rank if word in scale.severities else len(words) for word in words]
    return SeverityTrack(
        tuple(words), before, after, np.flatnonzero(counted), np.array([*rank, len(words)], dtype=np.int64)
    )
