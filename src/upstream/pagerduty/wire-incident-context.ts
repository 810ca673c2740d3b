/** What PagerDuty knows about an incident from others (docs/upstream-quirks.md, PagerDuty: past, related and outlier incidents). */

/** An incident with its id and few other fields. */
export interface WirePartialIncident {
  readonly id: string;
  readonly title?: string | null;
  readonly created_at?: string | null;
}

export interface WirePastIncident {
  readonly incident: WirePartialIncident;
  readonly score?: number | null;
}

export interface WireRelatedIncident {
  readonly incident: WirePartialIncident;
  readonly relationships?: readonly WireRelationship[] | null;
}

export interface WireRelationship {
  /** `machine_learning_inferred` or `service_dependency`; other values may follow. */
  readonly type: string;
  readonly metadata?: {
    readonly grouping_classification?: string | null;
    readonly dependent_services?: WireRelatedServices | null;
    readonly supporting_services?: WireRelatedServices | null;
  } | null;
}

interface WireRelatedService {
  readonly id?: string | null;
}

/** A list in the vendor's schema, an object in its example (docs/upstream-quirks.md, quirk 45). */
export type WireRelatedServices = WireRelatedService | readonly WireRelatedService[];

export interface WireOutlierIncident {
  readonly incident: {
    readonly occurrence: {
      readonly count?: number | null;
      readonly frequency?: number | null;
      /** `frequent`, `rare` or `anomaly`; other values may follow. */
      readonly category?: string | null;
      readonly since?: string | null;
      readonly until?: string | null;
    };
  };
  readonly incident_template?: { readonly mined_text?: string | null } | null;
}
