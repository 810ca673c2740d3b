import type { ApiKey } from '../../config/api-keys-file.js';
import { redactText } from '../../faults/redact.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { Page, WireUser } from '../../upstream/pagerduty/wire.js';
import type { ConfiguredPagerDutyAccount, KeyCheckResult } from './check-key.js';
import { checkRead } from './failed-check.js';
import { type Finding, note, notChecked, ok } from './finding.js';

/** The largest page of PagerDuty. */
const FULL_PAGE = { limit: 100, offset: 0 };

/**
 * Checks whether users can be read and who the actor of changes is, with at most two reads.
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
  // A user's key always acts as its owner.
  const writersWithEmail = key.type === 'user' ? [] : writers.filter(({ email }) => email !== undefined);
  return [users, actor, ...checkCallerEmails(writersWithEmail, page), checkAcknowledge(account)];
}

const ACTOR_NOT_CHECKED = notChecked('actor', 'PAGERDUTY_FROM cannot be checked, because users cannot be read.');

/** Searches only if the first page is incomplete, because PagerDuty does not document whether the search covers e-mails. */
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

/** Callers with an e-mail are the actors of their changes, so PagerDuty must have a user with that e-mail. */
function checkCallerEmails(writersWithEmail: readonly ApiKey[], page: Page<WireUser> | undefined): readonly Finding[] {
  const unknown = writersWithEmail.filter(({ email }) => !page?.items.some((user) => isSameEmail(user.email, email)));
  if (writersWithEmail.length === 0) return [];
  if (unknown.length === 0) return [ok('callers', 'Each e-mail of an API key belongs to a PagerDuty user.')];
  const names = unknown.map(({ name }) => name).join(', ');
  if (page === undefined || page.more)
    return [notChecked('callers', `The e-mails of these API keys cannot be checked: ${names}.`)];
  const problem: Finding = {
    check: 'callers',
    status: 'PROBLEM',
    message: `No PagerDuty user has the e-mail of these API keys: ${names}. Their changes will fail.`,
    remedy: 'In API_KEYS_FILE, set their email to that of a user of this account, or remove it.',
    code: 'ACTOR_UNKNOWN',
  };
  return [problem];
}

function isSameEmail(email: string | null | undefined, other: string | undefined): boolean {
  return other !== undefined && email?.toLowerCase() === other.toLowerCase();
}

function checkActor(
  { from }: ConfiguredPagerDutyAccount,
  { type, owner }: KeyCheckResult,
  actorUser: WireUser | undefined,
): Finding {
  if (type === 'user') return checkUserKeyActor(from, owner);
  if (from === undefined) return WITHOUT_FROM[type ?? 'account'];
  if (actorUser !== undefined)
    return ok('actor', `Changes without an actor are made as ${redactText(actorUser.name ?? actorUser.id, [])}.`);
  return {
    check: 'actor',
    status: 'PROBLEM',
    message: 'No PagerDuty user has the e-mail of PAGERDUTY_FROM: changes without an actor will fail.',
    remedy: 'Set PAGERDUTY_FROM (in an accounts file: from) to the e-mail of a user of this account.',
    code: 'ACTOR_UNKNOWN',
  };
}

const SET_FROM_REMEDY =
  'Set PAGERDUTY_FROM (in an accounts file: from), or make sure that callers have an e-mail or send an actor.';

/** Findings without `PAGERDUTY_FROM`. */
const WITHOUT_FROM = {
  account: note(
    'actor',
    'An account’s key requires an actor for each change, and PAGERDUTY_FROM is not set.',
    SET_FROM_REMEDY,
  ),
  app: note(
    'actor',
    'Changes without an actor have no author in PagerDuty, because PAGERDUTY_FROM is not set.',
    SET_FROM_REMEDY,
  ),
};

function checkUserKeyActor(from: string | undefined, owner: WireUser | undefined): Finding {
  if (from === undefined || isSameEmail(owner?.email, from))
    return ok('actor', 'Changes are made as the owner of the key.');
  return note(
    'actor',
    'A user’s key always acts as its owner: PAGERDUTY_FROM has no effect.',
    'Configure an account’s key, or remove PAGERDUTY_FROM.',
  );
}

function checkAcknowledge({ fromMayAcknowledge }: ConfiguredPagerDutyAccount): Finding {
  const message = fromMayAcknowledge
    ? 'Possible without an actor; PagerDuty assigns the incident to the default actor.'
    : 'Requires a caller with an e-mail, or an actor: PAGERDUTY_FROM_MAY_ACKNOWLEDGE is off.';
  return ok('acknowledging', message);
}
