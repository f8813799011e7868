"""The floor: what the embedded engine alone needs to read a log and tell four things of each ticket.

`python tests/bench/floor.py LOG OUTPUT` writes, for each ticket, its submission, the first reply of an agent, the last
severity before that reply, and the number of its events; of the ways to ask for that the quickest one known.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import duckdb

TEXT: Final = 'CAST("at" AS TIMESTAMPTZ)'
READ: Final = {
    "parquet": ("read_parquet('{file}')", '"at"'),
    "csv": ("read_csv('{file}', all_varchar = true)", TEXT),
    "jsonl": (
        """read_json('{file}', format = 'newline_delimited', columns = {{ticket: 'VARCHAR', "at": 'VARCHAR',
        event: 'VARCHAR', "by": 'VARCHAR', severity: 'VARCHAR'}})""",
        TEXT,
    ),
}
QUERY: Final = """
WITH events AS (SELECT ticket, {at} AS t, event, "by" AS who, severity FROM {relation}),
tickets AS (
    SELECT ticket, min(t) FILTER (event = 'submitted') AS submitted,
           min(t) FILTER (event = 'replied' AND who = 'agent') AS replied, count(*) AS events,
           list({{t: t, severity: severity}}) FILTER (severity IS NOT NULL) AS graded
    FROM events GROUP BY ticket
)
SELECT ticket, submitted, replied, events,
       list_max(list_filter(graded, lambda x: x.t <= coalesce(replied, 'infinity'::TIMESTAMPTZ))).severity AS severity
FROM tickets
"""


def main(log: Path, output: Path) -> None:
    """Ask, and write the answer."""
    relation, at = READ[log.suffix[1:]]
    with duckdb.connect() as engine:
        engine.execute("SET TimeZone = 'UTC'")
        engine.execute("SET enable_progress_bar = false")
        query = QUERY.format(at=at, relation=relation.format(file=log))
        engine.execute(f"COPY ({query}) TO '{output}' (FORMAT parquet)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
