import { createCloudflareLoaders, type CloudflareLoaders } from '../loaders/cloudflare-loaders.js';
import { createPagerDutyLoaders, type PagerDutyLoaders } from '../loaders/pagerduty-loaders.js';
import type { Accounts, CloudflareAccountConfig, PagerDutyAccountConfig } from '../config/config.js';
import type { CloudflareClient } from '../upstream/cloudflare/client.js';
import type { EventsClient } from '../upstream/pagerduty-events/client.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { AppTokens } from '../upstream/pagerduty/oauth.js';
import type { Budget } from '../store/caller-limit.js';
import type { Idempotency } from '../store/idempotency.js';
import { createAccountDirectory, type AccountDirectory } from './account-directory.js';
import type { Caller } from './caller.js';

/** One PagerDuty account as resolvers may use it during one GraphQL request. */
export interface PagerDutyAccess {
  readonly caller: Caller;
  readonly key: string;
  readonly region: PagerDutyAccountConfig['region'];
  /** In whose name changes are made when neither input nor caller says. */
  readonly from?: string | undefined;
  /** Whether our key is known to be the account's and no user's, so that every change must name somebody. */
  readonly isAccountKey: boolean;
  readonly client: PagerDutyClient;
  readonly events: EventsClient;
  /** Secrets for the Events API, by what callers call them. */
  readonly routingKeys: PagerDutyAccountConfig['routingKeys'];
  readonly loaders: PagerDutyLoaders;
}

/** One Cloudflare account as resolvers may use it during one GraphQL request. */
export interface CloudflareAccess {
  readonly key: string;
  readonly cloudflareId: string;
  readonly consentUrl?: string;
  readonly client: CloudflareClient;
  readonly loaders: CloudflareLoaders;
}

/** What is known of a GraphQL request before it is parsed. */
export interface Asked {
  readonly requestId: string;
  readonly caller: Caller;
  /** What the caller had left of its operations after this one. */
  readonly budget: Budget;
}

/** A resolver's only door to the world; made afresh for every GraphQL request. */
export interface Context extends Asked {
  /** Complexity points of the operation, set when it has been judged. */
  readonly charge: { cost: number };
  /** Of this caller alone. */
  readonly idempotency: Idempotency;
  readonly pagerduty: AccountDirectory<PagerDutyAccess>;
  readonly cloudflare: AccountDirectory<CloudflareAccess>;
}

/** What one PagerDuty account is reached by. */
export interface PagerDutyClients {
  readonly client: PagerDutyClient;
  readonly events: EventsClient;
  /** Where an OAuth app stands in for a key. */
  readonly appTokens?: AppTokens | undefined;
}

/** What lives as long as the gateway: the accounts and the clients of each. */
export interface Upstreams {
  readonly pagerduty: Accounts<PagerDutyAccountConfig & PagerDutyClients>;
  readonly cloudflare: Accounts<CloudflareAccountConfig & { readonly client: CloudflareClient }>;
  /** Whose the PagerDuty keys turned out to be, by configured account. */
  readonly keyKinds: ReadonlyMap<string, KeyKind>;
}

/** PagerDuty wants an actor from an account's key; a user's key speaks for its user. */
export type KeyKind = 'account' | 'user';

export function createContextFactory(upstreams: Upstreams, idempotency: Idempotency): (asked: Asked) => Context {
  const cloudflareIds = new Map(
    Object.entries(upstreams.cloudflare.byKey).map(([key, { accountId }]) => [accountId, key]),
  );
  return (asked) => ({
    ...asked,
    charge: { cost: 0 },
    idempotency: {
      once: (key, input, work) => idempotency.once(JSON.stringify([asked.caller.id, key]), input, work),
    },
    pagerduty: createAccountDirectory('PAGERDUTY', {
      accounts: openers(upstreams.pagerduty, (key, account) => ({
        ...openPagerDuty(key, account),
        caller: asked.caller,
        isAccountKey: upstreams.keyKinds.get(key) === 'account',
      })),
      defaultKey: upstreams.pagerduty.defaultKey,
      granted: asked.caller.accounts,
    }),
    cloudflare: createAccountDirectory('CLOUDFLARE', {
      accounts: openers(upstreams.cloudflare, openCloudflare),
      defaultKey: upstreams.cloudflare.defaultKey,
      granted: asked.caller.accounts,
      upstreamIds: cloudflareIds,
    }),
  });
}

function openers<C, T>(accounts: Accounts<C>, open: (key: string, account: C) => T): Map<string, () => T> {
  return new Map(Object.entries(accounts.byKey).map(([key, account]) => [key, () => open(key, account)]));
}

function openPagerDuty(key: string, account: Upstreams['pagerduty']['byKey'][string]) {
  const { client, events, routingKeys, from, region } = account;
  return { key, region, from, client, events, routingKeys, loaders: createPagerDutyLoaders(client) };
}

function openCloudflare(key: string, account: Upstreams['cloudflare']['byKey'][string]): CloudflareAccess {
  const { client, accountId, consentUrl } = account;
  const loaders = createCloudflareLoaders(client);
  return { key, cloudflareId: accountId, client, loaders, ...(consentUrl === undefined ? {} : { consentUrl }) };
}
