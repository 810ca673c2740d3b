import { useEffect } from 'preact/hooks';
import { useMutation, type MutationState } from '../data/use-mutation.js';
import {
  deleteDestinationsDocument,
  previewDeletionDocument,
  type DeleteDestinationsMutation,
} from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { UserErrors } from '../ui/user-errors.js';
import { ActingAccount } from './acting-account.js';
import { DeletionForm } from './deletion-form.js';
import { DeletionPreview, type Preview } from './deletion-preview.js';
import { Dialog } from './dialog.js';
import { visibleName } from './visible-name.js';

export interface ChangeDialogProps {
  /** Key of the Cloudflare account. */
  readonly account: string;
  /** Global ids of the destinations that the view shows. */
  readonly knownIds: readonly string[];
  /** Called after a change may have happened. */
  readonly onChange: () => void;
  readonly onClose: () => void;
}

/** Deletes all destinations, after it has shown what that does and the person has confirmed it. */
export function DeleteDialog({ account, knownIds, onChange, onClose }: ChangeDialogProps) {
  const preview = useMutation(previewDeletionDocument);
  const deletion = useMutation(deleteDestinationsDocument);
  const readPreview = (ids: readonly string[]) => {
    deletion.reset();
    void preview.run({ account, expectedIds: [...ids] });
  };
  useEffect(() => readPreview(knownIds), []);
  const payload = preview.state.status === 'done' ? preview.state.data.deletePagerDutyDestinations : null;
  const remove = async (expectedIds: string[]) => {
    await deletion.run({ account, expectedIds });
    onChange();
  };
  return (
    <Dialog title="Delete all destinations" onClose={onClose}>
      <ActingAccount account={account} />
      {preview.state.status === 'pending' && <p role="status">Reading what would be deleted…</p>}
      {preview.state.status === 'failed' && (
        <ErrorNotice error={preview.state.error} onRetry={() => readPreview(knownIds)} />
      )}
      {payload && isOpen(deletion.state) && (
        <Confirmation
          preview={payload}
          account={account}
          isBusy={deletion.state.status === 'pending'}
          onConfirm={(ids) => void remove(ids)}
        />
      )}
      <Outcome state={deletion.state} preview={payload} onReadAgain={readPreview} />
      <p class="routes-actions">
        <Button onClick={onClose}>{deletion.state.status === 'idle' ? 'Cancel' : 'Close'}</Button>
      </p>
    </Dialog>
  );
}

const isOpen = ({ status }: MutationState<unknown>) => status === 'idle' || status === 'pending';

interface ConfirmationProps {
  readonly preview: Preview;
  readonly account: string;
  readonly isBusy: boolean;
  readonly onConfirm: (expectedIds: string[]) => void;
}

/** The gateway deletes exactly what the preview named, or nothing. */
function Confirmation({ preview, account, isBusy, onConfirm }: ConfirmationProps) {
  const { destinations, userErrors } = preview;
  const others = userErrors.filter(({ code }) => code !== 'CONFIRMATION_REQUIRED');
  if (others.length > 0) return <UserErrors errors={others} />;
  return (
    <>
      {userErrors.length > 0 && <p class="notice">The destinations have changed meanwhile. These exist now.</p>}
      <DeletionPreview preview={preview} />
      {destinations && destinations.length > 0 && (
        <DeletionForm account={account} isBusy={isBusy} onConfirm={() => onConfirm(destinations.map(({ id }) => id))} />
      )}
    </>
  );
}

interface OutcomeProps {
  readonly state: MutationState<DeleteDestinationsMutation>;
  readonly preview: Preview | null;
  readonly onReadAgain: (ids: readonly string[]) => void;
}

/** What the deletion did, by the gateway’s report and nothing else. */
function Outcome({ state, preview, onReadAgain }: OutcomeProps) {
  if (state.status === 'failed') {
    return (
      <ErrorNotice error={state.error}>
        <p>
          <Button onClick={() => onReadAgain(preview?.destinations?.map(({ id }) => id) ?? [])}>
            Check which destinations exist
          </Button>
        </p>
      </ErrorNotice>
    );
  }
  const payload = state.status === 'done' ? state.data.deletePagerDutyDestinations : null;
  if (!payload) return null;
  const { userErrors, deletedIds, destinations } = payload;
  if (userErrors.length > 0) {
    return (
      <>
        <UserErrors errors={userErrors} />
        {deletedIds.length > 0 ? <Deleted ids={deletedIds} preview={preview} /> : <p>Nothing was deleted.</p>}
        <p>
          <Button onClick={() => onReadAgain(destinations?.map(({ id }) => id) ?? [])}>
            Show what would be deleted now
          </Button>
        </p>
      </>
    );
  }
  return <Deleted ids={deletedIds} preview={preview} />;
}

function Deleted({ ids, preview }: { readonly ids: readonly string[]; readonly preview: Preview | null }) {
  if (ids.length === 0)
    return (
      <p class="notice" role="status">
        No destination existed any more. Nothing was deleted.
      </p>
    );
  const names = new Map(preview?.destinations?.map(({ id, name }) => [id, name]));
  return (
    <div class="notice notice-done" role="status">
      <p class="notice-message">
        ✓ Cloudflare deleted {ids.length === 1 ? '1 destination' : `${ids.length} destinations`}:
      </p>
      <ul>
        {ids.map((id) => (
          <li key={id} dir="auto">
            {visibleName(names.get(id), id)}
          </li>
        ))}
      </ul>
    </div>
  );
}
