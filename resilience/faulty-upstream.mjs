// A small server that plays PagerDuty or Cloudflare and can be given any fault.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const INCIDENT = {
  id: 'PDRILL1',
  type: 'incident',
  incident_number: 1,
  title: 'Incident',
  status: 'triggered',
  created_at: '2026-01-01T00:00:00Z',
};
const MEBIBYTE = Buffer.alloc(1024 * 1024, ' ');
/** Valid JSON, just below the limit of 8 MiB. */
const DEEP_JSON = Buffer.from('['.repeat(4_000_000) + ']'.repeat(4_000_000));
const GZIP_BOMB = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '));

const sendJson = (response, status, body) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** A correct response of either vendor with the fields that the scenarios need. */
function respondCorrectly(request, response) {
  const { method, url = '' } = request;
  if (url.includes('/alerting/'))
    return sendJson(response, 200, { success: true, errors: [], messages: [], result: [] });
  if (method === 'GET' && url.startsWith('/incidents?')) return sendJson(response, 200, { incidents: [], more: false });
  return sendJson(response, method === 'POST' ? 201 : 200, { incident: INCIDENT });
}

/** 3000 incidents of one second, page by page, oldest first. */
export function incidentsOfOneSecond(created_at) {
  return ({ url = '' }, response) => {
    const { searchParams } = new URL(url, 'http://127.0.0.1');
    const offset = Number(searchParams.get('offset'));
    const count = Math.min(Number(searchParams.get('limit')), 3000 - offset);
    const incidents = Array.from({ length: Math.max(0, count) }, (_, index) => ({
      ...INCIDENT,
      id: `PDRILL${offset + index}`,
      incident_number: offset + index + 1,
      created_at,
    }));
    sendJson(response, 200, { incidents, more: offset + count < 3000 });
  };
}

const ids = Array.from({ length: 100 }, (_, index) => index.toString(16).padStart(32, '0'));
const DESTINATIONS = ids.map((id) => ({ id, name: `Destination ${id}` }));
const POLICIES = ids.map((id) => ({ id, name: `Policy ${id}`, mechanisms: { pagerduty: DESTINATIONS } }));

/** 100 policies that deliver to 100 destinations each. */
function sendDeliveries({ url = '' }, response) {
  const result = url.includes('/policies') ? POLICIES : DESTINATIONS;
  sendJson(response, 200, { success: true, errors: [], messages: [], result });
}

/**
 * The first read of the incident waits until another caller gets a 429; a person resolves the incident 1.1 s after that
 * read.
 *
 * @param {{ onRead: () => void, onWrite: () => void }} callbacks for the first read of the incident and for each write
 */
export function resolvedDuringRateLimit({ onRead, onWrite }) {
  let readAt;
  let sendFirst;
  const sendIncident = (response) => {
    const status = performance.now() - readAt > 1100 ? 'resolved' : 'triggered';
    sendJson(response, 200, { incident: { ...INCIDENT, status } });
  };
  return ({ method, url = '' }, response) => {
    if (method === 'POST') {
      const limit = { 'ratelimit-limit': '960', 'ratelimit-remaining': '0', 'ratelimit-reset': '3' };
      response.writeHead(429, { 'retry-after': '3', ...limit }).end();
      setTimeout(() => sendFirst?.(), 100);
    } else if (!url.startsWith('/incidents/')) {
      sendJson(response, 200, { incidents: [], more: false });
    } else if (method === 'PUT') {
      onWrite();
      sendIncident(response);
    } else if (readAt === undefined) {
      onRead();
      readAt = Infinity;
      sendFirst = () => {
        readAt = performance.now();
        sendFirst = undefined;
        sendIncident(response);
      };
    } else sendIncident(response);
  };
}

/** What a server does instead of responding correctly, by name. */
export const FAULTS = {
  none: respondCorrectly,
  deliveries: sendDeliveries,
  503: (_, response) => response.writeHead(503).end('<html>Sorry</html>'),
  reset: (request) => request.socket.resetAndDestroy(),
  silent: () => {},
  dripping(_, response) {
    response.writeHead(200).write('{');
    const drops = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(drops));
  },
  stalled: (_, response) => response.writeHead(200, { 'content-length': '1000' }).write('{"incident":'),
  slow: (request, response) => setTimeout(() => respondCorrectly(request, response), 1500),
  'half a body': (request) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"incident'),
  'bad chunk': (request) => request.socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
  malformed: (_, response) => response.end('{"incident":{'),
  '50 MB'(_, response) {
    let remaining = 50;
    const send = () => {
      while (remaining > 0 && response.write(MEBIBYTE)) remaining -= 1;
      if (remaining <= 0) response.end();
    };
    response.on('drain', send);
    send();
  },
  'gzip bomb': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(GZIP_BOMB),
  'header bomb': (_, response) => response.writeHead(200, { 'x-much': 'x'.repeat(100_000) }).end('{}'),
  'deep JSON': (_, response) => response.end(DEEP_JSON),
  'an hour': (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
};

export async function startUpstream() {
  let respond = respondCorrectly;
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    response.on('error', () => {});
    request.resume();
    respond(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** The number of requests since the last call of this function. */
    takeRequestCount() {
      const count = requests;
      requests = 0;
      return count;
    },
    /** @param {(request: object, response: object) => unknown} behaviour for all further requests */
    respondWith(behaviour) {
      respond = behaviour;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
