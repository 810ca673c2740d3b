import { ErrorNotice } from '../ui/error-notice.js';
import { findCutLists, findHalfErrors } from './halves.js';
import type { RouteReading } from './read-routes.js';

interface RouteNoticesProps {
  readonly reading: RouteReading;
  readonly onRetry: () => void;
}

/** What is missing from the routes, and why. */
export function RouteNotices({ reading, onRetry }: RouteNoticesProps) {
  return (
    <>
      {findHalfErrors(reading).map(({ error, consequence }) => (
        <ErrorNotice key={consequence} error={error} onRetry={onRetry}>
          <p>{consequence}</p>
        </ErrorNotice>
      ))}
      {findCutLists(reading).map((text) => (
        <p key={text} class="notice" role="status">
          {text}
        </p>
      ))}
    </>
  );
}
