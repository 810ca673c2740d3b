import type { CloudflareClient } from '../upstream/cloudflare/client.js';
import type {
  WireAlertType,
  WireDestination,
  WireEligibility,
  WirePolicy,
  WireSilence,
} from '../upstream/cloudflare/wire.js';

/** Reads of one Cloudflare account, each sent at most once for one GraphQL request. Cloudflare does not page them. */
export interface CloudflareLoaders {
  destinations(): Promise<readonly WireDestination[]>;
  policies(): Promise<readonly WirePolicy[]>;
  silences(): Promise<readonly WireSilence[]>;
  alertTypes(): Promise<readonly WireAlertType[]>;
  eligibility(): Promise<WireEligibility>;
}

export function createCloudflareLoaders(client: CloudflareClient): CloudflareLoaders {
  return {
    destinations: callOnce(() => client.listPagerDutyDestinations()),
    policies: callOnce(() => client.listPolicies()),
    silences: callOnce(() => client.listSilences()),
    alertTypes: callOnce(() => client.listAlertTypes()),
    eligibility: callOnce(() => client.getPagerDutyEligibility()),
  };
}

function callOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= load());
}
