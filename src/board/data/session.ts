import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PagergraphError, Request, Subscribe } from '../../client/client.js';
import type { Scope, SessionQuery } from '../generated/operations.js';

/** One person's connection to the gateway. */
export interface Session {
  readonly request: Request;
  readonly subscribe: Subscribe;
  readonly viewer: SessionQuery['viewer'];
  /** Whether requests carry a token that was entered on this page. */
  readonly hasToken: boolean;
  readonly can: (scope: Scope) => boolean;
  /** Shows the form for a token, with the error that made it necessary. */
  readonly end: (error?: PagergraphError) => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of the views, which are shown only within one. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('The session is available within the token gate only.');
  return session;
}
