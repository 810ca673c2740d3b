import { Fault, type Upstream } from '../../../faults/fault.js';

const NAMES: Readonly<Record<Upstream, string>> = { CLOUDFLARE: 'Cloudflare', PAGERDUTY: 'PagerDuty' };

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
export class OpenedAccounts<A, T> implements AccountDirectory<T> {
  /** Most requests ask for one account, or none. */
  private opened: Map<string, T> | undefined;

  /**
   * @param open called when an account is first asked for
   * @param granted configured keys that the caller may use; all of them when absent
   */
  constructor(
    private readonly accounts: ConfiguredAccounts<A>,
    private readonly open: (key: string, account: A) => T,
    private readonly granted?: ReadonlySet<string>,
  ) {}

  get keys(): readonly string[] {
    return [...this.accounts.byKey.keys()].filter((key) => this.mayUse(key));
  }

  find(name?: string | null): T | undefined {
    const { byKey, upstreamIds, defaultKey } = this.accounts;
    const key = name ?? defaultKey;
    return key === undefined ? undefined : this.lookUp(byKey.has(key) ? key : (upstreamIds?.get(key) ?? key));
  }

  get(name: string | null | undefined, field: readonly string[]): T {
    const account = this.find(name);
    if (account !== undefined) return account;
    const upstream = NAMES[this.accounts.upstream];
    if (this.accounts.byKey.size === 0)
      throw new Fault('NOT_CONFIGURED', `This gateway has no ${upstream} account configured.`);
    throw new Fault('INVALID_INPUT', `This gateway has no ${upstream} account of that name.`, { field });
  }

  private lookUp(key: string): T | undefined {
    const opened = this.opened?.get(key);
    if (opened !== undefined) return opened;
    const account = this.accounts.byKey.get(key);
    if (account === undefined) return undefined;
    if (!this.mayUse(key)) {
      throw new Fault('FORBIDDEN', `This caller may not use this ${NAMES[this.accounts.upstream]} account.`);
    }
    const access = this.open(key, account);
    (this.opened ??= new Map()).set(key, access);
    return access;
  }

  private mayUse(key: string): boolean {
    return this.granted?.has(key) ?? true;
  }
}
