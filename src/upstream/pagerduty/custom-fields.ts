import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeList } from './envelope.js';
import type { ClientContext } from './requester.js';
import { isCustomField, isFieldValue, isIncidentType } from './type-guards.js';
import type { WireCustomField, WireFieldValue, WireIncidentType } from './wire-incident-type.js';

/** Whether a read of definitions may return a cached result, also for a mutation. */
export type Freshness = 'cached' | 'fresh';

/** Reads of incident types, their custom fields, and the values of an incident. No list is paged. */
export interface CustomFieldReads {
  /** `GET /incidents/types`, the disabled ones included, because incidents may have them (docs/upstream-quirks.md, quirk 172). */
  listIncidentTypes(freshness?: Freshness): Promise<readonly WireIncidentType[]>;
  /** `GET /incidents/types/{id}/custom_fields`, with the options of fixed values. */
  listCustomFields(typeId: string, freshness?: Freshness): Promise<readonly WireCustomField[]>;
  /** `GET /incidents/{id}/custom_fields/values`; a field without a value has the value null. */
  listFieldValues(incidentId: string): Promise<readonly WireFieldValue[]>;
}

export const customFieldReads: CustomFieldReads & ThisType<ClientContext> = {
  async listIncidentTypes() {
    const response = await this.send(ENDPOINTS.listIncidentTypes, 'GET', '/incidents/types?filter=all');
    return decodeList(response, 'incident_types', isIncidentType);
  },
  async listCustomFields(typeId) {
    const path = `/incidents/types/${toUrlSafeId(typeId)}/custom_fields?include%5B%5D=field_options`;
    return decodeList(await this.send(ENDPOINTS.listCustomFields, 'GET', path), 'fields', isCustomField);
  },
  async listFieldValues(incidentId) {
    const path = `/incidents/${toUrlSafeId(incidentId)}/custom_fields/values`;
    return decodeList(await this.send(ENDPOINTS.listFieldValues, 'GET', path), 'custom_fields', isFieldValue);
  },
};
