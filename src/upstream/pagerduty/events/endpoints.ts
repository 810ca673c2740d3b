import type { Endpoint } from '../../transport/endpoint.js';

/** A retry is safe, because every event has a dedup key (docs/upstream-quirks.md, quirk 117). */
export const SEND_EVENT: Endpoint = {
  name: 'sendEvent',
  effect: 'write',
  retry: 'idempotent',
  notFoundMeaning: 'feature',
  permission: 'the integration key of an Events API v2 integration',
};
