import { useState } from 'preact/hooks';
import { useSession } from '../data/session.js';

const STORAGE_KEY = 'pagergraph-board-actor';

/** The person in whose name changes are made. */
export interface Actor {
  readonly email: string | undefined;
  /** Whether the caller may name somebody else. */
  readonly isChoosable: boolean;
  readonly choose: (email: string | undefined) => void;
}

/** Keeps the choice in this browser: at night nobody wants to make it again. It is an e-mail address, not a secret. */
export function useActor(): Actor {
  const { can } = useSession();
  const isChoosable = can('INCIDENTS_IMPERSONATE');
  const [chosen, setChosen] = useState(() => localStorage.getItem(STORAGE_KEY) ?? undefined);
  return {
    isChoosable,
    email: isChoosable ? chosen : undefined,
    choose(email) {
      setChosen(email);
      if (email === undefined) localStorage.removeItem(STORAGE_KEY);
      else localStorage.setItem(STORAGE_KEY, email);
    },
  };
}
