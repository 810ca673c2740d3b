// Validates the recorded exchanges with the vendors' OpenAPI documents. The documents are not part of this repository;
// without them the validation is skipped.
import { existsSync, readFileSync } from 'node:fs';
import { openDocument } from './document.mjs';
import { DEVIATIONS } from './known-deviations.mjs';
import { isClientRequest, isInjectedFault, vendorOf } from './recorded-exchanges.mjs';
import { findUnprovenOperations } from './unproven-operations.mjs';

const FOLDER = new URL('../../../shared/contracts/openapi/', import.meta.url);

/**
 * The documents of each vendor and the header with the id of a request. When both declare an operation, the first one
 * validates it. PagerDuty's document is split in two. Cloudflare's requires hardly any field of a write, so another one
 * states what the API requires.
 */
const VENDORS = {
  pagerduty: {
    documents: ['pagerduty-subset', 'pagerduty-more'],
    requestId: 'x-request-id',
  },
  cloudflare: { documents: ['cloudflare-alerting-writes', 'cloudflare-alerting'], requestId: 'cf-ray' },
};

/**
 * @typedef {object} ValidationResult
 * @property {number} requests of the gateway and of the vendors' clients
 * @property {number} responses of the sandbox, without injected faults
 * @property {number} faults injected
 * @property {number} failed requests and responses with violations, deviations that are not needed, and operations that
 * only the gateway uses
 * @property {Map<string, number>} violations with the number of their occurrences
 * @property {readonly import('./known-deviations.mjs').Deviation[]} deviations
 */

/**
 * @param {'pagerduty' | 'cloudflare'} vendor
 * @param {readonly import('./recorded-exchanges.mjs').Exchange[]} exchanges
 * @returns {Promise<ValidationResult | undefined>} undefined when a document is not available
 */
export async function validateExchanges(vendor, exchanges) {
  const { documents, requestId } = VENDORS[vendor];
  const files = documents.map((name) => new URL(`${name}.openapi.json`, FOLDER));
  if (!files.every((file) => existsSync(file))) return undefined;
  const ofVendor = exchanges.filter((exchange) => vendorOf(exchange) === vendor);
  const opened = await Promise.all(
    documents.map(async (name, index) => {
      const [text, deviations] = [readFileSync(files[index], 'utf8'), DEVIATIONS[name]];
      return { text, deviations, document: await openDocument(text, deviations) };
    }),
  );
  const requests = ofVendor.filter(isClientRequest);
  const responses = ofVendor.filter((exchange) => !isInjectedFault(exchange));
  const failures = [
    ...withoutRequestId(responses, requestId),
    ...(await validateByDocument(opened, requests, responses)),
    ...findUnproven(opened, requests),
  ];
  return {
    requests: requests.length,
    responses: responses.length,
    faults: ofVendor.length - responses.length,
    failed: failures.length,
    violations: countEach(failures.flat()),
    deviations: opened.flatMap(({ deviations }) => deviations),
  };
}

function withoutRequestId(responses, requestId) {
  return responses
    .filter(({ response }) => !response.headers[requestId])
    .map(({ method, url }) => [`the response to ${method} ${url} lacks ${requestId}`]);
}

/**
 * The first document that declares the operation of an exchange. Paths without parameters come first:
 * `/webhook_subscriptions/oauth_clients` of one document also matches `/webhook_subscriptions/{id}` of the other.
 */
function findDocument(opened, exchange) {
  return (
    opened.find(({ document }) => document.declaresLiterally(exchange)) ??
    opened.find(({ document }) => document.declares(exchange)) ??
    opened[0]
  );
}

function findUnproven(opened, requests) {
  const nameOperation = (exchange) => findDocument(opened, exchange).document.nameOperation(exchange);
  const names = findUnprovenOperations(nameOperation, requests);
  return names.map((name) => [`${name} is used by the gateway, but not by the vendor’s own client`]);
}

async function validateByDocument(opened, requests, responses) {
  const failures = [];
  for (const one of opened) {
    const isOwn = (exchange) => findDocument(opened, exchange) === one;
    // oxlint-disable-next-line no-await-in-loop -- two documents
    failures.push(...(await validateWith(one, requests.filter(isOwn), responses.filter(isOwn))));
  }
  return failures;
}

async function validateWith({ text, deviations, document }, requests, responses) {
  return [
    ...findViolations(document, requests, responses),
    ...(await findUnneeded(text, deviations, requests, responses)).map(({ name }) => [
      `The deviation is not needed: ${name}`,
    ]),
  ];
}

/** The violations of each request and response that has some. */
function* findViolations(document, requests, responses) {
  for (const exchange of requests) yield* unlessEmpty(document.validateRequest(exchange));
  for (const exchange of responses) yield* unlessEmpty(document.validateResponse(exchange));
}

const unlessEmpty = (violations) => (violations.length > 0 ? [violations] : []);

function countEach(violations) {
  const counts = new Map();
  for (const violation of violations) counts.set(violation, (counts.get(violation) ?? 0) + 1);
  return counts;
}

/** The deviations without which everything is valid too. Only exchanges that violate the plain document can need one. */
async function findUnneeded(text, deviations, requests, responses) {
  const plain = await openDocument(text, []);
  const invalidRequests = requests.filter((exchange) => plain.validateRequest(exchange).length > 0);
  const invalidResponses = responses.filter((exchange) => plain.validateResponse(exchange).length > 0);
  const unneeded = [];
  for (const deviation of deviations) {
    const others = deviations.filter((other) => other !== deviation);
    const { done } = findViolations(await openDocument(text, others), invalidRequests, invalidResponses).next();
    if (done) unneeded.push(deviation);
  }
  return unneeded;
}
