import { useState } from 'preact/hooks';
import { useSession } from '../data/session.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/panel.js';
import { ConnectDialog } from './connect-dialog.js';
import { DeleteDialog } from './delete-dialog.js';

interface DestinationActionsProps {
  readonly account: string | undefined;
  readonly destinations: readonly { readonly id: string }[];
  /** Called after a change may have happened. */
  readonly onChange: () => void;
}

/** The changes that Cloudflare offers. Callers who may not make them do not see them. */
export function DestinationActions({ account, destinations, onChange }: DestinationActionsProps) {
  const { can, viewer } = useSession();
  const [open, setOpen] = useState<'connect' | 'delete'>();
  const isKnown = viewer.cloudflareAccounts.some(({ key }) => key === account);
  if (account === undefined || !isKnown || !can('DESTINATIONS_WRITE') || !can('DESTINATIONS_READ')) return null;
  const close = () => setOpen(undefined);
  const expectedIds = destinations.map(({ id }) => id);
  return (
    <Panel title="Change the destinations">
      <p class="hint">
        Cloudflare can add destinations and delete all of them. It cannot delete a single one. To attach one to a
        policy, use <code>attachDestination</code> or Cloudflare’s dashboard.
      </p>
      <p class="routes-actions">
        <Button onClick={() => setOpen('connect')}>Connect destinations…</Button>
        {expectedIds.length > 0 && <Button onClick={() => setOpen('delete')}>Delete all destinations…</Button>}
      </p>
      {open === 'connect' && (
        <ConnectDialog account={account} knownIds={expectedIds} onChange={onChange} onClose={close} />
      )}
      {open === 'delete' && (
        <DeleteDialog account={account} knownIds={expectedIds} onChange={onChange} onClose={close} />
      )}
    </Panel>
  );
}
