import type { Endpoint, RetryMode } from '../transport/endpoint.js';

function readEndpoint(name: string): Endpoint {
  return {
    name,
    effect: 'read',
    retry: 'idempotent',
    notFoundMeaning: 'feature',
    permission: 'Account > Notifications > Read',
  };
}

function writeEndpoint(name: string, retry: RetryMode): Endpoint {
  return { name, effect: 'write', retry, notFoundMeaning: 'feature', permission: 'Account > Notifications > Edit' };
}

const policyMeaning = { notFoundMeaning: 'notification policy' } as const;

/**
 * Every Cloudflare endpoint that the gateway calls. Linking is a GET that writes and consumes its token
 * (docs/upstream-quirks.md, quirk 81). Creating is never retried after it may have run, because names are not unique (quirk
 * 212). A late retry of a silence could silence again what somebody ended meanwhile. A late retry of the deletion would
 * delete destinations that were connected meanwhile. A late retry of an update would undo a change of somebody else, because
 * it replaces the whole policy. All but the link and a single policy are fixed addresses below an account, so that a 404
 * means that the account has no access.
 */
export const ENDPOINTS = {
  listPagerDutyDestinations: readEndpoint('listPagerDutyDestinations'),
  deletePagerDutyDestinations: { ...writeEndpoint('deletePagerDutyDestinations', 'check-first'), reservedMs: 2_000 },
  createConnectToken: writeEndpoint('createConnectToken', 'if-not-executed'),
  linkPagerDuty: writeEndpoint('linkPagerDuty', 'if-not-executed'),
  getPagerDutyEligibility: readEndpoint('getPagerDutyEligibility'),
  listWebhookDestinations: readEndpoint('listWebhookDestinations'),
  listAlertTypes: readEndpoint('listAlertTypes'),
  listPolicies: readEndpoint('listPolicies'),
  createPolicy: { ...writeEndpoint('createPolicy', 'if-not-executed'), reservedMs: 2_000 },
  getPolicy: { ...readEndpoint('getPolicy'), ...policyMeaning },
  replacePolicy: { ...writeEndpoint('replacePolicy', 'check-first'), ...policyMeaning, reservedMs: 2_000 },
  deletePolicy: { ...writeEndpoint('deletePolicy', 'check-first'), ...policyMeaning, reservedMs: 2_000 },
  listSilences: readEndpoint('listSilences'),
  createSilence: { ...writeEndpoint('createSilence', 'check-first'), reservedMs: 2_000 },
  deleteSilence: { ...writeEndpoint('deleteSilence', 'check-first'), notFoundMeaning: 'silence', reservedMs: 2_000 },
  listHistory: readEndpoint('listHistory'),
} as const satisfies Record<string, Endpoint>;
