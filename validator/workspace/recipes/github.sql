-- GitHub: issues with their events and comments
--
-- Export
--   issues.jsonl: `gh api --paginate 'repos/OWNER/REPO/issues?state=all' --jq '.[]'`.
--   comments.jsonl: `gh api --paginate repos/OWNER/REPO/issues/comments --jq '.[]'`.
--   events.jsonl: `gh api --paginate repos/OWNER/REPO/issues/events --jq '.[]'`. Several repositories can be given.
--
-- Columns of issues.jsonl
--   url: the issue; where several lines have the same, the one updated last counts.
--   number: its number.
--   created_at: when it was opened, RFC 3339.
--   updated_at: when it was changed last.
--   user.login: who opened it.
--   user.type: `User` or `Bot`.
--   author_association: `OWNER`, `MEMBER` and `COLLABORATOR` belong to the provider.
--   repository_url: the repository.
--   pull_request: given for pull requests, which are left out; may be absent.
--
-- Columns of comments.jsonl
--   url: the comment; where several lines have the same, the last one counts.
--   issue_url: the issue.
--   html_url: its page; those of pull requests are left out.
--   created_at: when it was written.
--   user.login: who wrote it.
--   user.type: as above.
--   author_association: as above.
--
-- Columns of events.jsonl
--   url: the event; where several lines have the same, one counts.
--   event: `labeled`, `closed` and `reopened` are read.
--   created_at: when it happened.
--   actor.login: who did it.
--   actor.type: as above.
--   label.name: the label, of `labeled`.
--   issue.url: the issue.
--   issue.pull_request: given for pull requests, which are left out; may be absent.
--
-- Events
--   submitted: the issue's opening; the severity is that of a label that it got within a minute.
--   replied: a comment, which is always public; by the system where a bot wrote it, by an agent where its author
--     belongs to the provider, else by the customer.
--   severity_set: a label for severities that is added later; by the system where a bot added it, by the customer where
--     someone did who has opened or commented issues and does not belong to the provider, else by an agent.
--   status_set: open with the opening and with every reopening, closed with every closing.
--   resolved: every closing, whoever closes.
--   closed: every closing.
--   reopened: every reopening.
--
-- Adapt
--   agreements: from the login of who opened the issue, and from when on, to the agreement; one line for each term.
--     Where each customer has a repository, read `repository` in place of `login`.
--   severity_labels: with what the labels begin that are severities.
--   severities: from the label to the policy's severity.
--   statuses: from the state to the policy's status; NULL where the contract knows no statuses at all.
--   endings: how a closing ends an issue.
--   channels: from the repository to the policy's channel.
--   people: from a login to `manager`, or to `agent` where someone of the provider shows as none.
--
-- Not told
--   internal notes: there are none; what is said elsewhere is not known.
--   escalations: nothing says that a customer escalated; if a label does, add rows of `happened`.
--   removed labels: a severity holds until another is set.
--   waiting: labels that mean waiting are no statuses here; if they pause a clock, add rows of `happened`.
--
-- Sources
--   issues: https://docs.github.com/en/rest/issues/issues
--   comments: https://docs.github.com/en/rest/issues/comments
--   events: https://docs.github.com/en/rest/issues/events
WITH
-- Adapt: their word on the left, yours on the right. A word that is not listed stays as it is.
agreements(theirs, since, ours) AS (
    VALUES
    ('their-login', TIMESTAMPTZ '2024-01-01 00:00:00+00', 'your-agreement')
),
severity_labels(beginning) AS (
    VALUES
    ('severity: ')
),
severities(theirs, ours) AS (
    VALUES
    ('severity: critical', 'critical'),
    ('severity: high', 'high'),
    ('severity: normal', 'normal'),
    ('severity: low', 'low')
),
statuses(theirs, ours) AS (
    VALUES
    ('open', 'open'),
    ('closed', 'closed')
),
endings(theirs, ours) AS (
    VALUES
    ('closed', 'resolved'),
    ('closed', 'closed')
),
channels(theirs, ours) AS (
    VALUES
    ('their-owner/their-repository', 'your-channel')
),
people(theirs, ours) AS (
    VALUES
    ('a-login', 'manager')
),
-- What the export holds.
exported AS (
    SELECT NULL AS pull_request, NULL AS place
    WHERE false
    UNION ALL BY NAME
    SELECT *, rowid AS place
    FROM log
),
issues AS (
    SELECT
        url AS issue,
        regexp_replace(repository_url, '^.*/repos/', '') AS repository,
        repository || '#' || number AS ticket,
        created_at,
        "user" ->> '$.login' AS login,
        CASE
            WHEN ("user" ->> '$.type') = 'Bot' THEN 'system'
            WHEN author_association IN ('OWNER', 'MEMBER', 'COLLABORATOR') THEN 'agent'
            ELSE 'customer'
        END AS role
    FROM exported
    WHERE number IS NOT NULL AND pull_request IS NULL
    QUALIFY row_number() OVER (PARTITION BY url ORDER BY updated_at DESC, place DESC) = 1
),
comments AS (
    SELECT
        coalesce(ticket, issue_url) AS ticket,
        exported.created_at AS "at",
        "user" ->> '$.login' AS who,
        CASE
            WHEN ("user" ->> '$.type') = 'Bot' THEN 'system'
            WHEN author_association IN ('OWNER', 'MEMBER', 'COLLABORATOR') THEN 'agent'
            ELSE 'customer'
        END AS role
    FROM exported
    LEFT JOIN issues ON issues.issue = issue_url
    WHERE issue_url IS NOT NULL AND html_url NOT LIKE '%/pull/%'
    QUALIFY row_number() OVER (PARTITION BY url ORDER BY place DESC) = 1
),
roles AS (
    SELECT who, min(role) AS role -- who belongs to the provider anywhere belongs to it
    FROM (SELECT who, role FROM comments UNION ALL SELECT login, role FROM issues)
    WHERE role <> 'system'
    GROUP BY ALL
),
events AS (
    SELECT
        coalesce(ticket, exported.issue ->> '$.url') AS ticket,
        exported.created_at AS "at",
        date_diff(
            'second', TRY_CAST(issues.created_at AS TIMESTAMPTZ), TRY_CAST(exported.created_at AS TIMESTAMPTZ)
        ) AS age,
        event,
        actor ->> '$.login' AS who,
        CASE
            WHEN (actor ->> '$.type') = 'Bot' THEN 'system'
            ELSE coalesce(roles.role, 'agent')
        END AS role,
        label ->> '$.name' AS label
    FROM exported
    LEFT JOIN issues ON issues.issue = (exported.issue ->> '$.url')
    LEFT JOIN roles ON roles.who = (actor ->> '$.login')
    WHERE event IN ('labeled', 'closed', 'reopened') AND (exported.issue ->> '$.pull_request') IS NULL
    QUALIFY row_number() OVER (PARTITION BY url ORDER BY place DESC) = 1
),
labels AS (
    SELECT events.*, row_number() OVER (PARTITION BY ticket ORDER BY "at") = 1 AND age <= 60 AS at_opening
    FROM events
    JOIN severity_labels ON starts_with(events.label, severity_labels.beginning)
    WHERE event = 'labeled'
),
happened AS (
    SELECT
        issues.ticket,
        issues.created_at AS "at",
        'opened' AS what,
        login AS who,
        issues.role,
        labels.label AS word,
        NULL AS before,
        NULL AS public,
        login AS organisation,
        repository AS channel
    FROM issues
    LEFT JOIN labels ON labels.ticket = issues.ticket AND labels.at_opening
    UNION ALL BY NAME
    SELECT ticket, "at", 'said' AS what, who, role, 'true' AS public
    FROM comments
    UNION ALL BY NAME
    SELECT ticket, "at", 'priority' AS what, who, role, label AS word
    FROM labels
    WHERE NOT coalesce(at_opening, false)
    UNION ALL BY NAME
    SELECT ticket, created_at AS "at", 'status' AS what, login AS who, role, 'open' AS word
    FROM issues
    UNION ALL BY NAME
    SELECT
        ticket,
        "at",
        'status' AS what,
        who,
        role,
        if(event = 'closed', 'closed', 'open') AS word,
        if(event = 'closed', 'open', 'closed') AS before
    FROM events
    WHERE event IN ('closed', 'reopened')
    UNION ALL BY NAME
    SELECT 'a line of no known kind' AS what
    FROM exported
    WHERE coalesce(number, issue_url, event) IS NULL
),
-- From here on all recipes are the same: words are exchanged, and what happened becomes the rows of a ticket log.
known AS (
    SELECT happened.*, coalesce(people.ours, happened.role, roles.role) AS "by"
    FROM happened
    LEFT JOIN people ON people.theirs = happened.who
    LEFT JOIN roles ON roles.who = happened.who
)
SELECT
    ticket,
    "at",
    'submitted' AS event,
    coalesce(agreements.ours, known.organisation) AS agreement,
    "by",
    coalesce(severities.ours, known.word) AS severity,
    coalesce(channels.ours, known.channel) AS channel
