import type { FetchImplementation } from 'jose';
import type { ApiKey } from '../../config/api-keys-file.js';
import type { CallerAuthConfig } from '../../config/config.js';
import type { KeyType, Upstreams } from '../../graph/core/context.js';
import type { Store } from '../../store/store.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import { checkCallers, readApiKeys } from './check-callers.js';
import { checkCloudflare } from './check-cloudflare.js';
import { checkPagerDuty } from './check-pagerduty.js';
import { checkRedis } from './check-redis.js';
import type { Report } from './finding.js';

export interface CheckConfigOptions {
  readonly upstreams: Pick<Upstreams, 'pagerduty' | 'cloudflare'>;
  readonly callerAuth: CallerAuthConfig;
  readonly store: Pick<Store, 'check'>;
  /** Requests the issuer's keys; `fetch` by default. */
  readonly fetchJwks?: FetchImplementation | undefined;
  readonly requestScope: RequestScope;
  /** Receives the type of each account's PagerDuty key as soon as it is known. */
  readonly keyTypes: Map<string, KeyType>;
}

/**
 * Checks the credentials of all accounts, Redis and the authentication of callers. Changes nothing and never rejects.
 *
 * @returns one report per account, PagerDuty first, one about Redis if it is configured, and a last one about the callers
 */
export async function checkConfig(options: CheckConfigOptions): Promise<readonly Report[]> {
  const { upstreams, callerAuth, store, fetchJwks, requestScope, keyTypes } = options;
  const { pagerduty, cloudflare } = upstreams;
  const accounts = new Set([pagerduty, cloudflare].flatMap(({ byKey }) => Object.keys(byKey)));
  const apiKeys = callerAuth.apiKeysFile === undefined ? [] : (readApiKeys(callerAuth.apiKeysFile) ?? []);
  const reports = await Promise.all([
    ...Object.entries(pagerduty.byKey).map(async ([account, configured]): Promise<Report> => {
      const findings = await checkPagerDuty(configured, requestScope, {
        accountKey: account,
        onKeyType: (keyType) => keyTypes.set(account, keyType),
        writers: findWriters(account, apiKeys),
      });
      return { upstream: 'PAGERDUTY', account, findings };
    }),
    ...Object.entries(cloudflare.byKey).map(async ([account, configured]): Promise<Report> => {
      return { upstream: 'CLOUDFLARE', account, findings: await checkCloudflare(configured, requestScope) };
    }),
    checkRedis(store).then((findings): Report => ({ part: 'REDIS', findings })),
    checkCallers(callerAuth, accounts, fetchJwks).then((findings): Report => ({ findings })),
  ]);
  return reports.filter(({ findings }) => findings.length > 0);
}

function findWriters(account: string, keys: readonly ApiKey[]): readonly ApiKey[] {
  return keys.filter(
    ({ accounts, scopes }) => scopes.includes('INCIDENTS_WRITE') && (accounts?.includes(account) ?? true),
  );
}
