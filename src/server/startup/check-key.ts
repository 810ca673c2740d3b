import { Fault } from '../../faults/fault.js';
import { redactText } from '../../faults/redact.js';
import type { KeyType, Upstreams } from '../../graph/core/context.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { WireUser } from '../../upstream/pagerduty/wire.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import { isPermissionError, toProblem } from './failed-check.js';
import { ok, type Finding } from './finding.js';

export type ConfiguredPagerDutyAccount = Upstreams['pagerduty']['byKey'][string];

/** The type of an account's credential, and whether it works. */
export interface KeyCheckResult {
  readonly finding: Finding;
  /** Absent if it is unknown. */
  readonly type?: KeyType | 'app';
  /** The owner of a user's key. */
  readonly owner?: WireUser;
  /** False without a response or with an invalid credential: then every other check would fail too. */
  readonly isUsable: boolean;
}

/** `GET /users/me` fails with 400 for an account's key (docs/upstream-quirks.md, quirk 5). */
export async function checkKey(
  account: ConfiguredPagerDutyAccount,
  client: PagerDutyClient,
  requestScope: RequestScope,
): Promise<KeyCheckResult> {
  if (account.app !== undefined) return checkApp(account, requestScope);
  try {
    const owner = await client.getMe();
    const name = redactText(owner.name ?? owner.id, []);
    return { isUsable: true, type: 'user', owner, finding: ok('key', `REST API key of the user ${name}.`) };
  } catch (error) {
    if (error instanceof Fault && error.upstream?.httpStatus === 400)
      return { isUsable: true, type: 'account', finding: ok('key', 'REST API key of the account.') };
    return { isUsable: isPermissionError(error), finding: toProblem('key', error, account.baseUrl) };
  }
}

/** PagerDuty may grant fewer scopes than requested without an error (docs/upstream-quirks.md, quirk 8). */
async function checkApp(
  { app, appTokens, baseUrl }: ConfiguredPagerDutyAccount,
  requestScope: RequestScope,
): Promise<KeyCheckResult> {
  try {
    await appTokens?.authorization(requestScope);
  } catch (error) {
    return { isUsable: false, finding: toProblem('OAuth app', error, app?.tokenUrl ?? baseUrl) };
  }
  const missing = appTokens?.missingScopes ?? [];
  if (missing.length === 0)
    return { isUsable: true, type: 'app', finding: ok('OAuth app', `Granted: ${app?.scopes.join(', ')}.`) };
  const finding: Finding = {
    check: 'OAuth app',
    status: 'PROBLEM',
    message: `The OAuth app lacks ${missing.join(', ')}.`,
    remedy: 'Grant these scopes to the app in PagerDuty, or remove them from PAGERDUTY_OAUTH_SCOPES.',
    code: 'UPSTREAM_FORBIDDEN',
  };
  return { isUsable: true, type: 'app', finding };
}
