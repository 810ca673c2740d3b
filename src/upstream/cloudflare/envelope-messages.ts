import type { UpstreamMessage } from '../../faults/fault.js';
import { integerOf, isObject, type JsonObject } from '../../shared/json.js';

/** Nobody promises how long an `error_chain` is; a caller sees the first few entries anyway. */
const MOST_READ = 100;

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function messageOf(entry: JsonObject): UpstreamMessage | undefined {
  const code = integerOf(entry['code']);
  const message = textOf(entry['message']) ?? (code === undefined ? undefined : `Code ${code}`);
  if (message === undefined) return undefined;
  const pointer = isObject(entry['source']) ? textOf(entry['source']['pointer']) : undefined;
  const documentationUrl = textOf(entry['documentation_url']);
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
  const found: UpstreamMessage[] = [];
  const left: unknown[] = [list];
  while (left.length > 0 && found.length < MOST_READ) {
    const next = left.pop();
    if (Array.isArray(next)) left.push(...next.slice(0, MOST_READ).toReversed());
    else if (typeof next === 'string' && next !== '') found.push({ message: next });
    else if (isObject(next)) {
      const message = messageOf(next);
      if (message) found.push(message);
      left.push(next['error_chain']);
    }
  }
  return found;
}
