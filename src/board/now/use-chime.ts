import { useEffect, useState } from 'preact/hooks';
import { createChime, type Chime } from './chime.js';

/** The chime while it is on. Browsers play nothing before the first click or key on a page. */
export function useChime(isOn: boolean): Chime | undefined {
  const [chime, setChime] = useState<Chime>();
  useEffect(() => {
    if (!isOn) return undefined;
    const next = createChime(setChime);
    setChime(next);
    return () => {
      next.close();
      setChime(undefined);
    };
  }, [isOn]);
  return chime;
}
