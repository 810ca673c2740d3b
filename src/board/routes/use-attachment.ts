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

/**
 * Attaches or detaches a destination.
 *
 * @param dryRun whether the gateway only reports what would change
 */
export function useAttachment(dryRun: boolean): AttachmentChange {
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
