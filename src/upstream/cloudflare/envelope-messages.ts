import type { UpstreamMessage } from '../../faults/fault.js';
import { asNonEmptyString, asInteger, isObject, type JsonObject } from '../../shared/json.js';

/** Nobody promises how long an `error_chain` is; a caller sees the first few entries anyway. */
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
 * The entries of `errors` or `messages` (contracts: cloudflare-alerting-v3 section 2), each followed by its
 * `error_chain`, where header errors hide their cause (quirk 97). Null, absent and misshapen lists are empty.
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
