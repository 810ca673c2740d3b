import type { UpstreamMessage } from '../../faults/fault.js';
import type { WireDestination, WireEligibility, WirePolicy } from './wire.js';

/** A result with Cloudflare's informational `messages[]`, cleaned. */
export interface Told<T> {
  readonly result: T;
  readonly messages: readonly UpstreamMessage[];
}

export interface CloudflareClient {
  listPagerDutyDestinations(): Promise<readonly WireDestination[]>;
  deletePagerDutyDestinations(): Promise<Told<void>>;
  createConnectToken(): Promise<Told<{ readonly id: string }>>;
  linkPagerDuty(token: string): Promise<Told<{ readonly id: string }>>;
  getPagerDutyEligibility(): Promise<WireEligibility>;
  listPolicies(): Promise<readonly WirePolicy[]>;
}
