import type { ErrorResponse, NotFoundMeaning } from '../../src/faults/error-response.js';
import type { UpstreamMessage } from '../../src/faults/fault.js';

/** The object of an endpoint, unless it is an incident. */
const OBJECTS: Readonly<Partial<Record<string, NotFoundMeaning>>> = {
  getPolicy: 'notification policy',
  deleteSilence: 'silence',
};

/** An error response of an endpoint. */
export function upstreamResponse(
  upstream: ErrorResponse['upstream'],
  name: string,
  status: number,
  errors: readonly UpstreamMessage[] = [],
  more: Partial<ErrorResponse> = {},
): ErrorResponse {
  const effect = /^(?:list|get)/.test(name) ? 'read' : 'write';
  const object = OBJECTS[name] ?? 'incident';
  const absent = name.startsWith('list') ? 'feature' : object;
  return {
    upstream,
    endpoint: { name, effect, permission: 'the key', notFoundMeaning: absent },
    status,
    errors,
    secrets: [],
    ...more,
  };
}

export const pagerduty = (name: string, status: number, code?: number, message = 'No.') =>
  upstreamResponse('PAGERDUTY', name, status, code === undefined ? [] : [{ code, message }]);
export const cloudflare = (name: string, status: number, code?: number, message = 'No.') =>
  upstreamResponse('CLOUDFLARE', name, status, code === undefined ? [] : [{ code, message }]);
