import type { ApiKey } from '../../config/api-keys-file.js';
import { cleanText } from '../../faults/redact.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { Page, WireUser } from '../../upstream/pagerduty/wire.js';
import type { CheckedKey, PagerDutyAccount } from './check-pagerduty.js';
import { checkRead } from './failed-check.js';
import { type Finding, note, notChecked, ok } from './finding.js';

/** As many as PagerDuty gives in one page. */
const MANY = { limit: 100, offset: 0 };

/**
 * Whether users may be read, and in whose name changes are made. In at most two reads.
 *
 * @param writers API keys whose callers may change incidents of this account
 */
export async function checkActors(
  account: PagerDutyAccount,
  client: PagerDutyClient,
  key: CheckedKey,
  writers: readonly ApiKey[],
): Promise<readonly Finding[]> {
  let page: Page<WireUser> | undefined;
  let known: WireUser | undefined;
  const users = await checkRead('users', account.baseUrl, async () => {
    page = await client.listUsers(MANY);
    known = await userOf(account.from, page, client);
  });
  const isReadable = users.verdict === 'OK';
  const actor = isReadable || account.from === undefined ? actorOf(account, key, known) : UNKNOWABLE;
  // A user's key acts as its owner, whoever its callers are.
  const named = key.kind === 'user' ? [] : writers.filter(({ email }) => email !== undefined);
  return [users, actor, ...callersOf(named, page), acknowledging(account)];
}

const UNKNOWABLE = notChecked('actor', 'Whether PagerDuty knows PAGERDUTY_FROM: users cannot be read.');

/** Whether PagerDuty's search looks at e-mails is not documented, so it is asked only where one page does not hold all. */
async function userOf(
  email: string | undefined,
  { items, more }: Page<WireUser>,
  client: PagerDutyClient,
): Promise<WireUser | undefined> {
  const isMeant = (user: WireUser) => isSame(user.email, email);
  const found = items.find(isMeant);
  if (found !== undefined || !more || email === undefined) return found;
  return (await client.listUsers({ ...MANY, query: email })).items.find(isMeant);
}

/** Callers change things in their own name, so PagerDuty must know them; nothing where none has an e-mail. */
function callersOf(named: readonly ApiKey[], page: Page<WireUser> | undefined): readonly Finding[] {
  const unknown = named.filter(({ email }) => !page?.items.some((user) => isSame(user.email, email)));
  if (named.length === 0) return [];
  if (unknown.length === 0) return [ok('callers', 'PagerDuty knows the e-mail of every API key.')];
  const names = unknown.map(({ name }) => name).join(', ');
  if (page === undefined || page.more)
    return [notChecked('callers', `Whether PagerDuty knows the e-mails of these API keys: ${names}.`)];
  const problem: Finding = {
    what: 'callers',
    verdict: 'PROBLEM',
    told: `PagerDuty knows no user with the e-mail of these API keys: ${names}. Their changes will fail.`,
    remedy: 'Give them in API_KEYS_FILE the e-mail of a user of this account, or none.',
    code: 'ACTOR_UNKNOWN',
  };
  return [problem];
}

function isSame(email: string | null | undefined, other: string | undefined): boolean {
  return other !== undefined && email?.toLowerCase() === other.toLowerCase();
}

function actorOf({ from }: PagerDutyAccount, { kind, owner }: CheckedKey, known: WireUser | undefined): Finding {
  if (kind === 'user') return actorOfUsersKey(from, owner);
  if (from === undefined) return WITHOUT[kind ?? 'account'];
  if (known !== undefined)
    return ok('actor', `Changes that name nobody are made as ${cleanText(known.name ?? known.id, [])}.`);
  return {
    what: 'actor',
    verdict: 'PROBLEM',
    told: 'PagerDuty knows no user with the e-mail of PAGERDUTY_FROM: changes that name nobody will fail.',
    remedy: 'Set PAGERDUTY_FROM (in an accounts file: from) to the e-mail of a user of this account.',
    code: 'ACTOR_UNKNOWN',
  };
}

const SET_FROM = 'Set PAGERDUTY_FROM (in an accounts file: from), or see that callers have an e-mail or name an actor.';

/** What holds without `PAGERDUTY_FROM`. */
const WITHOUT = {
  account: note('actor', 'An account’s key needs an actor for every change, and PAGERDUTY_FROM names none.', SET_FROM),
  app: note('actor', 'Changes that name nobody are made in nobody’s name: there is no PAGERDUTY_FROM.', SET_FROM),
};

function actorOfUsersKey(from: string | undefined, owner: WireUser | undefined): Finding {
  if (from === undefined || isSame(owner?.email, from)) return ok('actor', 'Changes are made as the owner of the key.');
  return note(
    'actor',
    'A user’s key acts as its owner, whoever is named: PAGERDUTY_FROM has no effect.',
    'Configure an account’s key, or leave PAGERDUTY_FROM out.',
  );
}

function acknowledging({ fromMayAcknowledge }: PagerDutyAccount): Finding {
  const told = fromMayAcknowledge
    ? 'Goes out also when nobody is named; PagerDuty assigns the incident to whoever it goes out as.'
    : 'Needs a caller with an e-mail, or a named actor: PAGERDUTY_FROM_MAY_ACKNOWLEDGE is off.';
  return ok('acknowledging', told);
}
