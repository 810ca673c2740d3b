import type { Endpoint } from '../../transport/endpoint.js';

/** Repeating is safe because every event carries a de-duplication key (contracts: quirk 117). */
export const SEND_EVENT: Endpoint = {
  name: 'sendEvent',
  effect: 'write',
  retry: 'idempotent',
  notFoundMeaning: 'feature',
  permission: 'the integration key of an Events API v2 integration',
};
