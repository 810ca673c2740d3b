import { Fault, type Upstream, UPSTREAM_NAMES } from '../../../faults/fault.js';

/** The accounts of one upstream, as configured. */
export interface ConfiguredAccounts<A> {
  readonly upstream: Upstream;
  /** By configured key. */
  readonly byKey: ReadonlyMap<string, A>;
  readonly defaultKey?: string | undefined;
  /** The configured key of each of the upstream's own account ids, where it has some. */
  readonly upstreamIds?: ReadonlyMap<string, string>;
}

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

/** Opens accounts when they are asked for. A class, since every request has one for each upstream. */
export class RequestAccounts<A, T> implements AccountDirectory<T> {
  /** Most requests ask for one account, or none. */
  private contexts: Map<string, T> | undefined;

  /**
   * @param createContext called when an account is first asked for
   * @param allowedKeys configured keys that the caller may use; all of them when absent
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
