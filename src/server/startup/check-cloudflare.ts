import type { Upstreams } from '../../graph/core/context.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import type { WireEligibility } from '../../upstream/cloudflare/wire.js';
import { checkRateLimit } from './check-rate-limit.js';
import { checkRead, isPermissionError, toProblem } from './failed-check.js';
import { type Finding, note, notChecked, ok } from './finding.js';

type ConfiguredCloudflareAccount = Upstreams['cloudflare']['byKey'][string];

/** The smallest page of Cloudflare's notification history. */
const MIN_HISTORY_PAGE = { page: 1, perPage: 5 };

/**
 * Checks what an account's token may do, with four reads and their retries and further pages. Never rejects.
 */
export async function checkCloudflare(
  account: ConfiguredCloudflareAccount,
  requestScope: RequestScope,
): Promise<readonly Finding[]> {
  const client = account.client.withScope(requestScope);
  const { baseUrl, consentUrl } = account;
  let planFindings: readonly Finding[];
  try {
    planFindings = checkPlan(await client.getPagerDutyEligibility());
  } catch (error) {
    const problem = toProblem('token', error, baseUrl);
    // Without a response, or with an invalid token or account, every other check would fail too.
    if (!isPermissionError(error)) return [problem];
    planFindings = [problem];
  }
  const reads = await Promise.all([
    checkRead('destinations', baseUrl, () => client.listPagerDutyDestinations()),
    checkRead('policies', baseUrl, () => client.listPolicies()),
    checkRead('history', baseUrl, () => client.listHistory(MIN_HISTORY_PAGE)),
  ]);
  return [...planFindings, ...reads, CHANGES_NOT_CHECKED, checkConsentPage(consentUrl), ...checkRateLimit(client)];
}

const TOKEN_OK = ok('token', 'Valid for this account.');

const CHANGES_NOT_CHECKED = notChecked(
  'changes',
  'Only a change reveals whether the token has Account > Notifications > Edit.',
);

function checkPlan({ eligible, ready }: WireEligibility): readonly Finding[] {
  if (!eligible) {
    const message = 'The account’s plan does not include PagerDuty destinations.';
    const remedy = 'Change the plan of the account, or remove the Cloudflare settings.';
    return [TOKEN_OK, { check: 'plan', status: 'PROBLEM', message, remedy, code: 'FEATURE_UNAVAILABLE' }];
  }
  if (ready) return [TOKEN_OK, ok('plan', 'Includes PagerDuty destinations.')];
  const message =
    'Includes PagerDuty destinations, but Cloudflare reports them as not ready: delivery is not guaranteed.';
  return [TOKEN_OK, note('plan', message, 'Ask Cloudflare when they will be ready.')];
}

function checkConsentPage(url: string | undefined): Finding {
  if (url !== undefined) return ok('consent page', 'Configured.');
  return note(
    'consent page',
    'CLOUDFLARE_PAGERDUTY_CONSENT_URL is not set: consentUrl will be null.',
    'Copy the address of the dashboard’s Connect button, if users connect PagerDuty through this gateway.',
  );
}
