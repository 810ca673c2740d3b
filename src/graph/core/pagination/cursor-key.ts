import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Upstream } from '../../../faults/fault.js';

const KEY_BYTES = 32;

/**
 * The key that signs the cursors of one account: the same after a restart and on every replica with the same secret.
 *
 * @param secret `CURSOR_KEY`, else the account's own credential
 * @param account its configured key
 */
export function deriveCursorKey(secret: string, upstream: Upstream, account: string): KeyObject {
  const purpose = `pagergraph cursors ${upstream} ${account}`;
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES)));
}
