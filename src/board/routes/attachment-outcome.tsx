import { ErrorNotice } from '../ui/error-notice.js';
import { UserErrors } from '../ui/user-errors.js';
import type { Attachment, AttachmentState } from './use-attachment.js';

interface AttachmentOutcomeProps {
  readonly state: AttachmentState;
  readonly attachment: Attachment | undefined;
}

const DONE = {
  attach: 'Attached the destination to the policy.',
  detach: 'Detached the destination from the policy.',
};

/** What became of the change, by the gateway’s report and nothing else. */
export function AttachmentOutcome({ state, attachment }: AttachmentOutcomeProps) {
  if (state.status === 'failed') {
    return (
      <ErrorNotice error={state.error}>
        <p>The routes are read again. They show which destinations the policy has.</p>
      </ErrorNotice>
    );
  }
  if (state.status !== 'done' || !attachment) return null;
  const { changed, userErrors } = state.data.change ?? { changed: false, userErrors: [] };
  if (userErrors.length > 0) return <UserErrors errors={userErrors} />;
  return (
    <p class={changed ? 'notice notice-done' : 'notice'} role="status">
      {changed ? `✓ ${DONE[attachment.kind]}` : 'The policy was so already. Nothing changed.'}
    </p>
  );
}
