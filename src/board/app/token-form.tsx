import { useRef, useState } from 'preact/hooks';
import type { PagergraphError } from '../../client/client.js';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/error-notice.js';

interface TokenFormProps {
  /** Why the gateway refused the last request. */
  readonly error: PagergraphError | undefined;
  readonly onSubmit: (token: string, isKept: boolean) => void;
  /** Undefined if the gateway requires a token. */
  readonly onCancel: (() => void) | undefined;
}

/** Requests a token. The field has a name that no browser sends anywhere, because the form is never submitted. */
export function TokenForm({ error, onSubmit, onCancel }: TokenFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [isKept, setKept] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const token = field.current?.value.trim() ?? '';
    if (token !== '') onSubmit(token, isKept);
  };
  return (
    <main class="gate">
      <h1>pagergraph</h1>
      <form class="gate-form" onSubmit={submit}>
        <p>{onCancel ? 'Sign in with' : 'The gateway requires'} an API key or an access token.</p>
        {error && <ErrorNotice error={error} />}
        <label class="field">
          Token
          <input ref={field} type="password" autocomplete="off" spellcheck={false} required autofocus />
        </label>
        <label class="check">
          <input type="checkbox" checked={isKept} onChange={(event) => setKept(event.currentTarget.checked)} />
          Keep it in this browser
        </label>
        <p class="hint">Otherwise the token is gone when this page is closed or loaded again.</p>
        <Button kind="primary" type="submit">
          Open the board
        </Button>
        {onCancel && <Button onClick={onCancel}>Go on without a token</Button>}
      </form>
    </main>
  );
}
