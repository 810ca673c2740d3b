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

/** Paths of the gateway, of tests, the sandbox's own paths, and the paths of PagerDuty's other hosts. */
const NOT_A_REST_API = /^\/(?:graphql|health|playground|v2|oauth|_sandbox|consent|webhooks|token)(?:[/?]|$)|^\/$/;

/**
 * The vendor whose server got a request: Cloudflare's paths begin with its base path, all others are PagerDuty's.
 *
 * @param {Exchange} exchange
 */
export function vendorOf({ url }) {
  if (NOT_A_REST_API.test(url)) return undefined;
  return url.startsWith('/client/v4/') ? 'cloudflare' : 'pagerduty';
}

/**
 * Whether the request must be valid: all requests of the gateway, and those of the vendors' clients that the sandbox
 * accepts. Other requests of tests are often invalid on purpose.
 *
 * @param {Exchange} exchange
 */
export function isClientRequest({ headers, response }) {
  const agent = headers['user-agent'] ?? '';
  return agent === 'pagergraph' || (/^(?:pdjs|Cloudflare)\//.test(agent) && response !== null && response.status < 300);
}

/**
 * Whether the response is an injected fault, which no document describes: it is missing or lacks the rate limit headers
 * that the sandbox sends with all other responses.
 */
export function isInjectedFault({ response }) {
  return response === null || !('ratelimit' in response.headers || 'ratelimit-limit' in response.headers);
}
