import type { ApiKey } from '../../config/api-keys-file.js';
import { redactText } from '../../faults/redact.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { Page, WireUser } from '../../upstream/pagerduty/wire.js';
import type { KeyCheckResult, ConfiguredPagerDutyAccount } from './check-pagerduty.js';
import { checkRead } from './failed-check.js';
import { type Finding, note, notChecked, ok } from './finding.js';

/** As many as PagerDuty gives in one page. */
const FULL_PAGE = { limit: 100, offset: 0 };

/**
 * Whether users may be read, and in whose name changes are made. In at most two reads.
 *
 * @param writers API keys whose callers may change incidents of this account
 */
export async function checkActors(
  account: ConfiguredPagerDutyAccount,
  client: PagerDutyClient,
  key: KeyCheckResult,
  writers: readonly ApiKey[],
): Promise<readonly Finding[]> {
  let page: Page<WireUser> | undefined;
  let actorUser: WireUser | undefined;
  const users = await checkRead('users', account.baseUrl, async () => {
    page = await client.listUsers(FULL_PAGE);
    actorUser = await findUser(account.from, page, client);
  });
  const isReadable = users.status === 'OK';
  const actor = isReadable || account.from === undefined ? checkActor(account, key, actorUser) : ACTOR_NOT_CHECKED;
  // A user's key acts as its owner, whoever its callers are.
  const writersWithEmail = key.kind === 'user' ? [] : writers.filter(({ email }) => email !== undefined);
  return [users, actor, ...checkCallerEmails(writersWithEmail, page), checkAcknowledge(account)];
}

const ACTOR_NOT_CHECKED = notChecked('actor', 'Whether PagerDuty knows PAGERDUTY_FROM: users cannot be read.');

/** Whether PagerDuty's search looks at e-mails is not documented, so it is asked only where one page does not hold all. */
async function findUser(
  email: string | undefined,
  { items, more }: Page<WireUser>,
  client: PagerDutyClient,
): Promise<WireUser | undefined> {
  const hasEmail = (user: WireUser) => isSameEmail(user.email, email);
  const found = items.find(hasEmail);
  if (found !== undefined || !more || email === undefined) return found;
  return (await client.listUsers({ ...FULL_PAGE, query: email })).items.find(hasEmail);
}

/** Callers change things in their own name, so PagerDuty must know them; nothing where none has an e-mail. */
function checkCallerEmails(writersWithEmail: readonly ApiKey[], page: Page<WireUser> | undefined): readonly Finding[] {
  const unknown = writersWithEmail.filter(({ email }) => !page?.items.some((user) => isSameEmail(user.email, email)));
  if (writersWithEmail.length === 0) return [];
  if (unknown.length === 0) return [ok('callers', 'PagerDuty knows the e-mail of every API key.')];
  const names = unknown.map(({ name }) => name).join(', ');
  if (page === undefined || page.more)
    return [notChecked('callers', `Whether PagerDuty knows the e-mails of these API keys: ${names}.`)];
  const problem: Finding = {
    check: 'callers',
    status: 'PROBLEM',
    message: `PagerDuty knows no user with the e-mail of these API keys: ${names}. Their changes will fail.`,
    remedy: 'Give them in API_KEYS_FILE the e-mail of a user of this account, or none.',
    code: 'ACTOR_UNKNOWN',
  };
  return [problem];
}

function isSameEmail(email: string | null | undefined, other: string | undefined): boolean {
  return other !== undefined && email?.toLowerCase() === other.toLowerCase();
}

function checkActor(
  { from }: ConfiguredPagerDutyAccount,
  { kind, owner }: KeyCheckResult,
  actorUser: WireUser | undefined,
): Finding {
  if (kind === 'user') return checkUserKeyActor(from, owner);
  if (from === undefined) return WITHOUT_FROM[kind ?? 'account'];
  if (actorUser !== undefined)
    return ok('actor', `Changes that name nobody are made as ${redactText(actorUser.name ?? actorUser.id, [])}.`);
  return {
    check: 'actor',
    status: 'PROBLEM',
    message: 'PagerDuty knows no user with the e-mail of PAGERDUTY_FROM: changes that name nobody will fail.',
    remedy: 'Set PAGERDUTY_FROM (in an accounts file: from) to the e-mail of a user of this account.',
    code: 'ACTOR_UNKNOWN',
  };
}

const SET_FROM_REMEDY =
  'Set PAGERDUTY_FROM (in an accounts file: from), or see that callers have an e-mail or name an actor.';

/** What holds without `PAGERDUTY_FROM`. */
const WITHOUT_FROM = {
  account: note(
    'actor',
    'An account’s key needs an actor for every change, and PAGERDUTY_FROM names none.',
    SET_FROM_REMEDY,
  ),
  app: note(
    'actor',
    'Changes that name nobody are made in nobody’s name: there is no PAGERDUTY_FROM.',
    SET_FROM_REMEDY,
  ),
};

function checkUserKeyActor(from: string | undefined, owner: WireUser | undefined): Finding {
  if (from === undefined || isSameEmail(owner?.email, from))
    return ok('actor', 'Changes are made as the owner of the key.');
  return note(
    'actor',
    'A user’s key acts as its owner, whoever is named: PAGERDUTY_FROM has no effect.',
    'Configure an account’s key, or leave PAGERDUTY_FROM out.',
  );
}

function checkAcknowledge({ fromMayAcknowledge }: ConfiguredPagerDutyAccount): Finding {
  const message = fromMayAcknowledge
    ? 'Goes out also when nobody is named; PagerDuty assigns the incident to whoever it goes out as.'
    : 'Needs a caller with an e-mail, or a named actor: PAGERDUTY_FROM_MAY_ACKNOWLEDGE is off.';
  return ok('acknowledging', message);
}
