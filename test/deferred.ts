/** A promise that is settled from outside. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

export function deferred<T>(): Deferred<T> {
  const settlers: Pick<Deferred<T>, 'resolve' | 'reject'>[] = [];
  const promise = new Promise<T>((resolve, reject) => settlers.push({ resolve, reject }));
  return { promise, resolve: (value) => settlers[0]?.resolve(value), reject: (error) => settlers[0]?.reject(error) };
}
