import { ErrorNotice } from '../ui/error-notice.js';
import { UserErrors } from '../ui/user-errors.js';
import type { ChangeResult } from './change-result.js';

/** What the last press of a button did. */
export function ChangeNotice({ result }: { readonly result: ChangeResult | undefined }) {
  if (!result) return null;
  if (result.status === 'refused') return <UserErrors errors={result.errors} />;
  if (result.status === 'failed') {
    return (
      <ErrorNotice error={result.error}>
        {result.error.outcome === 'UNKNOWN' && (
          <p>Look at the status, the notes and the timeline on this page: they are read again.</p>
        )}
      </ErrorNotice>
    );
  }
  const isDone = result.status === 'done';
  return (
    <p class={`notice ${isDone ? 'notice-done' : ''}`} role="status">
      <strong>{isDone ? '✓ Done. ' : 'Nothing was changed. '}</strong>
      {result.text}
    </p>
  );
}
