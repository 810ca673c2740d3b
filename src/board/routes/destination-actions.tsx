import { useState } from 'preact/hooks';
import { useSession } from '../data/session.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/panel.js';
import { AttachmentDialog } from './attachment-dialog.js';
import { ConnectDialog } from './connect-dialog.js';
import { DeleteDialog } from './delete-dialog.js';
import type { DestinationNode, PolicyNode } from './route-nodes.js';

interface DestinationActionsProps {
  readonly account: string | undefined;
  readonly policies: readonly PolicyNode[];
  readonly destinations: readonly DestinationNode[];
  /** Called after a change may have happened. */
  readonly onChange: () => void;
}

/** The changes of routes. Callers who may not make them do not see them. */
export function DestinationActions({ account, policies, destinations, onChange }: DestinationActionsProps) {
  const { can, viewer } = useSession();
  const [open, setOpen] = useState<'attach' | 'connect' | 'delete'>();
  const isKnown = viewer.cloudflareAccounts.some(({ key }) => key === account);
  const canConnect = can('DESTINATIONS_WRITE');
  const canAttach = can('POLICIES_WRITE') && policies.length > 0 && destinations.length > 0;
  if (account === undefined || !isKnown || !can('DESTINATIONS_READ') || !(canConnect || canAttach)) return null;
  const expectedIds = destinations.map(({ id }) => id);
  const change = { account, onChange, onClose: () => setOpen(undefined) };
  return (
    <Panel title="Change the routes">
      {canConnect && (
        <p class="hint">
          Cloudflare can add destinations and delete all of them. It cannot delete a single one; detach it from its
          policies instead.
        </p>
      )}
      <p class="routes-actions">
        {canAttach && <Button onClick={() => setOpen('attach')}>Attach or detach a destination…</Button>}
        {canConnect && <Button onClick={() => setOpen('connect')}>Connect destinations…</Button>}
        {canConnect && expectedIds.length > 0 && (
          <Button onClick={() => setOpen('delete')}>Delete all destinations…</Button>
        )}
      </p>
      {open === 'attach' && <AttachmentDialog {...change} policies={policies} destinations={destinations} />}
      {open === 'connect' && <ConnectDialog {...change} knownIds={expectedIds} />}
      {open === 'delete' && <DeleteDialog {...change} knownIds={expectedIds} />}
    </Panel>
  );
}
