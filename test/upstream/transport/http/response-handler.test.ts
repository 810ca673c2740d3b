import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { expect, jest, test } from '@jest/globals';
import { TransportError } from '../../../../src/upstream/transport/transport-error.js';
import { ResponseHandler } from '../../../../src/upstream/transport/http/response-handler.js';
import { READ, serveLocally } from '../../local-server.js';

async function sendTo(respond: (response: ServerResponse) => void) {
  const upstream = await serveLocally((_, response) => respond(response));
  try {
    return await upstream.transport.send({ endpoint: READ, method: 'GET', path: '/things' });
  } finally {
    await upstream.close();
  }
}

test('informational responses are ignored', async () => {
  const result = await sendTo((response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    response.writeProcessing();
    response.writeHead(200, { 'x-request-id': 'u-1' }).end('here');
  });
  expect(result).toMatchObject({ status: 200, headers: { 'x-request-id': 'u-1' }, text: 'here' });
});

test('a connection lost after them has no status', async () => {
  const lost = sendTo((response) => {
    response.writeProcessing();
    response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () => response.socket?.resetAndDestroy());
  });
  await expect(lost).rejects.toMatchObject({ kind: 'reset', httpStatus: undefined });
});

test('a response in chunks is complete, also when a character is split', async () => {
  const bytes = Buffer.from('née');
  const result = await sendTo((response) => {
    response.write(bytes.subarray(0, 2), () => response.end(bytes.subarray(2)));
  });
  expect(result.text).toBe('née');
});

test('a call that is aborted before it has a connection is never sent', () => {
  const reject = jest.fn();
  const abort = jest.fn();
  const reception = new ResponseHandler(Date.now, jest.fn(), reject);
  const failure = new TransportError('timeout');
  reception.abort(failure);
  expect(reject).toHaveBeenCalledWith(failure, undefined);
  reception.onRequestStart({ abort } as unknown as Dispatcher.DispatchController);
  expect(abort).toHaveBeenCalledWith(failure);
});
