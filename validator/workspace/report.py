"""The figures of a report, counted from what an evaluation wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import duckdb

from validator.evaluate.counting import local_date
from validator.evaluate.decision import Refusal
from validator.render.explanation import explain
from validator.render.explanation.page import fragment
from validator.render.places import places_of
from validator.render.report import Credit, Figures, Share, Worst
from validator.render.table import duration
from validator.render.wording import LANGUAGES
from validator.timetable.local import midnight
from validator.workspace.book import book_of
from validator.workspace.logs.read import read_log
from validator.workspace.proving import Prover, prover
from validator.workspace.recorded import find_inputs, reading_of
from validator.workspace.recorded_tables import ask, columns_of, source
from validator.workspace.trouble import Trouble
from validator.workspace.zones import load_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.workspace.policies import Policies
    from validator.workspace.recorded import Run

MOST_WORST: Final = 20
MOST_CREDITS: Final = 50
MOST_REJECTED: Final = 50
MICROSECONDS: Final = 1_000_000
UTC: Final = "Etc/UTC"


def figures(run: Run, given: Sequence[str], policies: Policies | None) -> Figures:
    """Count what a run decided; the worst overruns are explained where its log is at hand.

    Without policies months are those of UTC, and names are those of the columns.
    """
    with duckdb.connect(":memory:") as engine:
        counting = _Counting(engine, run, policies)
        counting.load()
        worst, problem = counting.worst(given)
        return Figures(
            title="Support report",
            record=run.record,
            tickets=counting.number("SELECT count(DISTINCT ticket) FROM decisions"),
            whole=Share(
                "all",
                counting.outcomes("SELECT 'all', outcome, count(*) FROM decisions GROUP BY ALL").get(
                    "all", {}
                ),
            ),
            plans=counting.shares("plan"),
            severities=counting.shares("coalesce(severity, 'none')"),
            months=counting.months(),
            credits=counting.credits(),
            more_credits=max(
                counting.number("SELECT count(*) FROM ledger WHERE credit > 0") - MOST_CREDITS, 0
            ),
            worst=worst,
            more_worst=max(counting.number(f"SELECT count(*) FROM decisions WHERE {MISSED}") - MOST_WORST, 0),
            reasons=counting.rows("SELECT reason, count(*) FROM rejected GROUP BY ALL ORDER BY 2 DESC, 1"),
            rejected=counting.rows(
                "SELECT file || ':' || line, coalesce(ticket, ''), coalesce(message, ''), coalesce(row, '') "
                f"FROM rejected ORDER BY file, line LIMIT {MOST_REJECTED}"
            ),
            more_rejected=max(counting.number("SELECT count(*) FROM rejected") - MOST_REJECTED, 0),
            zones=counting.zones(),
            problem=problem,
        )


MISSED: Final = "outcome IN ('breached', 'overdue') AND overrun_seconds > 0"

DECISIONS: Final = """
CREATE TABLE decisions AS SELECT ticket, agreement, CAST(edition AS VARCHAR) AS edition, plan, obligation,
  CAST(occurrence AS BIGINT) AS occurrence,
  severity, target, outcome, epoch_us(CAST(started_at AS TIMESTAMP)) AS started,
  CAST(overrun_seconds AS DOUBLE) AS overrun_seconds, CAST(credit AS DOUBLE) AS credit, credit_unit
FROM {source}
"""
LEDGER: Final = """
CREATE TABLE ledger AS SELECT agreement, CAST(credit AS DOUBLE) AS credit, credit_unit,
  CAST(credited_tickets AS BIGINT) AS tickets, CAST(term_end AS VARCHAR) AS term_end,
  CAST(extended_term_end AS VARCHAR) AS extended FROM {source}
"""
REJECTED: Final = """
CREATE TABLE rejected AS SELECT CAST(file AS VARCHAR) AS file, CAST(line AS BIGINT) AS line,
  CAST(ticket AS VARCHAR) AS ticket, CAST(reason AS VARCHAR) AS reason, CAST(message AS VARCHAR) AS message,
  CAST(row AS VARCHAR) AS row FROM {source}
