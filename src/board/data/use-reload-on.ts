import { useEffect, useRef } from 'preact/hooks';

/** Reads again whenever a value changes after the first time. */
export function useReloadOn(value: unknown, reload: () => void): void {
  const last = useRef(value);
  useEffect(() => {
    if (last.current === value) return;
    last.current = value;
    reload();
  }, [value, reload]);
}
