import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';

export interface ReceivedSubscription {
  readonly headers: IncomingMessage['headers'];
  readonly variables: Readonly<Record<string, unknown>>;
}

type Respond = (response: ServerResponse) => void;

/** A gateway of the test's own: the functions respond to the requests in order, the last one to all others. */
export function eventStreamServer() {
  let responses: readonly Respond[] = [];
  const received: ReceivedSubscription[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { variables } = JSON.parse(body) as Pick<ReceivedSubscription, 'variables'>;
      received.push({ headers: request.headers, variables });
      responses[Math.min(received.length, responses.length) - 1]?.(response);
    });
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    },
    received,
    respondWith(...functions: readonly Respond[]) {
      responses = functions;
      received.length = 0;
    },
  };
}

export const nextEvent = (result: object) => `event: next\ndata: ${JSON.stringify(result)}\n\n`;

export const COMPLETE = 'event: complete\ndata:\n\n';

/** Sends the texts as an event stream; ends it only with `ends`. */
export function stream(texts: readonly string[], { ends = true } = {}): Respond {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    for (const text of texts) response.write(text);
    if (ends) response.end();
  };
}

export function refuse(status: number, error: object): Respond {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/graphql-response+json' });
    response.end(JSON.stringify({ errors: [error] }));
  };
}
