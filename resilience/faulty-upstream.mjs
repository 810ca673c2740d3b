// Both upstreams by one small server each, which can be told to misbehave.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const INCIDENT = {
  id: 'PDRILL1',
  type: 'incident',
  incident_number: 1,
  title: 'Drill',
  status: 'triggered',
  created_at: '2026-01-01T00:00:00Z',
};
const PIECE = Buffer.alloc(1024 * 1024, ' ');
/** Whole, and just below the 8 MiB that are read. */
const DEEP = Buffer.from('['.repeat(4_000_000) + ']'.repeat(4_000_000));
const BOMB = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '));

const json = (response, status, body) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** What PagerDuty and Cloudflare answer on a good day, as far as the drill asks. */
function well(request, response) {
  const { method, url = '' } = request;
  if (url.includes('/alerting/')) return json(response, 200, { success: true, errors: [], messages: [], result: [] });
  if (method === 'GET' && url.startsWith('/incidents?')) return json(response, 200, { incidents: [], more: false });
  return json(response, method === 'POST' ? 201 : 200, { incident: INCIDENT });
}

/** A way to answer: 3000 incidents that began in one second, page by page, oldest first. */
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
    json(response, 200, { incidents, more: offset + count < 3000 });
  };
}

const ids = Array.from({ length: 100 }, (_, index) => index.toString(16).padStart(32, '0'));
const DESTINATIONS = ids.map((id) => ({ id, name: `Destination ${id}` }));
const POLICIES = ids.map((id) => ({ id, name: `Policy ${id}`, mechanisms: { pagerduty: DESTINATIONS } }));

/** A hundred policies, each of which delivers to a hundred destinations. */
function deliveries({ url = '' }, response) {
  const result = url.includes('/policies') ? POLICIES : DESTINATIONS;
  json(response, 200, { success: true, errors: [], messages: [], result });
}

/**
 * A way to answer in which the first read of the incident waits for another caller's 429, and a person resolves the incident
 * 1.1 s after that read.
 *
 * @param {{ onRead: () => void, onWrite: () => void }} told of each read of the incident and each write to it
 */
export function resolvedMeanwhile({ onRead, onWrite }) {
  let readAt;
  let answerFirst;
  const tell = (response) => {
    const status = performance.now() - readAt > 1100 ? 'resolved' : 'triggered';
    json(response, 200, { incident: { ...INCIDENT, status } });
  };
  return ({ method, url = '' }, response) => {
    if (method === 'POST') {
      const limit = { 'ratelimit-limit': '960', 'ratelimit-remaining': '0', 'ratelimit-reset': '3' };
      response.writeHead(429, { 'retry-after': '3', ...limit }).end();
      setTimeout(() => answerFirst?.(), 100);
    } else if (!url.startsWith('/incidents/')) {
      json(response, 200, { incidents: [], more: false });
    } else if (method === 'PUT') {
      onWrite();
      tell(response);
    } else if (readAt === undefined) {
      onRead();
      readAt = Infinity;
      answerFirst = () => {
        readAt = performance.now();
        answerFirst = undefined;
        tell(response);
      };
    } else tell(response);
  };
}

/** One way to answer each, or not to. */
export const BEHAVIOURS = {
  well,
  deliveries,
  503: (_, response) => response.writeHead(503).end('<html>Sorry</html>'),
  reset: (request) => request.socket.resetAndDestroy(),
  silent: () => {},
  dripping(_, response) {
    response.writeHead(200).write('{');
    const drops = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(drops));
  },
  stalled: (_, response) => response.writeHead(200, { 'content-length': '1000' }).write('{"incident":'),
  slow: (request, response) => setTimeout(() => well(request, response), 1500),
  'half a body': (request) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"incident'),
  'bad chunk': (request) => request.socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
  malformed: (_, response) => response.end('{"incident":{'),
  '50 MB'(_, response) {
    let left = 50;
    const more = () => {
      while (left > 0 && response.write(PIECE)) left -= 1;
      if (left <= 0) response.end();
    };
    response.on('drain', more);
    more();
  },
  'gzip bomb': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
  'header bomb': (_, response) => response.writeHead(200, { 'x-much': 'x'.repeat(100_000) }).end('{}'),
  'deep JSON': (_, response) => response.end(DEEP),
  'an hour': (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
};

export async function startUpstream() {
  let behaviour = well;
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    response.on('error', () => {});
    request.resume();
    behaviour(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** How many arrived since this was last asked. */
    requests() {
      const count = requests;
      requests = 0;
      return count;
    },
    /** @param {(request: object, response: object) => unknown} now */
    behave(now) {
      behaviour = now;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
