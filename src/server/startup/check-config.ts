import type { FetchImplementation } from 'jose';
import type { ApiKey } from '../../config/api-keys-file.js';
import type { CallerAuthConfig } from '../../config/config.js';
import type { KeyType, Upstreams } from '../../graph/core/context.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import { checkCallers, readApiKeys } from './check-callers.js';
import { checkCloudflare } from './check-cloudflare.js';
import { checkPagerDuty } from './check-pagerduty.js';
import type { Report } from './finding.js';

export interface CheckConfigOptions {
  readonly upstreams: Pick<Upstreams, 'pagerduty' | 'cloudflare'>;
  readonly callerAuth: CallerAuthConfig;
  /** What asks for an issuer's keys; `fetch` without it. */
  readonly fetchJwks?: FetchImplementation | undefined;
  /** On whose behalf the upstreams are asked. */
  readonly scope: RequestScope;
  /** Takes in whose an account's PagerDuty key is as soon as that is known, by configured account. */
  readonly keyKinds: Map<string, KeyType>;
}

/**
 * Asks everybody whom the configuration names what it is good for. Changes nothing anywhere, and never rejects.
 *
 * @returns a report of each account, PagerDuty's first, and last of the callers
 */
export async function checkConfig(options: CheckConfigOptions): Promise<readonly Report[]> {
  const { upstreams, callerAuth, fetchJwks, scope, keyKinds } = options;
  const { pagerduty, cloudflare } = upstreams;
  const accounts = new Set([pagerduty, cloudflare].flatMap(({ byKey }) => Object.keys(byKey)));
  const apiKeys = callerAuth.apiKeysFile === undefined ? [] : (readApiKeys(callerAuth.apiKeysFile) ?? []);
  return Promise.all([
    ...Object.entries(pagerduty.byKey).map(async ([account, configured]): Promise<Report> => {
      const findings = await checkPagerDuty(configured, scope, {
        onKeyKind: (kind) => keyKinds.set(account, kind),
        writers: findWriters(account, apiKeys),
      });
      return { upstream: 'PAGERDUTY', account, findings };
    }),
    ...Object.entries(cloudflare.byKey).map(async ([account, configured]): Promise<Report> => {
      return { upstream: 'CLOUDFLARE', account, findings: await checkCloudflare(configured, scope) };
    }),
    checkCallers(callerAuth, accounts, fetchJwks).then((findings): Report => ({ findings })),
  ]);
}

function findWriters(account: string, keys: readonly ApiKey[]): readonly ApiKey[] {
  return keys.filter(
    ({ accounts, scopes }) => scopes.includes('INCIDENTS_WRITE') && (accounts?.includes(account) ?? true),
  );
}
