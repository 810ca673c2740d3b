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
  const preview = useAttachmentChange(true);
  const change = useAttachmentChange(false);
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

/** @param dryRun whether the gateway only reports what would change */
function useAttachmentChange(dryRun: boolean): AttachmentChange {
  const attach = useMutation(attachDestinationDocument);
  const detach = useMutation(detachDestinationDocument);
  return {
    state: attach.state.status === 'idle' ? detach.state : attach.state,
    run({ kind, allowLastDestination, ...ids }) {
      if (kind === 'detach') return detach.run({ ...ids, dryRun, allowLastDestination });
      return attach.run({ ...ids, dryRun });
    },
    reset() {
      attach.reset();
      detach.reset();
    },
  };
}
