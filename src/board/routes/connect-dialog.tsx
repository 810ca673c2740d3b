import { useState } from 'preact/hooks';
import { useMutation, type MutationState } from '../data/use-mutation.js';
import {
  connectPagerDutyDocument,
  createConnectTokenDocument,
  type ConnectPagerDutyMutation,
  type CreateConnectTokenMutation,
} from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { UserErrors } from '../ui/user-errors.js';
import { ActingAccount } from './acting-account.js';
import type { ChangeDialogProps } from './delete-dialog.js';
import { Dialog } from './dialog.js';
import { WebLink } from './web-link.js';
import { visibleName } from './visible-name.js';

/** Connects PagerDuty services in three steps. The token of Cloudflare stays in the memory of the page. */
export function ConnectDialog({ account, knownIds, onChange, onClose }: ChangeDialogProps) {
  const creation = useMutation(createConnectTokenDocument);
  const created = creation.state.status === 'done' ? creation.state.data.createPagerDutyConnectToken : null;
  return (
    <Dialog title="Connect destinations" onClose={onClose}>
      <ActingAccount account={account} />
      <ol class="routes-steps">
        <li>
          <Button
            kind={created ? 'plain' : 'primary'}
            busy={creation.state.status === 'pending'}
            onClick={() => void creation.run({ account })}
          >
            {created ? 'Get another sign-in page' : 'Get the sign-in page'}
          </Button>
          <TokenProblem state={creation.state} />
        </li>
        <li>
          {created?.token ? <SignIn url={created.consentUrl} /> : 'Sign in to PagerDuty, and select the services.'}
        </li>
        <li>
          {created?.token ? (
            <Connection token={created.token} account={account} knownIds={knownIds} onChange={onChange} />
          ) : (
            'Connect the services.'
          )}
        </li>
      </ol>
      <p class="routes-actions">
        <Button onClick={onClose}>Close</Button>
      </p>
    </Dialog>
  );
}

type ConnectionProps = Omit<ChangeDialogProps, 'onClose'> & { readonly token: string };

function Connection({ token, account, knownIds, onChange }: ConnectionProps) {
  const connection = useMutation(connectPagerDutyDocument);
  // The view reads its list again after the change, and then knows the new destinations.
  const [idsBefore] = useState(knownIds);
  const connect = async () => {
    await connection.run({ account, token });
    onChange();
  };
  return (
    <>
      <Button kind="primary" busy={connection.state.status === 'pending'} onClick={() => void connect()}>
        Connect the services
      </Button>
      <ConnectionResult state={connection.state} knownIds={idsBefore} />
    </>
  );
}

function TokenProblem({ state }: { readonly state: MutationState<CreateConnectTokenMutation> }) {
  if (state.status === 'failed') return <ErrorNotice error={state.error} />;
  const payload = state.status === 'done' ? state.data.createPagerDutyConnectToken : null;
  return payload && <UserErrors errors={payload.userErrors} />;
}

function SignIn({ url }: { readonly url: string | null }) {
  if (url === null) {
    return (
      <>
        This gateway has no address of the sign-in page. Have its operator set{' '}
        <code>CLOUDFLARE_PAGERDUTY_CONSENT_URL</code>.
      </>
    );
  }
  return (
    <>
      <WebLink url={url}>Sign in to PagerDuty, and select the services</WebLink> (opens a new tab). Then come back here.
    </>
  );
}

interface ConnectionResultProps {
  readonly state: MutationState<ConnectPagerDutyMutation>;
  readonly knownIds: readonly string[];
}

/** What the connection did, by the gateway’s report and nothing else. */
function ConnectionResult({ state, knownIds }: ConnectionResultProps) {
  if (state.status === 'failed') {
    return (
      <ErrorNotice error={state.error}>
        <p>The list of destinations is read again. If the services are in it, they are connected.</p>
      </ErrorNotice>
    );
  }
  const payload = state.status === 'done' ? state.data.connectPagerDuty : null;
  if (!payload) return null;
  const { userErrors, destinations } = payload;
  if (userErrors.length > 0) return <UserErrors errors={userErrors} />;
  const added = destinations?.filter(({ id }) => !knownIds.includes(id));
  return (
    <div class="notice notice-done" role="status">
      <p class="notice-message">✓ {describeAdded(added?.length)}</p>
      <ul>
        {added?.map(({ id, name }) => (
          <li key={id} dir="auto">
            {visibleName(name, id)}
          </li>
        ))}
      </ul>
      <p>No alert reaches them before a policy at Cloudflare uses them.</p>
    </div>
  );
}

function describeAdded(count: number | undefined): string {
  if (count === undefined) return 'Connected. Which destinations were added could not be read.';
  if (count === 0) return 'Connected. No destination was added.';
  return count === 1 ? 'Connected 1 destination:' : `Connected ${count} destinations:`;
}
