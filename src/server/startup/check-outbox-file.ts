import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '../../config/config-error.js';
import { findRegularFile } from '../../store/file/find-regular-file.js';
import { type Finding, ok } from './finding.js';

const CHECK = 'OUTBOX_FILE';

/**
 * Checks the file of the outbox without opening it, because a running gateway may use it. No findings without a file. Never
 * rejects.
 */
export async function checkOutboxFile(path: string | undefined): Promise<readonly Finding[]> {
  if (path === undefined) return [];
  try {
    const file = await findRegularFile(path);
    await access(dirname(file), constants.W_OK | constants.X_OK);
    const isNew = await access(file, constants.R_OK | constants.W_OK).then(() => false, isMissing);
    return [ok(CHECK, isNew ? 'The file can be made in its folder.' : 'The file can be read and written.')];
  } catch (error) {
    const { code = 'unknown error' } = Object(error) as NodeJS.ErrnoException;
    const message =
      error instanceof ConfigError ? error.errors.join(' ') : `OUTBOX_FILE cannot be read or written: ${code}.`;
    return [
      { check: CHECK, status: 'PROBLEM', message, remedy: 'Name a file in a folder that the gateway may write.' },
    ];
  }
}

/** @throws the error if it has another reason */
function isMissing(error: NodeJS.ErrnoException): true {
  if (error.code === 'ENOENT') return true;
  throw error;
}
