type Call = (...args: readonly unknown[]) => unknown;

/**
 * Makes a base class whose listed methods only call the client's methods of the same names. The compiler refuses a class
 * below it that defines one of them again, or that lacks a method of the client.
 */
export function delegateCalls<C, K extends keyof C>(names: readonly K[]): new (client: C) => Pick<C, K> {
  class Delegate {
    constructor(readonly client: Record<K, Call>) {}
  }
  for (const name of names)
    Object.defineProperty(Delegate.prototype, name, {
      value(this: Delegate, ...args: readonly unknown[]): unknown {
        return this.client[name](...args);
      },
    });
  return Delegate as unknown as new (client: C) => Pick<C, K>;
}
