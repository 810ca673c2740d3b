import * as z from 'zod';
import { entitledAlertTypes } from './entitled-alert-types.js';
import { resourceNotFound, invalidRequest } from '../http/errors.js';
import { unentitledAlertTypes } from './unentitled-alert-types.js';
import {
  createId,
  normalizeId,
  toTimestamp,
  omitEmptyMechanisms,
  type CloudflareState,
  type Policy,
} from '../cloudflare-state.js';

const targetsSchema = z.array(z.looseObject({ id: z.string() })).nullish();

/** No field is required here. `validatePolicy` checks them in Cloudflare's order. Members that are not known here stay. */
const policySchema = z.looseObject({
  name: z.string().optional(),
  description: z.string().optional(),
  enabled: z.boolean().optional(),
  alert_type: z.string().optional(),
  alert_interval: z.string().optional(),
  mechanisms: z.record(z.string(), targetsSchema).nullish(),
  filters: z.record(z.string(), z.array(z.string())).nullish(),
});

type PolicyBody = z.output<typeof policySchema>;
type PolicyFields = Omit<Policy, 'id' | 'created' | 'modified'>;

export function createPolicy(state: CloudflareState, body: unknown): string {
  const fields = validatePolicy(parsePolicyBody(body));
  const now = toTimestamp(state.now());
  const policy = { ...fields, id: createId(state), created: now, modified: now };
  state.policies.set(policy.id, policy);
  return policy.id;
}

/**
 * Replaces the whole policy. The body is validated before the policy is looked up (docs/upstream-quirks.md, quirks 89
 * and 90).
 *
 * @param omitted what becomes of optional members that the body omits, which is unverified
 */
export function replacePolicy(state: CloudflareState, id: string, body: unknown, omitted: 'cleared' | 'kept'): string {
  const parsed = parsePolicyBody(body);
  validatePolicy(parsed);
  const previous = requirePolicy(state, id);
  const fields = validatePolicy(omitted === 'kept' ? parsePolicyBody({ ...previous, ...parsed }) : parsed);
  const { id: policyId, created } = previous;
  state.policies.set(policyId, { ...fields, id: policyId, created, modified: toTimestamp(state.now()) });
  return policyId;
}

/** Changes some members, as another user would in the dashboard. */
export function editPolicy(state: CloudflareState, { id }: Policy, changes: Readonly<Record<string, unknown>>): void {
  state.policies.set(id, { ...requirePolicy(state, id), ...changes, modified: toTimestamp(state.now()) });
}

/** A policy as a read returns it: mechanism lists in random order (docs/upstream-quirks.md, quirk 106). */
export function showPolicy({ random }: CloudflareState, policy: Policy, { dashedIds }: { dashedIds: boolean }): Policy {
  const lists = Object.entries(policy.mechanisms).map(([mechanism, targets]) => [
    mechanism,
    targets
      .map((target) => ({ order: random.integerBelow(2 ** 30), target }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ target }) => (dashedIds ? { ...target, id: addDashes(target.id) } : target)),
  ]);
  return { ...policy, mechanisms: Object.fromEntries(lists) as Policy['mechanisms'] };
}

function addDashes(id: string): string {
  return id.replace(/^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/, '$1-$2-$3-$4-$5');
}

export function requirePolicy(state: CloudflareState, id: string): Policy {
  const policy = state.policies.get(normalizeId(id));
  if (policy === undefined) throw resourceNotFound('Policy not found');
  return policy;
}

function parsePolicyBody(body: unknown): PolicyBody {
  const parsed = policySchema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  // The message is invented: Cloudflare's error for a body of the wrong shape is unknown.
  throw invalidRequest(0, `invalid policy: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
}

/**
 * Checks alert type, mechanisms, filters, interval and entitlement, in this order. The position of 17009 is unverified.
 */
function validatePolicy(body: PolicyBody): PolicyFields {
  const type = body.alert_type ?? '';
  const entitled = entitledAlertTypes.find((candidate) => candidate.type === type);
  if (entitled === undefined && !unentitledAlertTypes.has(type)) throw invalidRequest(17004, 'invalid alert type');
  const mechanisms = toMechanisms(body);
  if (Object.keys(mechanisms).length === 0) throw invalidRequest(17102, 'a mechanism is required');
  const filters = body.filters ?? undefined;
  if (entitled?.requiredFilters.some((key) => !filters?.[key]?.length))
    throw invalidRequest(17103, 'Filters selection must be provided to create a policy');
  if (body.alert_interval && entitled?.allowsInterval === false)
    throw invalidRequest(17009, 'alert_interval is not supported for this alert type');
  if (entitled === undefined)
    throw invalidRequest(17200, 'account is not entitled to create policies for the alert type');
  const { id: _id, created: _created, modified: _modified, ...known } = body;
  return {
    ...known,
    name: body.name ?? '',
    description: body.description ?? '',
    enabled: body.enabled ?? true,
    alert_type: type,
    alert_interval: body.alert_interval,
    mechanisms,
    filters,
  };
}

function toMechanisms({ mechanisms }: PolicyBody): Policy['mechanisms'] {
  const lists = Object.entries(mechanisms ?? {}).map(([mechanism, targets]) => [mechanism, targets ?? []]);
  return omitEmptyMechanisms(Object.fromEntries(lists) as Policy['mechanisms']);
}
