import { useState } from 'preact/hooks';
import { useMutation, type MutationState } from '../data/use-mutation.js';
import {
  attachDestinationDocument,
  detachDestinationDocument,
  type AttachDestinationMutation,
} from '../generated/operations.js';

/** A destination and a policy that are to belong together, or no longer. */
export interface Attachment {
  readonly kind: 'attach' | 'detach';
  /** Global ids. */
  readonly policy: string;
  readonly destination: string;
  /** Whether the policy may be left without a PagerDuty destination. */
  readonly allowLastDestination: boolean;
}

export type AttachmentState = MutationState<AttachDestinationMutation>;

interface AttachmentChange {
  readonly state: AttachmentState;
  /** Never rejects. */
  readonly run: (attachment: Attachment) => Promise<unknown>;
  readonly reset: () => void;
}

interface AttachmentSteps {
  /** What was previewed last. */
  readonly attachment: Attachment | undefined;
  readonly preview: AttachmentState;
  readonly change: AttachmentState;
  /** Reads what would change, and discards an earlier change. */
  readonly show: (attachment: Attachment) => void;
  /** Makes the change that was previewed; never rejects. */
  readonly write: () => Promise<void>;
  readonly reset: () => void;
}

/** A change of one policy, which the gateway reports before it makes it. */
export function useAttachmentSteps(): AttachmentSteps {
  const [attachment, setAttachment] = useState<Attachment>();
  const preview = useAttachmentChange(true, attachment?.kind);
  const change = useAttachmentChange(false, attachment?.kind);
  return {
    attachment,
    preview: preview.state,
    change: change.state,
    show(next) {
      change.reset();
      setAttachment(next);
      void preview.run(next);
    },
    async write() {
      if (attachment) await change.run(attachment);
    },
    reset() {
      preview.reset();
      change.reset();
    },
  };
}

/**
 * @param dryRun whether the gateway only reports what would change
 * @param kind selects the state that is shown; that of the other kind may be an earlier one
 */
function useAttachmentChange(dryRun: boolean, kind: Attachment['kind'] | undefined): AttachmentChange {
  const attach = useMutation(attachDestinationDocument);
  const detach = useMutation(detachDestinationDocument);
  return {
    state: kind === 'detach' ? detach.state : attach.state,
    run({ kind: wanted, allowLastDestination, ...ids }) {
      if (wanted === 'detach') return detach.run({ ...ids, dryRun, allowLastDestination });
      return attach.run({ ...ids, dryRun });
    },
    reset() {
      attach.reset();
      detach.reset();
    },
  };
}
