import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { ConfigError } from '../../config/config-error.js';

const RENEW_INTERVAL_MS = 2_000;

/** The lock of another host is renewed more often, unless its process ended. */
const MAX_AGE_MS = 15_000;

/** Containers that share a volume have the same process ids, but not the same name of the host. */
const toOwner = () => `${process.pid} ${hostname()}`;

export interface FileLock {
  /** False for ever once another process took the lock over, because this one was paused. The file is its own then. */
  readonly isHeld: () => boolean;
  readonly release: () => void;
}

/**
 * Keeps other gateways from using the same file, also those in other containers. The lock of a process that ended is taken
 * over; that of another host, once it is 15 s old.
 *
 * @param onLost called once when another process took it over
 * @throws {ConfigError} if another process uses the file, or its folder is not writable
 */
export function lockFile(path: string, onLost: () => void): FileLock {
  const lock = `${path}.lock`;
  if (!create(lock)) {
    removeEnded(lock);
    if (!create(lock)) throw createInUseError(readOwner(lock));
  }
  let isLost = false;
  const isHeld = () => {
    if (isLost) return false;
    isLost = ![undefined, toOwner()].includes(readOwner(lock));
    if (isLost) onLost();
    return !isLost;
  };
  const renewal = setInterval(() => void (isHeld() && renew(lock)), RENEW_INTERVAL_MS).unref();
  return {
    isHeld,
    release() {
      clearInterval(renewal);
      if (readOwner(lock) === toOwner()) rmSync(lock, { force: true });
    },
  };
}

/** Returns whether there was no lock. */
function create(lock: string): boolean {
  try {
    writeFileSync(lock, toOwner(), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new ConfigError([`OUTBOX_FILE cannot be written: ${code}.`]);
  }
}

/** @throws {ConfigError} if its process runs */
function removeEnded(lock: string): void {
  const owner = readOwner(lock);
  if (owner === undefined) return;
  if (!hasEnded(owner, lock)) throw createInUseError(owner);
  const moved = `${lock}.${hostname()}.${process.pid}`;
  try {
    renameSync(lock, moved);
  } catch {
    return; // Another process removed it.
  }
  // Another process may have made its lock since the first read.
  const isOther = readOwner(moved) !== owner;
  if (isOther) renameSync(moved, lock);
  else rmSync(moved, { force: true });
}

function hasEnded(owner: string, lock: string): boolean {
  const [pid = '', host] = owner.split(' ');
  if (host === hostname()) return !isOtherProcess(Number(pid));
  const now = readFileTime(lock);
  const { mtimeMs = now } = statSync(lock, { throwIfNoEntry: false }) ?? {};
  return now - mtimeMs > MAX_AGE_MS;
}

/** The time that the file system gives a new file, because the clocks of hosts differ. */
function readFileTime(lock: string): number {
  const probe = `${lock}.${hostname()}.${process.pid}`;
  rmSync(probe, { force: true });
  create(probe);
  const { mtimeMs } = statSync(probe);
  rmSync(probe, { force: true });
  return mtimeMs;
}

/** In a container that was restarted, the process that ended had the same id as this one. */
function isOtherProcess(pid: number): boolean {
  if (pid === process.pid || !Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Gives the lock the present time of the file system. Makes it again if another program removed it. */
function renew(lock: string): void {
  try {
    if (create(lock)) return;
    const file = openSync(lock, 'r+');
    writeSync(file, toOwner(), 0);
    closeSync(file);
  } catch {
    // The folder is missing at the moment. The journal reports that.
  }
}

/** Returns undefined if there is no lock; empty while another process is writing it. */
function readOwner(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

function createInUseError(owner = ''): ConfigError {
  const [pid = '', host] = owner.split(' ');
  const name = host === undefined ? 'another process' : `process ${pid}${host === hostname() ? '' : ` on ${host}`}`;
  return new ConfigError([
    `OUTBOX_FILE is in use by ${name}. If that is not a gateway, remove the file with the ending .lock.`,
  ]);
}