FROM known
ASOF LEFT JOIN agreements
    ON agreements.theirs = known.organisation AND agreements.since <= TRY_CAST(known."at" AS TIMESTAMPTZ)
LEFT JOIN severities ON severities.theirs = known.word
LEFT JOIN channels ON channels.theirs = known.channel
WHERE what = 'opened'
UNION ALL BY NAME
SELECT ticket, "at", 'replied' AS event, "by", public
FROM known
WHERE what = 'said'
UNION ALL BY NAME
SELECT ticket, "at", 'severity_set' AS event, "by", coalesce(severities.ours, known.word) AS severity
FROM known
LEFT JOIN severities ON severities.theirs = known.word
WHERE what = 'priority'
UNION ALL BY NAME
SELECT
    ticket,
    "at",
    'status_set' AS event,
    "by",
    CASE WHEN statuses.theirs IS NULL THEN known.word ELSE statuses.ours END AS status
FROM known
LEFT JOIN statuses ON statuses.theirs = known.word
WHERE what = 'status' AND (statuses.theirs IS NULL OR statuses.ours IS NOT NULL)
UNION ALL BY NAME
SELECT ticket, "at", endings.ours AS event, "by"
FROM known
JOIN endings ON endings.theirs = known.word
WHERE
    what = 'status'
    AND NOT EXISTS (
        SELECT 1 FROM endings AS earlier WHERE earlier.theirs = known.before AND earlier.ours = endings.ours
    )
UNION ALL BY NAME
SELECT ticket, "at", 'reopened' AS event, "by"
FROM known
WHERE what = 'status' AND before IN (SELECT theirs FROM endings) AND word NOT IN (SELECT theirs FROM endings)
UNION ALL BY NAME
SELECT ticket, "at", what AS event, "by"
FROM known
WHERE what NOT IN ('opened', 'said', 'priority', 'status')
