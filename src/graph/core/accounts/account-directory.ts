import { Fault, type Upstream, UPSTREAM_NAMES } from '../../../faults/fault.js';

/** Configured accounts of one upstream. */
export interface ConfiguredAccounts<A> {
  readonly upstream: Upstream;
  /** By account key. */
  readonly byKey: ReadonlyMap<string, A>;
  readonly defaultKey?: string | undefined;
  /** Account keys by the upstream's own account ids, where the upstream has such ids. */
  readonly upstreamIds?: ReadonlyMap<string, string>;
}

/** Accounts of one upstream, as one GraphQL request may use them. */
export interface AccountDirectory<T> {
  /**
   * Returns the account with this key or upstream id (the default account without a name), or undefined.
   *
   * @throws {Fault} `FORBIDDEN` when the caller may not use the account
   */
  find(name?: string | null): T | undefined;
  /**
   * Like `find`, but throws instead of returning undefined.
   *
   * @throws {Fault} `NOT_CONFIGURED` when the upstream has no account, `INVALID_INPUT` when the name is unknown,
   * `FORBIDDEN` when the caller may not use the account
   */
  get(name: string | null | undefined, field: readonly string[]): T;
  /** Keys of the accounts that the caller may use. */
  readonly keys: readonly string[];
}

/** Creates account contexts on first use. A class, because every request creates one for each upstream. */
export class RequestAccounts<A, T> implements AccountDirectory<T> {
  /** Created lazily: most requests use one account or none. */
  private contexts: Map<string, T> | undefined;

  /**
   * @param createContext called on the first use of an account
   * @param allowedKeys account keys that the caller may use; all keys when absent
   */
  constructor(
    private readonly accounts: ConfiguredAccounts<A>,
    private readonly createContext: (key: string, account: A) => T,
    private readonly allowedKeys?: ReadonlySet<string>,
  ) {}

  get keys(): readonly string[] {
    return [...this.accounts.byKey.keys()].filter((key) => this.isAllowed(key));
  }

  find(name?: string | null): T | undefined {
    const { byKey, upstreamIds, defaultKey } = this.accounts;
    const key = name ?? defaultKey;
    return key === undefined ? undefined : this.findByKey(byKey.has(key) ? key : (upstreamIds?.get(key) ?? key));
  }

  get(name: string | null | undefined, field: readonly string[]): T {
    const account = this.find(name);
    if (account !== undefined) return account;
    const upstream = UPSTREAM_NAMES[this.accounts.upstream];
    if (this.accounts.byKey.size === 0)
      throw new Fault('NOT_CONFIGURED', `${upstream} is not configured on this gateway.`);
    throw new Fault(
      'INVALID_INPUT',
      `Unknown ${upstream} account. Query \`viewer\` for the accounts that you may use.`,
      {
        field,
      },
    );
  }

  private findByKey(key: string): T | undefined {
    const existing = this.contexts?.get(key);
    if (existing !== undefined) return existing;
    const account = this.accounts.byKey.get(key);
    if (account === undefined) return undefined;
    if (!this.isAllowed(key)) {
      throw new Fault('FORBIDDEN', `The caller may not use this ${UPSTREAM_NAMES[this.accounts.upstream]} account.`);
    }
    const accountContext = this.createContext(key, account);
    (this.contexts ??= new Map()).set(key, accountContext);
    return accountContext;
  }

  private isAllowed(key: string): boolean {
    return this.allowedKeys?.has(key) ?? true;
  }
}
