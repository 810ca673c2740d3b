import { parseJson } from '../transport/json.js';

/** Bearer secrets in user objects (contracts: quirk 58). */
const CALENDAR_LINKS = ['http_cal_url', 'web_cal_url'];
/** Looked for in every answer, however long: a pattern that begins with a choice is found three times as fast as a text. */
const HAS_CALENDAR_LINK = /[pb]_cal_url"/;

/** PagerDuty's JSON without calendar links, wherever they are; `undefined` for a text that is no JSON. */
export function parseWithoutCalendarLinks(text: string): unknown {
  const body = parseJson(text);
  if (HAS_CALENDAR_LINK.test(text)) dropCalendarLinks(body);
  return body;
}

/** Without recursion, for nobody promises how deep an answer is. */
function dropCalendarLinks(body: unknown): void {
  const left = [body];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const name of CALENDAR_LINKS) Reflect.deleteProperty(value, name);
    left.push(...Object.values(value));
  }
}
