import type { ServiceStatus, SilenceStatus } from '../generated/operations.js';

/** A notification policy as the gateway returns it. A list is null when it is unknown. */
export interface PolicyNode {
  readonly id: string;
  readonly name: string | null;
  readonly alertType: string;
  readonly enabled: boolean | null;
  readonly emails: readonly string[];
  readonly webhookIds: readonly string[];
  readonly pagerDutyDestinations: readonly { readonly id: string }[] | null;
  readonly silences: readonly { readonly status: SilenceStatus; readonly end: string | null }[] | null;
}

/** A destination as the gateway returns it. */
export interface DestinationNode {
  readonly id: string;
  readonly cloudflareId: string;
  readonly name: string | null;
  readonly matchingServices: readonly ServiceNode[] | null;
}

export function isAttached(policy: PolicyNode, { id }: DestinationNode): boolean {
  return policy.pagerDutyDestinations?.some((destination) => destination.id === id) ?? false;
}

/** A service as the gateway returns it. */
export interface ServiceNode {
  readonly id: string;
  readonly pagerDutyId: string;
  readonly name: string | null;
  readonly status: ServiceStatus | null;
  readonly url: string | null;
  readonly escalationPolicy: { readonly name: string | null } | null;
  readonly onCall: readonly ShiftNode[] | null;
}

export interface ShiftNode {
  readonly level: number;
  readonly end: string | null;
  readonly user: { readonly id: string; readonly name: string | null } | null;
  readonly schedule: { readonly name: string | null } | null;
}
