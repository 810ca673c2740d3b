import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { addControlRoutes, CONTROL_PREFIX, type Control } from '../control/control.js';
import type { Clock } from '../clock.js';
import { FAULT_KINDS, type FaultAction, type FaultKind } from '../faults/fault-kinds.js';
import type { SimulatedRateLimit, RateLimitUsage } from './simulated-rate-limit.js';
import { ErrorReply } from './error-reply.js';

/** What differs between the two upstreams in how they speak HTTP. */
export interface ServerProfile {
  /** Names this answer among all others; on every one but those of faults. */
  requestIdHeader(): Readonly<Record<string, string>>;
  /** Sent with every answer. */
  rateLimitHeaders(usage: RateLimitUsage): Readonly<Record<string, string>>;
  /** Over the limit; the headers are beside those of the quota. */
  rateLimitedResponse(retryAfterSeconds: number): { headers: Readonly<Record<string, string>>; body: object };
  /** A request that could not be read: bad JSON, too long, wrong media type. */
  toBadRequestBody(message: string): object;
  /** A mistake of the sandbox itself. */
  toInternalErrorBody(): object;
  toRouteNotFound(path: string): ErrorReply;
  /** For an address that is longer than the upstream's edge takes; undefined for one it takes. */
  checkUriLength?(url: string): ErrorReply | undefined;
}

export interface SimulatorServerOptions {
  readonly now: Clock;
  readonly control: Control;
  readonly rateLimit: SimulatedRateLimit;
  readonly profile: ServerProfile;
  /** Paths beside the control routes that a browser uses: not counted, not hit by faults. */
  readonly browserPaths?: readonly string[];
  /** Beginnings of paths that the quota does not cover and its headers do not stand on; faults hit them. */
  readonly unlimitedPrefixes?: readonly string[];
}

function rejectRouteSchema(): never {
  throw new Error('Routes have no schemas here.');
}

/** An HTTP server with all that is not about one subject: calls, faults, quota, error answers. Not listening yet. */
export function createSimulatorServer(options: SimulatorServerOptions): FastifyInstance {
  const { now, control, rateLimit, profile, browserPaths = [], unlimitedPrefixes = [] } = options;
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    // Each endpoint judges its own input, as its upstream does; Fastify would load a compiler for schemas.
    schemaController: { compilersFactory: { buildValidator: rejectRouteSchema, buildSerializer: rejectRouteSchema } },
  });
  const deferredActions = new WeakMap<FastifyRequest, FaultAction>();
  const inject = (action: FaultAction, { raw: request }: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    reply.raw.setHeader('date', now().toUTCString());
    action({ request, response: reply.raw });
    return reply;
  };

  registerJsonParser(app);
  app.addHook('onRequest', async (request, reply) => {
    // Clients compare an answer's times with its `date`, so both must come from one clock.
    reply.header('date', now().toUTCString());
    if (isControlRoute(request, browserPaths)) return undefined;
    reply.headers(profile.requestIdHeader());
    control.recordCall({ method: request.method, path: request.url });
    const fault = control.faults.take(request.method, request.url);
    if (fault !== undefined && fault.kind !== '429') {
      const { action, runsAfterHandler }: FaultKind = FAULT_KINDS[fault.kind];
      if (!runsAfterHandler) return inject(action, request, reply);
      deferredActions.set(request, action);
    }
    const uriError = profile.checkUriLength?.(request.url);
    if (uriError) throw uriError;
    if (fault?.kind !== '429' && unlimitedPrefixes.some((prefix) => request.url.startsWith(prefix))) return undefined;
    const usage = fault?.kind === '429' ? rateLimit.reject(fault.retryAfterSeconds) : rateLimit.consume();
    reply.headers(profile.rateLimitHeaders(usage));
    if (usage.isAllowed) return undefined;
    const { headers, body } = profile.rateLimitedResponse(usage.resetSeconds);
    return reply.code(429).headers(headers).send(body);
  });
  // Not told that it may go on, Fastify leaves the answer to the deed.
  app.addHook('onSend', (request, reply, _payload, done) => {
    const action = deferredActions.get(request);
    if (action) inject(action, request, reply);
    else done();
  });
  registerErrorHandlers(app, profile);
  addControlRoutes(app, control);
  return app;
}

/** True for what is no call to the upstream. */
export function isControlRoute(request: FastifyRequest, browserPaths: readonly string[]): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  return path.startsWith(CONTROL_PREFIX) || browserPaths.includes(path);
}

/** SDKs send `content-type: application/json` without a body on DELETE and on POSTs that take none. */
function registerJsonParser(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('The body is no JSON.'), { statusCode: 400 }));
    }
  });
}

function registerErrorHandlers(app: FastifyInstance, profile: ServerProfile): void {
  app.setErrorHandler<Error & { statusCode?: number }>(async (error, _request, reply) => {
    if (error instanceof ErrorReply) return reply.code(error.status).send(error.body);
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(profile.toBadRequestBody(error.message));
    return reply.code(500).send(profile.toInternalErrorBody());
  });
  app.setNotFoundHandler(async (request) => {
    throw profile.toRouteNotFound(request.url.split('?', 1)[0] ?? '');
  });
}
