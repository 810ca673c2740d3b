import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { MAX_UPSTREAM_BODY_BYTES } from '../../../../src/upstream/transport/http/content-encoding.js';
import { READ, serveLocally } from '../../local-server.js';

const TEXT = JSON.stringify({ incidents: ['né', '…'] });

async function sendTo(respond: (response: ServerResponse) => void): Promise<unknown> {
  const upstream = await serveLocally((_, response) => respond(response));
  try {
    return await upstream.transport.send({ endpoint: READ, method: 'GET', path: '/things' });
  } catch (error) {
    return error;
  } finally {
    await upstream.close();
  }
}

describe('a compressed response', () => {
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
  ])('is read when sent as %s', async (encoding, bytes) => {
    const result = await sendTo((response) => response.writeHead(200, { 'content-encoding': encoding }).end(bytes));
    expect(result).toMatchObject({ status: 200, text: TEXT });
  });

  it('may be empty', async () => {
    const result = await sendTo((response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end());
    expect(result).toMatchObject({ status: 204, text: '' });
  });

  it('is unreadable in an encoding that was not requested', async () => {
    const result = await sendTo((response) => response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'));
    expect(result).toMatchObject({ kind: 'unreadable', httpStatus: 200 });
  });

  it('is unreadable when its encoding is wrong', async () => {
    const result = await sendTo((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(TEXT));
    expect(result).toMatchObject({ kind: 'unreadable', httpStatus: 200 });
  });
});

describe('a compressed response without its end', () => {
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
  ])('is a lost connection: %s', async (encoding, bytes) => {
    const headers = { 'content-encoding': encoding };
    const result = await sendTo((response) => response.writeHead(200, headers).end(bytes.subarray(0, -4)));
    expect(result).toMatchObject({ kind: 'reset', httpStatus: 200 });
  });
});

describe('a large response', () => {
  it('is read up to 8 MiB', async () => {
    const result = await sendTo((response) => response.end(Buffer.alloc(MAX_UPSTREAM_BODY_BYTES, 'a')));
    expect(result).toMatchObject({ text: expect.stringMatching(/^a{5}/) });
  });

  it.each([1, 1024 * 1024, 64 * 1024 * 1024])('is refused when it decompresses to %d more than 8 MiB', async (more) => {
    const bomb = gzipSync(Buffer.alloc(MAX_UPSTREAM_BODY_BYTES + more));
    const result = await sendTo((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    expect(result).toMatchObject({ kind: 'too-large', httpStatus: 200 });
  });

  it('is aborted while it is read, however long it continues', async () => {
    const piece = Buffer.alloc(1024 * 1024);
    let cutOff: Promise<unknown> | undefined;
    const upstream = await serveLocally((_, response) => {
      cutOff = once(response, 'close');
      const fill = () => {
        while (response.write(piece));
      };
      response.on('drain', fill);
      fill();
    });
    const call = upstream.transport.send({ endpoint: READ, method: 'GET', path: '/things' });
    await expect(call).rejects.toMatchObject({ kind: 'too-large', httpStatus: 200 });
    await cutOff;
    await upstream.close();
  });
});

describe('a long response that is nested too deep', () => {
  const deep = '['.repeat(600_000);

  it('is aborted while it is read', async () => {
    let cutOff: Promise<unknown> | undefined;
    const result = await sendTo((response) => {
      cutOff = once(response, 'close');
      response.write(deep); // without an end
    });
    expect(result).toMatchObject({ kind: 'unreadable', httpStatus: 200 });
    await cutOff;
  });

  it('is unreadable also when it was compressed', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const result = await sendTo((response) => response.writeHead(200, headers).end(gzipSync(deep)));
    expect(result).toMatchObject({ kind: 'unreadable', httpStatus: 200 });
  });
});
