-- ServiceNow incident export, one row per update: stamps as day/month/year without an offset, `?` for what is missing.
-- Use it with --time-zone. opened_at is repeated in every row; closed_at holds its final value from the first row on and
-- is therefore taken from the last row of an incident only.
WITH updates AS (
    SELECT
        number AS ticket,
        strptime(opened_at, '%d/%m/%Y %H:%M') AS opened_at,
        strptime(sys_updated_at, '%d/%m/%Y %H:%M') AS updated_at,
        'priority_' || priority AS priority,
        strptime(nullif(closed_at, '?'), '%d/%m/%Y %H:%M') AS closed_at,
        CAST(sys_mod_count AS INTEGER) AS update_number
    FROM log
),
ordered AS (
    SELECT
        *,
        row_number() OVER changes AS place,
        lag(priority) OVER changes AS priority_before,
        count(*) OVER (PARTITION BY ticket) AS updates
    FROM updates
    WINDOW changes AS (PARTITION BY ticket ORDER BY updated_at, update_number, priority)
)
SELECT
    ticket,
    strftime(opened_at, '%Y-%m-%dT%H:%M:%S') AS "at",
    'submitted' AS event,
    'it-incidents-everyone' AS agreement,
    priority AS severity
FROM ordered
WHERE place = 1
UNION ALL
SELECT ticket, strftime(updated_at, '%Y-%m-%dT%H:%M:%S'), 'severity_set', NULL, priority
FROM ordered
WHERE priority <> priority_before
UNION ALL
SELECT ticket, strftime(closed_at, '%Y-%m-%dT%H:%M:%S'), 'closed', NULL, NULL
FROM ordered
WHERE place = updates AND closed_at IS NOT NULL
ORDER BY ticket, "at", event
