import { useState } from 'preact/hooks';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { ActingAccount } from './acting-account.js';
import { AttachmentForm } from './attachment-form.js';
import { AttachmentOutcome } from './attachment-outcome.js';
import { AttachmentPreview } from './attachment-preview.js';
import { Dialog } from './dialog.js';
import { type DestinationNode, isAttached, type PolicyNode } from './route-nodes.js';
import { type Attachment, useAttachmentSteps } from './use-attachment.js';

interface AttachmentDialogProps {
  readonly account: string;
  readonly policies: readonly PolicyNode[];
  readonly destinations: readonly DestinationNode[];
  /** Called after a change may have happened. */
  readonly onChange: () => void;
  readonly onClose: () => void;
}

/** Attaches a destination to a policy or detaches it, after it has shown what that changes. */
export function AttachmentDialog({ account, policies, destinations, onChange, onClose }: AttachmentDialogProps) {
  const [ids, setIds] = useState({ policy: '', destination: '' });
  const { attachment, preview, change, show, write, reset } = useAttachmentSteps();
  const policy = policies.find(({ id }) => id === ids.policy);
  const destination = destinations.find(({ id }) => id === ids.destination);
  const isReading = preview.status === 'pending';
  const isWriting = change.status === 'pending';
  const choose = (changed: Partial<typeof ids>) => {
    setIds({ ...ids, ...changed });
    reset();
  };
  return (
    <Dialog title="Attach or detach a destination" onClose={onClose}>
      <ActingAccount account={account} />
      <AttachmentForm
        {...{ policies, destinations, policy, destination }}
        isBusy={isReading || isWriting}
        isReading={isReading}
        onChoose={choose}
        onPreview={() => policy && destination && show(toAttachment(policy, destination))}
      />
      {preview.status === 'failed' && <ErrorNotice error={preview.error} />}
      {attachment && preview.status === 'done' && change.status !== 'done' && (
        <AttachmentPreview
          {...{ attachment, destinations }}
          change={preview.data.change}
          isBusy={isWriting}
          onAllow={() => show({ ...attachment, allowLastDestination: true })}
          onConfirm={() => void write().then(onChange)}
        />
      )}
      <AttachmentOutcome state={change} attachment={attachment} />
      <p class="routes-actions">
        <Button onClick={onClose}>{change.status === 'idle' ? 'Cancel' : 'Close'}</Button>
      </p>
    </Dialog>
  );
}

/** What the policy has decides what can be changed. */
function toAttachment(policy: PolicyNode, destination: DestinationNode): Attachment {
  const kind = isAttached(policy, destination) ? 'detach' : 'attach';
  return { kind, policy: policy.id, destination: destination.id, allowLastDestination: false };
}
