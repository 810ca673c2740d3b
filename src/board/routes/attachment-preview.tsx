import type { AttachDestinationMutation } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { UserErrors } from '../ui/user-errors.js';
import type { DestinationNode } from './route-nodes.js';
import type { Attachment } from './use-attachment.js';
import { visibleName } from './visible-name.js';

interface AttachmentPreviewProps {
  readonly attachment: Attachment;
  readonly change: AttachDestinationMutation['change'];
  readonly destinations: readonly DestinationNode[];
  readonly isBusy: boolean;
  /** Accepts that the policy loses its last PagerDuty destination. */
  readonly onAllow: () => void;
  readonly onConfirm: () => void;
}

const VERBS = { attach: 'Attach', detach: 'Detach' };

/** What the gateway would change, by its report and nothing else. */
export function AttachmentPreview(props: AttachmentPreviewProps) {
  const { attachment, change, destinations, isBusy, onAllow, onConfirm } = props;
  const { userErrors = [], differences = [] } = change ?? {};
  if (userErrors.length > 0) {
    return (
      <>
        <UserErrors errors={userErrors} />
        {userErrors.some(({ code }) => code === 'CONFIRMATION_REQUIRED') && (
          <Button onClick={onAllow}>Show what detaching the last one would change</Button>
        )}
      </>
    );
  }
  const after = differences?.find(({ path }) => path === 'mechanisms.pagerduty');
  if (!after) return <p role="status">The policy is so already. Nothing would change.</p>;
  const targets = toTargets(after.after, destinations);
  return (
    <div role="status" class="routes-effect">
      <p>{targets.length > 0 ? 'The policy would deliver to these destinations:' : 'The policy would page nobody.'}</p>
      <ul class="routes-plain">
        {targets.map(({ id, name }) => (
          <li key={id} dir="auto">
            {name}
          </li>
        ))}
      </ul>
      <Button kind={attachment.kind === 'attach' ? 'primary' : 'danger'} busy={isBusy} onClick={onConfirm}>
        {isBusy ? 'Writing…' : VERBS[attachment.kind]}
      </Button>
    </div>
  );
}

interface Target {
  readonly id: string;
  readonly name: string;
}

/** Names the entries of Cloudflare, which have ids only. */
function toTargets(entries: unknown, destinations: readonly DestinationNode[]): Target[] {
  if (!Array.isArray(entries)) return [];
  const names = new Map(destinations.map(({ cloudflareId, name }) => [cloudflareId, name]));
  return entries.map((entry: { readonly id?: unknown } | null) => {
    const id = String(entry?.id);
    return { id, name: visibleName(names.get(id.replaceAll('-', '')), id) };
  });
}
