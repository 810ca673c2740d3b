import { Fault, type UpstreamMessage } from '../../../faults/fault.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { isUrlSafeId } from '../../../upstream/transport/http/url-safe-id.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import type { ConnectPagerDutyInput } from './destination-mutations.input.js';

interface ConnectToken {
  readonly token: string;
  readonly consentUrl: string | null;
  readonly messages: readonly UpstreamMessage[];
}

/** Creates a connect token at Cloudflare. Every call returns a new token. */
export async function createConnectToken({ client, consentUrl }: CloudflareAccountContext): Promise<ConnectToken> {
  const { result, messages } = await client.createConnectToken();
  const token = result.id;
  return { token, messages, consentUrl: consentUrl?.replaceAll('{token}', encodeURIComponent(token)) ?? null };
}

/**
 * Connects PagerDuty with a token whose sign-in is complete.
 *
 * @throws {Fault} `INVALID_INPUT` for a malformed token, `CONNECT_TOKEN_REJECTED` when Cloudflare rejects the token
 */
export async function connectPagerDuty(
  { token }: ConnectPagerDutyInput,
  accountContext: CloudflareAccountContext,
): Promise<{ connectionId: string; messages: readonly UpstreamMessage[]; accountContext: CloudflareAccountContext }> {
  const field = ['input', 'token'];
  const trimmed = token.trim();
  if (!isUrlSafeId(trimmed)) {
    const message = 'Invalid connect token. Use the `token` returned by createPagerDutyConnectToken.';
    throw new Fault('INVALID_INPUT', message, { field });
  }
  const { result, messages } = await withFieldPath(field, accountContext.client.linkPagerDuty(trimmed));
  return { connectionId: result.id, messages, accountContext };
}
