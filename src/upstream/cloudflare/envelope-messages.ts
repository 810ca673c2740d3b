import type { UpstreamMessage } from '../../faults/fault.js';
import { asNonEmptyString, asInteger, isObject, type JsonObject } from '../../shared/json.js';

/** The length of an `error_chain` is unbounded; a client sees the first 20 entries. */
const MAX_MESSAGES = 100;

function toMessage(entry: JsonObject): UpstreamMessage | undefined {
  const code = asInteger(entry['code']);
  const message = asNonEmptyString(entry['message']) ?? (code === undefined ? undefined : `Code ${code}`);
  if (message === undefined) return undefined;
  const pointer = isObject(entry['source']) ? asNonEmptyString(entry['source']['pointer']) : undefined;
  const documentationUrl = asNonEmptyString(entry['documentation_url']);
  return {
    message,
    ...(code === undefined ? {} : { code }),
    ...(pointer === undefined ? {} : { pointer }),
    ...(documentationUrl === undefined ? {} : { documentationUrl }),
  };
}

/**
 * The entries of `errors` or `messages` (docs/upstream-quirks.md, Cloudflare: envelope and error codes), each followed by its
 * `error_chain`, which has the cause of header errors (quirk 97). Null, absent and malformed lists are empty.
 */
export function readMessages(list: unknown): UpstreamMessage[] {
  const messages: UpstreamMessage[] = [];
  const pending: unknown[] = [list];
  while (pending.length > 0 && messages.length < MAX_MESSAGES) {
    const next = pending.pop();
    if (Array.isArray(next)) pending.push(...next.slice(0, MAX_MESSAGES).toReversed());
    else if (typeof next === 'string' && next !== '') messages.push({ message: next });
    else if (isObject(next)) {
      const message = toMessage(next);
      if (message) messages.push(message);
      pending.push(next['error_chain']);
    }
  }
  return messages;
}
