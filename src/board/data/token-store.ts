const STORAGE_KEY = 'pagergraph-board-token';

/** Keeps the token of this page in memory; in the browser's storage only if the person wants that. */
export interface TokenStore {
  readonly token: string | undefined;
  save(token: string, isKept: boolean): void;
  clear(): void;
}

/** Begins with the token of an earlier visit, if the person had it kept. */
export function createTokenStore(storage: Storage): TokenStore {
  let token = storage.getItem(STORAGE_KEY) ?? undefined;
  return {
    get token() {
      return token;
    },
    save(value, isKept) {
      token = value;
      if (isKept) storage.setItem(STORAGE_KEY, value);
      else storage.removeItem(STORAGE_KEY);
    },
    clear() {
      token = undefined;
      storage.removeItem(STORAGE_KEY);
    },
  };
}
