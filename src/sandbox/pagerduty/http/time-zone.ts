import { invalidInput } from './errors.js';
import { readValue, type QueryParameters } from './query-parameters.js';

/** Formats a time of the account, which is in UTC, for a response. */
export type FormatTime = (at: string) => string;

/** Times are rendered in `time_zone`, in UTC by default. The error for an unknown zone is invented. */
export function parseTimeZone(query: QueryParameters): FormatTime {
  const timeZone = readValue(query, 'time_zone');
  if (timeZone === undefined) return (at) => at;
  const format = createFormat(timeZone);
  return (at) => {
    const parts = format.formatToParts(Date.parse(at));
    const {
      year,
      month,
      day,
      hour,
      minute,
      second,
      timeZoneName = '',
    } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
    const offset = timeZoneName.replace(/^GMT/, '').replace('+00:00', '') || 'Z';
    return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
  };
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  try {
    return new Intl.DateTimeFormat('en', {
      timeZone,
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
  } catch {
    throw invalidInput(`time_zone does not take ${timeZone}.`);
  }
}
