import { isObjectOrArray } from '../../shared/json.js';
import type { Redactor } from '../transport/http/parsed-body.js';

/** Bearer secrets in user objects (contracts: quirk 58). */
const CALENDAR_URL_FIELDS = ['http_cal_url', 'web_cal_url'];
/** Looked for in every answer, however long: a pattern that begins with a choice is found three times as fast as a text. */
const CALENDAR_URL_PATTERN = /[pb]_cal_url"/;

export const CALENDAR_URL_REDACTOR: Redactor = {
  matches: (text) => CALENDAR_URL_PATTERN.test(text),
  redact(body) {
    // Without recursion, for nobody promises how deep an answer is, nor how wide.
    const pending = isObjectOrArray(body) ? [body] : [];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      for (const name of CALENDAR_URL_FIELDS) Reflect.deleteProperty(value, name);
      for (const part of Object.values(value)) if (isObjectOrArray(part)) pending.push(part);
    }
  },
};
