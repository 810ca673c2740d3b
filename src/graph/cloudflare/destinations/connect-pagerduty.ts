import { Fault, type UpstreamMessage } from '../../../faults/fault.js';
import type { CloudflareAccess } from '../../core/context.js';
import { isUpstreamId } from '../../../upstream/transport/http/url-safe-id.js';
import { blaming } from '../../core/mutations/run-mutation.js';
import type { ConnectPagerDutyInput } from './destination-mutations.input.js';

interface ConnectToken {
  readonly token: string;
  readonly consentUrl: string | null;
  readonly messages: readonly UpstreamMessage[];
}

/** Asks Cloudflare for a token. Each call makes another one. */
export async function createConnectToken({ client, consentUrl }: CloudflareAccess): Promise<ConnectToken> {
  const { result, messages } = await client.createConnectToken();
  const token = result.id;
  return { token, messages, consentUrl: consentUrl?.replaceAll('{token}', encodeURIComponent(token)) ?? null };
}

/**
 * Links with the token of a person who has signed in.
 *
 * @throws {Fault} `INVALID_INPUT` for what cannot be a token, `CONNECT_TOKEN_REJECTED` for one Cloudflare does not take
 */
export async function connect(
  { token }: ConnectPagerDutyInput,
  access: CloudflareAccess,
): Promise<{ connectionId: string; messages: readonly UpstreamMessage[]; access: CloudflareAccess }> {
  const field = ['input', 'token'];
  const trimmed = token.trim();
  if (!isUpstreamId(trimmed)) {
    const message = 'This is no connect token; it is what createPagerDutyConnectToken answers as token.';
    throw new Fault('INVALID_INPUT', message, { field });
  }
  const { result, messages } = await blaming(field, access.client.linkPagerDuty(trimmed));
  return { connectionId: result.id, messages, access };
}
