import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Control } from '../control/control.js';
import type { Clock } from '../clock.js';
import { FAULT_KINDS, type FaultAction, type FaultKind } from '../faults/fault-kinds.js';
import type { SimulatedRateLimit, RateLimitUsage } from './simulated-rate-limit.js';
import { ErrorReply } from './error-reply.js';
import { addControlRoutes, CONTROL_PREFIX } from '../control/control-routes.js';

/** What differs between the two upstreams in how they speak HTTP. */
export interface ServerProfile {
  /** Header with an id of the response. Injected faults do not carry it. */
  requestIdHeader(): Readonly<Record<string, string>>;
  /** Headers of every response to an upstream call. */
  rateLimitHeaders(usage: RateLimitUsage): Readonly<Record<string, string>>;
  /** The 429 response; `headers` are sent beside the rate-limit headers. */
  rateLimitedResponse(retryAfterSeconds: number): { headers: Readonly<Record<string, string>>; body: object };
  /** Body for a request that Fastify cannot parse: invalid JSON, too long, unsupported media type. */
  toBadRequestBody(message: string): object;
  /** Body for an error of the sandbox itself. */
  toInternalErrorBody(): object;
  toRouteNotFound(path: string): ErrorReply;
  /** The error for a URI that is longer than the upstream accepts; undefined for any other. */
  checkUriLength?(url: string): ErrorReply | undefined;
}

export interface SimulatorServerOptions {
  readonly now: Clock;
  readonly control: Control;
  readonly rateLimit: SimulatedRateLimit;
  readonly profile: ServerProfile;
  /** Paths that a browser opens. Like control routes they are not recorded and get no faults. */
  readonly browserPaths?: readonly string[];
  /** Path prefixes without a rate limit and without its headers. Faults apply to them. */
  readonly unlimitedPrefixes?: readonly string[];
}

/** Creates the HTTP server of a simulator, with recording, faults, rate limit and error responses. It does not listen. */
export function createSimulatorServer(options: SimulatorServerOptions): FastifyInstance {
  const { now, control, profile, browserPaths = [] } = options;
  const app = createFastify();
  const deferredActions = new WeakMap<FastifyRequest, FaultAction>();
  const inject = (action: FaultAction, { raw: request }: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    reply.raw.setHeader('date', now().toUTCString());
    action({ request, response: reply.raw });
    return reply;
  };

  registerJsonParser(app);
  app.addHook('onRequest', async (request, reply) => {
    // Clients compare timestamps in the body with the `date` header, so both use the same clock.
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
    return enforceRateLimit(options, request, reply, fault?.kind === '429' ? fault.retryAfterSeconds : undefined);
  });
  // Unless `done` is called, Fastify sends no response itself.
  app.addHook('onSend', (request, reply, _payload, done) => {
    const action = deferredActions.get(request);
    if (action) inject(action, request, reply);
    else done();
  });
  registerErrorHandlers(app, profile);
  addControlRoutes(app, control);
  return app;
}

function rejectRouteSchema(): never {
  throw new Error('Routes of the sandbox must not have schemas.');
}

function createFastify(): FastifyInstance {
  return fastify({
    logger: false,
    forceCloseConnections: true,
    // Handlers validate input as their upstream does. Fastify would load a compiler for route schemas.
    schemaController: { compilersFactory: { buildValidator: rejectRouteSchema, buildSerializer: rejectRouteSchema } },
  });
}

/** Counts the call and sends a 429 over the limit. With `injectedRetryAfter` it sends the 429 without counting. */
function enforceRateLimit(
  { rateLimit, profile, unlimitedPrefixes = [] }: SimulatorServerOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  injectedRetryAfter: number | undefined,
): FastifyReply | undefined {
  const isInjected = injectedRetryAfter !== undefined;
  if (!isInjected && unlimitedPrefixes.some((prefix) => request.url.startsWith(prefix))) return undefined;
  const usage = isInjected ? rateLimit.reject(injectedRetryAfter) : rateLimit.consume();
  reply.headers(profile.rateLimitHeaders(usage));
  if (usage.isAllowed) return undefined;
  const { headers, body } = profile.rateLimitedResponse(usage.resetSeconds);
  return reply.code(429).headers(headers).send(body);
}

/** True for requests that are not calls of the upstream. */
export function isControlRoute(request: FastifyRequest, browserPaths: readonly string[]): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  return path.startsWith(CONTROL_PREFIX) || browserPaths.includes(path);
}

/** SDKs send `content-type: application/json` with an empty body on DELETE and on some POST requests. */
function registerJsonParser(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('The body is not valid JSON.'), { statusCode: 400 }));
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
