import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PagerDutyAccountConfig } from '../../config/config.js';
import { WEBHOOK_PATH } from '../../config/webhook-url.js';
import { tryParseJson } from '../../shared/json.js';
import type { AuthFailureLimiter } from '../../store/auth-failure-limiter.js';
import { toClientNetwork } from '../auth/client-network.js';
import { sendError } from '../http/error-response.js';
import { followWebhooks } from './follow-webhooks.js';
import { createReceiveWebhook, type ReceiveOptions, type ReceiveWebhook } from './receive-webhook.js';
import { hasValidSignature } from './verify-signature.js';

/** PagerDuty sends at most 256 KiB. */
const MAX_BODY_BYTES = 1_048_576;

export interface WebhookRouteOptions extends ReceiveOptions {
  /** By their configured keys. */
  readonly accounts: Readonly<Record<string, Pick<PagerDutyAccountConfig, 'webhookSecrets'>>>;
  readonly authFailures: AuthFailureLimiter;
}

interface WebhookHandlerContext {
  /** Signing secrets of each account; empty without webhooks. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly receive: ReceiveWebhook;
  readonly authFailures: AuthFailureLimiter;
}

type WebhookRequest = FastifyRequest<{ Params: { readonly account: string }; Body: Buffer | undefined }>;

const ROUTE = { url: `${WEBHOOK_PATH}:account`, config: { cors: false, acceptsAnyHost: true } };

/**
 * Registers `POST /webhooks/pagerduty/{account}` (docs/live.md). It is public: the signature of the body is the credential.
 * Three responses of 4xx in a row disable a subscription (docs/upstream-quirks.md, quirk 131). So a body with a valid
 * signature is accepted whatever it contains, if it is JSON.
 */
export async function registerWebhookRoute(app: FastifyInstance, options: WebhookRouteOptions): Promise<void> {
  const { accounts, authFailures } = options;
  const secrets = new Map(Object.entries(accounts).map(([account, one]) => [account, one.webhookSecrets ?? []]));
  const receiving = [...secrets].filter(([, list]) => list.length > 0).map(([account]) => account);
  followWebhooks(options.webhookRelay, new Set(receiving), options.getFeed);
  const context = { secrets, receive: createReceiveWebhook(options), authFailures };
  await app.register(async (scope) => {
    // The signature covers the bytes as they were sent.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.route({
      ...ROUTE,
      method: 'POST',
      bodyLimit: MAX_BODY_BYTES,
      handler: async (request: WebhookRequest, reply) => handleWebhook(request, reply, context),
    });
    scope.route({ ...ROUTE, method: ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'PUT'], handler: sendPostOnly });
  });
}

async function handleWebhook(
  request: WebhookRequest,
  reply: FastifyReply,
  context: WebhookHandlerContext,
): Promise<FastifyReply> {
  const { account } = request.params;
  const { body = Buffer.alloc(0) } = request;
  const signatures = String(request.headers['x-pagerduty-signature'] ?? '');
  if (!hasValidSignature(signatures, body, context.secrets.get(account) ?? [])) return refuse(request, reply, context);
  const content = tryParseJson(body.toString());
  if (content === undefined) {
    request.log.warn({ account, reason: 'not JSON' }, 'Webhook refused');
    return sendError(request, reply, { status: 400, code: 'BAD_REQUEST', message: 'The body is not valid JSON.' });
  }
  await context.receive({ account, webhookId: request.headers['x-webhook-id'], content, log: request.log });
  return reply.code(202).send();
}

const REFUSED_MESSAGE =
  'Invalid webhook signature. The gateway needs the secret of this subscription: see WEBHOOK_SECRETS.';

/**
 * The response is the same whatever is wrong; only the log states the reason. Failures are counted after the signature is
 * checked, because other customers of PagerDuty send from the same addresses and must not delay valid webhooks.
 */
async function refuse(
  request: WebhookRequest,
  reply: FastifyReply,
  { secrets, authFailures }: WebhookHandlerContext,
): Promise<FastifyReply> {
  const address = `webhook ${toClientNetwork(request.ip)}`;
  await authFailures.check(address);
  await authFailures.record(address);
  const { account } = request.params;
  const details = secrets.has(account) ? { account } : {};
  request.log.warn({ ...details, reason: findReason(request, secrets.get(account)) }, 'Webhook refused');
  return sendError(request, reply, { status: 403, code: 'FORBIDDEN', message: REFUSED_MESSAGE });
}

function findReason({ headers }: WebhookRequest, secrets: readonly string[] | undefined): string {
  if (secrets === undefined) return 'unknown account';
  if (secrets.length === 0) return 'no WEBHOOK_SECRETS';
  return headers['x-pagerduty-signature'] === undefined ? 'no signature' : 'wrong signature';
}

function sendPostOnly(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = 'Method not allowed. Webhooks are sent with POST.';
  return sendError(request, reply.header('allow', 'POST'), { status: 405, code: 'BAD_REQUEST', message });
}
