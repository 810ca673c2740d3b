import { isObjectOrArray } from '../../shared/json.js';
import type { Redactor } from '../transport/http/parsed-body.js';

/** Bearer secrets in user objects (docs/upstream-quirks.md, quirk 58). */
const CALENDAR_URL_FIELDS = ['http_cal_url', 'web_cal_url'];
/** Tested on every response: a pattern that starts with a character class is three times faster than a plain text. */
const CALENDAR_URL_PATTERN = /[pb]_cal_url"/;

export const CALENDAR_URL_REDACTOR: Redactor = {
  matches: (text) => CALENDAR_URL_PATTERN.test(text),
  redact(body) {
    // Without recursion, because the depth of a response is unbounded.
    const pending = isObjectOrArray(body) ? [body] : [];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      for (const name of CALENDAR_URL_FIELDS) Reflect.deleteProperty(value, name);
      for (const part of Object.values(value)) if (isObjectOrArray(part)) pending.push(part);
    }
  },
};
