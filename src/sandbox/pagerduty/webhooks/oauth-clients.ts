import * as z from 'zod';
import { badRequest, notFound } from '../http/errors.js';
import { parseBody } from '../http/parse-body.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import type { WebhookOAuthClient } from '../state/webhook-records.js';
import { loopbackUrlSchema } from './subscription-bodies.js';

/** OAuth clients with which webhooks authenticate (docs/upstream-quirks.md, quirk 143). */

const MAX_CLIENTS = 10;

const textSchema = z.string().min(1).max(255);
const clientSchema = z.object({
  name: textSchema,
  client_id: textSchema,
  client_secret: textSchema,
  token_url: loopbackUrlSchema.max(255),
  grant_type: z.literal('client_credentials'),
  scope: z.string().max(255).optional(),
});

/** @throws ErrorReply */
export function requireOAuthClient(state: PagerDutyState, id: string): WebhookOAuthClient {
  const client = state.webhookOAuthClients.get(id);
  if (client === undefined) throw notFound();
  return client;
}

export function createOAuthClient(state: PagerDutyState, body: unknown): WebhookOAuthClient {
  const fields = parseBody(z.object({ oauth_client: clientSchema }), body).oauth_client;
  if (state.webhookOAuthClients.size >= MAX_CLIENTS) throw badRequest(2019, 'Product Limit Reached');
  const client: WebhookOAuthClient = {
    id: state.nextId('OAUTH').padEnd(26, '0'),
    name: fields.name,
    clientId: fields.client_id,
    clientSecret: fields.client_secret,
    scope: fields.scope ?? null,
    tokenUrl: fields.token_url,
    hasFailed: false,
    token: null,
  };
  state.webhookOAuthClients.set(client.id, client);
  return client;
}

/** Changes the given fields. The next webhook fetches a new token. */
export function updateOAuthClient(client: WebhookOAuthClient, body: unknown): void {
  const change = parseBody(z.object({ oauth_client: clientSchema.partial() }), body).oauth_client;
  client.name = change.name ?? client.name;
  client.clientId = change.client_id ?? client.clientId;
  client.clientSecret = change.client_secret ?? client.clientSecret;
  client.scope = change.scope ?? client.scope;
  client.tokenUrl = change.token_url ?? client.tokenUrl;
  client.hasFailed = false;
  client.token = null;
}

/** Webhooks of its subscriptions are sent without a token from now on (unverified). */
export function deleteOAuthClient({ webhookOAuthClients, webhookSubscriptions }: PagerDutyState, id: string): void {
  webhookOAuthClients.delete(id);
  for (const subscription of webhookSubscriptions.values())
    if (subscription.oauthClientId === id) subscription.oauthClientId = null;
}
