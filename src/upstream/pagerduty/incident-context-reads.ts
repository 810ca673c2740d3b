import { Fault } from '../../faults/fault.js';
import { isObject } from '../../shared/json.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeList, decodeObject, requireSuccess } from './envelope.js';
import type { ClientContext } from './requester.js';
import { isOutlierIncident, isPastIncident, isRelatedIncident } from './type-guards.js';
import type { WireOutlierIncident, WirePastIncident, WireRelatedIncident } from './wire-incident-context.js';

/** Reads that need AIOps; all throw `FEATURE_UNAVAILABLE` where the account's plan lacks it. */
export interface IncidentContextReads {
  /** `GET /incidents/{id}/past_incidents`: resolved ones of the same service, by similarity. */
  listPastIncidents(incidentId: string, limit: number): Promise<readonly WirePastIncident[]>;
  /** `GET /incidents/{id}/related_incidents`: the 20 newest open ones of other services. */
  listRelatedIncidents(incidentId: string): Promise<readonly WireRelatedIncident[]>;
  /** `GET /incidents/{id}/outlier_incident`: how often such an incident occurs on its service. */
  getOutlierIncident(incidentId: string): Promise<WireOutlierIncident>;
}

export const incidentContextReads: IncidentContextReads & ThisType<ClientContext> = {
  async listPastIncidents(incidentId, limit) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/past_incidents?limit=${limit}`;
    const response = await this.send(ENDPOINTS.listPastIncidents, 'GET', path);
    return decodeList(requireInPlan(response), 'past_incidents', isPastIncident);
  },
  async listRelatedIncidents(incidentId) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/related_incidents`;
    const response = await this.send(ENDPOINTS.listRelatedIncidents, 'GET', path);
    return decodeList(requireInPlan(response), 'related_incidents', isRelatedIncident);
  },
  async getOutlierIncident(incidentId) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/outlier_incident`;
    const response = await this.send(ENDPOINTS.getOutlierIncident, 'GET', path);
    return decodeObject(requireInPlan(response, 'outlier_incident'), 'outlier_incident', isOutlierIncident);
  },
};

/**
 * Where the plan lacks AIOps, some accounts get an empty list or an empty object instead of an error
 * (docs/upstream-quirks.md, quirk 163).
 *
 * @param objectKey name of the object in the body that may be empty as well
 * @throws Fault `FEATURE_UNAVAILABLE`, or the error of the status
 */
export function requireInPlan(response: UpstreamResponse, objectKey?: string): UpstreamResponse {
  requireSuccess(response);
  const body = response.json();
  const content = objectKey !== undefined && isObject(body) && !isEmpty(body) ? body[objectKey] : body;
  if (!isEmpty(content)) return response;
  throw new Fault(
    'FEATURE_UNAVAILABLE',
    'PagerDuty returned an empty response, as it does where the account’s plan lacks AIOps.',
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && (value === null || Object.keys(value).length === 0);
}
