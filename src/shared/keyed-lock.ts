/** Runs work of the same key one after another, in the order of the calls. */
export type KeyedLock = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createKeyedLock(): KeyedLock {
  const lastByKey = new Map<string, Promise<void>>();

  return (key, work) => {
    const result = (lastByKey.get(key) ?? Promise.resolve()).then(work);
    const forget = () => {
      if (lastByKey.get(key) === ended) lastByKey.delete(key);
    };
    const ended: Promise<void> = result.then(forget, forget);
    lastByKey.set(key, ended);
    return result;
  };
}
