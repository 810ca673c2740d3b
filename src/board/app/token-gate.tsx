import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { createRequest, createSubscribe, type PagergraphError } from '../../client/client.js';
import { SessionContext, type Session } from '../data/session.js';
import { createTokenStore } from '../data/token-store.js';
import { sessionDocument, type Scope, type SessionQuery } from '../generated/operations.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { ROOT } from '../ui/router.js';
import { TokenForm } from './token-form.js';

const URL_OF_API = new URL('graphql', ROOT);

interface Entrance {
  readonly viewer?: SessionQuery['viewer'];
  readonly error?: PagergraphError;
  readonly isFormShown?: boolean;
  /** Whether the gateway accepted this person without a token. */
  readonly isTokenOptional?: boolean;
}

/** Shows its children once the gateway accepts the caller. It requires a token only after the gateway did. */
export function TokenGate({ children }: { readonly children: ComponentChildren }) {
  const { session, error, isFormShown, enter, cancel, retry } = useEntrance();
  if (isFormShown) return <TokenForm error={error} onSubmit={enter} onCancel={cancel} />;
  if (session) return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
  return (
    <main class="gate">
      <h1>pagergraph</h1>
      {error ? <ErrorNotice error={error} onRetry={retry} /> : <p>Connecting…</p>}
    </main>
  );
}

function useEntrance() {
  const store = useMemo(() => createTokenStore(localStorage), []);
  const [token, setToken] = useState(store.token);
  const [entrance, setEntrance] = useState<Entrance>({});
  const [attempt, setAttempt] = useState(0);
  const client = useMemo(() => createClientFor(token), [token]);
  const { viewer, error, isFormShown = false, isTokenOptional = false } = entrance;

  const showForm = (form: Entrance) => {
    store.clear();
    setToken(undefined);
    setEntrance({ isFormShown: true, ...form });
  };
  const end = useCallback((reason?: PagergraphError) => {
    showForm(reason ? { error: reason } : { isTokenOptional: store.token === undefined });
  }, []);
  const enter = (value: string, isKept: boolean) => {
    store.save(value, isKept);
    setToken(value);
    setEntrance({});
  };
  useEffect(() => {
    if (isFormShown) return;
    const refuse = (reason: PagergraphError) => {
      // Headers with a token that is too long are refused as a whole.
      const isTokenRefused = token !== undefined && reason.code === 'BAD_REQUEST';
      if (reason.code !== 'UNAUTHENTICATED' && !isTokenRefused) setEntrance({ error: reason });
      else showForm(token === undefined ? {} : { error: reason });
    };
    void client.request(sessionDocument, {}).then((data) => setEntrance(data), refuse);
  }, [client, attempt, isFormShown]);

  const session = useMemo<Session | undefined>(() => {
    const can = (scope: Scope) => viewer?.scopes.includes(scope) ?? false;
    return viewer && { ...client, viewer, hasToken: token !== undefined, can, end };
  }, [client, viewer]);
  const cancel = isTokenOptional ? () => setEntrance({}) : undefined;
  return { session, error, isFormShown, enter, cancel, retry: () => setAttempt((last) => last + 1) };
}

function createClientFor(token: string | undefined) {
  const options = { url: URL_OF_API, ...(token !== undefined && { token }) };
  return { request: createRequest(options), subscribe: createSubscribe(options) };
}
