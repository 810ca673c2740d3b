import type { FastifyBaseLogger } from 'fastify';
import { Fault } from '../faults/fault.js';
import type { KeyKind, Upstreams } from '../graph/context.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { AppTokens } from '../upstream/pagerduty/oauth.js';

type Log = Pick<FastifyBaseLogger, 'info' | 'warn'>;

/**
 * Asks both upstreams what our credentials are good for and tells the log, with a missing permission by its name. Changes
 * nothing and never rejects: an upstream that is down is no reason not to start.
 *
 * @returns whose the PagerDuty keys are, by configured account, as far as it could be told
 */
export async function probeKeys({ pagerduty, cloudflare }: Upstreams, log: Log): Promise<ReadonlyMap<string, KeyKind>> {
  const kinds = new Map<string, KeyKind>();
  const probe = (upstream: string, account: string, ask: () => Promise<object>) =>
    told(log, { upstream, account }, ask);
  await Promise.all([
    ...Object.entries(pagerduty.byKey).map(([account, { client, appTokens }]) =>
      probe('PAGERDUTY', account, async () => {
        if (appTokens) return grantOf(appTokens);
        const kind = await kindOf(client);
        kinds.set(account, kind);
        return { key: kind };
      }),
    ),
    ...Object.entries(cloudflare.byKey).map(([account, { client }]) =>
      probe('CLOUDFLARE', account, async () => ({ pagerDutyDestinations: await client.getPagerDutyEligibility() })),
    ),
  ]);
  return kinds;
}

/** `GET /users/me` is refused with 400 for an account's key (contracts: quirk 5). */
async function kindOf(client: PagerDutyClient): Promise<KeyKind> {
  try {
    await client.getMe();
    return 'user';
  } catch (error) {
    if (error instanceof Fault && error.upstream?.httpStatus === 400) return 'account';
    throw error;
  }
}

/** PagerDuty grants fewer scopes than were asked for without a word (contracts: quirk 8). */
async function grantOf(tokens: AppTokens): Promise<object> {
  await tokens.authorization();
  const { missingScopes } = tokens;
  if (missingScopes.length > 0)
    throw new Fault('UPSTREAM_FORBIDDEN', `The OAuth app lacks ${missingScopes.join(', ')}.`);
  return { key: 'app' };
}

async function told(log: Log, who: object, ask: () => Promise<object>): Promise<void> {
  try {
    log.info({ ...who, ...(await ask()) }, 'Upstream credential');
  } catch (error) {
    const { kind: code, message: reason } =
      error instanceof Fault ? error : { kind: 'INTERNAL_SERVER_ERROR', message: String(error) };
    log.warn({ ...who, code, reason }, 'Upstream credential cannot be used, or not all of it');
  }
}
