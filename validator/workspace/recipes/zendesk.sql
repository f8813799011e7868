-- Zendesk: ticket audits and users
--
-- Export
--   audits.jsonl: every audit of `GET /api/v2/ticket_audits` (or of `GET /api/v2/tickets/ID/audits`), one object per
--     line, such as `jq -c '.audits[]' pages/*.json > audits.jsonl`.
--   users.jsonl: every user of `GET /api/v2/users`, one object per line: `jq -c '.users[]' pages/*.json`.
--
-- Columns of audits.jsonl
--   id: the audit; where several lines have the same, the last one counts.
--   ticket_id: the ticket.
--   created_at: when it happened, RFC 3339.
--   author_id: who did it.
--   via.channel: how it came in.
--   events[].type: `Create`, `Change`, `Comment` and others, which are left out.
--   events[].field_name: of `Create` and `Change`; `organization_id`, `requester_id`, `priority` and `status` are read.
--   events[].value: the field's value.
--   events[].previous_value: the value before, of a `Change`.
--   events[].author_id: who wrote a `Comment`; may be absent.
--   events[].public: whether the requester can see a `Comment`.
--   events[].via.channel: how the event came in where that differs from its audit; may be absent.
--
-- Columns of users.jsonl
--   id: the user.
--   role: `end-user`, `agent` or `admin`.
--   organization_id: the organisation that a user belongs to.
--
-- Events
--   submitted: the audit with `Create` events; severity, agreement and channel are those of the creation.
--   replied: a `Comment` of any later audit; public as it says; by the customer where its author is an end user,
--     by the system where it came in through a rule (a trigger or an automation), else by an agent.
--   severity_set: a `Change` of `priority`.
--   status_set: a `Create` or `Change` of `status`.
--   resolved: the status becomes `solved`.
--   closed: the status becomes `closed`.
--   reopened: the status leaves `solved` for another that ends nothing.
--
-- Adapt
--   agreements: from the organisation's id, and from when on, to the agreement; one line for each term.
--   severities: from the priority to the policy's severity.
--   statuses: from the status to the policy's status; NULL where the contract knows no statuses at all.
--   endings: which statuses end a ticket, and how.
--   channels: from the channel of the creation to the policy's channel.
--   people: from a user's id to `manager`, or to what else the role does not tell.
--
-- Not told
--   escalations: the audits do not say that a customer escalated; if a field or tag does, add rows of `happened`.
--   notifications: mails that Zendesk sends by itself are no comments, and no replies here.
--   voice: recordings of calls (`VoiceComment`) are left out; so is a comment that was made private or redacted later.
--   archive: the list of all audits leaves out archived tickets; ask for the audits of such a ticket by its id.
--
-- Sources
--   audits: https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/
--   events: https://developer.zendesk.com/documentation/ticketing/reference-guides/ticket-audit-events-reference/
--   channels: https://developer.zendesk.com/documentation/ticketing/reference-guides/via-object-reference/
--   users: https://developer.zendesk.com/api-reference/ticketing/users/users/
WITH
-- Adapt: their word on the left, yours on the right. A word that is not listed stays as it is.
agreements(theirs, since, ours) AS (
    VALUES
    ('their-organisation', TIMESTAMPTZ '2024-01-01 00:00:00+00', 'your-agreement')
),
severities(theirs, ours) AS (
    VALUES
    ('urgent', 'urgent'),
    ('high', 'high'),
    ('normal', 'normal'),
    ('low', 'low')
),
statuses(theirs, ours) AS (
    VALUES
    ('new', 'new'),
    ('open', 'open'),
    ('pending', 'pending'),
    ('hold', 'hold'),
    ('solved', 'solved'),
    ('closed', 'closed')
),
endings(theirs, ours) AS (
    VALUES
    ('solved', 'resolved'),
    ('closed', 'closed')
),
channels(theirs, ours) AS (
    VALUES
    ('email', 'email'),
    ('web', 'web'),
    ('chat', 'chat'),
    ('phone', 'phone')
),
people(theirs, ours) AS (
    VALUES
    ('-1', 'system')
),
-- What the export holds.
audits AS (
    SELECT id, CAST(ticket_id AS VARCHAR) AS ticket, created_at, author_id, via, events
    FROM log
    WHERE events IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY rowid DESC) = 1
),
users AS (
    SELECT id, role, organization_id
    FROM log
    WHERE role IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY rowid DESC) = 1
),
roles AS (
    SELECT id AS who, CASE role WHEN 'end-user' THEN 'customer' ELSE 'agent' END AS role
    FROM users
),
steps AS (
    SELECT
        audits.id AS audit,
        audits.ticket,
        audits.created_at AS "at",
        each.value ->> '$.type' AS kind,
        each.value ->> '$.field_name' AS field,
        each.value ->> '$.value' AS word,
        each.value ->> '$.previous_value' AS before,
        each.value ->> '$.public' AS public,
        coalesce(each.value ->> '$.author_id', audits.author_id) AS who,
        coalesce(each.value ->> '$.via.channel', audits.via ->> '$.channel') AS channel
    FROM audits, json_each(audits.events) AS each
),
openings AS (
    SELECT
        steps.audit,
        steps.ticket,
        any_value(steps."at") AS "at",
        any_value(audits.author_id) AS who,
        any_value(audits.via ->> '$.channel') AS channel,
        any_value(word) FILTER (field = 'priority') AS word,
        any_value(word) FILTER (field = 'organization_id') AS organisation,
        any_value(word) FILTER (field = 'requester_id') AS requester
    FROM steps
    JOIN audits ON audits.id = steps.audit
    WHERE kind = 'Create'
    GROUP BY ALL
),
happened AS (
    SELECT
        ticket,
        "at",
        'opened' AS what,
        who,
        NULL AS role,
        word,
        NULL AS before,
        NULL AS public,
        coalesce(openings.organisation, users.organization_id) AS organisation,
        channel
    FROM openings
    LEFT JOIN users ON users.id = openings.requester
    UNION ALL BY NAME
    SELECT ticket, "at", 'said' AS what, who, if(channel = 'rule', 'system', NULL) AS role, public
    FROM steps
    WHERE kind = 'Comment' AND NOT EXISTS (SELECT 1 FROM openings WHERE openings.audit = steps.audit)
    UNION ALL BY NAME
    SELECT ticket, "at", field AS what, who, if(channel = 'rule', 'system', NULL) AS role, word, before
    FROM steps
    WHERE (kind = 'Change' AND field IN ('priority', 'status')) OR (kind = 'Create' AND field = 'status')
    UNION ALL BY NAME
    SELECT 'a line of no known kind' AS what
    FROM log
    WHERE coalesce(events, role) IS NULL
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
