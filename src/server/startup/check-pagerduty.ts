import type { ApiKey } from '../../config/api-keys-file.js';
import type { KeyType } from '../../graph/core/context.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import { checkActors } from './check-actor.js';
import { checkKey, type ConfiguredPagerDutyAccount, type KeyCheckResult } from './check-key.js';
import { checkRateLimit } from './check-rate-limit.js';
import { checkRead, hasNoResponse } from './failed-check.js';
import { checkWebhooks } from './check-webhooks.js';
import { note, notChecked, ok, type Finding } from './finding.js';

export interface PagerDutyCheckOptions {
  /** The configured key of the account. */
  readonly accountKey: string;
  /** Called with the type of the key as soon as it is known. */
  readonly onKeyType: (keyType: KeyType) => void;
  /** API keys whose callers may change incidents of the account. */
  readonly writers: readonly ApiKey[];
}

const SINGLE_ITEM_PAGE = { limit: 1, offset: 0 };

const READ_CHECKS: readonly (readonly [check: string, read: (client: PagerDutyClient) => Promise<unknown>])[] = [
  ['services', (client) => client.listServices(SINGLE_ITEM_PAGE)],
  ['escalation policies', (client) => client.listEscalationPolicies(SINGLE_ITEM_PAGE)],
  ['teams', (client) => client.listTeams(SINGLE_ITEM_PAGE)],
  ['on-calls', (client) => client.listOnCalls(SINGLE_ITEM_PAGE)],
];

/**
 * Checks what an account's credential may do, with at most twelve reads and their retries. Does not check what only a change
 * can reveal. Never rejects.
 */
export async function checkPagerDuty(
  account: ConfiguredPagerDutyAccount,
  requestScope: RequestScope,
  { accountKey, onKeyType, writers }: PagerDutyCheckOptions,
): Promise<readonly Finding[]> {
  const client = account.client.withScope(requestScope);
  const key = await checkKey(account, client, requestScope);
  if (key.type === 'user' || key.type === 'account') onKeyType(key.type);
  if (!key.isUsable) return [key.finding];
  // An OAuth app gets its token from another host, so this may be the first request to the REST API.
  const incidents = await checkIncidents(account, client);
  if (incidents.some(hasNoResponse)) return [key.finding, ...incidents];
  const found = await Promise.all([
    ...READ_CHECKS.map(([check, read]) => checkRead(check, account.baseUrl, () => read(client))),
    checkPriorities(account, client),
    checkActors(account, client, key, writers),
    checkWebhooks(accountKey, account, client),
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

/** Log entries are read for one incident, so without an incident they are not checked. */
async function checkIncidents(
  { baseUrl }: ConfiguredPagerDutyAccount,
  client: PagerDutyClient,
): Promise<readonly Finding[]> {
  let firstId: string | undefined;
  const incidents = await checkRead('incidents', baseUrl, async () => {
    firstId = (await client.listIncidents(SINGLE_ITEM_PAGE)).items[0]?.id;
  });
  if (incidents.status !== 'OK') return [incidents];
  const incidentId = firstId;
  if (incidentId === undefined)
    return [incidents, notChecked('log entries', 'There is no incident whose log entries could be read.')];
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
    'The account has no priorities: they are turned off or not in the plan. Incidents cannot have a priority.',
    'Turn on incident priorities in PagerDuty if you need them.',
  );
}

function checkChanges({ app, appTokens }: ConfiguredPagerDutyAccount, { type }: KeyCheckResult): Finding {
  if (type !== 'app') return notChecked('changes', 'Only a change reveals whether the key is read-only.');
  const isGranted = app?.scopes.includes('incidents.write') && !appTokens?.missingScopes.includes('incidents.write');
  if (isGranted) return ok('changes', 'The app has incidents.write.');
  return note(
    'changes',
    'The app lacks incidents.write: incidents can be read, but not changed.',
    'Grant incidents.write to the app and add it to PAGERDUTY_OAUTH_SCOPES if you need changes.',
  );
}

function checkRoutingKeys({ routingKeys }: ConfiguredPagerDutyAccount): Finding {
  const count = Object.keys(routingKeys).length;
  if (count === 0) return ok('routing keys', 'None configured: sendAlertEvent and sendChangeEvent cannot be used.');
  return notChecked('routing keys', `${count} with a valid format. A full check would send an event and page someone.`);
}
