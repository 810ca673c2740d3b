import type { Endpoint, Repeat } from '../transport/endpoint.js';

function read(name: string): Endpoint {
  return { name, effect: 'read', repeat: 'freely', absent: 'feature', permission: 'Account > Notifications > Read' };
}

function write(name: string, repeat: Repeat): Endpoint {
  return { name, effect: 'write', repeat, absent: 'feature', permission: 'Account > Notifications > Edit' };
}

/**
 * Every Cloudflare endpoint this gateway calls. Linking is a GET that writes and uses its token up (contracts: quirk
 * 81); a late repeat of the deletion would hit what was connected meanwhile. All but the link are fixed addresses below an
 * account, so that a 404 says that this account has none of it.
 */
export const ENDPOINTS = {
  listPagerDutyDestinations: read('listPagerDutyDestinations'),
  deletePagerDutyDestinations: { ...write('deletePagerDutyDestinations', 'after-looking'), leavesMs: 2_000 },
  createConnectToken: write('createConnectToken', 'if-not-executed'),
  linkPagerDuty: write('linkPagerDuty', 'if-not-executed'),
  getPagerDutyEligibility: read('getPagerDutyEligibility'),
  listPolicies: read('listPolicies'),
  listHistory: read('listHistory'),
} as const satisfies Record<string, Endpoint>;
