/**
 * The wire's version, told in every request. Additive changes keep it; the fingerprint test fails until either
 * the change is undone or this number and its history are raised together.
 *
 * 1  2026-11  push, pull, poke, photos, session, office, keys
 *    2026-11  added: mutations task.*, records plan, assignment, task, calendar, duty_rules, unit_facts; GET /api/office/tasks
 *    2026-11  added: nine kinds of an incident's `details`, whose unknown members are kept
 *    2026-11  added: the error replica-forked; pull: bases, digests, a page's base, spaces of a later kind
 *    2026-11  added: mutations monthly.*, the record monthly_report, the record monthly_summary, receipts of versions,
 *               the verdict kept_both for edits; GET /api/office/monthly/:id
 *    2026-11  added: mutations incident.adopt and incident.dismiss, spaces outside:…, a grant that is inherited
 *    2026-11  added: pull tells the number of stuck changes
 *    2026-11  added: a verdict's ack, a push's epoch, an envelope's before, the error epoch-other, the refusal proof-wrong;
 *             pull: backup
 *    2026-11  added: mutations piece.*, the records piece and piece_rules, receipts of pieces; GET /api/office/pieces
 *    2026-11  added: mutations plan.*, the records unit_plan, unit_plan_summary and line_progress, receipts of plans;
 *             GET /api/office/plan/:id, a duty's `report` may be a plan's summary
 *    2026-11  added: GET /api/reminders, POST and DELETE /api/reminders/push and /api/reminders/feed, the error push-endpoint;
 *             the mutation duty.chase and its entry, a desk's duty tells `reminded`
 *    2026-11  added: mutations task.give, task.amend, task.withdraw and task.chase, the records given and giving, a task's
 *             place `given`, results of 2,000 characters; GET /api/office/given, /api/office/given/units and /api/office/given/:id
 *    2026-11  added: a push's answer tells the epoch to a phone that named none
 */
export const PROTOCOL = 1
