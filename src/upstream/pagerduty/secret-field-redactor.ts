import { isObjectOrArray } from '../../shared/json.js';
import type { Redactor } from '../transport/http/parsed-body.js';

/** Bearer secrets in user objects, and credentials in change events (docs/upstream-quirks.md, quirks 58 and 160). */
const SECRET_FIELDS = ['http_cal_url', 'web_cal_url', 'routing_key'];
/**
 * Tested on every response: a pattern that starts with a character class is three times faster than a plain text. A body with
 * another key, such as the `dedup_key` of alerts, must not match, because one with secrets is parsed again each time.
 */
const SECRET_FIELD_PATTERN = /[pbg]_(?:cal_url|(?<=routing_)key)"/;

export const SECRET_FIELD_REDACTOR: Redactor = {
  matches: (text) => SECRET_FIELD_PATTERN.test(text),
  redact(body) {
    // Without recursion, because the depth of a response is unbounded.
    const pending = isObjectOrArray(body) ? [body] : [];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      for (const name of SECRET_FIELDS) Reflect.deleteProperty(value, name);
      for (const part of Object.values(value)) if (isObjectOrArray(part)) pending.push(part);
    }
  },
};
