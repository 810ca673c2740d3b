import { useSession } from '../data/session.js';
import { useQuery } from '../data/use-query.js';
import { routeAccountDocument } from '../generated/operations.js';
import { ErrorNotice } from '../ui/error-notice.js';

/** Which account is changed, and under which name, before it is changed. */
export function ActingAccount({ account }: { readonly account: string }) {
  const { viewer } = useSession();
  const { data, error } = useQuery(routeAccountDocument, { account });
  const details = data?.cloudflareAccount;
  return (
    <>
      <p>
        Changes Cloudflare account <b>{account}</b>
        {details && (
          <>
            {' '}
            (<code>{details.cloudflareId}</code>)
          </>
        )}
        . Cloudflare records the gateway’s API token as the author, and not your name (<bdi>{viewer.name}</bdi>).
      </p>
      {details?.pagerDutyEligibility?.eligible === false && (
        <p class="notice">The plan of this account does not include PagerDuty destinations.</p>
      )}
      {error && <ErrorNotice error={error} />}
    </>
  );
}
