import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PagergraphError } from '../../client/client.js';
import { useSession } from './session.js';

export interface Reading<Data> {
  /** What was read last, also while it is read again. Beside an error it may be partial. */
  readonly data: Data | undefined;
  readonly error: PagergraphError | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

export interface ReadingOptions {
  /** Reads again after this time while the page is visible. */
  readonly pollMs?: number;
  /** Reads nothing while true. */
  readonly isSkipped?: boolean;
}

/** What one read resulted in. */
export interface ReadResult<Data> {
  readonly data?: Data | undefined;
  readonly error?: PagergraphError | undefined;
}

interface ReadingState<Data> extends ReadResult<Data> {
  readonly key: string;
  readonly isLoading: boolean;
}

/**
 * Reads from the gateway, and again when the key changes.
 *
 * @param key names what is read
 * @param read reports errors of the gateway in its result, and rejects for no other reason than a defect
 */
export function useReading<Data>(
  key: string,
  read: (signal: AbortSignal) => Promise<ReadResult<Data>>,
  { pollMs, isSkipped = false }: ReadingOptions = {},
): Reading<Data> {
  const { request, end } = useSession();
  const [state, setState] = useState<ReadingState<Data>>({ key, isLoading: true });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((last) => last + 1), []);

  useEffect(() => {
    if (isSkipped) return undefined;
    const aborter = new AbortController();
    setState((last) => (last.key === key ? { ...last, isLoading: true } : { key, isLoading: true }));
    void read(aborter.signal).then((result) => {
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
      if (document.visibilityState === 'visible') reload();
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
