-- Jira change log, one row per change, in any order: real offsets without a colon, exact duplicates possible.
-- The oldest row of an issue is its submission; the first change of Status away from Open is the first response; the review
-- is resolved when Status becomes Done, and reopened when it leaves Done.
WITH changes AS (
    SELECT
        ticket,
        strptime(as_of, '%Y-%m-%dT%H:%M:%S.%g%z') AS "at",
        "Status" AS status,
        -max(rowid) AS written -- the file is newest first: of changes of one instant, the lower row came first
    FROM log
    GROUP BY ALL
),
ordered AS (
    SELECT
        *,
        row_number() OVER steps AS place,
        lag(status) OVER steps AS status_before
    FROM changes
    WINDOW steps AS (PARTITION BY ticket ORDER BY "at", written)
),
moves AS (
    SELECT *, row_number() OVER (PARTITION BY ticket ORDER BY "at", written) AS move
    FROM ordered
    WHERE status IS DISTINCT FROM status_before AND place > 1
)
SELECT ticket, "at", 'submitted' AS event, 'replication-authors' AS agreement, NULL AS by, NULL AS status
FROM ordered
WHERE place = 1
UNION ALL
SELECT ticket, "at", 'replied', NULL, 'agent', NULL
FROM moves
WHERE move = 1
UNION ALL
SELECT
    ticket,
    "at",
    'status_set',
    NULL,
    NULL,
    CASE WHEN status IN ('Pending openICPSR changes', 'Waiting for info') THEN 'waiting_for_author' ELSE 'in_review' END
FROM moves
UNION ALL
SELECT ticket, "at", 'resolved', NULL, NULL, NULL
FROM moves
WHERE status = 'Done'
UNION ALL
SELECT ticket, "at", 'reopened', NULL, NULL, NULL
FROM moves
WHERE status_before = 'Done'
ORDER BY ticket, "at", event
