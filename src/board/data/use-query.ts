import { useCallback, useEffect, useState } from 'preact/hooks';
import { PagergraphError, type TypedDocument } from '../../client/client.js';
import { useSession } from './session.js';

export interface QueryResult<Data> {
  /** What was read last, also while it is read again. Beside an error it may be partial. */
  readonly data: Data | undefined;
  readonly error: PagergraphError | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

interface QueryOptions {
  /** Reads again after this time while the page is visible. */
  readonly pollMs?: number;
  /** Reads nothing while true. */
  readonly isSkipped?: boolean;
}

interface QueryState<Data> {
  readonly key: string;
  readonly data?: Data | undefined;
  readonly error?: PagergraphError | undefined;
  readonly isLoading: boolean;
}

/** Reads an operation, and again when its variables change. */
export function useQuery<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  { pollMs, isSkipped = false }: QueryOptions = {},
): QueryResult<Data> {
  const { request, end } = useSession();
  const key = JSON.stringify([document, variables]);
  const [state, setState] = useState<QueryState<Data>>({ key, isLoading: true });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((last) => last + 1), []);

  useEffect(() => {
    if (isSkipped) return undefined;
    const aborter = new AbortController();
    setState((last) => (last.key === key ? { ...last, isLoading: true } : { key, isLoading: true }));
    void readOnce(request(document, variables, { signal: aborter.signal })).then((result) => {
      if (aborter.signal.aborted) return;
      if (result.error?.code === 'UNAUTHENTICATED') end(result.error);
      // A failed read must not blank what was read before.
      setState((last) => ({ key, ...result, data: result.data ?? last.data, isLoading: false }));
    });
    return () => aborter.abort();
  }, [request, key, isSkipped, round]);

  useEffect(() => {
    if (pollMs === undefined || isSkipped) return undefined;
    const timer = setInterval(() => {
      if (globalThis.document.visibilityState === 'visible') reload();
    }, pollMs);
    return () => clearInterval(timer);
  }, [pollMs, isSkipped]);

  const isCurrent = state.key === key;
  return {
    data: isCurrent ? state.data : undefined,
    error: isCurrent ? state.error : undefined,
    isLoading: !isSkipped && (!isCurrent || state.isLoading),
    reload,
  };
}

async function readOnce<Data>(reading: Promise<Data>): Promise<Pick<QueryState<Data>, 'data' | 'error'>> {
  try {
    return { data: await reading };
  } catch (error) {
    if (!(error instanceof PagergraphError)) throw error;
    return { data: error.data as Data | undefined, error };
  }
}
