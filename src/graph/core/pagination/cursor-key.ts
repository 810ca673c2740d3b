import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Upstream } from '../../../faults/fault.js';

const KEY_BYTES = 32;

/**
 * Derives the key that signs the cursors of one account. It is the same after a restart and on every replica.
 *
 * @param secret `CURSOR_KEY`, else the credential of the account
 * @param account account key
 */
export function deriveCursorKey(secret: string, upstream: Upstream, account: string): KeyObject {
  const purpose = `pagergraph cursors ${upstream} ${account}`;
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES)));
}
