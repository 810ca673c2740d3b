import type { Endpoint } from '../../transport/endpoint.js';

/** A retry is safe, because every event has a dedup key (docs/upstream-quirks.md, quirk 117). */
export const SEND_EVENT: Endpoint = {
  name: 'sendEvent',
  effect: 'write',
  retry: 'idempotent',
  notFoundMeaning: 'feature',
  permission: 'the integration key of an Events API v2 integration',
};

/** A change event has no dedup key, so a second execution would add a second event. */
export const SEND_CHANGE_EVENT: Endpoint = {
  ...SEND_EVENT,
  name: 'sendChangeEvent',
  retry: 'if-not-executed',
  permission: 'the integration key of a service',
};
