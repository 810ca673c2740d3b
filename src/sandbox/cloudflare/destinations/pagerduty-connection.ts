import { resourceNotFound } from '../http/errors.js';
import {
  createId,
  normalizeId,
  omitEmptyMechanisms,
  type CloudflareState,
  type ConnectToken,
} from '../cloudflare-state.js';

/** The two-step connection (contracts: cloudflare-alerting-v3 sections 3.2 to 3.4). */

export function createConnectToken(state: CloudflareState): ConnectToken {
  const token: ConnectToken = { id: createId(state), stage: 'created', services: [] };
  state.tokens.set(token.id, token);
  return token;
}

/** What the person's browser does between the two calls; false for a token that is unknown or already linked. */
export function authoriseToken(state: CloudflareState, id: string, services: readonly string[]): boolean {
  const token = findToken(state, id);
  if (token === undefined || token.stage === 'linked') return false;
  state.tokens.set(token.id, { ...token, stage: 'authorised', services });
  return true;
}

/** A GET that changes the account (quirk 81). Its answer's id is no destination id (quirk 84). */
export function linkDestinations(state: CloudflareState, id: string): string {
  const token = findToken(state, id);
  // These three refusals are invented: neither status nor code is known for them.
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

/** Everything at once; policies stay and lose the mechanism (contracts: quirk 82). */
export function deleteDestinations(state: CloudflareState): void {
  state.destinations.clear();
  for (const policy of state.policies.values())
    state.policies.set(policy.id, {
      ...policy,
      mechanisms: omitEmptyMechanisms({ ...policy.mechanisms, pagerduty: [] }),
    });
}

export function findToken(state: CloudflareState, id: string): ConnectToken | undefined {
  return state.tokens.get(normalizeId(id));
}
