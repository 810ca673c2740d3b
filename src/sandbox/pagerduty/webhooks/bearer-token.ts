import type { WebhookOAuthClient } from '../state/webhook-records.js';
import { WEBHOOK_TIMEOUT_MS } from './send-webhook.js';

/** Sends a webhook once with these headers; undefined without a response. */
export type SendWithHeaders = (headers: Readonly<Record<string, string>>) => Promise<number | undefined>;

/**
 * Sends a webhook with a bearer token. After a 401 it fetches another token and sends again at once
 * (docs/upstream-quirks.md, quirk 143).
 *
 * @returns the last status; undefined without a response or without a token, which a later attempt may get
 */
export async function sendWithToken(client: WebhookOAuthClient, send: SendWithHeaders): Promise<number | undefined> {
  if (client.token === null) await renewToken(client);
  const status = client.token === null ? undefined : await send(toHeaders(client.token));
  if (status !== 401) return status;
  await renewToken(client);
  return client.token === null ? undefined : send(toHeaders(client.token));
}

const toHeaders = (token: string) => ({ authorization: `Bearer ${token}` });

async function renewToken(client: WebhookOAuthClient): Promise<void> {
  client.token = await fetchToken(client).catch(() => null);
  client.hasFailed = client.token === null;
}

/** Redirects are errors, because they could leave this machine. */
async function fetchToken({ tokenUrl, clientId, clientSecret, scope }: WebhookOAuthClient): Promise<string | null> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      ...(scope !== null && { scope }),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
  });
  const { access_token: token } = (await response.json()) as { access_token?: unknown };
  return response.ok && typeof token === 'string' ? token : null;
}