"""
STATEMENTS: Final = {"decisions": DECISIONS, "ledger": LEDGER, "rejected": REJECTED}
NAMED: Final = {
    "decisions": (
        "ticket", "agreement", "edition", "plan", "obligation", "occurrence", "severity", "target", "outcome",
        "started_at", "overrun_seconds", "credit", "credit_unit",
    ),
    "ledger": ("agreement", "credit", "credit_unit", "credited_tickets", "term_end", "extended_term_end"),
    "rejected": ("file", "line", "ticket", "reason", "message", "row"),
}  # fmt: skip
"""The columns that are counted; JSON Lines without a line cannot say what they have."""


@dataclass(frozen=True, slots=True)
class _Counting:
    """The tables of a run in the engine, where everything is counted."""

    engine: duckdb.DuckDBPyConnection
    run: Run
    policies: Policies | None

    def load(self) -> None:
        """Load the tables; a damaged one is a clear message."""
        self.engine.execute("SET TimeZone = 'UTC'")
        for name, statement in STATEMENTS.items():
            path = self.run.folder / f"{name}.{self.run.kind}"
            columns = NAMED[name] if self.run.kind == "jsonl" else columns_of(path, self.run.kind)
            ask(self.engine, path, statement.format(source=source(path, self.run.kind, columns)))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.engine.execute(query).fetchall()]

    def number(self, query: str) -> int:
        return int(self.rows(query)[0][0])

    def outcomes(self, query: str) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for name, outcome, count in self.rows(query):
            found.setdefault(name, {})[outcome] = int(count)
        return found

    def shares(self, column: str) -> list[Share]:
        query = f"SELECT {column}, outcome, count(*) FROM decisions GROUP BY ALL ORDER BY 1, 2"
        titles = self._titles()
        found = self.outcomes(query)
        return [Share(titles.get(name, name), outcomes) for name, outcomes in found.items()]

    def _titles(self) -> dict[str, str]:
        """Return the contract's words for plans and severities, where all editions of the run agree on them."""
        used = {name for (name,) in self.rows("SELECT DISTINCT edition FROM decisions")}
        titles: dict[str, set[str]] = {}
        for policy in self.policies.policies if self.policies else ():
            for edition in (each for each in policy.editions.values() if each.id in used):
                named = [(plan.id, plan.title) for plan in edition.plans.values()]
                named += [(each.id, each.title) for each in edition.severities.severities.values()]
                for name, title in named:
                    titles.setdefault(name, set()).add(title)
        return {name: min(said) for name, said in titles.items() if len(said) == 1}

    def _zone_of(self) -> dict[str, str]:
        """Return the zone of each agreement's policy."""
        return {
            agreement: policy.zone
            for policy in (self.policies.policies if self.policies else ())
            for agreement in policy.agreements
        }

    def zones(self) -> str:
        """Return the zones whose months are shown."""
        zone_of = self._zone_of()
        named = self.rows("SELECT DISTINCT agreement FROM decisions ORDER BY 1")
        return ", ".join(sorted({zone_of.get(name, UTC) for (name,) in named})) or UTC

    def months(self) -> list[Share]:
        """Count by the month in which clocks started, in the zone of each policy; months without any are shown too."""
        bounds = self.rows("SELECT min(started), max(started) FROM decisions")[0]
        if bounds[0] is None:
            return []
        zone_of = self._zone_of()
        self.engine.execute("CREATE TABLE zone_of (agreement VARCHAR, zone VARCHAR)")
        if zone_of:
            self.engine.executemany("INSERT INTO zone_of VALUES (?, ?)", list(zone_of.items()))
        self.engine.execute("CREATE TABLE months (zone VARCHAR, begins BIGINT, month VARCHAR)")
        for name in {*zone_of.values(), UTC}:
            self.engine.executemany(
                "INSERT INTO months VALUES (?, ?, ?)", list(_months(name, int(bounds[0]), int(bounds[1])))
            )
        found = self.outcomes(
            "SELECT months.month, outcome, count(*) FROM (SELECT started, outcome, "
            f"coalesce(zone, '{UTC}') AS zone FROM decisions LEFT JOIN zone_of USING (agreement)) local "
            "ASOF JOIN months ON local.zone = months.zone AND local.started >= months.begins GROUP BY ALL ORDER BY 1, 2"
        )
        every = sorted(month for _, _, month in _months(UTC, int(bounds[0]), int(bounds[1])))
        inside = [month for month in every if min(found) <= month <= max(found)]
        return [Share(month, found.get(month, {})) for month in inside]

    def credits(self) -> list[Credit]:
        query = (
            "SELECT agreement, credit, credit_unit, tickets, term_end, extended FROM ledger WHERE credit > 0 "
            f"ORDER BY credit_unit, credit DESC, agreement LIMIT {MOST_CREDITS}"
        )
        return [
            Credit(agreement, _number(float(credit)), unit, int(tickets), term_end, extended)
            for agreement, credit, unit, tickets, term_end, extended in self.rows(query)
        ]

    def worst(self, given: Sequence[str]) -> tuple[list[Worst], str]:
        """Return the worst overruns and why they are not explained; empty where they are."""
        query = (
            "SELECT ticket, agreement, obligation, occurrence, coalesce(severity, ''), target, overrun_seconds, "
            f"credit, credit_unit, outcome FROM decisions WHERE {MISSED} "
            f"ORDER BY overrun_seconds DESC, ticket, obligation, occurrence LIMIT {MOST_WORST}"
        )
        found = self.rows(query)
        proving, problem = self._prover(given) if found else (None, "")
        return [self._worst(row, number, proving) for number, row in enumerate(found, 1)], problem

    def _worst(self, row: tuple[Any, ...], number: int, proving: Prover | None) -> Worst:
        ticket, agreement, obligation, occurrence, severity, target, overrun, credit, unit, outcome = row
        return Worst(
            ticket=ticket,
            agreement=agreement,
            obligation=obligation.replace("_", " "),
            occurrence=int(occurrence),
            severity=severity,
            target=target or "",
            overrun=duration(round(float(overrun) * MICROSECONDS)),
            credit="" if credit is None else f"{_number(float(credit))} {unit}",
            outcome=outcome,
            explanation=self._explained(ticket, obligation, int(occurrence), number, proving),
        )

    def _explained(
        self, ticket: str, obligation: str, occurrence: int, number: int, proving: Prover | None
    ) -> str | None:
        if proving is None or self.policies is None:
            return None
        try:
            accounts = proving.accounts(ticket)
        except Trouble:  # the tables of the run were changed: the log knows no such ticket
            return None
        if isinstance(accounts, Refusal):
            return None
        same = obligation, occurrence
        own = [each for each in accounts if (each.decision.obligation, each.decision.occurrence) == same]
        if not own:
            return None
        return fragment(
            explain(own, LANGUAGES["en"]), places_of(self.policies.documents), f"worst-{number}", 3
        )

    def _prover(self, given: Sequence[str]) -> tuple[Prover | None, str]:
        """Decide the log of the run again, as it was read then; without it, say why."""
        if self.policies is None:
            return None, "the policies were not found; --policies names their folder"
        try:
            inputs = find_inputs(self.run, given, [self.policies.root])
        except Trouble as trouble:
            if given:
                raise
            return None, f"{trouble.message}; name it after the folder of the run"
        stamps, as_of = reading_of(self.run)
        rows = read_log(inputs, self.run.record["query"])
        return prover(rows, book_of(self.policies.policies), stamps, as_of), ""


def _months(zone_name: str, first: int, last: int) -> Iterator[tuple[str, int, str]]:
    """Yield the months of a zone from the one before an instant to the one after another: zone, beginning, name."""
    zone = load_zone(zone_name)
    if zone is None:
        return
    begins, ends = local_date(first, zone), local_date(last, zone)
    month = begins.year * 12 + begins.month - 1
    while month <= ends.year * 12 + ends.month:
        day = date(month // 12, month % 12 + 1, 1)
        yield zone_name, midnight(day, zone), f"{day.year}-{day.month:02}"
        month += 1


def _number(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".")
