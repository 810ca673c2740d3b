import { Fault } from '../../../faults/fault.js';
import type { WireDestination, WirePolicy } from '../../../upstream/cloudflare/wire.js';
import { findEntry } from '../../../upstream/transport/partial-list.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { isSameCloudflareId, parseCloudflareId, validateUpstreamId } from '../../core/ids/global-id.js';
import { MAX_RECIPIENTS, type CreateNotificationPolicyInput } from './policy-mutations.input.js';

const PAGERDUTY_PATH = ['input', 'pagerDutyDestinations'];
const WEBHOOKS_PATH = ['input', 'webhookIds'];

type RecipientsInput = Pick<CreateNotificationPolicyInput, 'emails' | 'pagerDutyDestinations' | 'webhookIds'>;

/** Recipients of a new policy: addresses and Cloudflare ids. */
export interface Recipients {
  readonly emails: readonly string[];
  readonly pagerDutyIds: readonly string[];
  readonly webhookIds: readonly string[];
}

/**
 * Checks the form and number of the recipients of a new policy, without a call.
 *
 * @throws {Fault} `INVALID_INPUT` for an invalid id, and without any recipient; `LIMIT_EXCEEDED`
 */
export function parseRecipients(input: RecipientsInput, accountKey: string): Recipients {
  const emails = input.emails ?? [];
  const pagerDutyIds = (input.pagerDutyDestinations ?? []).map((id, index) =>
    parseCloudflareId(id, 'PagerDutyDestination', accountKey, [...PAGERDUTY_PATH, String(index)]),
  );
  const webhookIds = (input.webhookIds ?? []).map((id, index) =>
    validateUpstreamId(id, [...WEBHOOKS_PATH, String(index)]),
  );
  const count = emails.length + pagerDutyIds.length + webhookIds.length;
  // Cloudflare would refuse the write with 17102.
  if (count === 0)
    throw new Fault(
      'INVALID_INPUT',
      'A policy needs a recipient. Set `pagerDutyDestinations`, `emails` or `webhookIds`.',
      {
        field: ['input'],
      },
    );
  if (count > MAX_RECIPIENTS)
    throw new Fault('LIMIT_EXCEEDED', `A new policy can have at most ${MAX_RECIPIENTS} recipients.`, {
      field: ['input'],
    });
  return { emails, pagerDutyIds, webhookIds };
}

/**
 * Turns recipients into mechanisms, once the account has them all. What Cloudflare does with an unknown id is unverified
 * (docs/upstream-quirks.md, quirk 243).
 *
 * @throws {Fault} `NOT_FOUND` for a destination that the account lacks; `FEATURE_UNAVAILABLE` when its plan has no PagerDuty
 */
export async function findMechanisms(
  { emails, pagerDutyIds, webhookIds }: Recipients,
  { client }: CloudflareAccountContext,
): Promise<NonNullable<WirePolicy['mechanisms']>> {
  const [destinations, eligibility, webhooks] = await Promise.all([
    pagerDutyIds.length > 0 ? client.listPagerDutyDestinations() : [],
    pagerDutyIds.length > 0 ? client.getPagerDutyEligibility() : undefined,
    webhookIds.length > 0 ? client.listWebhookDestinations() : [],
  ]);
  if (eligibility?.eligible === false)
    throw new Fault('FEATURE_UNAVAILABLE', 'The Cloudflare account’s plan does not include PagerDuty destinations.', {
      field: PAGERDUTY_PATH,
    });
  const pagerduty = pagerDutyIds.map((id, index) =>
    findDestination(id, destinations, [...PAGERDUTY_PATH, String(index)]),
  );
  return {
    email: toEntries(emails),
    pagerduty: toEntries(pagerduty.map(({ id }) => id)),
    webhooks: toEntries(webhookIds.map((id, index) => findWebhook(id, webhooks, [...WEBHOOKS_PATH, String(index)]).id)),
  };
}

/** @throws {Fault} `NOT_FOUND` at `field` */
export function findDestination(
  id: string,
  destinations: readonly WireDestination[],
  field: readonly string[],
): WireDestination {
  const found = findEntry(destinations, (destination) => isSameCloudflareId(destination.id, id));
  if (found) return found;
  const message = 'The account has no such PagerDuty destination. Use an `id` of `pagerDutyDestinations`.';
  throw new Fault('NOT_FOUND', message, { field });
}

/** @throws {Fault} `NOT_FOUND` at `field` */
function findWebhook(id: string, webhooks: readonly WireDestination[], field: readonly string[]): WireDestination {
  const found = findEntry(webhooks, (webhook) => isSameCloudflareId(webhook.id, id));
  if (found) return found;
  const message = 'The account has no such webhook destination. Use an id that Cloudflare’s dashboard shows.';
  throw new Fault('NOT_FOUND', message, { field });
}

function toEntries(ids: readonly string[]): readonly { readonly id: string }[] {
  return [...new Set(ids)].map((id) => ({ id }));
}
