import { useEffect, useState } from 'preact/hooks';

interface Ticker {
  readonly listeners: Set<(now: number) => void>;
  readonly timer: ReturnType<typeof setInterval>;
}

/** By interval. Hundreds of rows share one timer, so that they are drawn together. */
const tickers = new Map<number, Ticker>();

function startTicker(intervalMs: number): Ticker {
  const listeners = new Set<(now: number) => void>();
  const tick = () => {
    const now = Date.now();
    for (const listener of listeners) listener(now);
  };
  return { listeners, timer: setInterval(tick, intervalMs) };
}

/** The time in milliseconds, again after each interval. */
export function useNow(intervalMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticker = tickers.get(intervalMs) ?? startTicker(intervalMs);
    tickers.set(intervalMs, ticker);
    ticker.listeners.add(setNow);
    return () => {
      ticker.listeners.delete(setNow);
      if (ticker.listeners.size > 0) return;
      clearInterval(ticker.timer);
      tickers.delete(intervalMs);
    };
  }, [intervalMs]);
  return now;
}
