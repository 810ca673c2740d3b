import * as z from 'zod';
import { entitledAlertTypes } from './entitled-alert-types.js';
import { missing, rejected } from '../http/errors.js';
import { otherAlertTypes } from './unentitled-alert-types.js';
import { newId, plainId, stamp, withoutEmpty, type CloudflareState, type Policy } from '../cloudflare-state.js';

const targets = z.array(z.object({ id: z.string() })).nullish();

/** Nothing is required here: what is missing is refused in Cloudflare's own order below. */
const policySchema = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  enabled: z.boolean().optional(),
  alert_type: z.string().optional(),
  alert_interval: z.string().optional(),
  mechanisms: z.object({ email: targets, pagerduty: targets, webhooks: targets }).nullish(),
  filters: z.record(z.string(), z.array(z.string())).nullish(),
});

type PolicyBody = z.output<typeof policySchema>;
type PolicyContent = Omit<Policy, 'id' | 'created' | 'modified'>;

export function createPolicy(state: CloudflareState, body: unknown): string {
  const content = judge(read(body));
  const now = stamp(state.now());
  const policy = { ...content, id: newId(state), created: now, modified: now };
  state.policies.set(policy.id, policy);
  return policy.id;
}

/** A full replacement, judged before it is asked whether the policy exists (contracts: quirks 89 and 90). */
export function replacePolicy(state: CloudflareState, id: string, body: unknown): string {
  const content = judge(read(body));
  const { id: known, created } = policyAt(state, id);
  state.policies.set(known, { ...content, id: known, created, modified: stamp(state.now()) });
  return known;
}

export function policyAt(state: CloudflareState, id: string): Policy {
  const policy = state.policies.get(plainId(id));
  if (policy === undefined) throw missing('Policy not found');
  return policy;
}

function read(body: unknown): PolicyBody {
  const parsed = policySchema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  // Invented: what Cloudflare says to a body of the wrong shape is not known.
  throw rejected(0, `invalid policy: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
}

/** Alert type, mechanisms, filters, interval, entitlement; where 17009 stands in this order is not known. */
function judge(body: PolicyBody): PolicyContent {
  const type = body.alert_type ?? '';
  const entitled = entitledAlertTypes.find((candidate) => candidate.type === type);
  if (entitled === undefined && !otherAlertTypes.has(type)) throw rejected(17004, 'invalid alert type');
  const mechanisms = readMechanisms(body);
  if (Object.keys(mechanisms).length === 0) throw rejected(17102, 'a mechanism is required');
  const filters = body.filters ?? undefined;
  if (entitled?.requires.some((key) => !filters?.[key]?.length))
    throw rejected(17103, 'Filters selection must be provided to create a policy');
  if (body.alert_interval && entitled?.takesInterval === false)
    throw rejected(17009, 'alert_interval is not supported for this alert type');
  if (entitled === undefined) throw rejected(17200, 'account is not entitled to create policies for the alert type');
  return {
    name: body.name ?? '',
    description: body.description ?? '',
    enabled: body.enabled ?? true,
    alert_type: type,
    alert_interval: body.alert_interval,
    mechanisms,
    filters,
  };
}

function readMechanisms(body: PolicyBody): Policy['mechanisms'] {
  const { email, pagerduty, webhooks } = body.mechanisms ?? {};
  return withoutEmpty({ email: email ?? [], pagerduty: pagerduty ?? [], webhooks: webhooks ?? [] });
}
