import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach } from '@jest/globals';

/** A span as OTLP sends it, with its attributes as an object. */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface OtlpValue {
  readonly stringValue?: string;
  readonly intValue?: number;
}

interface OtlpSpan extends Omit<CollectedSpan, 'attributes'> {
  readonly attributes: readonly { readonly key: string; readonly value: OtlpValue }[];
}

interface OtlpRequest {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[] }[];
}

/** A collector of traces on the network, which is closed after its test. */
export interface Collector {
  readonly url: string;
  readonly spans: CollectedSpan[];
  /** All requests as they arrived. */
  readonly bodies: unknown[];
}

type Respond = (response: ServerResponse) => unknown;

/** @param respond what the collector does with a request; by default it accepts the spans */
export function collectors(): (respond?: Respond) => Promise<Collector> {
  const closers: (() => void)[] = [];
  afterEach(() => closers.splice(0).forEach((close) => close()));
  return async (respond = (response) => response.end('{}')) => {
    const collector = { spans: [] as CollectedSpan[], bodies: [] as unknown[] };
    const server = createServer((request, response) => {
      void collect(request, collector).then(() => respond(response));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closers.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return { ...collector, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  };
}

async function collect(
  request: IncomingMessage,
  { spans, bodies }: Pick<Collector, 'spans' | 'bodies'>,
): Promise<void> {
  if (request.url !== '/v1/traces') return;
  const body = (await json(request)) as OtlpRequest;
  bodies.push(body);
  const received = body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  spans.push(...received.map((span) => ({ ...span, attributes: toObject(span.attributes) })));
}

function toObject(attributes: OtlpSpan['attributes']): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));
}
