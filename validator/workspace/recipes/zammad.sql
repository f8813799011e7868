-- Zammad: tickets with their articles and history
--
-- Export
--   tickets.jsonl: every ticket of `GET /api/v1/tickets?expand=true`, one object per line: `jq -c '.[]' pages/*.json`.
--   articles.jsonl: every article of `GET /api/v1/ticket_articles/by_ticket/ID`, likewise.
--   history.jsonl: every entry of `GET /api/v1/ticket_history/ID`, one per line: `jq -c '.history[]'`.
--   users.jsonl: every user of `GET /api/v1/users?expand=true`, one per line: `jq -c '.[]'`.
--
-- Columns of tickets.jsonl
--   id: the ticket in the other files; where several lines have the same, the one updated last counts.
--   number: the ticket.
--   created_at: when it was created, RFC 3339.
--   updated_at: when it was changed last.
--   created_by_id: who created it.
--   organization: the customer's organisation.
--   priority: its priority now.
--   state: its state now.
--   create_article_type: how it came in.
--
-- Columns of articles.jsonl
--   id: the article; where several lines have the same, the last one counts.
--   ticket_id: the ticket's `id`.
--   created_at: when it was written.
--   created_by_id: who wrote it.
--   sender: `Customer`, `Agent` or `System`.
--   internal: whether it is hidden from the customer.
--
-- Columns of history.jsonl
--   id: the entry; where several lines have the same, one counts.
--   object: `Ticket` is read.
--   o_id: the ticket's `id`.
--   attribute: `priority` and `state` are read.
--   value_from: the value before.
--   value_to: the value since.
--   created_at: when it was changed.
--   created_by_id: who changed it.
--
-- Columns of users.jsonl
--   id: the user.
--   roles[]: the names of roles; `Agent` makes an agent.
--
-- Events
--   submitted: the ticket's creation, with the priority it had before the first change of it.
--   replied: every article but the first; public unless internal; by whom `sender` says.
--   severity_set: an entry of the history for `priority`.
--   status_set: the first state, and every entry of the history for `state`.
--   resolved: the state becomes `closed`.
--   closed: the state becomes `closed` or `merged`.
--   reopened: the state leaves one of these for another that ends nothing.
--
-- Adapt
--   agreements: from the organisation's name, and from when on, to the agreement; one line for each term.
--   severities: from the priority to the policy's severity.
--   statuses: from the state to the policy's status; NULL where the contract knows no statuses at all.
--   endings: which states end a ticket, and how.
--   channels: from the type of the first article to the policy's channel.
--   people: from a user's id to `manager`, or to what else roles do not tell. User 1 is Zammad itself.
--
-- Not told
--   notes: a note that is not internal counts as a public answer, although Zammad does not send it to anyone.
--   internal mails: an article that is internal counts as internal, even if it was sent as a mail; one that was made
--     public later counts from when it was written.
--   escalations: those of Zammad are its own clock, not the customer's request.
--   merged tickets: what was said in the other ticket stays there.
--
-- Sources
--   tickets: https://docs.zammad.org/en/latest/api/ticket/index.html
--   articles: https://docs.zammad.org/en/latest/api/ticket/articles.html
--   users: https://docs.zammad.org/en/latest/api/user.html
--   history, which the documentation leaves out: https://github.com/zammad/zammad-documentation/issues/325
--   its attributes: https://github.com/zammad/zammad/blob/develop/app/models/history.rb
WITH
-- Adapt: their word on the left, yours on the right. A word that is not listed stays as it is.
agreements(theirs, since, ours) AS (
    VALUES
    ('their-organisation', TIMESTAMPTZ '2024-01-01 00:00:00+00', 'your-agreement')
),
severities(theirs, ours) AS (
    VALUES
    ('3 high', 'high'),
    ('2 normal', 'normal'),
    ('1 low', 'low')
),
statuses(theirs, ours) AS (
    VALUES
    ('new', 'new'),
    ('open', 'open'),
    ('pending reminder', 'pending_reminder'),
    ('pending close', 'pending_close'),
    ('closed', 'closed'),
    ('merged', 'merged')
),
endings(theirs, ours) AS (
    VALUES
    ('closed', 'resolved'),
    ('closed', 'closed'),
    ('merged', 'closed')
),
channels(theirs, ours) AS (
    VALUES
    ('email', 'email'),
    ('web', 'web'),
    ('phone', 'phone'),
    ('chat', 'chat')
),
people(theirs, ours) AS (
    VALUES
    ('1', 'system')
),
-- What the export holds.
tickets AS (
    SELECT id, number AS ticket, created_at, created_by_id, organization, priority, state, create_article_type
    FROM log
    WHERE number IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY updated_at DESC, rowid DESC) = 1
),
articles AS (
    SELECT
        coalesce(ticket, 'id ' || ticket_id) AS ticket,
        log.created_at AS "at",
        log.created_by_id AS who,
        lower(sender) AS role,
        if(internal = 'true', 'false', 'true') AS public,
        TRY_CAST(log.id AS BIGINT) AS place
    FROM log
    LEFT JOIN tickets ON tickets.id = ticket_id
    WHERE sender IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY log.id ORDER BY log.rowid DESC) = 1
),
changes AS (
    SELECT
        coalesce(ticket, 'id ' || o_id) AS ticket,
        log.created_at AS "at",
        log.created_by_id AS who,
        if(attribute = 'state', 'status', attribute) AS what,
        value_from AS before,
        value_to AS word
    FROM log
    LEFT JOIN tickets ON tickets.id = o_id
    WHERE object = 'Ticket' AND attribute IN ('priority', 'state')
    QUALIFY row_number() OVER (PARTITION BY log.id ORDER BY log.rowid DESC) = 1
),
firsts AS (
    SELECT *
    FROM changes
    QUALIFY row_number() OVER (PARTITION BY ticket, what ORDER BY "at") = 1
),
roles AS (
    SELECT id AS who, if(bool_or(list_contains(roles :: VARCHAR[], 'Agent')), 'agent', 'customer') AS role
    FROM log
    WHERE roles IS NOT NULL
    GROUP BY ALL
),
happened AS (
    SELECT
        tickets.ticket,
        created_at AS "at",
        'opened' AS what,
        created_by_id AS who,
        NULL AS role,
        if(firsts.ticket IS NULL, priority, firsts.before) AS word,
        NULL AS before,
        NULL AS public,
        organization AS organisation,
        create_article_type AS channel
    FROM tickets
    LEFT JOIN firsts ON firsts.ticket = tickets.ticket AND firsts.what = 'priority'
    UNION ALL BY NAME
    SELECT
        tickets.ticket,
        created_at AS "at",
        'status' AS what,
        created_by_id AS who,
        if(firsts.ticket IS NULL, state, firsts.before) AS word
    FROM tickets
    LEFT JOIN firsts ON firsts.ticket = tickets.ticket AND firsts.what = 'status'
    UNION ALL BY NAME
    SELECT ticket, "at", 'said' AS what, who, role, public
    FROM articles
    QUALIFY row_number() OVER (PARTITION BY ticket ORDER BY place) > 1
    UNION ALL BY NAME
    SELECT ticket, "at", what, who, word, before
    FROM changes
    UNION ALL BY NAME
    SELECT 'a line of no known kind' AS what
    FROM log
    WHERE coalesce(number, sender, object, roles) IS NULL
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
