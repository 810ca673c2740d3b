// What conformance/record-exchanges.mjs wrote down, read back and sorted.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Exchange
 * @property {string} method
 * @property {string} url path and query
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {{ status: number, headers: Record<string, string>, body: string } | null} answer null when none came through
 */

/** @returns {Exchange[]} of all processes, in no order */
export function readRecording(folder) {
  return readdirSync(folder)
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Paths of the gateway, those of the sandbox that are no vendor's (its strings, its consent page), and other hosts of PagerDuty's. */
const OUTSIDE = /^\/(?:graphql|health|playground|v2|oauth|_sandbox|consent)(?:[/?]|$)|^\/$/;

/**
 * Which vendor's server was asked: Cloudflare's paths begin with its base path, the rest is PagerDuty's.
 *
 * @param {Exchange} exchange
 */
export function vendorOf({ url }) {
  if (OUTSIDE.test(url)) return undefined;
  return url.startsWith('/client/v4/') ? 'cloudflare' : 'pagerduty';
}

/**
 * Whose requests are judged: all of the gateway, and what the sandbox accepts from the vendors' own clients. What tests
 * send otherwise is often wrong on purpose.
 *
 * @param {Exchange} exchange
 */
export function isFromAClient({ headers, answer }) {
  const agent = headers['user-agent'] ?? '';
  return agent === 'pagergraph' || (/^(?:pdjs|Cloudflare)\//.test(agent) && answer !== null && answer.status < 300);
}

/**
 * A fault on demand, outside of every document: no answer at all, or one without the quota's headers. What the sandbox
 * itself answers, its invented refusals included, always carries them.
 */
export function isInjectedFault({ answer }) {
  return answer === null || !('ratelimit' in answer.headers || 'ratelimit-limit' in answer.headers);
}
