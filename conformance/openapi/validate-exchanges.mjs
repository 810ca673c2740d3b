// Judges the recorded exchanges by the vendors' documents, which lie beside the checkout on the machines that have them.
import { existsSync, readFileSync } from 'node:fs';
import { openDocument } from './document.mjs';
import { EXCEPTIONS } from './known-deviations.mjs';
import { isFromAClient, isInjectedFault, vendorOf } from './recorded-exchanges.mjs';

const FOLDER = new URL('../../../shared/contracts/openapi/', import.meta.url);

/**
 * The documents of each vendor, and the header in which it names an answer. PagerDuty's is cut in two; where both have an
 * operation, the first judges it.
 */
const VENDORS = {
  pagerduty: {
    documents: ['pagerduty-subset', 'pagerduty-more'],
    requestId: 'x-request-id',
  },
  cloudflare: { documents: ['cloudflare-alerting'], requestId: 'cf-ray' },
};

/**
 * @typedef {object} Verdict
 * @property {number} requests of the gateway and of the vendors' clients
 * @property {number} answers of the sandbox, faults on demand left out
 * @property {number} faults on demand
 * @property {number} failed requests and answers with violations, and exceptions that nothing needs
 * @property {Map<string, number>} violations each with how often it happened
 * @property {readonly import('./known-deviations.mjs').Exception[]} exceptions
 */

/**
 * @param {'pagerduty' | 'cloudflare'} vendor
 * @param {readonly import('./recorded-exchanges.mjs').Exchange[]} exchanges
 * @returns {Promise<Verdict | undefined>} nothing where the document is not at hand
 */
export async function judge(vendor, exchanges) {
  const { documents, requestId } = VENDORS[vendor];
  const files = documents.map((name) => new URL(`${name}.openapi.json`, FOLDER));
  if (!files.every((file) => existsSync(file))) return undefined;
  const own = exchanges.filter((exchange) => vendorOf(exchange) === vendor);
  const opened = await Promise.all(
    documents.map(async (name, index) => {
      const [text, exceptions] = [readFileSync(files[index], 'utf8'), EXCEPTIONS[name]];
      return { text, exceptions, document: await openDocument(text, exceptions) };
    }),
  );
  const judgeOf = (exchange) => opened.find(({ document }) => document.knows(exchange)) ?? opened[0];
  const requests = own.filter(isFromAClient);
  const answers = own.filter((exchange) => !isInjectedFault(exchange));
  const bad = answers
    .filter(({ answer }) => !answer.headers[requestId])
    .map(({ method, url }) => [`${method} ${url} is answered without ${requestId}`]);
  for (const one of opened) {
    const isOwn = (exchange) => judgeOf(exchange) === one;
    // oxlint-disable-next-line no-await-in-loop -- two documents
    bad.push(...(await judgedBy(one, requests.filter(isOwn), answers.filter(isOwn))));
  }
  return {
    requests: requests.length,
    answers: answers.length,
    faults: own.length - answers.length,
    failed: bad.length,
    violations: counted(bad.flat()),
    exceptions: opened.flatMap(({ exceptions }) => exceptions),
  };
}

async function judgedBy({ text, exceptions, document }, requests, answers) {
  return [
    ...violationsIn(document, requests, answers),
    ...(await needless(text, exceptions, requests, answers)).map(({ name }) => [
      `Nothing needs the exception: ${name}`,
    ]),
  ];
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
