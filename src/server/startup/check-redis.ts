import type { Store } from '../../store/store.js';
import type { Persistence, ServerInfo } from '../../store/store-status.js';
import { type Finding, note, notChecked, ok } from './finding.js';

const CHECK = 'REDIS_URL';
const PERSISTENCE = 'persistence';

/** What to do, by the reason why the server is unavailable; the first match counts. */
const REMEDIES: readonly (readonly [reason: RegExp, remedy: string])[] = [
  [/WRONGPASS|NOAUTH|AUTH/, 'Set the user and the password of the server in REDIS_URL.'],
  [/NOPERM/, 'Give the user the rights that docs/replicas.md names.'],
  [/certificate|altnames/, 'Set REDIS_CA_FILE to the certificates that sign it, and name a host of the certificate.'],
  [/Protocol error/, 'Another program listens there. Name a Redis server.'],
  [/READONLY/, 'Name the master, or the sentinels with redis+sentinel://.'],
  [/OOM/, 'Give the server more memory, or let another server keep what others store there.'],
  [
    /ETIMEDOUT|ECONNRESET|closed|EPROTO|timed out/,
    'Check the network, and whether the port speaks TLS: rediss:// is for one that does, redis:// for one that does not.',
  ],
];
const OTHER_REMEDY = 'Check the host and the port, that the server runs, and that the gateway reaches it.';

/** Checks the server that replicas share; no findings without one. Never rejects. */
export async function checkRedis(store: Pick<Store, 'check'>): Promise<readonly Finding[]> {
  const checked = await store.check();
  if (!checked) return [];
  const { address, reason = 'the reason is unknown', server } = checked;
  if (server) return checkServer(address, server);
  const remedy = REMEDIES.find(([pattern]) => pattern.test(reason))?.[1] ?? OTHER_REMEDY;
  return [{ check: CHECK, status: 'PROBLEM', message: `${address} is unavailable: ${reason}.`, remedy }];
}

function checkServer(address: string, { version, isSupported, ...server }: ServerInfo): readonly Finding[] {
  if (!isSupported) {
    const message = `${address} has Redis ${version}, which is too old.`;
    return [{ check: CHECK, status: 'PROBLEM', message, remedy: 'Use Redis 6.2 or newer.' }];
  }
  const works = ok(CHECK, `${address} has Redis ${version}.`);
  return [works, ...checkEviction(server), ...checkPersistence(server.persistence)];
}

function checkEviction({ evictionPolicy }: Pick<ServerInfo, 'evictionPolicy'>): readonly Finding[] {
  if (evictionPolicy === undefined || evictionPolicy === 'noeviction') return [];
  const message = `maxmemory-policy is ${evictionPolicy}: a full server drops queued triggers, and responses for idempotency keys.`;
  const remedy = 'Set it to noeviction, so that no page is lost and a repeat cannot page again.';
  return [note('maxmemory-policy', message, remedy)];
}

function checkPersistence({ appendsToFile, makesSnapshots }: Persistence): readonly Finding[] {
  if (appendsToFile === undefined) return [notChecked(PERSISTENCE, 'The server does not report appendonly.')];
  if (appendsToFile) return [ok(PERSISTENCE, 'The server writes an append-only file.')];
  const lost =
    makesSnapshots === false
      ? 'appendonly is no, and save is empty: a restart of the server loses all queued triggers.'
      : 'appendonly is no: a server that is killed loses the triggers that were queued since its last snapshot.';
  const remedy = 'Set appendonly to yes before you rely on QUEUE: docs/outbox.md.';
  const snapshots = notChecked(PERSISTENCE, 'Whether the server makes snapshots: the user may not run CONFIG GET.');
  return [note(PERSISTENCE, lost, remedy), ...(makesSnapshots === undefined ? [snapshots] : [])];
}
