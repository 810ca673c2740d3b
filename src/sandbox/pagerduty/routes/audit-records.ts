import type { FastifyInstance } from 'fastify';
import { DAY } from '../../clock.js';
import { badRequest, invalidInput } from '../http/errors.js';
import { readTime } from '../incidents/list-incidents.js';
import { admits, value, values, type Query } from '../http/query-parameters.js';
import type { AuditRecord, Named } from '../state/account-records.js';
import { auditRecords } from '../seed/audit-records.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { known, type PagerDutyState } from '../state/pagerduty-state.js';
import { reference } from '../views/reference.js';

const LONGEST_WINDOW = 31 * DAY;
const MAX_LIMIT = 100;

/** Changes of the account's set-up, paged by a cursor; the last day unless told otherwise. */
export function addAuditRecordRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.get<{ Querystring: Query }>('/audit/records', async ({ query }) => {
    const found = findRecords(half.state, query);
    const limit = Math.min(Number(value(query, 'limit') ?? MAX_LIMIT), MAX_LIMIT);
    if (!Number.isInteger(limit) || limit < 1) throw invalidInput('limit must be a whole number from 1.');
    const offset = readCursor(value(query, 'cursor'));
    const next = offset + limit < found.length ? cursorAt(offset + limit) : null;
    const records = found.slice(offset, offset + limit).map((record) => recordView(half.state, record));
    return { records, response_metadata: { messages: [] }, limit, next_cursor: next };
  });
}

function findRecords(state: PagerDutyState, query: Query): readonly AuditRecord[] {
  const now = state.now().getTime();
  const until = readTime(query, 'until')?.getTime() ?? now;
  const since = readTime(query, 'since')?.getTime() ?? until - DAY;
  if (since > until || until - since > LONGEST_WINDOW) throw badRequest(2005, 'Invalid Query Date Range');
  return auditRecords.filter(
    ({ agoMs, kind, actorId, action }) =>
      since <= now - agoMs &&
      now - agoMs <= until &&
      admits(values(query, 'root_resource_types[]'), PLURALS[kind]) &&
      admits(values(query, 'actions[]'), action) &&
      (value(query, 'actor_id') ?? actorId) === actorId,
  );
}

const PLURALS = { schedule: 'schedules', user: 'users', escalation_policy: 'escalation_policies' } as const;

/** Opaque to clients. */
function cursorAt(offset: number): string {
  return Buffer.from(String(offset)).toString('base64url');
}

function readCursor(cursor: string | undefined): number {
  const offset = Number(cursor === undefined ? 0 : Buffer.from(cursor, 'base64url').toString());
  if (!Number.isInteger(offset) || offset < 0) throw invalidInput('cursor is invalid.');
  return offset;
}

function recordView(
  state: PagerDutyState,
  { id, agoMs, actorId, kind, resourceId, action, fields }: AuditRecord,
): object {
  const places = { schedule: state.schedules, user: state.users, escalation_policy: state.escalationPolicies };
  const resource = reference(kind, known<Named>(places[kind], resourceId));
  return {
    id,
    self: null,
    execution_time: new Date(state.now().getTime() - agoMs).toISOString(),
    execution_context: { request_id: null, remote_address: null },
    actors: [reference('user', known(state.users, actorId))],
    method: { type: 'browser', truncated_token: null, description: null },
    root_resource: resource,
    action,
    details: { resource, fields, references: [] },
  };
}
