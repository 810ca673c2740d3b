// The simulated upstream, both vendors on one port: it sends recorded bytes from memory, far faster than any gateway. A
// message changes its settings; the reply is the number of calls since the last message.
import { createServer } from 'node:http';
import { recordSandbox } from './record-sandbox.mjs';
import { responseKey } from './response-key.mjs';

const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'ratelimit-limit': '960',
  'ratelimit-remaining': '900',
  'ratelimit-reset': '30',
};
/** What precedes two digits that may change: the second of the first incident, the number of the first destination. */
const BEFORE_DIGITS = /"created_at":"[-0-9]+T[0-9]+:[0-9]+:|"name":"Service [0-9]/;
const DESTINATIONS = /\/alerting\/v3\/destinations\/pagerduty$/;

const { responses, lists, incidentIds, serviceId } = await recordSandbox();
/** It names what is not recorded. */
const toNotFound = (key) => ({
  status: 404,
  body: Buffer.from(JSON.stringify({ error: { message: `Not recorded: ${key}`, code: 2100 } })),
});
let settings = { latencyMs: 0, unchanged: true, destinations: destinationList(3) };
let calls = 0;
let sent = 0;
const positions = new WeakMap();

const server = createServer({ keepAliveTimeout: 72_000 }, async (request, response) => {
  calls += 1;
  const { status, body } = await respond(request);
  const send = () => {
    if (!settings.unchanged) changeDigits(body);
    response.writeHead(status, { ...HEADERS, 'content-length': body.length }).end(body);
  };
  if (settings.latencyMs > 0) setTimeout(send, settings.latencyMs);
  else send();
});

process.on('message', ({ latencyMs = 0, unchanged = true, destinations = 3 }) => {
  settings = { latencyMs, unchanged, destinations: destinationList(destinations) };
  process.send({ calls });
  calls = 0;
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  process.send({ origin: `http://127.0.0.1:${server.address().port}`, incidentIds, serviceId });
});

async function respond(request) {
  if (DESTINATIONS.test(request.url)) return settings.destinations;
  if (request.url.includes('incident_key=')) return NO_INCIDENT;
  return findResponse(responseKey(request.method, request.url, await readText(request)));
}

/** A new key has no incident yet: a gateway looks for one when it cannot know whether the key was used before. */
const NO_INCIDENT = { status: 200, body: Buffer.from(JSON.stringify({ incidents: [], more: false })) };

const findResponse = (key) => responses.get(key) ?? cutPage(key) ?? toNotFound(key);

/** Any page of the recorded lists, made at its first request. */
function cutPage(key) {
  const [, limit, offset, include] = /^GET \/incidents (\d+) (\d+) (.*)$/.exec(key) ?? [];
  const list = lists.get(include);
  if (!list) return undefined;
  const end = Number(offset) + Number(limit);
  const incidents = list.slice(Number(offset), end);
  const page = { incidents, limit: Number(limit), offset: Number(offset), total: null, more: end < list.length };
  const response = { status: 200, body: Buffer.from(JSON.stringify(page)) };
  responses.set(key, response);
  return response;
}

async function readText(request) {
  if (request.method === 'GET') return '';
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Changes two digits, so that no two responses in a row have the same bytes. */
function changeDigits(body) {
  if (!positions.has(body)) positions.set(body, findDigits(body));
  const position = positions.get(body);
  sent += 1;
  if (position !== undefined) body.write(String(sent % 60).padStart(2, '0'), position);
}

function findDigits(body) {
  const found = BEFORE_DIGITS.exec(body.toString('latin1'));
  return found ? found.index + found[0].length : undefined;
}

/** Cloudflare returns all destinations in one response. */
function destinationList(count) {
  const result = Array.from({ length: count }, (_, index) => ({
    id: `${(index + 1).toString(16).padStart(8, '0')}f1e2d3c4b5a69788f1e2d3c4`,
    name: `Service ${String(index + 1).padStart(3, '0')}`,
  }));
  const body = Buffer.from(JSON.stringify({ success: true, errors: [], messages: [], result }));
  return { status: 200, body };
}
