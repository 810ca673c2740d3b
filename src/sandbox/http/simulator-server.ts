import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { addControlRoutes, CONTROL_PREFIX, type Control } from '../control/control.js';
import type { Clock } from '../clock.js';
import { FAULT_KINDS, type Deed, type FaultKind } from '../faults/fault-kinds.js';
import type { Quota, QuotaUse } from './simulated-rate-limit.js';
import { Refusal } from './error-reply.js';

/** What differs between the two upstreams in how they speak HTTP. */
export interface Manners {
  /** Names this answer among all others; on every one but those of faults. */
  requestIdHeader(): Readonly<Record<string, string>>;
  /** Sent with every answer. */
  quotaHeaders(use: QuotaUse): Readonly<Record<string, string>>;
  /** Over the limit; the headers are beside those of the quota. */
  limited(retryAfterSeconds: number): { headers: Readonly<Record<string, string>>; body: object };
  /** A request that could not be read: bad JSON, too long, wrong media type. */
  unreadable(message: string): object;
  /** A mistake of the sandbox itself. */
  failed(): object;
  noRoute(path: string): Refusal;
  /** For an address that is longer than the upstream's edge takes; undefined for one it takes. */
  tooLongAddress?(url: string): Refusal | undefined;
}

export interface ListenerOptions {
  readonly now: Clock;
  readonly control: Control;
  readonly quota: Quota;
  readonly manners: Manners;
  /** Paths beside the control routes that a browser uses: not counted, not hit by faults. */
  readonly pages?: readonly string[];
  /** Beginnings of paths that the quota does not cover and its headers do not stand on; faults hit them. */
  readonly unmetered?: readonly string[];
}

function noSchema(): never {
  throw new Error('Routes have no schemas here.');
}

/** An HTTP server with all that is not about one subject: calls, faults, quota, error answers. Not listening yet. */
export function createListener(options: ListenerOptions): FastifyInstance {
  const { now, control, quota, manners, pages = [], unmetered = [] } = options;
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    // Each endpoint judges its own input, as its upstream does; Fastify would load a compiler for schemas.
    schemaController: { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } },
  });
  const afterwards = new WeakMap<FastifyRequest, Deed>();
  const suffer = (deed: Deed, { raw: request }: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    reply.raw.setHeader('date', now().toUTCString());
    deed({ request, response: reply.raw });
    return reply;
  };

  acceptEmptyJson(app);
  app.addHook('onRequest', async (request, reply) => {
    // Clients compare an answer's times with its `date`, so both must come from one clock.
    reply.header('date', now().toUTCString());
    if (isBehindTheStage(request, pages)) return undefined;
    reply.headers(manners.requestIdHeader());
    control.record({ method: request.method, path: request.url });
    const fault = control.faults.take(request.method, request.url);
    if (fault !== undefined && fault.kind !== '429') {
      const { deed, isAfterwards }: FaultKind = FAULT_KINDS[fault.kind];
      if (!isAfterwards) return suffer(deed, request, reply);
      afterwards.set(request, deed);
    }
    const tooLong = manners.tooLongAddress?.(request.url);
    if (tooLong) throw tooLong;
    if (fault?.kind !== '429' && unmetered.some((start) => request.url.startsWith(start))) return undefined;
    const use = fault?.kind === '429' ? quota.refuse(fault.retryAfterSeconds) : quota.spend();
    reply.headers(manners.quotaHeaders(use));
    if (use.allowed) return undefined;
    const { headers, body } = manners.limited(use.resetSeconds);
    return reply.code(429).headers(headers).send(body);
  });
  // Not told that it may go on, Fastify leaves the answer to the deed.
  app.addHook('onSend', (request, reply, _payload, done) => {
    const deed = afterwards.get(request);
    if (deed) suffer(deed, request, reply);
    else done();
  });
  answerErrors(app, manners);
  addControlRoutes(app, control);
  return app;
}

/** True for what is no call to the upstream. */
export function isBehindTheStage(request: FastifyRequest, pages: readonly string[]): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  return path.startsWith(CONTROL_PREFIX) || pages.includes(path);
}

/** SDKs send `content-type: application/json` without a body on DELETE and on POSTs that take none. */
function acceptEmptyJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('The body is no JSON.'), { statusCode: 400 }));
    }
  });
}

function answerErrors(app: FastifyInstance, manners: Manners): void {
  app.setErrorHandler<Error & { statusCode?: number }>(async (error, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.body);
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(manners.unreadable(error.message));
    return reply.code(500).send(manners.failed());
  });
  app.setNotFoundHandler(async (request) => {
    throw manners.noRoute(request.url.split('?', 1)[0] ?? '');
  });
}
