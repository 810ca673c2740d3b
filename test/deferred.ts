/** A promise that is settled from outside. */
export interface Later<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

export function later<T>(): Later<T> {
  const settle: Pick<Later<T>, 'resolve' | 'reject'>[] = [];
  const promise = new Promise<T>((resolve, reject) => settle.push({ resolve, reject }));
  return { promise, resolve: (value) => settle[0]?.resolve(value), reject: (error) => settle[0]?.reject(error) };
}
