import type { Upstreams } from '../../graph/core/context.js';
import type { CallScope } from '../../upstream/transport/request-scope.js';
import type { WireEligibility } from '../../upstream/cloudflare/wire.js';
import { checkQuota } from './check-rate-limit.js';
import { checkRead, isForThisAlone, problemOf } from './failed-check.js';
import { type Finding, note, notChecked, ok } from './finding.js';

type CloudflareAccount = Upstreams['cloudflare']['byKey'][string];

/** The smallest page that Cloudflare gives of its history. */
const FEW = { page: 1, perPage: 5 };

/**
 * Asks Cloudflare what an account's token is good for, in four reads; repeats of failed ones, and further pages, come on
 * top. Never rejects.
 */
export async function checkCloudflare(account: CloudflareAccount, scope: CallScope): Promise<readonly Finding[]> {
  const client = account.client.onBehalfOf(scope);
  const { baseUrl, consentUrl } = account;
  let plan: readonly Finding[];
  try {
    plan = planOf(await client.getPagerDutyEligibility());
  } catch (error) {
    const problem = problemOf('token', error, baseUrl);
    // Without an answer, or with a token or an account that is not right, all the others would say the same.
    if (!isForThisAlone(error)) return [problem];
    plan = [problem];
  }
  const reads = await Promise.all([
    checkRead('destinations', baseUrl, () => client.listPagerDutyDestinations()),
    checkRead('policies', baseUrl, () => client.listPolicies()),
    checkRead('history', baseUrl, () => client.listHistory(FEW)),
  ]);
  return [...plan, ...reads, CHANGES, consentPage(consentUrl), ...checkQuota(client)];
}

const TOKEN = ok('token', 'Good for this account.');

const CHANGES = notChecked(
  'changes',
  'Whether the token has Account > Notifications > Edit is told by Cloudflare only when something is changed.',
);

function planOf({ eligible, ready }: WireEligibility): readonly Finding[] {
  if (!eligible) {
    const told = 'The account’s plan has no PagerDuty destinations: none can be connected.';
    const remedy = 'Ask the account’s owner about the plan, or leave Cloudflare out.';
    return [TOKEN, { what: 'plan', verdict: 'PROBLEM', told, remedy, code: 'FEATURE_UNAVAILABLE' }];
  }
  if (ready) return [TOKEN, ok('plan', 'Has PagerDuty destinations.')];
  const told = 'Has PagerDuty destinations, but Cloudflare calls them not ready: delivery is not guaranteed.';
  return [TOKEN, note('plan', told, 'Ask Cloudflare when they will be.')];
}

function consentPage(url: string | undefined): Finding {
  if (url !== undefined) return ok('consent page', 'Configured.');
  return note(
    'consent page',
    'CLOUDFLARE_PAGERDUTY_CONSENT_URL is not set: consentUrl will be null.',
    'Take the address from the dashboard’s Connect button, if people are to connect PagerDuty through this gateway.',
  );
}
