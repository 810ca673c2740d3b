import type { ApiKey } from '../../config/api-keys-file.js';
import { Fault } from '../../faults/fault.js';
import { redactText } from '../../faults/redact.js';
import type { KeyType, Upstreams } from '../../graph/core/context.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { WireUser } from '../../upstream/pagerduty/wire.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import { checkActors } from './check-actor.js';
import { checkRateLimit } from './check-rate-limit.js';
import { checkRead, hasNoResponse, isPermissionError, toProblem } from './failed-check.js';
import { type Finding, note, notChecked, ok } from './finding.js';

export type ConfiguredPagerDutyAccount = Upstreams['pagerduty']['byKey'][string];

/** Whose the credential of an account is. */
export interface KeyCheckResult {
  readonly finding: Finding;
  /** Absent when it could not be told. */
  readonly kind?: KeyType | 'app';
  /** Of a user's key. */
  readonly owner?: WireUser;
  /** Without an answer, or with a credential that is not good, every other check would say the same. */
  readonly isUsable: boolean;
}

export interface PagerDutyCheckOptions {
  /** Is told whose the key is as soon as that is known. */
  readonly onKeyKind: (kind: KeyType) => void;
  /** API keys whose callers may change incidents of the account. */
  readonly writers: readonly ApiKey[];
}

const SINGLE_ITEM_PAGE = { limit: 1, offset: 0 };

const READ_CHECKS: readonly (readonly [what: string, read: (client: PagerDutyClient) => Promise<unknown>])[] = [
  ['services', (client) => client.listServices(SINGLE_ITEM_PAGE)],
  ['escalation policies', (client) => client.listEscalationPolicies(SINGLE_ITEM_PAGE)],
  ['teams', (client) => client.listTeams(SINGLE_ITEM_PAGE)],
  ['on-calls', (client) => client.listOnCalls(SINGLE_ITEM_PAGE)],
];

/**
 * Asks PagerDuty what an account's credential is good for, in at most eleven reads; repeats of failed ones come on top.
 * What only a change could tell is not checked. Never rejects.
 */
export async function checkPagerDuty(
  account: ConfiguredPagerDutyAccount,
  scope: RequestScope,
  { onKeyKind, writers }: PagerDutyCheckOptions,
): Promise<readonly Finding[]> {
  const client = account.client.withScope(scope);
  const key = await checkKey(account, client, scope);
  if (key.kind === 'user' || key.kind === 'account') onKeyKind(key.kind);
  if (!key.isUsable) return [key.finding];
  // An OAuth app has its token from another host, so this may be the first that the REST API is asked.
  const incidents = await checkIncidents(account, client);
  if (incidents.some(hasNoResponse)) return [key.finding, ...incidents];
  const found = await Promise.all([
    ...READ_CHECKS.map(([what, read]) => checkRead(what, account.baseUrl, () => read(client))),
    checkPriorities(account, client),
    checkActors(account, client, key, writers),
  ]);
  return [
    key.finding,
    ...incidents,
    ...found.flat(),
    checkChanges(account, key),
    checkRoutingKeys(account),
    ...checkRateLimit(client),
  ];
}

/** `GET /users/me` is refused with 400 for an account's key (contracts: quirk 5). */
async function checkKey(
  account: ConfiguredPagerDutyAccount,
  client: PagerDutyClient,
  scope: RequestScope,
): Promise<KeyCheckResult> {
  if (account.app !== undefined) return checkApp(account, scope);
  try {
    const owner = await client.getMe();
    const name = redactText(owner.name ?? owner.id, []);
    return { isUsable: true, kind: 'user', owner, finding: ok('key', `A user’s REST API key: that of ${name}.`) };
  } catch (error) {
    if (error instanceof Fault && error.upstream?.httpStatus === 400)
      return { isUsable: true, kind: 'account', finding: ok('key', 'An account’s REST API key.') };
    return { isUsable: isPermissionError(error), finding: toProblem('key', error, account.baseUrl) };
  }
}

/** PagerDuty grants fewer scopes than were asked for without a word (contracts: quirk 8). */
async function checkApp(
  { app, appTokens, baseUrl }: ConfiguredPagerDutyAccount,
  scope: RequestScope,
): Promise<KeyCheckResult> {
  try {
    await appTokens?.authorization(scope);
  } catch (error) {
    return { isUsable: false, finding: toProblem('OAuth app', error, app?.tokenUrl ?? baseUrl) };
  }
  const missing = appTokens?.missingScopes ?? [];
  if (missing.length === 0)
    return { isUsable: true, kind: 'app', finding: ok('OAuth app', `Granted: ${app?.scopes.join(', ')}.`) };
  const finding: Finding = {
    check: 'OAuth app',
    status: 'PROBLEM',
    message: `The OAuth app lacks ${missing.join(', ')}.`,
    remedy: 'Grant the app these scopes in PagerDuty, or leave them out of PAGERDUTY_OAUTH_SCOPES.',
    code: 'UPSTREAM_FORBIDDEN',
  };
  return { isUsable: true, kind: 'app', finding };
}

/** Log entries are read of one incident, so without any they are not. */
async function checkIncidents(
  { baseUrl }: ConfiguredPagerDutyAccount,
  client: PagerDutyClient,
): Promise<readonly Finding[]> {
  let id: string | undefined;
  const incidents = await checkRead('incidents', baseUrl, async () => {
    id = (await client.listIncidents(SINGLE_ITEM_PAGE)).items[0]?.id;
  });
  if (incidents.status !== 'OK') return [incidents];
  const incidentId = id;
  if (incidentId === undefined) return [incidents, notChecked('log entries', 'There is no incident to read those of.')];
  return [
    incidents,
    await checkRead('log entries', baseUrl, () => client.listLogEntries(incidentId, SINGLE_ITEM_PAGE)),
  ];
}

async function checkPriorities({ baseUrl }: ConfiguredPagerDutyAccount, client: PagerDutyClient): Promise<Finding> {
  let count = 0;
  const finding = await checkRead('priorities', baseUrl, async () => {
    count = (await client.listPriorities(SINGLE_ITEM_PAGE)).items.length;
  });
  if (finding.status !== 'OK' || count > 0) return finding;
  return note(
    'priorities',
    'There are none: they are not set up, or the plan lacks them. Incidents have no priority, and none can be set.',
    'Turn incident priorities on in PagerDuty, or do without.',
  );
}

function checkChanges({ app, appTokens }: ConfiguredPagerDutyAccount, { kind }: KeyCheckResult): Finding {
  if (kind !== 'app')
    return notChecked('changes', 'Whether the key is read-only is told by PagerDuty only when something is changed.');
  const isGranted = app?.scopes.includes('incidents.write') && !appTokens?.missingScopes.includes('incidents.write');
  if (isGranted) return ok('changes', 'The app has incidents.write.');
  return note(
    'changes',
    'The app lacks incidents.write: incidents can be looked at, not changed.',
    'Grant the app incidents.write and name it in PAGERDUTY_OAUTH_SCOPES, or do without.',
  );
}

function checkRoutingKeys({ routingKeys: keys }: ConfiguredPagerDutyAccount): Finding {
  const count = Object.keys(keys).length;
  if (count === 0) return ok('routing keys', 'None: sendAlertEvent cannot be used.');
  return notChecked('routing keys', `${count} of the right form; only an event could tell more, and that would page.`);
}
