import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { toTransportError } from '../../../../src/upstream/transport/transport-error.js';
import { READ, serveLocally } from '../../local-server.js';

async function failureKind(listener: RequestListener): Promise<unknown> {
  const upstream = await serveLocally(listener);
  try {
    return await upstream.transport.send({ endpoint: READ, method: 'GET', path: '/things' });
  } catch (error) {
    return error;
  } finally {
    await upstream.close();
  }
}

function errorWithCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('a broken response', () => {
  it('is a reset when the connection is lost before the status line', async () => {
    const end = await failureKind((request) => request.socket.resetAndDestroy());
    expect(end).toMatchObject({ kind: 'reset', httpStatus: undefined });
  });

  it('is a reset when the upstream disconnects without a response', async () => {
    expect(await failureKind((request) => request.socket.end())).toMatchObject({ kind: 'reset' });
  });

  it('is a reset with its status when the connection is lost after the headers', async () => {
    const end = await failureKind((request, response) => {
      response.writeHead(201, { 'content-length': '100' });
      response.write('{"incident":', () => request.socket.resetAndDestroy());
    });
    expect(end).toMatchObject({ kind: 'reset', httpStatus: 201 });
  });

  it('is a reset when half of a body of known length arrives', async () => {
    const end = await failureKind((request) => {
      request.socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 10\r\n\r\n{"a":');
    });
    expect(end).toMatchObject({ kind: 'reset', httpStatus: 200 });
  });

  it('is a reset when a chunked body has no end', async () => {
    const end = await failureKind((request) => {
      request.socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n');
    });
    expect(end).toMatchObject({ kind: 'reset', httpStatus: 200 });
  });

  it('is unreadable when it is not HTTP', async () => {
    const end = await failureKind((request) => request.socket.end('SSH-2.0-something\r\n\r\n'));
    expect(end).toMatchObject({ kind: 'unreadable' });
  });
});

describe('a connection error', () => {
  it.each([
    ['ECONNREFUSED', 'connect-failed'],
    ['ENOTFOUND', 'connect-failed'],
    ['EAI_AGAIN', 'connect-failed'],
    ['UND_ERR_CONNECT_TIMEOUT', 'connect-failed'],
    ['CERT_HAS_EXPIRED', 'connect-failed'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'connect-failed'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'connect-failed'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'connect-failed'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'connect-failed'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['UND_ERR_SOCKET', 'reset'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['Z_DATA_ERROR', 'unreadable'],
    ['ENTIRELY_NEW', 'reset'],
  ])('%s is reported as %s', (code, breakdown) => {
    expect(toTransportError(errorWithCode(code))).toMatchObject({ kind: breakdown, cause: { code } });
  });

  it('is refused when every address of a name failed', () => {
    const tries = [Object.assign(new Error('no'), { code: 'EHOSTUNREACH', syscall: 'connect' })];
    expect(toTransportError(new AggregateError(tries))).toMatchObject({ kind: 'connect-failed' });
  });

  it('need not be an Error', () => {
    expect(toTransportError('gone')).toMatchObject({ kind: 'reset', cause: 'gone' });
  });
});
