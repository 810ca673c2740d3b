// Judges the recorded exchanges by the vendors' documents, which lie beside the checkout on the machines that have them.
import { existsSync, readFileSync } from 'node:fs';
import { openDocument } from './document.mjs';
import { EXCEPTIONS } from './exceptions.mjs';
import { isFromAClient, isInjectedFault, vendorOf } from './exchanges.mjs';

const FOLDER = new URL('../../../shared/contracts/openapi/', import.meta.url);

const FILES = {
  pagerduty: 'pagerduty-subset.openapi.json',
  cloudflare: 'cloudflare-alerting.openapi.json',
};

/**
 * @typedef {object} Verdict
 * @property {number} requests of the gateway and of the vendors' clients
 * @property {number} answers of the sandbox, faults on demand left out
 * @property {number} faults on demand
 * @property {number} failed requests and answers with violations, and exceptions that nothing needs
 * @property {Map<string, number>} violations each with how often it happened
 * @property {readonly import('./exceptions.mjs').Exception[]} exceptions
 */

/**
 * @param {'pagerduty' | 'cloudflare'} vendor
 * @param {readonly import('./exchanges.mjs').Exchange[]} exchanges
 * @returns {Promise<Verdict | undefined>} nothing where the document is not at hand
 */
export async function judge(vendor, exchanges) {
  const file = new URL(FILES[vendor], FOLDER);
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const exceptions = EXCEPTIONS[vendor];
  const own = exchanges.filter((exchange) => vendorOf(exchange) === vendor);
  const requests = own.filter(isFromAClient);
  const answers = own.filter((exchange) => !isInjectedFault(exchange));
  const bad = [
    ...violationsIn(await openDocument(text, exceptions), requests, answers),
    ...(await needless(text, exceptions, requests, answers)).map(({ name }) => [
      `Nothing needs the exception: ${name}`,
    ]),
  ];
  return {
    requests: requests.length,
    answers: answers.length,
    faults: own.length - answers.length,
    failed: bad.length,
    violations: counted(bad.flat()),
    exceptions,
  };
}

/** What is wrong, for each request and answer with which something is. */
function* violationsIn(document, requests, answers) {
  for (const exchange of requests) yield* someOf(document.request(exchange));
  for (const exchange of answers) yield* someOf(document.answer(exchange));
}

const someOf = (lines) => (lines.length > 0 ? [lines] : []);

function counted(lines) {
  const counts = new Map();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** The exceptions without which all is well, too. Only what the plain document refuses can need one. */
async function needless(text, exceptions, requests, answers) {
  const plain = await openDocument(text, []);
  const doubtfulRequests = requests.filter((exchange) => plain.request(exchange).length > 0);
  const doubtfulAnswers = answers.filter((exchange) => plain.answer(exchange).length > 0);
  const found = [];
  for (const exception of exceptions) {
    const others = exceptions.filter((other) => other !== exception);
    const { done } = violationsIn(await openDocument(text, others), doubtfulRequests, doubtfulAnswers).next();
    if (done) found.push(exception);
  }
  return found;
}
