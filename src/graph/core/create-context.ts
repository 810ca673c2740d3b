import { createKeyedLock, type KeyedLock } from '../../shared/keyed-lock.js';
import { createCloudflareLoaders } from '../../loaders/cloudflare-loaders.js';
import { PagerDutyLoaders } from '../../loaders/pagerduty-loaders.js';
import { renewAfterMutation } from '../../loaders/renew-after-mutation.js';
import type { ConcurrentCreates } from '../../store/concurrent-creates.js';
import type { EditLeases } from '../../store/edit-leases.js';
import { type ConfiguredAccounts, RequestAccounts } from './accounts/account-directory.js';
import type {
  CloudflareAccountContext,
  ConfiguredCloudflareAccount,
  ConfiguredPagerDutyAccount,
  Context,
  PagerDutyAccountContext,
  RequestMetadata,
  Upstreams,
} from './context.js';
import type { AccountOutbox } from './outbox/account-outbox.js';
import { ResponseSize } from './limits/response-size.js';
import { createEditLock } from './mutations/edit-lock.js';
import type { IdempotentRunner } from './mutations/idempotent-runner.js';

/** What mutations share beyond one request. */
interface MutationState {
  readonly idempotency: IdempotentRunner;
  readonly concurrentCreates: ConcurrentCreates;
  readonly editLeases: EditLeases;
  /** By account key. */
  readonly outboxes: ReadonlyMap<string, AccountOutbox>;
}

/**
 * Creates the factory of request contexts.
 *
 * @param maxResponseBytes maximum size of one response
 */
export function createContextFactory(
  upstreams: Upstreams,
  { idempotency, concurrentCreates, editLeases, outboxes }: MutationState,
  maxResponseBytes: number,
): (request: RequestMetadata) => Context {
  const pagerduty = indexPagerDutyAccounts(upstreams);
  const cloudflare = indexCloudflareAccounts(upstreams);
  const { keyTypes, feeds } = upstreams;
  const accountState = { keyTypes, feeds, concurrentCreates, outboxes };
  const processLock = createKeyedLock();
  return (request) => {
    const { requestId, caller, requestScope, rateLimit } = request;
    return {
      requestId,
      caller,
      requestScope,
      rateLimit,
      operationCost: { points: 0 },
      responseSize: new ResponseSize(maxResponseBytes),
      additionalErrors: [],
      idempotency,
      pagerduty: new RequestAccounts(
        pagerduty,
        (key, account) => createPagerDutyContext(key, account, request, accountState),
        caller.accounts,
      ),
      cloudflare: new RequestAccounts(
        cloudflare,
        (key, account) =>
          createCloudflareContext(key, account, request, createEditLock(processLock, editLeases, requestScope)),
        caller.accounts,
      ),
    };
  };
}

function indexPagerDutyAccounts({ pagerduty }: Upstreams): ConfiguredAccounts<ConfiguredPagerDutyAccount> {
  const { byKey, defaultKey } = pagerduty;
  return { upstream: 'PAGERDUTY', byKey: new Map(Object.entries(byKey)), defaultKey };
}

function indexCloudflareAccounts({ cloudflare }: Upstreams): ConfiguredAccounts<ConfiguredCloudflareAccount> {
  const { byKey, defaultKey } = cloudflare;
  const upstreamIds = new Map(Object.entries(byKey).map(([key, { accountId }]) => [accountId, key]));
  return { upstream: 'CLOUDFLARE', byKey: new Map(Object.entries(byKey)), defaultKey, upstreamIds };
}

type AccountState = Pick<Upstreams & MutationState, 'keyTypes' | 'feeds' | 'concurrentCreates' | 'outboxes'>;

function createPagerDutyContext(
  key: string,
  account: ConfiguredPagerDutyAccount,
  { caller, requestScope }: RequestMetadata,
  { keyTypes, feeds, concurrentCreates, outboxes }: AccountState,
): PagerDutyAccountContext {
  const client = account.client.withScope(requestScope);
  const loaders = renewAfterMutation(requestScope, () => new PagerDutyLoaders(client));
  const { events, routingKeys, from, fromMayAcknowledge, region, cursorKey } = account;
  return {
    caller,
    requestScope,
    key,
    region,
    from,
    fromMayAcknowledge,
    isAccountKey: keyTypes.get(key) === 'account',
    cursorKey,
    client,
    events,
    routingKeys,
    concurrentCreates,
    outbox: outboxes.get(key),
    get loaders() {
      return loaders();
    },
    get feed() {
      return feeds.get(key);
    },
  };
}

function createCloudflareContext(
  key: string,
  { client: sharedClient, accountId: cloudflareId, consentUrl, cursorKey }: ConfiguredCloudflareAccount,
  { requestScope }: RequestMetadata,
  policyLock: KeyedLock,
): CloudflareAccountContext {
  const client = sharedClient.withScope(requestScope);
  const loaders = renewAfterMutation(requestScope, () => createCloudflareLoaders(client));
  return {
    requestScope,
    key,
    cloudflareId,
    cursorKey,
    client,
    policyLock,
    consentUrl,
    get loaders() {
      return loaders();
    },
  };
}
