import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { ConfigError } from '../../config/config-error.js';

/**
 * Keeps other gateways from using the same file. The lock of a process that ended is taken over.
 *
 * @returns ends the lock
 * @throws {ConfigError} if another process uses the file, or its folder is not writable
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  for (let attempts = 1; ; attempts += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST' || attempts > 1) throw new ConfigError([`OUTBOX_FILE cannot be written: ${code}.`]);
    }
    const owner = Number(readFileSync(lock, 'utf8'));
    if (isOtherProcess(owner)) {
      throw new ConfigError([
        `OUTBOX_FILE is in use by process ${owner}. If that is not a gateway, remove the file with the ending .lock.`,
      ]);
    }
    rmSync(lock, { force: true });
  }
}

/** In a container, the process that ended had the same id as this one. */
function isOtherProcess(pid: number): boolean {
  if (pid === process.pid || !Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
