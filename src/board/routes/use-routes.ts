import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PagergraphError } from '../../client/client.js';
import { useSession } from '../data/session.js';
import { findFailure, readRoutes, type RouteAccounts, type RouteReading } from './read-routes.js';

/** How often the routes are read again while the page is visible. */
export const POLL_SECONDS = 60;

interface Routes {
  /** What was read last, also while it is read again and after a failure. */
  readonly reading: RouteReading | undefined;
  /** Why the gateway returned nothing the last time. */
  readonly failure: PagergraphError | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

interface State {
  readonly key: string;
  readonly reading?: RouteReading | undefined;
  readonly failure?: PagergraphError | undefined;
  readonly isLoading: boolean;
}

/** Reads the routes between two accounts, and again every minute. */
export function useRoutes({ cloudflare, pagerDuty }: RouteAccounts): Routes {
  const { request, end } = useSession();
  const key = JSON.stringify([cloudflare, pagerDuty]);
  const [state, setState] = useState<State>({ key, isLoading: true });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((last) => last + 1), []);

  useEffect(() => {
    const aborter = new AbortController();
    setState((last) => (last.key === key ? { ...last, isLoading: true } : { key, isLoading: true }));
    void readRoutes(request, { cloudflare, pagerDuty }, aborter.signal).then((reading) => {
      if (aborter.signal.aborted) return;
      const failure = findFailure(reading);
      if (failure?.code === 'UNAUTHENTICATED') end(failure);
      setState((last) => ({ key, reading: failure ? last.reading : reading, failure, isLoading: false }));
    });
    return () => aborter.abort();
  }, [request, key, round]);

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, POLL_SECONDS * 1000);
    return () => clearInterval(timer);
  }, []);

  const isCurrent = state.key === key;
  return {
    reading: isCurrent ? state.reading : undefined,
    failure: isCurrent ? state.failure : undefined,
    isLoading: !isCurrent || state.isLoading,
    reload,
  };
}
