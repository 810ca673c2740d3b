import { Badge } from '../ui/badge.js';
import { GapList } from './gap-list.js';
import type { PolicyRoute } from './policy-route.js';

/** A notification policy of Cloudflare: which alerts, and who else receives them. */
export function PolicyCard({ policy }: { readonly policy: PolicyRoute }) {
  const { name, alertType, isEnabled, destinationIds, gaps } = policy;
  const others = describeOthers(policy);
  return (
    <>
      <p class="routes-name" dir="auto">
        {name}
      </p>
      <p class="routes-detail">
        <code>{alertType}</code> {!isEnabled && <Badge tone="neutral">disabled</Badge>}
      </p>
      {others && (
        <p class="routes-detail">
          {destinationIds?.length === 0 ? 'Only ' : 'Also '}
          {others}
        </p>
      )}
      {destinationIds === null && <p class="routes-unknown">? Its PagerDuty destinations could not be read.</p>}
      <GapList gaps={gaps} />
    </>
  );
}

function describeOthers({ emailCount, webhookCount }: PolicyRoute): string {
  const parts = [
    emailCount > 0 && (emailCount === 1 ? '1 e-mail address' : `${emailCount} e-mail addresses`),
    webhookCount > 0 && (webhookCount === 1 ? '1 webhook' : `${webhookCount} webhooks`),
  ];
  return parts.filter(Boolean).join(' and ');
}
