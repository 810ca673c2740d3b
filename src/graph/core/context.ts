import type { KeyObject } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import { createCloudflareLoaders, type CloudflareLoaders } from '../../loaders/cloudflare-loaders.js';
import { PagerDutyLoaders } from '../../loaders/pagerduty-loaders.js';
import { sinceLastWrite } from '../../loaders/renew-after-mutation.js';
import type { Accounts, CloudflareAccountConfig, PagerDutyAccountConfig } from '../../config/config.js';
import type { CloudflareClient } from '../../upstream/cloudflare/client.js';
import type { EventsClient } from '../../upstream/pagerduty/events/client.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { AppTokens } from '../../upstream/pagerduty/oauth-token.js';
import type { Budget } from '../../store/rate-limiter.js';
import { type Contests, createContests } from '../../store/concurrent-creates.js';
import type { CallScope } from '../../upstream/transport/request-scope.js';
import { type AccountDirectory, type ConfiguredAccounts, OpenedAccounts } from './accounts/account-directory.js';
import { AnswerSize } from './limits/response-size.js';
import type { Caller } from './auth/caller.js';
import type { Idempotency } from './mutations/idempotent-runner.js';

/** One PagerDuty account as resolvers may use it during one GraphQL request. */
export interface PagerDutyAccess {
  readonly caller: Caller;
  readonly scope: CallScope;
  readonly key: string;
  readonly region: PagerDutyAccountConfig['region'];
  /** In whose name changes are made when neither input nor caller says. */
  readonly from?: string | undefined;
  /** Whether an incident may be acknowledged in the name of `from`, or of the owner of our key. */
  readonly fromMayAcknowledge: boolean;
  /** Whether our key is known to be the account's and no user's, so that every change must name somebody. */
  readonly isAccountKey: boolean;
  /** Signs its cursors. */
  readonly cursorKey: KeyObject;
  readonly client: PagerDutyClient;
  readonly events: EventsClient;
  /** Secrets for the Events API, by what callers call them. */
  readonly routingKeys: PagerDutyAccountConfig['routingKeys'];
  /** Of now: a mutation of the same request makes them forget. To be taken from here for each read. */
  readonly loaders: PagerDutyLoaders;
  /** Creates under way, of every account and caller. */
  readonly contests: Contests;
}

/** One Cloudflare account as resolvers may use it during one GraphQL request. */
export interface CloudflareAccess {
  readonly scope: CallScope;
  readonly key: string;
  readonly cloudflareId: string;
  readonly consentUrl?: string;
  /** Signs its cursors. */
  readonly cursorKey: KeyObject;
  readonly client: CloudflareClient;
  /** See `PagerDutyAccess.loaders`. */
  readonly loaders: CloudflareLoaders;
}

/** What is known of a GraphQL request before it is parsed. */
export interface Asked {
  readonly requestId: string;
  readonly caller: Caller;
  /** On whose behalf upstreams are called. */
  readonly scope: CallScope;
  /** What the caller had left of its operations after this one. */
  readonly budget: Budget;
}

/** A resolver's only door to the world; made afresh for every GraphQL request. */
export interface Context extends Asked {
  /** Complexity points of the operation, set when it has been judged. */
  readonly charge: { cost: number };
  readonly answer: AnswerSize;
  /** Errors of fields that are answered all the same, each with its path. */
  readonly besides: GraphQLError[];
  readonly idempotency: Idempotency;
  readonly pagerduty: AccountDirectory<PagerDutyAccess>;
  readonly cloudflare: AccountDirectory<CloudflareAccess>;
}

/** What one PagerDuty account is reached by. */
export interface PagerDutyClients {
  readonly client: PagerDutyClient;
  readonly events: EventsClient;
  /** See `PagerDutyAccess.fromMayAcknowledge`. */
  readonly fromMayAcknowledge: boolean;
  /** Where an OAuth app stands in for a key. */
  readonly appTokens?: AppTokens | undefined;
}

/** What signs the cursors of one account. */
interface Signing {
  readonly cursorKey: KeyObject;
}

/** What lives as long as the gateway: the accounts and the clients of each. */
export interface Upstreams {
  readonly pagerduty: Accounts<PagerDutyAccountConfig & PagerDutyClients & Signing>;
  readonly cloudflare: Accounts<CloudflareAccountConfig & Signing & { readonly client: CloudflareClient }>;
  /** Whose the PagerDuty keys turned out to be, by configured account. */
  readonly keyKinds: ReadonlyMap<string, KeyKind>;
}

/** PagerDuty wants an actor from an account's key; a user's key speaks for its user. */
export type KeyKind = 'account' | 'user';

type PagerDutyAccount = Upstreams['pagerduty']['byKey'][string];
type CloudflareAccount = Upstreams['cloudflare']['byKey'][string];

/** @param maxAnswerBytes of one operation */
export function createContextFactory(
  upstreams: Upstreams,
  idempotency: Idempotency,
  maxAnswerBytes: number,
): (asked: Asked) => Context {
  const { keyKinds } = upstreams;
  const contests = createContests();
  const pagerduty = pagerDutyAccounts(upstreams);
  const cloudflare = cloudflareAccounts(upstreams);
  return (asked) => {
    const { requestId, caller, scope, budget } = asked;
    return {
      requestId,
      caller,
      scope,
      budget,
      charge: { cost: 0 },
      answer: new AnswerSize(maxAnswerBytes),
      besides: [],
      idempotency,
      pagerduty: new OpenedAccounts(
        pagerduty,
        (key, account) => openPagerDuty(key, account, asked, keyKinds.get(key) === 'account', contests),
        caller.accounts,
      ),
      cloudflare: new OpenedAccounts(
        cloudflare,
        (key, account) => openCloudflare(key, account, asked),
        caller.accounts,
      ),
    };
  };
}

function pagerDutyAccounts({ pagerduty }: Upstreams): ConfiguredAccounts<PagerDutyAccount> {
  const { byKey, defaultKey } = pagerduty;
  return { upstream: 'PAGERDUTY', byKey: new Map(Object.entries(byKey)), defaultKey };
}

function cloudflareAccounts({ cloudflare }: Upstreams): ConfiguredAccounts<CloudflareAccount> {
  const { byKey, defaultKey } = cloudflare;
  const upstreamIds = new Map(Object.entries(byKey).map(([key, { accountId }]) => [accountId, key]));
  return { upstream: 'CLOUDFLARE', byKey: new Map(Object.entries(byKey)), defaultKey, upstreamIds };
}

function openPagerDuty(
  key: string,
  account: PagerDutyAccount,
  { caller, scope }: Asked,
  isAccountKey: boolean,
  contests: Contests,
): PagerDutyAccess {
  const client = account.client.onBehalfOf(scope);
  const loaders = sinceLastWrite(scope, () => new PagerDutyLoaders(client));
  const { events, routingKeys, from, fromMayAcknowledge, region, cursorKey } = account;
  return {
    caller,
    scope,
    key,
    region,
    from,
    fromMayAcknowledge,
    isAccountKey,
    cursorKey,
    client,
    events,
    routingKeys,
    contests,
    get loaders() {
      return loaders();
    },
  };
}

function openCloudflare(
  key: string,
  { client: shared, accountId: cloudflareId, consentUrl, cursorKey }: CloudflareAccount,
  { scope }: Asked,
): CloudflareAccess {
  const client = shared.onBehalfOf(scope);
  const loaders = sinceLastWrite(scope, () => createCloudflareLoaders(client));
  return {
    scope,
    key,
    cloudflareId,
    cursorKey,
    client,
    consentUrl,
    get loaders() {
      return loaders();
    },
  };
}
