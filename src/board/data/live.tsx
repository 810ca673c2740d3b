import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useReducer, useState } from 'preact/hooks';
import { PagergraphError } from '../../client/client.js';
import { openIncidentsDocument } from '../generated/operations.js';
import {
  applyChange,
  createLiveIncidents,
  loseConnection,
  type LiveIncidents,
  type OpenIncidentsChange,
} from './live-incidents.js';
import { useSession, type Session } from './session.js';

interface Live extends LiveIncidents {
  /** Connects now and not after the delay. */
  readonly reconnect: () => void;
}

type Step =
  | { readonly change: OpenIncidentsChange; readonly partialError: PagergraphError | undefined }
  | { readonly lost: PagergraphError | undefined }
  | 'begin';

/** The gateway completes a stream only if the operation ends; a pause keeps this from becoming a loop. */
const PAUSE_AFTER_END_MS = 5_000;

const LiveContext = createContext<Live | undefined>(undefined);

/** The live list of the account, shared by all views, because a browser opens few connections to one origin. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('The live list is available within its provider only.');
  return live;
}

function advance(last: LiveIncidents, step: Step): LiveIncidents {
  const now = Date.now();
  if (step === 'begin') return createLiveIncidents(now);
  if ('lost' in step) return loseConnection(last, step.lost, now);
  return applyChange(last, step.change, now, step.partialError);
}

interface LiveProviderProps {
  readonly account: string | undefined;
  readonly children: ComponentChildren;
}

export function LiveProvider({ account, children }: LiveProviderProps) {
  const session = useSession();
  const [state, dispatch] = useReducer(advance, Date.now(), createLiveIncidents);
  const [attempt, setAttempt] = useState(0);
  const reconnect = () => setAttempt((last) => last + 1);

  const isOnline = useOnline();
  useEffect(() => dispatch('begin'), [session, account]);
  useEffect(() => {
    if (!session.can('INCIDENTS_READ')) return undefined;
    if (!isOnline) {
      dispatch({ lost: undefined });
      return undefined;
    }
    const aborter = new AbortController();
    void follow(session, account, aborter.signal, (step) => {
      if (!aborter.signal.aborted) dispatch(step);
    });
    return () => aborter.abort();
  }, [session, account, attempt, isOnline]);

  return <LiveContext.Provider value={{ ...state, reconnect }}>{children}</LiveContext.Provider>;
}

/** Whether this machine has a network. Without one, a stream would be silent for half a minute before it fails. */
function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return isOnline;
}

async function follow(
  { subscribe, end }: Session,
  account: string | undefined,
  signal: AbortSignal,
  report: (step: Step) => void,
): Promise<void> {
  let partialError: PagergraphError | undefined;
  const onError = (error: PagergraphError) => {
    if (error.data === undefined) report({ lost: error });
    // Its change comes next.
    else partialError = error;
  };
  const variables = account === undefined ? {} : { account };
  try {
    while (!signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one connection at a time
      for await (const { openIncidents } of subscribe(openIncidentsDocument, variables, { signal, onError })) {
        report({ change: openIncidents, partialError });
        partialError = undefined;
      }
      // oxlint-disable-next-line no-await-in-loop -- the pause between two connections
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_END_MS));
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof PagergraphError)) return;
    if (error.code === 'UNAUTHENTICATED') end(error);
    report({ lost: error });
  }
}
