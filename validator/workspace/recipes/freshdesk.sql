-- Freshdesk: tickets, conversations and activities
--
-- Export
--   tickets.jsonl: every ticket of `GET /api/v2/tickets?include=stats&updated_since=2023-01-01`, one object per line:
--     `jq -c '.[]' pages/*.json`.
--   conversations.jsonl: every entry of `GET /api/v2/tickets/ID/conversations`, likewise.
--   agents.jsonl: every agent of `GET /api/v2/agents`, likewise.
--   activities.jsonl: the entries of `activities_data` in the files to which `GET /api/v2/export/ticket_activities`
--     leads, one per line. Accounts have this export only if it was on before October 2023, and each file is kept for
--     30 days; the recipe works without it, and then knows of each ticket what `stats` says.
--
-- Columns of tickets.jsonl
--   id: the ticket; where several lines have the same, the one updated last counts.
--   created_at: when it was created, RFC 3339.
--   updated_at: when it was changed last.
--   requester_id: the contact who asked.
--   company_id: the contact's company.
--   source: how it came in, a number.
--   priority: its priority now, `1` to `4`.
--   stats.pending_since: since when it has been pending; may be absent.
--   stats.resolved_at: when it was resolved last; may be absent.
--   stats.closed_at: when it was closed last; may be absent.
--   stats.reopened_at: when it was reopened last; may be absent.
--
-- Columns of conversations.jsonl
--   id: the entry; where several lines have the same, the last one counts.
--   ticket_id: the ticket.
--   created_at: when it was written.
--   user_id: who wrote it.
--   incoming: whether it came from outside.
--   private: whether it is an internal note.
--
-- Columns of agents.jsonl
--   id: the agent, as `user_id` and `performer_id` name it.
--   ticket_scope: which tickets the agent may see; contacts have none.
--
-- Columns of activities.jsonl
--   ticket_id: the ticket; the file may be absent.
--   performed_at: when, such as 14-05-2024 08:00:00 +0000; may be absent.
--   performer_type: `user` or `system`; may be absent.
--   performer_id: who; may be absent.
--   activity.status: the status since, in words or as a number; may be absent.
--   activity.priority: the priority since, in words or as a number; may be absent.
--
-- Events
--   submitted: the ticket's creation. Its severity is the priority of the first activity that names one, if that lies
--     within a minute of the creation, or else none; where no activity names one, it is the priority of today.
--   replied: an entry of the conversations; public unless private; by the customer if incoming, else by an agent.
--   severity_set: an activity with a priority that is not the one before.
--   status_set: an activity with a status that is not the one before.
--   resolved: the status becomes Resolved, or `stats.resolved_at` where no activity of the ticket names a status.
--   closed: the status becomes Closed, or `stats.closed_at`, likewise.
--   reopened: the status leaves one of these, or `stats.reopened_at`, likewise.
--
-- Adapt
--   agreements: from the company's id, and from when on, to the agreement; one line for each term.
--   severities: from the priority, as a number and in words, to the policy's severity.
--   statuses: from the status, as a number and in words, to the policy's status; NULL where the contract knows no
--     statuses at all.
--   endings: which statuses end a ticket, and how.
--   channels: from the source's number to the policy's channel.
--   people: from an agent's id to `manager`, or to `system` where automations write in its name.
--
-- Not told
--   history: without activities, no earlier priorities and no earlier statuses, so that pauses that are over are
--     counted as working time, and only the last resolution, closing and reopening are known.
--   escalations: `fr_escalated` and `is_escalated` are Freshdesk's own clock, not the customer's request.
--   automatic mails: notifications that Freshdesk sends by itself are no conversations, and no replies here.
--
-- Sources
--   tickets and conversations: https://developers.freshdesk.com/api/
--   activities: https://support.freshdesk.com/support/solutions/articles/226460-export-ticket-activities-from-your-helpdesk
WITH
-- Adapt: their word on the left, yours on the right. A word that is not listed stays as it is.
agreements(theirs, since, ours) AS (
    VALUES
    ('their-company', TIMESTAMPTZ '2024-01-01 00:00:00+00', 'your-agreement')
),
severities(theirs, ours) AS (
    VALUES
    ('1', 'low'),
    ('2', 'medium'),
    ('3', 'high'),
    ('4', 'urgent'),
    ('Low', 'low'),
    ('Medium', 'medium'),
    ('High', 'high'),
    ('Urgent', 'urgent')
),
statuses(theirs, ours) AS (
    VALUES
    ('2', 'open'),
    ('3', 'pending'),
    ('4', 'resolved'),
    ('5', 'closed'),
    ('Open', 'open'),
    ('Pending', 'pending'),
    ('Resolved', 'resolved'),
    ('Closed', 'closed')
),
endings(theirs, ours) AS (
    VALUES
    ('4', 'resolved'),
    ('5', 'closed'),
    ('Resolved', 'resolved'),
    ('Closed', 'closed')
),
channels(theirs, ours) AS (
    VALUES
    ('1', 'email'),
    ('2', 'portal'),
    ('3', 'phone'),
    ('7', 'chat'),
    ('9', 'feedback_widget'),
    ('10', 'outbound_email')
),
people(theirs, ours) AS (
    VALUES
    ('an-agent-id', 'manager')
),
-- What the export holds.
exported AS (
    SELECT NULL AS performed_at, NULL AS performer_type, NULL AS performer_id, NULL AS activity, NULL AS place
    WHERE false
    UNION ALL BY NAME
    SELECT *, rowid AS place
    FROM log
),
tickets AS (
    SELECT *
    FROM exported
    WHERE requester_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY updated_at DESC, place DESC) = 1
),
roles AS (
    SELECT DISTINCT id AS who, 'agent' AS role
    FROM exported
    WHERE ticket_scope IS NOT NULL
),
activities AS (
    SELECT DISTINCT
        ticket_id AS ticket,
        regexp_replace(
            performed_at,
            '^(\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d) ([+-]\d\d):?(\d\d)$',
            '\3-\2-\1T\4\5:\6'
        ) AS "at",
        performer_id AS who,
        CASE
            WHEN performer_type = 'system' THEN 'system'
            WHEN NOT EXISTS (SELECT 1 FROM roles WHERE roles.who = performer_id) THEN 'customer'
        END AS role,
        named.what,
        activity ->> ('$.' || named.what) AS word
    FROM exported
    CROSS JOIN (VALUES ('priority'), ('status')) AS named(what)
    WHERE word IS NOT NULL
),
ordered AS (
    SELECT *, lag(word) OVER times AS before, row_number() OVER times AS number
    FROM activities
    WINDOW times AS (PARTITION BY ticket, what ORDER BY TRY_CAST("at" AS TIMESTAMPTZ))
),
firsts AS (
    SELECT
        ordered.ticket,
        what,
        if(TRY_CAST("at" AS TIMESTAMPTZ) <= TRY_CAST(created_at AS TIMESTAMPTZ) + INTERVAL 1 MINUTE, word, NULL) AS word
    FROM ordered
    JOIN tickets ON tickets.id = ordered.ticket
    WHERE number = 1
),
remembered AS (
    SELECT id AS ticket, created_at, unnest([
        {'at': stats ->> '$.pending_since', 'before': '2', 'word': '3'},
        {'at': stats ->> '$.resolved_at', 'before': '2', 'word': '4'},
        {'at': stats ->> '$.closed_at', 'before': '4', 'word': '5'},
        {'at': stats ->> '$.reopened_at', 'before': '4', 'word': '2'}
    ], recursive := true)
    FROM tickets
    WHERE NOT EXISTS (SELECT 1 FROM activities WHERE activities.ticket = tickets.id AND what = 'status')
),
happened AS (
    SELECT
        tickets.id AS ticket,
        created_at AS "at",
        'opened' AS what,
        requester_id AS who,
        'customer' AS role,
        if(firsts.ticket IS NULL, priority, firsts.word) AS word,
        NULL AS before,
        NULL AS public,
        company_id AS organisation,
        source AS channel
    FROM tickets
    LEFT JOIN firsts ON firsts.ticket = tickets.id AND firsts.what = 'priority'
    UNION ALL BY NAME
    SELECT
        ticket_id AS ticket,
        created_at AS "at",
        'said' AS what,
        user_id AS who,
        if(incoming = 'true', 'customer', 'agent') AS role,
        if(private = 'true', 'false', 'true') AS public
    FROM exported
    WHERE incoming IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY place DESC) = 1
    UNION ALL BY NAME
    SELECT ticket, "at", what, who, role, word, before
    FROM ordered
    WHERE what = 'status' AND word IS DISTINCT FROM before
    UNION ALL BY NAME
    SELECT ordered.ticket, "at", ordered.what, who, role, ordered.word, before
    FROM ordered
    LEFT JOIN firsts USING (ticket, what)
    WHERE
        ordered.what = 'priority'
        AND ordered.word IS DISTINCT FROM before
        AND (number > 1 OR firsts.word IS NULL)
    UNION ALL BY NAME
    SELECT ticket, "at", 'status' AS what, word, before
    FROM remembered
    WHERE "at" IS NOT NULL
    UNION ALL BY NAME
    SELECT 'a line of no known kind' AS what
    FROM exported
    WHERE coalesce(requester_id, incoming, ticket_scope, activity) IS NULL
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
