import type { Upstreams } from '../../graph/core/context.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';
import type { WireEligibility } from '../../upstream/cloudflare/wire.js';
import { checkRateLimit } from './check-rate-limit.js';
import { checkRead, isPermissionError, toProblem } from './failed-check.js';
import { type Finding, note, notChecked, ok } from './finding.js';

type ConfiguredCloudflareAccount = Upstreams['cloudflare']['byKey'][string];

/** The smallest page that Cloudflare gives of its history. */
const MIN_HISTORY_PAGE = { page: 1, perPage: 5 };

/**
 * Asks Cloudflare what an account's token is good for, in four reads; repeats of failed ones, and further pages, come on
 * top. Never rejects.
 */
export async function checkCloudflare(
  account: ConfiguredCloudflareAccount,
  scope: RequestScope,
): Promise<readonly Finding[]> {
  const client = account.client.withScope(scope);
  const { baseUrl, consentUrl } = account;
  let planFindings: readonly Finding[];
  try {
    planFindings = checkPlan(await client.getPagerDutyEligibility());
  } catch (error) {
    const problem = toProblem('token', error, baseUrl);
    // Without an answer, or with a token or an account that is not right, all the others would say the same.
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

const TOKEN_OK = ok('token', 'Good for this account.');

const CHANGES_NOT_CHECKED = notChecked(
  'changes',
  'Whether the token has Account > Notifications > Edit is told by Cloudflare only when something is changed.',
);

function checkPlan({ eligible, ready }: WireEligibility): readonly Finding[] {
  if (!eligible) {
    const message = 'The account’s plan has no PagerDuty destinations: none can be connected.';
    const remedy = 'Ask the account’s owner about the plan, or leave Cloudflare out.';
    return [TOKEN_OK, { check: 'plan', status: 'PROBLEM', message, remedy, code: 'FEATURE_UNAVAILABLE' }];
  }
  if (ready) return [TOKEN_OK, ok('plan', 'Has PagerDuty destinations.')];
  const message = 'Has PagerDuty destinations, but Cloudflare calls them not ready: delivery is not guaranteed.';
  return [TOKEN_OK, note('plan', message, 'Ask Cloudflare when they will be.')];
}

function checkConsentPage(url: string | undefined): Finding {
  if (url !== undefined) return ok('consent page', 'Configured.');
  return note(
    'consent page',
    'CLOUDFLARE_PAGERDUTY_CONSENT_URL is not set: consentUrl will be null.',
    'Take the address from the dashboard’s Connect button, if people are to connect PagerDuty through this gateway.',
  );
}
