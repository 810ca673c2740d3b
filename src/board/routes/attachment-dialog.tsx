import { useState } from 'preact/hooks';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { ActingAccount } from './acting-account.js';
import { AttachmentForm } from './attachment-form.js';
import { AttachmentOutcome } from './attachment-outcome.js';
import { AttachmentPreview } from './attachment-preview.js';
import { Dialog } from './dialog.js';
import { type DestinationNode, isAttached, type PolicyNode } from './route-nodes.js';
import { type Attachment, useAttachment } from './use-attachment.js';

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
  const [attachment, setAttachment] = useState<Attachment>();
  const preview = useAttachment(true);
  const change = useAttachment(false);
  const policy = policies.find(({ id }) => id === ids.policy);
  const destination = destinations.find(({ id }) => id === ids.destination);
  const choose = (changed: Partial<typeof ids>) => {
    setIds({ ...ids, ...changed });
    setAttachment(undefined);
    preview.reset();
    change.reset();
  };
  const show = (next: Attachment | undefined) => {
    change.reset();
    setAttachment(next);
    if (next) void preview.run(next);
  };
  const write = async (next: Attachment) => {
    await change.run(next);
    onChange();
  };
  return (
    <Dialog title="Attach or detach a destination" onClose={onClose}>
      <ActingAccount account={account} />
      <AttachmentForm
        policies={policies}
        destinations={destinations}
        policy={policy}
        destination={destination}
        isBusy={preview.state.status === 'pending'}
        onChoose={choose}
        onPreview={() => show(policy && destination && toAttachment(policy, destination))}
      />
      {preview.state.status === 'failed' && <ErrorNotice error={preview.state.error} />}
      {attachment && preview.state.status === 'done' && change.state.status !== 'done' && (
        <AttachmentPreview
          attachment={attachment}
          change={preview.state.data.change}
          destinations={destinations}
          isBusy={change.state.status === 'pending'}
          onAllow={() => show({ ...attachment, allowLastDestination: true })}
          onConfirm={() => void write(attachment)}
        />
      )}
      <AttachmentOutcome state={change.state} attachment={attachment} />
      <p class="routes-actions">
        <Button onClick={onClose}>{change.state.status === 'idle' ? 'Cancel' : 'Close'}</Button>
      </p>
    </Dialog>
  );
}

/** What the policy has decides what can be changed. */
function toAttachment(policy: PolicyNode, destination: DestinationNode): Attachment {
  const kind = isAttached(policy, destination) ? 'detach' : 'attach';
  return { kind, policy: policy.id, destination: destination.id, allowLastDestination: false };
}
