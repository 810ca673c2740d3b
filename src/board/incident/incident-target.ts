import type { IncidentQuery, IncidentRef } from '../generated/operations.js';

export type Incident = NonNullable<IncidentQuery['incident']>;

/** Variables that name one incident. */
export interface IncidentTarget {
  readonly account?: string;
  readonly by: IncidentRef;
}

/** An address names an incident by its number or by PagerDuty's id. */
export function toTarget(account: string | undefined, subject: string): IncidentTarget {
  const by = /^\d{1,9}$/.test(subject) ? { number: Number(subject) } : { pagerDutyId: subject };
  return { ...(account !== undefined && { account }), by };
}

/** What every part of the view needs to read its own data. */
export interface PartProps {
  readonly target: IncidentTarget;
  /** Changes when the incident has changed, so that the part reads again. */
  readonly revision: unknown;
}
