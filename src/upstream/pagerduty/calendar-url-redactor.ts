import { isBranch } from '../../shared/json.js';
import type { Secrets } from '../transport/http/parsed-body.js';

/** Bearer secrets in user objects (contracts: quirk 58). */
const NAMES = ['http_cal_url', 'web_cal_url'];
/** Looked for in every answer, however long: a pattern that begins with a choice is found three times as fast as a text. */
const NAMED = /[pb]_cal_url"/;

export const CALENDAR_LINKS: Secrets = {
  areIn: (text) => NAMED.test(text),
  takeOutOf(body) {
    // Without recursion, for nobody promises how deep an answer is, nor how wide.
    const left = isBranch(body) ? [body] : [];
    for (let value = left.pop(); value !== undefined; value = left.pop()) {
      for (const name of NAMES) Reflect.deleteProperty(value, name);
      for (const part of Object.values(value)) if (isBranch(part)) left.push(part);
    }
  },
};
