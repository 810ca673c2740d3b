// Reads and sorts what conformance/record-exchanges.mjs recorded.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Exchange
 * @property {string} method
 * @property {string} url path and query
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {{ status: number, headers: Record<string, string>, body: string } | null} response null when it is missing
 * or incomplete
 */

/** @returns {Exchange[]} of all processes, in no particular order */
export function readRecording(folder) {
  return readdirSync(folder)
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/**
 * Paths of the gateway, of tests, the sandbox's own paths, and those of PagerDuty's other hosts. Only for change events
 * the Events API has a document.
 */
const NOT_A_REST_API =
  /^\/(?:graphql|health|playground|v2\/enqueue|oauth|_sandbox|consent|webhooks|token)(?:[/?]|$)|^\/$/;

/**
 * The vendor whose server got a request: Cloudflare's paths begin with its base path, all others are PagerDuty's.
 *
 * @param {Exchange} exchange
 */
export function vendorOf({ url }) {
  if (NOT_A_REST_API.test(url)) return undefined;
  return url.startsWith('/client/v4/') ? 'cloudflare' : 'pagerduty';
}

/** @param {Exchange} exchange */
export function isGatewayRequest({ headers }) {
  return headers['user-agent'] === 'pagergraph';
}

/**
 * Whether a vendor's own client sent it and the sandbox accepted it.
 *
 * @param {Exchange} exchange
 */
export function isAcceptedByVendorClient({ headers, response }) {
  return /^(?:pdjs|Cloudflare)\//.test(headers['user-agent'] ?? '') && response !== null && response.status < 300;
}

/**
 * Whether the request must be valid: all requests of the gateway, and those of the vendors' clients that the sandbox
 * accepts. Other requests of tests are often invalid on purpose.
 *
 * @param {Exchange} exchange
 */
export function isClientRequest(exchange) {
  return isGatewayRequest(exchange) || isAcceptedByVendorClient(exchange);
}

/**
 * Whether the response is an injected fault, which no document describes: it is missing or lacks headers that the sandbox
 * sends with all other responses. The Events API has no rate limit headers.
 *
 * @param {Exchange} exchange
 */
export function isInjectedFault({ url, response }) {
  if (response === null) return true;
  const expected = url.startsWith('/v2/') ? ['x-request-id'] : ['ratelimit', 'ratelimit-limit'];
  return !expected.some((name) => name in response.headers);
}
