import { Fault, type Upstream } from '../faults/fault.js';

const NAMES: Readonly<Record<Upstream, string>> = { CLOUDFLARE: 'Cloudflare', PAGERDUTY: 'PagerDuty' };

/** The accounts of one upstream as one GraphQL request sees them. */
export interface AccountDirectory<T> {
  /** The account of this configured key or upstream id, the default one without a name; undefined when there is none. */
  find(name?: string | null): T | undefined;
  /**
   * Like `find`, but an account there must be.
   *
   * @throws {Fault} `NOT_CONFIGURED` when the upstream has no account at all, `INVALID_INPUT` when it has none of this name
   */
  get(name: string | null | undefined, field: readonly string[]): T;
  readonly keys: readonly string[];
}

/**
 * @param accounts by configured key, opened when first asked for
 * @param upstreamIds the upstream's own account id of each key, where it has one
 */
export function createAccountDirectory<T>(
  upstream: Upstream,
  accounts: ReadonlyMap<string, () => T>,
  defaultKey: string | undefined,
  upstreamIds: ReadonlyMap<string, string> = new Map(),
): AccountDirectory<T> {
  const opened = new Map<string, T>();
  const open = (key: string): T | undefined => {
    const account = opened.get(key) ?? accounts.get(key)?.();
    if (account !== undefined) opened.set(key, account);
    return account;
  };
  const find = (name?: string | null): T | undefined => {
    const key = name ?? defaultKey;
    return key === undefined ? undefined : open(accounts.has(key) ? key : (upstreamIds.get(key) ?? key));
  };
  return {
    keys: [...accounts.keys()],
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
