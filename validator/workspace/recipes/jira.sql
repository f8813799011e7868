-- Jira: issues with their change log and comments
--
-- Export
--   issues.jsonl: every issue of `GET /rest/api/3/issue/KEY?expand=changelog`, one object per line. A search
--     (`GET /rest/api/3/search/jql?fields=*all&expand=changelog`) gives the same objects in `issues`:
--     `jq -c '.issues[]' pages/*.json > issues.jsonl`.
--
-- Columns of issues.jsonl
--   id: the issue; where several lines have the same, the one updated last counts.
--   key: the ticket.
--   fields.created: when it was created, with an offset such as +0200.
--   fields.updated: when it was changed last.
--   fields.creator.accountId: who created it.
--   fields.creator.accountType: `customer`, `atlassian` or `app`.
--   fields.reporter.accountId: for whom it was created.
--   fields.project.key: its project.
--   fields.priority.name: its priority now.
--   fields.status.name: its status now.
--   fields.comment.total: how many comments there are.
--   fields.comment.comments[].created: when a comment was written.
--   fields.comment.comments[].author.accountId: who wrote it.
--   fields.comment.comments[].author.accountType: as above.
--   fields.comment.comments[].jsdPublic: whether customers of a service project can see it; may be absent.
--   changelog.total: how many entries the change log has.
--   changelog.histories[].created: when something was changed.
--   changelog.histories[].author.accountId: who changed it; may be absent.
--   changelog.histories[].author.accountType: as above; may be absent.
--   changelog.histories[].items[].field: `priority` and `status` are read.
--   changelog.histories[].items[].fromString: the value before.
--   changelog.histories[].items[].toString: the value since.
--
-- Events
--   submitted: the issue's creation, with the priority it had before the first change of it.
--   replied: a comment; public unless it says otherwise; by the customer where its author reported the issue or has an
--     account of a customer, by the system where it is an app's, else by an agent.
--   severity_set: a change of `priority`.
--   status_set: the first status, and every change of `status`.
--   resolved: the status becomes `Resolved` or `Done`.
--   closed: the status becomes `Closed`.
--   reopened: the status leaves one of these for another that ends nothing.
--
-- Adapt
--   agreements: from the project's key, and from when on, to the agreement; one line for each term. Where several
--     customers share a project, read another field in its place: that of a service project's organisations, say.
--   severities: from the priority to the policy's severity.
--   statuses: from the status to the policy's status; NULL where the contract knows no statuses at all.
--   endings: which statuses end an issue, and how.
--   channels: from the project's key to the policy's channel.
--   people: from an account's id to `manager`, or to what else the account does not tell.
--
-- Not told
--   escalations: nothing says that a customer escalated; if a field or label does, add rows of `happened`.
--   channel: how a request came in stands in fields whose names differ from site to site.
--   the rest of long issues: an answer holds so many changes and comments only. An issue with fewer of them than its
--     totals say gets a row that is rejected, and is not decided.
--
-- Sources
--   issues: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
--   search: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
--   comments: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
WITH
-- Adapt: their word on the left, yours on the right. A word that is not listed stays as it is.
agreements(theirs, since, ours) AS (
    VALUES
    ('their-project', TIMESTAMPTZ '2024-01-01 00:00:00+00', 'your-agreement')
),
severities(theirs, ours) AS (
    VALUES
    ('Highest', 'highest'),
    ('High', 'high'),
    ('Medium', 'medium'),
    ('Low', 'low'),
    ('Lowest', 'lowest')
),
statuses(theirs, ours) AS (
    VALUES
    ('Open', 'open'),
    ('In Progress', 'in_progress'),
    ('Waiting for customer', 'waiting_for_customer'),
    ('Resolved', 'resolved'),
    ('Done', 'done'),
    ('Closed', 'closed')
),
endings(theirs, ours) AS (
    VALUES
    ('Resolved', 'resolved'),
    ('Done', 'resolved'),
    ('Closed', 'closed')
),
channels(theirs, ours) AS (
    VALUES
    ('their-project', 'your-channel')
),
people(theirs, ours) AS (
    VALUES
    ('an-account-id', 'manager')
),
-- What the export holds.
issues AS (
    SELECT
        key AS ticket,
        fields ->> '$.created' AS created,
        TRY_CAST(
            regexp_replace(fields ->> '$.updated', '([+-]\d\d)(\d\d)$', '\1:\2') AS TIMESTAMPTZ
        ) AS updated,
        fields ->> '$.creator.accountId' AS creator,
        fields ->> '$.creator.accountType' AS creator_type,
        fields ->> '$.reporter.accountId' AS reporter,
        fields ->> '$.project.key' AS project,
        fields ->> '$.priority.name' AS priority,
        fields ->> '$.status.name' AS status,
        fields -> '$.comment.comments' AS comments,
        fields ->> '$.comment.total' AS comments_in_all,
        changelog -> '$.histories' AS histories,
        changelog ->> '$.total' AS histories_in_all
    FROM log
    WHERE key IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY updated DESC, rowid DESC) = 1
),
changes AS (
    SELECT
        ticket,
        regexp_replace(history.value ->> '$.created', '([+-]\d\d)(\d\d)$', '\1:\2') AS "at",
        history.value ->> '$.author.accountId' AS who,
        history.value ->> '$.author.accountType' AS account,
        item.value ->> '$.field' AS what,
        item.value ->> '$.fromString' AS before,
        item.value ->> '$.toString' AS word,
        reporter
    FROM issues, json_each(histories) AS history, json_each(history.value -> '$.items') AS item
    WHERE what IN ('priority', 'status')
),
firsts AS (
    SELECT *
    FROM changes
    QUALIFY row_number() OVER (PARTITION BY ticket, what ORDER BY TRY_CAST("at" AS TIMESTAMPTZ)) = 1
),
told AS (
    SELECT
        issues.ticket,
        issues.created AS "at",
        'opened' AS what,
        issues.creator AS who,
        issues.creator_type AS account,
        issues.reporter,
        if(firsts.ticket IS NULL, issues.priority, firsts.before) AS word,
        NULL AS before,
        NULL AS public,
        issues.project AS organisation,
        issues.project AS channel
    FROM issues
    LEFT JOIN firsts ON firsts.ticket = issues.ticket AND firsts.what = 'priority'
    UNION ALL BY NAME
    SELECT
        ticket,
        comment.value ->> '$.created' AS "at",
        'said' AS what,
        comment.value ->> '$.author.accountId' AS who,
        comment.value ->> '$.author.accountType' AS account,
        reporter,
        comment.value ->> '$.jsdPublic' AS public
    FROM issues, json_each(comments) AS comment
    UNION ALL BY NAME
    SELECT
        issues.ticket,
        issues.created AS "at",
        'status' AS what,
        issues.creator AS who,
        issues.creator_type AS account,
        issues.reporter,
        if(firsts.ticket IS NULL, issues.status, firsts.before) AS word
    FROM issues
    LEFT JOIN firsts ON firsts.ticket = issues.ticket AND firsts.what = 'status'
    UNION ALL BY NAME
    SELECT ticket, "at", what, who, account, reporter, word, before
    FROM changes
    UNION ALL BY NAME
    SELECT
        ticket,
        created AS "at",
        'only ' || json_array_length(histories) || ' of ' || histories_in_all || ' changes' AS what
    FROM issues
    WHERE json_array_length(histories) < TRY_CAST(histories_in_all AS BIGINT)
    UNION ALL BY NAME
    SELECT
        ticket,
        created AS "at",
        'only ' || json_array_length(comments) || ' of ' || comments_in_all || ' comments' AS what
    FROM issues
    WHERE json_array_length(comments) < TRY_CAST(comments_in_all AS BIGINT)
    UNION ALL BY NAME
    SELECT 'a line of no known kind' AS what
    FROM log
    WHERE key IS NULL
),
roles AS (
    SELECT NULL AS who, NULL AS role
    WHERE false
),
happened AS (
    SELECT
        * REPLACE (regexp_replace("at", '([+-]\d\d)(\d\d)$', '\1:\2') AS "at"),
        CASE
            WHEN account = 'app' THEN 'system'
            WHEN who = reporter OR account = 'customer' THEN 'customer'
            WHEN account = 'atlassian' THEN 'agent'
        END AS role
    FROM told
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
