import type { ComponentChildren } from 'preact';
import type { PagergraphError } from '../../client/client.js';
import { Button } from './button.js';

interface ErrorNoticeProps {
  readonly error: PagergraphError;
  readonly onRetry?: () => void;
  /** What to check, for example after an unknown outcome. */
  readonly children?: ComponentChildren;
}

const OUTCOMES = {
  NOT_SENT: 'Nothing was changed.',
  REFUSED: 'The change was refused. Nothing was changed.',
  UNKNOWN: 'It is unknown whether the change was made. Check before you repeat it.',
};

/** An error in words, with its code, and the request id under which the gateway's log has it. */
export function ErrorNotice({ error, onRetry, children }: ErrorNoticeProps) {
  const { message, code, outcome, requestId, retryAfterSeconds } = error;
  return (
    <div class="notice notice-error" role="alert">
      <p class="notice-message">
        <span aria-hidden="true">⚠ </span>
        {message}
      </p>
      {outcome && <p>{OUTCOMES[outcome]}</p>}
      {children}
      {retryAfterSeconds !== null && <p>Wait {retryAfterSeconds} s before you repeat it.</p>}
      <p class="notice-details">
        <code>{code}</code>
        {requestId !== null && (
          <>
            {' '}
            request <code>{requestId}</code>
          </>
        )}
      </p>
      {onRetry && (
        <p>
          <Button onClick={onRetry}>Try again</Button>
        </p>
      )}
    </div>
  );
}
