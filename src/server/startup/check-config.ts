import type { FetchImplementation } from 'jose';
import type { ApiKey } from '../../config/api-keys-file.js';
import type { CallersConfig } from '../../config/config.js';
import type { KeyKind, Upstreams } from '../../graph/core/context.js';
import type { CallScope } from '../../upstream/transport/request-scope.js';
import { checkCallers, readApiKeys } from './check-callers.js';
import { checkCloudflare } from './check-cloudflare.js';
import { checkPagerDuty } from './check-pagerduty.js';
import type { Report } from './finding.js';

export interface ConfigCheck {
  readonly upstreams: Pick<Upstreams, 'pagerduty' | 'cloudflare'>;
  readonly callers: CallersConfig;
  /** What asks for an issuer's keys; `fetch` without it. */
  readonly fetchKeys?: FetchImplementation | undefined;
  /** On whose behalf the upstreams are asked. */
  readonly scope: CallScope;
  /** Takes in whose an account's PagerDuty key is as soon as that is known, by configured account. */
  readonly keyKinds: Map<string, KeyKind>;
}

/**
 * Asks everybody whom the configuration names what it is good for. Changes nothing anywhere, and never rejects.
 *
 * @returns a report of each account, PagerDuty's first, and last of the callers
 */
export async function checkConfig(check: ConfigCheck): Promise<readonly Report[]> {
  const { upstreams, callers, fetchKeys, scope, keyKinds } = check;
  const { pagerduty, cloudflare } = upstreams;
  const accounts = new Set([pagerduty, cloudflare].flatMap(({ byKey }) => Object.keys(byKey)));
  const apiKeys = callers.apiKeysFile === undefined ? [] : (readApiKeys(callers.apiKeysFile) ?? []);
  return Promise.all([
    ...Object.entries(pagerduty.byKey).map(async ([account, configured]): Promise<Report> => {
      const findings = await checkPagerDuty(configured, scope, {
        onKeyKind: (kind) => keyKinds.set(account, kind),
        writers: writersOf(account, apiKeys),
      });
      return { upstream: 'PAGERDUTY', account, findings };
    }),
    ...Object.entries(cloudflare.byKey).map(async ([account, configured]): Promise<Report> => {
      return { upstream: 'CLOUDFLARE', account, findings: await checkCloudflare(configured, scope) };
    }),
    checkCallers(callers, accounts, fetchKeys).then((findings): Report => ({ findings })),
  ]);
}

function writersOf(account: string, keys: readonly ApiKey[]): readonly ApiKey[] {
  return keys.filter(
    ({ accounts, scopes }) => scopes.includes('INCIDENTS_WRITE') && (accounts?.includes(account) ?? true),
  );
}
