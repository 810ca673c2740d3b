import type { WireReference } from './wire.js';

export interface WireBusinessService extends WireReference {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly point_of_contact?: string | null;
  readonly team?: WireReference | null;
}

/** The impact on a business service. It has the name, and nothing else of the service. */
export interface WireImpact {
  readonly id: string;
  readonly type: string;
  readonly name?: string | null;
  readonly status?: string | null;
  readonly additional_fields?: { readonly highest_impacting_priority?: { readonly id: string } | null } | null;
}

/** A list that PagerDuty cuts off, without a way to its other entries. */
export interface CutList<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}
