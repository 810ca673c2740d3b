import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, test } from '@jest/globals';
import { Cancellation } from '../../../src/shared/cancellation.js';
import { UNUSED_PORT } from '../../ports.js';
import { fakeClock } from '../fake-clock.js';
import { type LocalUpstream, READ, serveLocally, transportTo, WRITE } from '../local-server.js';

const openUpstreams: LocalUpstream[] = [];

function closeLater(upstream: LocalUpstream): LocalUpstream['transport'] {
  openUpstreams.push(upstream);
  return upstream.transport;
}

afterEach(async () => {
  await Promise.all(openUpstreams.splice(0).map((upstream) => upstream.close()));
});

const GET_REQUEST = { endpoint: READ, method: 'GET', path: '/things?limit=1' } as const;
const POST_REQUEST = { endpoint: WRITE, method: 'POST', path: '/things', body: '{"é":1}' } as const;

test('upstream data is frozen in tests, because many requests share it', async () => {
  const upstream = await serveLocally((_, response) => response.end('{"list":[{"name":"Ada"}]}'));
  const result = await closeLater(upstream).send(GET_REQUEST);
  const { list } = result.json() as { list: { name: string }[] };
  expect(() => list.push({ name: 'Eve' })).toThrow(TypeError);
  expect(() => Object.assign(list[0] ?? {}, { name: 'Eve' })).toThrow(TypeError);
});

describe('a call', () => {
  it('uses the base URL with the common and its own headers', async () => {
    let seen: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    const upstream = await serveLocally((request, response) => {
      seen = request;
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => response.end('ok'));
    });
    await closeLater(upstream).send({ ...POST_REQUEST, headers: { 'x-own': 'yes' } });
    expect(seen).toMatchObject({ method: 'POST', url: '/prefix/things' });
    expect(seen?.headers).toMatchObject({ 'user-agent': 'pagergraph', 'x-own': 'yes', 'content-length': '8' });
    expect(Buffer.concat(chunks).toString()).toBe('{"é":1}');
  });

  it('returns status, headers and text of any status', async () => {
    const upstream = await serveLocally((_, response) => response.writeHead(503, { 'x-request-id': 'r1' }).end('née'));
    const result = await closeLater(upstream).send(GET_REQUEST);
    expect(result).toMatchObject({ status: 503, text: 'née', headers: { 'x-request-id': 'r1' } });
  });

  it('has the times when it was sent and when the response came', async () => {
    const clock = fakeClock(1000);
    const result = (response: ServerResponse) => {
      clock.advance(700);
      response.end();
    };
    const upstream = await serveLocally((_, response) => result(response), { clock });
    expect(await closeLater(upstream).send(GET_REQUEST)).toMatchObject({ sentAt: 1000, respondedAt: 1700 });
  });

  it('does not follow a redirect', async () => {
    const paths: (string | undefined)[] = [];
    const upstream = await serveLocally((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await closeLater(upstream).send(GET_REQUEST)).toMatchObject({ status: 302, text: '' });
    expect(paths).toEqual(['/prefix/things?limit=1']);
  });
});

/** Responds at once and then sends spaces without end. */
function serveSlowly(): Promise<LocalUpstream> {
  return serveLocally(
    (_, response) => {
      response.writeHead(200).write('{');
      const drops = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drops));
    },
    { deadlineMs: 600, tryTimeoutMs: 250 },
  );
}

describe('a timeout', () => {
  it('ends a call whose body drips, and keeps its status', async () => {
    const transport = closeLater(await serveSlowly());
    await expect(transport.send(POST_REQUEST)).rejects.toMatchObject({ kind: 'timeout', httpStatus: 200 });
  });

  it('is the attempt timeout for calls that may be retried and the deadline for the others', async () => {
    const requested: (string | undefined)[] = [];
    const options = { deadlineMs: 600, tryTimeoutMs: 200 };
    const transport = closeLater(await serveLocally(({ method }) => requested.push(method), options));
    await Promise.allSettled([transport.send(POST_REQUEST), transport.send(GET_REQUEST)]);
    expect(requested.filter((method) => method === 'POST')).toHaveLength(1);
    expect(requested.filter((method) => method === 'GET').length).toBeGreaterThan(1);
  });

  it('ends a call without a response', async () => {
    const transport = closeLater(await serveLocally(() => {}, { deadlineMs: 50, tryTimeoutMs: 5000 }));
    await expect(transport.send(GET_REQUEST)).rejects.toMatchObject({ kind: 'timeout', httpStatus: undefined });
  });

  it('ends a call that waits for a connection', async () => {
    let requested = 0;
    const upstream = await serveLocally(() => (requested += 1), { deadlineMs: 200, tryTimeoutMs: 200 });
    const transport = closeLater(upstream);
    const calls = Array.from({ length: 40 }, (_, n) =>
      transport.send({ ...GET_REQUEST, path: `/things/${n}` }).catch((error: unknown) => error),
    );
    // A call that ends frees its connection for one that waits, whose own end may be some milliseconds later.
    const requestedAtFirstEnd = await Promise.race(calls).then(() => requested);
    for (const end of await Promise.all(calls)) {
      expect(end).toMatchObject({ kind: expect.stringMatching(/^(?:timeout|queue-full)$/) });
    }
    expect(requestedAtFirstEnd).toBeLessThan(40);
  });
});

function sendWith(leaving: Cancellation, transport: LocalUpstream['transport'], path: string = GET_REQUEST.path) {
  return transport.send({ ...GET_REQUEST, path }, { cancellation: leaving, counter: { upstreamCalls: 0 } });
}

describe('a caller who disconnects', () => {
  it('aborts a running read', async () => {
    const caller = new Cancellation();
    const transport = closeLater(await serveLocally(() => caller.cancel()));
    await expect(sendWith(caller, transport)).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('prevents a read that has not been sent', async () => {
    let requested = 0;
    const transport = closeLater(await serveLocally(() => (requested += 1)));
    const caller = new Cancellation();
    caller.cancel();
    await expect(sendWith(caller, transport)).rejects.toMatchObject({ kind: 'aborted' });
    expect(requested).toBe(0);
  });

  it('is ignored after the read', async () => {
    const caller = new Cancellation();
    const transport = closeLater(await serveLocally((_, response) => response.end()));
    const calls = [sendWith(caller, transport), sendWith(caller, transport, '/others')];
    expect(caller.listenerCount).toBe(2);
    await Promise.all(calls);
    expect(caller.listenerCount).toBe(0);
  });
});

describe('an upstream that cannot be reached', () => {
  it('is reported as refused when nothing listens at its port', async () => {
    const transport = closeLater(transportTo(UNUSED_PORT));
    await expect(transport.send(POST_REQUEST)).rejects.toMatchObject({ kind: 'connect-failed', httpStatus: undefined });
  });
});
