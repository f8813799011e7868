"""A ticket log as arrays: one element per event, sorted as the timelines are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np

from validator.evaluate.columns.arrays import LARGEST, combined
from validator.model.timeline import EVENT_ORDER, SPOKEN
from validator.model.words import Actor, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from validator.evaluate.columns.layout import Layout
    from validator.model.timeline import Timeline

EVENT_CODES = {event.value: code for event, code in EVENT_ORDER.items()}
ACTOR_CODES = {name: code for code, name in enumerate(sorted(actor.value for actor in Actor))}
"""In the order of the words, so that sorting by code sorts as the timelines do."""

TEXT_COLUMNS = ("agreement", "severity", "status", "channels", "urgency", "request", "feature")
REST = ("agreement", "by", "public", "severity", "status", "channels", "urgency", "request", "feature")
"""The order in which fields break ties between events of one instant; as in `TicketEvent.order`."""


@dataclass(frozen=True, slots=True)
class Words:
    """A column of text as codes into its sorted, distinct words; -1 where the row does not say."""

    codes: NDArray[np.int32]
    words: tuple[str, ...]

    @staticmethod
    def of(column: pa.ChunkedArray | pa.Array) -> Words:
        """Encode a text column; an empty text says nothing."""
        import pyarrow as pa  # noqa: PLC0415 -- heavy
        import pyarrow.compute as pc  # noqa: PLC0415 -- heavy

        array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        encoded = pc.dictionary_encode(array.cast(pa.string()))
        found = encoded.dictionary
        order = pc.array_sort_indices(
            found
        ).to_numpy()  # by bytes of UTF-8, which is the order of code points
        words = tuple(found.take(pa.array(order)).to_pylist())
        silent = 1 if words[:1] == ("",) else 0
        recode = np.full(len(found) + 1, -1, dtype=np.int32)
        recode[order] = np.arange(len(found)) - silent
        raw = pc.fill_null(encoded.indices, len(found)).to_numpy(zero_copy_only=False)
        return Words(recode[raw], words[silent:])

    def take(self, rows: NDArray[Any]) -> Words:
        """Return some of the rows, with the same words."""
        return replace(self, codes=self.codes[rows])


@dataclass(frozen=True)
class EventTable:
    """Events sorted by ticket, instant, kind and then the rest; exact duplicates are merged.

    `ticket` numbers the tickets in the order of their names without gaps; `at` is in microseconds, UTC; `event` is the
    rank in `Event`, `by` a code of `ACTOR_CODES` or -1. `row` is the place in the table it was made from;
    `duplicates` are the places that were merged into those in `duplicate_of`.
    """

    names: tuple[str, ...]
    ticket: NDArray[np.int32]
    at: NDArray[np.int64]
    event: NDArray[np.int8]
    by: NDArray[np.int8]
    public: NDArray[np.bool_]
    text: Mapping[str, Words]
    row: NDArray[np.int64]
    duplicates: NDArray[np.int64]
    duplicate_of: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.ticket)

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """The first event of each ticket, and at the end the number of events."""
        return np.append(0, np.cumsum(np.bincount(self.ticket, minlength=len(self.names))))

    @staticmethod
    def from_arrow(table: pa.Table) -> EventTable:
        """Take a table of parsed rows: `ticket`, `at` (int64 microseconds), `event`, and other columns as text.

        `public` is boolean; `channels` holds channel ids joined with `+` in sorted order. Rows without a ticket must
        have been taken out; unknown events and actors too.
        """
        size = table.num_rows
        columns = {name: table.column(name) for name in table.column_names}
        ticket = Words.of(columns["ticket"])
        text = {name: Words.of(columns[name]) if name in columns else _silent(size) for name in TEXT_COLUMNS}
        public = columns["public"].to_numpy() if "public" in columns else np.ones(size, dtype=np.bool_)
        by = _coded(columns.get("by"), ACTOR_CODES, size)
        unsorted = EventTable(
            names=ticket.words,
            ticket=ticket.codes,
            at=columns["at"].to_numpy().astype(np.int64),
            event=_coded(columns["event"], EVENT_CODES, size),
            by=by,
            public=np.asarray(public, dtype=np.bool_),
            text=text,
            row=np.arange(size, dtype=np.int64),
            duplicates=np.empty(0, dtype=np.int64),
            duplicate_of=np.empty(0, dtype=np.int64),
        )
        return unsorted._heard().sorted()

    @staticmethod
    def from_packed(
        names: Sequence[str],
        ticket: NDArray[np.int32],
        at: NDArray[np.int64],
        code: NDArray[np.int64],
        layout: Layout,
    ) -> EventTable:
        """Take events that are sorted by ticket, instant and code, each packed into its code.

        They have no places in a table of rows: `row` numbers them as they stand.
        """
        same = np.zeros(len(ticket), dtype=np.bool_)
        same[1:] = (ticket[1:] == ticket[:-1]) & (at[1:] == at[:-1]) & (code[1:] == code[:-1])
        copies = np.flatnonzero(same)
        row = np.arange(len(ticket), dtype=np.int64)
        if copies.size:
            kept = np.flatnonzero(~same)
            original = kept[np.searchsorted(kept, copies) - 1]
            row, ticket, at, code = kept, ticket[kept], at[kept], code[kept]
        else:
            original = copies
        return EventTable(
            names=tuple(names),
            ticket=ticket,
            at=at,
            event=layout.event(code),
            by=layout.by(code),
            public=layout.public(code),
            text={name: Words(layout.codes(name, code), layout.words[name]) for name in TEXT_COLUMNS},
            row=row,
            duplicates=copies,
            duplicate_of=original,
        )

    @staticmethod
    def from_timelines(timelines: Iterable[Timeline]) -> EventTable:
        """Take timelines of the reference evaluator."""
        import pyarrow as pa  # noqa: PLC0415 -- heavy

        rows = [(timeline.ticket, event) for timeline in timelines for event in timeline.events]
        events = [event for _, event in rows]
        return EventTable.from_arrow(
            pa.table(
                {
                    "ticket": pa.array([ticket for ticket, _ in rows], pa.string()),
                    "at": pa.array([event.at for event in events], pa.int64()),
                    "event": pa.array([event.event.value for event in events], pa.string()),
                    "agreement": pa.array([event.agreement for event in events], pa.string()),
                    "by": pa.array([event.by.value if event.by else None for event in events], pa.string()),
                    "public": pa.array([event.public for event in events], pa.bool_()),
                    "severity": pa.array([event.severity for event in events], pa.string()),
                    "status": pa.array([event.status for event in events], pa.string()),
                    "channels": pa.array(["+".join(sorted(event.channels)) for event in events], pa.string()),
                    "urgency": pa.array([event.urgency for event in events], pa.string()),
                    "request": pa.array([event.request for event in events], pa.string()),
                    "feature": pa.array([event.feature for event in events], pa.string()),
                }
            )
        )

    def _heard(self) -> EventTable:
        """Return the events without what is said in columns that are not read on them."""
        text = {}
        for name, words in self.text.items():
            mute = ~self.is_event(*SPOKEN[name]) & (words.codes >= 0)
            text[name] = (
                replace(words, codes=np.where(mute, np.int32(-1), words.codes)) if mute.any() else words
            )
        return replace(self, text=text)

    def sorted(self) -> EventTable:
        """Return the events in order, exact duplicates merged."""
        rest = self._rest()
        order = self._order(rest)
        same = np.ones(max(len(order) - 1, 0), dtype=np.bool_)
        for column in (self.ticket, self.at, self.event, rest):
            ordered = column[order]
            same &= ordered[1:] == ordered[:-1]
        kept = np.append(True, ~same)[: len(order)]
        ordered = self.row[order]
        original = ordered[kept][np.cumsum(kept) - 1]
        return replace(self.take(order[kept]), duplicates=ordered[~kept], duplicate_of=original[~kept])

    def _order(self, rest: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the rows in order: all by ticket and instant, those of one instant by everything else too."""
        order = _by_ticket_and_instant(self.ticket, self.at)
        tied = np.zeros(len(order) + 1, dtype=np.bool_)
        for column in (self.ticket, self.at):
            tied[1:-1] |= column[order][1:] != column[order][:-1]
        tied[1:-1] = ~tied[1:-1]
        rows = np.flatnonzero(tied[1:] | tied[:-1])
        some = order[rows]
        keys = (self.row, rest, self.event, self.at, self.ticket)
        order[rows] = some[np.lexsort([key[some] for key in keys])]
        return order

    def _rest(self) -> NDArray[np.int64]:
        """Return one number per event that orders as its other fields do, one after the other."""
        fields: dict[str, tuple[NDArray[Any], int]] = {
            "by": (self.by, len(ACTOR_CODES)),
            "public": (self.public, 1),
        }
        fields |= {name: (words.codes, len(words.words)) for name, words in self.text.items()}
        return combined(*(fields[name] for name in REST))

    def take(self, rows: NDArray[Any]) -> EventTable:
        """Return some of the events, in the order given; the numbers of the tickets stay."""
        return replace(
            self,
            ticket=self.ticket[rows],
            at=self.at[rows],
            event=self.event[rows],
            by=self.by[rows],
            public=self.public[rows],
            text={name: words.take(rows) for name, words in self.text.items()},
            row=self.row[rows],
        )

    def only(self, rows: NDArray[np.bool_]) -> EventTable:
        """Return the events of a mask with their tickets numbered anew, without gaps."""
        if rows.all():
            return self
        part = self.take(np.flatnonzero(rows))
        kept = np.bincount(part.ticket, minlength=len(self.names)) > 0
        codes = np.cumsum(kept) - 1
        return replace(
            part, names=tuple(compress(self.names, kept.tolist())), ticket=codes[part.ticket].astype(np.int32)
        )

    def codes(self, name: str) -> NDArray[np.int32]:
        """Return the codes of a text column."""
        return self.text[name].codes

    def words(self, name: str) -> Sequence[str]:
        """Return the words that a text column's codes stand for."""
        return self.text[name].words

    def is_by(self, actors: Iterable[Actor | None]) -> NDArray[np.bool_]:
        """Return a mask of the events by some actors; None stands for those that do not say."""
        wanted = np.zeros(len(ACTOR_CODES) + 1, dtype=np.bool_)
        wanted[[-1 if actor is None else ACTOR_CODES[actor.value] for actor in actors]] = True
        return wanted[self.by]

    def is_event(self, *events: Event) -> NDArray[np.bool_]:
        """Return a mask of the events of these kinds."""
        found: NDArray[np.bool_] = self.event == EVENT_ORDER[events[0]]
        for event in events[1:]:
            found |= self.event == EVENT_ORDER[event]
        return found


def _by_ticket_and_instant(ticket: NDArray[np.int32], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows by ticket and instant; most logs let both fit into one number, which sorts far quicker."""
    if at.size == 0:
        return np.empty(0, dtype=np.int64)
    since = at - at.min()
    since //= max(int(np.gcd.reduce(since)), 1)
    span = int(since.max()) + 1
    if span * (int(ticket.max()) + 1) < LARGEST:
        return np.argsort(ticket * np.int64(span) + since)
    return np.lexsort((at, ticket))


def _silent(size: int) -> Words:
    return Words(np.full(size, -1, dtype=np.int32), ())


def _coded(column: pa.ChunkedArray | None, codes: Mapping[str, int], size: int) -> NDArray[np.int8]:
    if column is None:
        return np.full(size, -1, dtype=np.int8)
    words = Words.of(column)
    recode = np.array([*(codes[word] for word in words.words), -1], dtype=np.int8)
    return recode[words.codes]
