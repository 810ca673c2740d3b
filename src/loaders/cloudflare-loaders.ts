import type { CloudflareClient } from '../upstream/cloudflare/client.js';
import type { WireDestination, WireEligibility, WirePolicy } from '../upstream/cloudflare/wire.js';

/** Reads of one Cloudflare account, each made at most once within one GraphQL request. Cloudflare does not page them. */
export interface CloudflareLoaders {
  destinations(): Promise<readonly WireDestination[]>;
  policies(): Promise<readonly WirePolicy[]>;
  eligibility(): Promise<WireEligibility>;
}

/** Fresh for every GraphQL request. */
export function createCloudflareLoaders(client: CloudflareClient): CloudflareLoaders {
  return {
    destinations: once(() => client.listPagerDutyDestinations()),
    policies: once(() => client.listPolicies()),
    eligibility: once(() => client.getPagerDutyEligibility()),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= read());
}
