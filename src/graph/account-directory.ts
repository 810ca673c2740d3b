import { Fault, type Upstream } from '../faults/fault.js';

const NAMES: Readonly<Record<Upstream, string>> = { CLOUDFLARE: 'Cloudflare', PAGERDUTY: 'PagerDuty' };

/** The accounts of one upstream as one GraphQL request sees them. */
export interface AccountDirectory<T> {
  /**
   * The account of this configured key or upstream id, the default one without a name; undefined when there is none.
   *
   * @throws {Fault} `FORBIDDEN` when it is there, but not for this caller
   */
  find(name?: string | null): T | undefined;
  /**
   * Like `find`, but an account there must be.
   *
   * @throws {Fault} `NOT_CONFIGURED` when the upstream has no account at all, `INVALID_INPUT` when it has none of this
   * name, `FORBIDDEN` when it has, but not for this caller
   */
  get(name: string | null | undefined, field: readonly string[]): T;
  /** Those the caller may use. */
  readonly keys: readonly string[];
}

export interface AccountDirectoryOptions<A, T> {
  /** By configured key. */
  readonly accounts: ReadonlyMap<string, A>;
  /** Called when an account is first asked for. */
  readonly open: (key: string, account: A) => T;
  readonly defaultKey?: string | undefined;
  /** Configured keys that the caller may use; all of them when absent. */
  readonly granted?: ReadonlySet<string> | undefined;
  /** The configured key of each of the upstream's own account ids, where it has some. */
  readonly upstreamIds?: ReadonlyMap<string, string>;
}

export function createAccountDirectory<A, T>(
  upstream: Upstream,
  { accounts, open, defaultKey, granted, upstreamIds = new Map() }: AccountDirectoryOptions<A, T>,
): AccountDirectory<T> {
  const opened = new Map<string, T>();
  const mayUse = (key: string): boolean => granted?.has(key) ?? true;
  const lookUp = (key: string): T | undefined => {
    const account = accounts.get(key);
    if (account === undefined) return undefined;
    if (!mayUse(key)) throw new Fault('FORBIDDEN', `This caller may not use this ${NAMES[upstream]} account.`);
    const access = opened.get(key) ?? open(key, account);
    opened.set(key, access);
    return access;
  };
  const find = (name?: string | null): T | undefined => {
    const key = name ?? defaultKey;
    return key === undefined ? undefined : lookUp(accounts.has(key) ? key : (upstreamIds.get(key) ?? key));
  };
  return {
    get keys() {
      return [...accounts.keys()].filter(mayUse);
    },
    find,
    get(name, field) {
      const account = find(name);
      if (account !== undefined) return account;
      if (accounts.size === 0)
        throw new Fault('NOT_CONFIGURED', `This gateway has no ${NAMES[upstream]} account configured.`);
      throw new Fault('INVALID_INPUT', `This gateway has no ${NAMES[upstream]} account of that name.`, { field });
    },
  };
}
