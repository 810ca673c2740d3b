import { useEffect } from 'preact/hooks';

const MARK = document.documentElement.dataset['mode'] === 'live' ? ' · LIVE' : '';

/** Names the window after what it shows. */
export function useTitle(text: string): void {
  useEffect(() => {
    document.title = `${text}${MARK} · pagergraph`;
  }, [text]);
}
