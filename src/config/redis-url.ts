/** A `REDIS_URL` in parts. */
export interface RedisAddress {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  /** At least one. Several only of a cluster, or of the sentinels. */
  readonly hosts: readonly RedisHost[];
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly database: number;
  /** Name of the master that the sentinels watch. */
  readonly masterName?: string;
}

export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

export const REDIS_URL_RULE =
  'redis://user:password@host:port/database, rediss:// for TLS, redis+sentinel://host:port,host:port/master/database or redis+cluster://host:port,host:port';

const URL_PARTS =
  /^(?<scheme>rediss?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?#@]+)(?:\/(?<path>[\w.:/-]*))?$/;
const HOST = /^(?<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(?<port>\d{1,5}))?$/;
const DATABASE = /^\d{1,4}$/;
const DEFAULT_PORTS = { single: 6379, sentinel: 26_379, cluster: 6379 };

/** Parses the address by hand, because a URL of several hosts is invalid for `URL`. Undefined if it is invalid. */
export function parseRedisUrl(text: string): RedisAddress | undefined {
  const parts = URL_PARTS.exec(text)?.groups;
  if (!parts) return undefined;
  const kind = (parts['kind'] ?? 'single') as RedisAddress['kind'];
  const hosts = (parts['hosts'] ?? '').split(',').map((host) => parseHost(host, DEFAULT_PORTS[kind]));
  const place = parsePath(kind, (parts['path'] ?? '').split('/'));
  const credentials = parseCredentials(parts['user'], parts['password']);
  if (!place || !credentials || (kind === 'single' && hosts.length > 1)) return undefined;
  const known = hosts.filter((host) => host !== undefined);
  if (known.length < hosts.length) return undefined;
  return { kind, hosts: known, tls: parts['scheme'] === 'rediss', ...credentials, ...place };
}

/** The address for messages: without user and password. */
export function describeRedisAddress({ kind, hosts, tls, masterName }: RedisAddress): string {
  const scheme = `${tls ? 'rediss' : 'redis'}${kind === 'single' ? '' : `+${kind}`}`;
  const list = hosts.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(',');
  return `${scheme}://${list}${masterName === undefined ? '' : `/${masterName}`}`;
}

function parseHost(text: string, defaultPort: number): RedisHost | undefined {
  const { host, port } = HOST.exec(text)?.groups ?? {};
  if (host === undefined || Number(port ?? defaultPort) > 65_535) return undefined;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? defaultPort) };
}

function parsePath(kind: RedisAddress['kind'], path: readonly string[]) {
  const [masterName, databaseText] = kind === 'sentinel' ? path : [undefined, path[0]];
  const maxParts = kind === 'sentinel' ? 2 : 1;
  const database = databaseText || '0';
  if (path.length > maxParts || !DATABASE.test(database)) return undefined;
  if (kind === 'sentinel' && !masterName) return undefined;
  // A cluster has no other database.
  if (kind === 'cluster' && database !== '0') return undefined;
  return { database: Number(database), ...(masterName && { masterName }) };
}

function parseCredentials(user: string | undefined, password: string | undefined) {
  try {
    return {
      ...(user && { username: decodeURIComponent(user) }),
      ...(password && { password: decodeURIComponent(password) }),
    };
  } catch {
    return undefined;
  }
}
