import type { ErrorCode } from '../../../faults/codes.js';
import type { Fault } from '../../../faults/fault.js';

/**
 * Close codes of graphql-transport-ws and of WebSocket. Clients of graphql-ws connect again after 1001, 1013 and 4403, and
 * give up after 4429.
 */
const CLOSE_CODES: Partial<Readonly<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 4403,
  FORBIDDEN: 4403,
  RATE_LIMITED: 4429,
};

const TRY_AGAIN_LATER = 1013;
export const GOING_AWAY = 1001;
export const BAD_REQUEST = 4400;
export const NORMAL_CLOSURE = 1000;

export const toCloseCode = ({ code }: Fault): number => CLOSE_CODES[code] ?? TRY_AGAIN_LATER;

/** A close frame has room for 123 bytes; `ws` throws if the reason is longer. Cuts between two characters. */
export function toCloseReason(message: string): string {
  if (Buffer.byteLength(message) <= 123) return message;
  const { read } = new TextEncoder().encodeInto(message, new Uint8Array(120));
  return `${message.slice(0, read)}...`;
}
