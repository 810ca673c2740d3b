import { resourceNotFound } from '../http/errors.js';
import {
  createId,
  normalizeId,
  omitEmptyMechanisms,
  type CloudflareState,
  type ConnectToken,
} from '../cloudflare-state.js';

/** Connects PagerDuty in two steps (docs/upstream-quirks.md, "Cloudflare: destinations and connecting"). */

export function createConnectToken(state: CloudflareState): ConnectToken {
  const token: ConnectToken = { id: createId(state), stage: 'created', services: [] };
  state.tokens.set(token.id, token);
  return token;
}

/** Performs the browser's step between the two calls. Returns false for an unknown or already linked token. */
export function authoriseToken(state: CloudflareState, id: string, services: readonly string[]): boolean {
  const token = findToken(state, id);
  if (token === undefined || token.stage === 'linked') return false;
  state.tokens.set(token.id, { ...token, stage: 'authorised', services });
  return true;
}

/**
 * Handles the GET that changes the account (docs/upstream-quirks.md, quirks 81 and 84). The id it returns is not a
 * destination id.
 */
export function linkDestinations(state: CloudflareState, id: string): string {
  const token = findToken(state, id);
  // These three errors are invented: their real status and code are unknown.
  if (token === undefined) throw resourceNotFound('PagerDuty integration token not found');
  if (token.stage === 'created') throw resourceNotFound('PagerDuty integration token is not authorised yet');
  if (token.stage === 'linked') throw resourceNotFound('PagerDuty integration token was already used');
  for (const name of token.services) {
    const destination = { id: createId(state), name };
    state.destinations.set(destination.id, destination);
  }
  state.tokens.set(token.id, { ...token, stage: 'linked' });
  return createId(state);
}

/** What becomes of the policies with a destination when all are deleted; `kept` leaves the dead ids in. */
export type DisconnectedPolicies = 'emptied' | 'disabled' | 'kept';

/** Deletes all destinations at once (docs/upstream-quirks.md, quirk 82). */
export function deleteDestinations(state: CloudflareState, disconnected: DisconnectedPolicies): void {
  state.destinations.clear();
  if (disconnected === 'kept') return;
  for (const policy of state.policies.values())
    state.policies.set(policy.id, {
      ...policy,
      enabled: policy.enabled && !(disconnected === 'disabled' && policy.mechanisms.pagerduty?.length),
      mechanisms: omitEmptyMechanisms({ ...policy.mechanisms, pagerduty: [] }),
    });
}

export function findToken(state: CloudflareState, id: string): ConnectToken | undefined {
  return state.tokens.get(normalizeId(id));
}
