import type { FastifyInstance } from 'fastify';
import { DAY } from '../../clock.js';
import { badRequest, invalidInput } from '../http/errors.js';
import { matchesFilter, readValue, readValues, type QueryParameters, parseTime } from '../http/query-parameters.js';
import type { AuditRecord, NamedRecord } from '../state/account-records.js';
import { auditRecords } from '../seed/audit-records.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { renderReference } from '../views/reference.js';
import type { ListRoute } from '../http/route-types.js';

const MAX_WINDOW_MS = 31 * DAY;
const MAX_LIMIT = 100;

/** Changes of the account's configuration, paged by cursor. The default window is the last day. */
export function addAuditRecordRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/audit/records', async ({ query }) => {
    const found = findRecords(simulator.state, query);
    const limit = Math.min(Number(readValue(query, 'limit') ?? MAX_LIMIT), MAX_LIMIT);
    if (!Number.isInteger(limit) || limit < 1) throw invalidInput('limit must be a whole number from 1.');
    const offset = decodeCursor(readValue(query, 'cursor'));
    const next = offset + limit < found.length ? encodeCursor(offset + limit) : null;
    const records = found.slice(offset, offset + limit).map((record) => renderAuditRecord(simulator.state, record));
    return { records, response_metadata: { messages: [] }, limit, next_cursor: next };
  });
}

function findRecords(state: PagerDutyState, query: QueryParameters): readonly AuditRecord[] {
  const now = state.now().getTime();
  const until = parseTime(query, 'until')?.getTime() ?? now;
  const since = parseTime(query, 'since')?.getTime() ?? until - DAY;
  if (since > until || until - since > MAX_WINDOW_MS) throw badRequest(2005, 'Invalid Query Date Range');
  return auditRecords.filter(
    ({ ageMs, kind, actorId, action }) =>
      since <= now - ageMs &&
      now - ageMs <= until &&
      matchesFilter(readValues(query, 'root_resource_types[]'), PLURALS[kind]) &&
      matchesFilter(readValues(query, 'actions[]'), action) &&
      (readValue(query, 'actor_id') ?? actorId) === actorId,
  );
}

const PLURALS = { schedule: 'schedules', user: 'users', escalation_policy: 'escalation_policies' } as const;

function encodeCursor(offset: number): string {
  return Buffer.from(String(offset)).toString('base64url');
}

function decodeCursor(cursor: string | undefined): number {
  const offset = Number(cursor === undefined ? 0 : Buffer.from(cursor, 'base64url').toString());
  if (!Number.isInteger(offset) || offset < 0) throw invalidInput('cursor is invalid.');
  return offset;
}

function renderAuditRecord(
  state: PagerDutyState,
  { id, ageMs, actorId, kind, resourceId, action, fields }: AuditRecord,
): object {
  const recordsByKind = { schedule: state.schedules, user: state.users, escalation_policy: state.escalationPolicies };
  const resource = renderReference(kind, requireRecord<NamedRecord>(recordsByKind[kind], resourceId));
  return {
    id,
    self: null,
    execution_time: new Date(state.now().getTime() - ageMs).toISOString(),
    execution_context: { request_id: null, remote_address: null },
    actors: [renderReference('user', requireRecord(state.users, actorId))],
    method: { type: 'browser', truncated_token: null, description: null },
    root_resource: resource,
    action,
    details: { resource, fields, references: [] },
  };
}
