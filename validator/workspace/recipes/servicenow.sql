-- ServiceNow: incidents with their audit and journal
--
-- Export
--   incidents.jsonl: `GET /api/now/table/incident` with all columns below in `sysparm_fields`, one record per line:
--     `jq -c '.result[]'`.
--   audit.jsonl: `GET /api/now/table/sys_audit?sysparm_query=tablename=incident^fieldnameINpriority,state`, likewise.
--   journal.jsonl: `GET /api/now/table/sys_journal_field?sysparm_query=name=incident`, likewise.
--   roles.jsonl: `GET /api/now/table/sys_user_has_role?sysparm_fields=user.user_name,role.name`, likewise.
--     All four without `sysparm_display_value`: values are then those of the database, and stamps are in UTC.
--
-- Columns of incidents.jsonl
--   sys_id: the record; where several lines have the same, the one updated last counts.
--   number: the ticket.
--   opened_at: when it was opened, in UTC.
--   sys_updated_on: when it was changed last.
--   opened_by.user_name: who opened it.
--   company.name: the caller's company.
--   contact_type: how it came in.
--   priority: its priority now, `1` to `5`.
--   state: its state now, a number.
--
-- Columns of audit.jsonl
--   sys_id: the record; where several lines have the same, one counts.
--   documentkey: the incident's `sys_id`.
--   fieldname: `priority` and `state` are read.
--   oldvalue: the value before; empty where it was set first.
--   newvalue: the value since.
--   sys_created_on: when, in UTC.
--   user: the user name of who changed it.
--
-- Columns of journal.jsonl
--   sys_id: the record; where several lines have the same, one counts.
--   element_id: the incident's `sys_id`.
--   element: `comments` are for the caller, `work_notes` are internal.
--   sys_created_on: when, in UTC.
--   sys_created_by: the user name of who wrote it.
--
-- Columns of roles.jsonl
--   user.user_name: a user who has a role.
--   role.name: the role's name; `itil` makes an agent.
--
-- Events
--   submitted: `opened_at`, with the priority it had before the first change of it.
--   replied: a journal entry after the opening: public if in `comments`; by an agent where its author has the role
--     `itil`, else by the customer.
--   severity_set: an audited change of `priority`.
--   status_set: the first state, and every audited change of `state`.
--   resolved: the state becomes 6.
--   closed: the state becomes 7, or 8 (cancelled).
--   reopened: the state leaves one of these for another that ends nothing.
--
-- Adapt
--   agreements: from the company's name, and from when on, to the agreement; one line for each term.
--   severities: from the priority's number to the policy's severity.
--   statuses: from the state's number to the policy's status; NULL where the contract knows no statuses at all.
--   endings: which states end an incident, and how.
--   channels: from the contact type to the policy's channel.
--   people: from a user name to `manager`, or to what else roles do not tell; users of integrations to `system`.
--
-- Not told
--   changes that are not audited: the table `incident` must be audited, and the audit must not have been pruned.
--   escalations: the field `escalation` is ServiceNow's own clock, not the customer's request.
--   automatic comments: those that a rule writes in a person's name look like that person's.
--
-- Sources
--   audit: https://www.servicenow.com/docs/r/washingtondc/platform-security/c_UnderstandingTheSysAuditTable.html
--   journal: https://www.servicenow.com/docs/r/australia/api-reference/web-services/retrieving-journal-entries.html
--   states: https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB0564465
--   fields of related records: https://developer.servicenow.com/blog.do?p=/post/dot-walking-in-the-rest-table-api-2/
WITH
-- Adapt: their word on the left, yours on the right. A word that is not listed stays as it is.
agreements(theirs, since, ours) AS (
    VALUES
    ('their-company', TIMESTAMPTZ '2024-01-01 00:00:00+00', 'your-agreement')
),
severities(theirs, ours) AS (
    VALUES
    ('1', 'priority_1'),
    ('2', 'priority_2'),
    ('3', 'priority_3'),
    ('4', 'priority_4'),
    ('5', 'priority_5')
),
statuses(theirs, ours) AS (
    VALUES
    ('1', 'new'),
    ('2', 'in_progress'),
    ('3', 'on_hold'),
    ('6', 'resolved'),
    ('7', 'closed'),
    ('8', 'canceled')
),
endings(theirs, ours) AS (
    VALUES
    ('6', 'resolved'),
    ('7', 'closed'),
    ('8', 'closed')
),
channels(theirs, ours) AS (
    VALUES
    ('email', 'email'),
    ('phone', 'phone'),
    ('self-service', 'self_service'),
    ('chat', 'chat')
),
people(theirs, ours) AS (
    VALUES
    ('system', 'system'),
    ('guest', 'system')
),
-- What the export holds.
incidents AS (
    SELECT
        sys_id,
        number AS ticket,
        opened_at,
        "opened_by.user_name" AS opener,
        "company.name" AS company,
        contact_type,
        priority,
        state
    FROM log
    WHERE number IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY sys_id ORDER BY sys_updated_on DESC, rowid DESC) = 1
),
changes AS (
    SELECT
        coalesce(incidents.ticket, documentkey) AS ticket,
        sys_created_on AS "at",
        "user" AS who,
        if(fieldname = 'state', 'status', fieldname) AS what,
        oldvalue AS before,
        newvalue AS word
    FROM log
    LEFT JOIN incidents ON incidents.sys_id = documentkey
    WHERE fieldname IN ('priority', 'state')
    QUALIFY row_number() OVER (PARTITION BY log.sys_id ORDER BY log.rowid DESC) = 1
),
firsts AS (
    SELECT ticket, what, coalesce(before, word) AS word
    FROM changes
    QUALIFY row_number() OVER (PARTITION BY ticket, what ORDER BY "at") = 1
),
roles AS (
    SELECT DISTINCT "user.user_name" AS who, 'agent' AS role
    FROM log
    WHERE "role.name" = 'itil'
),
told AS (
    SELECT
        incidents.ticket,
        incidents.opened_at AS "at",
        'opened' AS what,
        opener AS who,
        if(firsts.ticket IS NULL, incidents.priority, firsts.word) AS word,
        NULL AS before,
        NULL AS public,
        company AS organisation,
        contact_type AS channel
    FROM incidents
    LEFT JOIN firsts ON firsts.ticket = incidents.ticket AND firsts.what = 'priority'
    UNION ALL BY NAME
    SELECT
        incidents.ticket,
        incidents.opened_at AS "at",
        'status' AS what,
        opener AS who,
        if(firsts.ticket IS NULL, incidents.state, firsts.word) AS word
    FROM incidents
    LEFT JOIN firsts ON firsts.ticket = incidents.ticket AND firsts.what = 'status'
    UNION ALL BY NAME
    SELECT ticket, "at", what, who, word, before
    FROM changes
    WHERE before IS NOT NULL
    UNION ALL BY NAME
    SELECT
        coalesce(incidents.ticket, element_id) AS ticket,
        sys_created_on AS "at",
        'said' AS what,
        sys_created_by AS who,
        if(element = 'comments', 'true', 'false') AS public
    FROM log
    LEFT JOIN incidents ON incidents.sys_id = element_id
    WHERE element IN ('comments', 'work_notes') AND sys_created_on IS DISTINCT FROM incidents.opened_at
    QUALIFY row_number() OVER (PARTITION BY log.sys_id ORDER BY log.rowid DESC) = 1
    UNION ALL BY NAME
    SELECT 'a line of no known kind' AS what
    FROM log
    WHERE coalesce(number, documentkey, element_id, "role.name") IS NULL
),
happened AS (
    SELECT
        * REPLACE (replace("at", ' ', 'T') || 'Z' AS "at"),
        if(who IN (SELECT who FROM roles), 'agent', 'customer') AS role
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
