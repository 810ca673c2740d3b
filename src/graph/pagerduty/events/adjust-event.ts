import { createHash } from 'node:crypto';
import { countCharacters, truncate } from '../../../shared/characters.js';
import {
  MAX_EVENT_BYTES,
  MAX_DEDUP_KEY_LENGTH,
  MAX_SUMMARY_LENGTH,
} from '../../../upstream/pagerduty/events/validate-event.js';
import { stringifyLosslessJson } from '../../../shared/lossless-json.js';
import type * as input from './send-alert-event.input.js';
import type { AlertEventAdjustment } from './send-alert-event.type.js';

/** The fields of an input class. */
type Plain<T> = Pick<T, keyof T>;
type AlertEvent = Plain<input.AlertEvent>;
type AlertTrigger = Plain<input.AlertTrigger>;

export interface AdjustedEvent {
  readonly event: AlertEvent;
  readonly adjustments: readonly AlertEventAdjustment[];
}

type ReportAdjustment = (message: string, ...part: string[]) => void;

/**
 * Adjusts an event so that PagerDuty accepts it: cuts texts that are too long, omits optional parts that are empty or
 * cannot be shown. Required parts such as the summary are never invented.
 *
 * @param field path of the event in the caller's arguments
 */
export function adjustEvent(event: AlertEvent, field: readonly string[]): AdjustedEvent {
  const adjustments: AlertEventAdjustment[] = [];
  const reportAt =
    (action: string): ReportAdjustment =>
    (message, ...part) =>
      adjustments.push({ field: [...field, action, ...part], message });
  const { trigger, acknowledge, resolve } = event;
  const withShortKey = <T extends { readonly dedupKey: string }>(update: T, action: string): T => ({
    ...update,
    dedupKey: shortenKey(update.dedupKey, reportAt(action)),
  });
  return {
    event: {
      ...event,
      ...(trigger && { trigger: adjustTrigger(trigger, reportAt('trigger')) }),
      ...(acknowledge && { acknowledge: withShortKey(acknowledge, 'acknowledge') }),
      ...(resolve && { resolve: withShortKey(resolve, 'resolve') }),
    },
    adjustments,
  };
}

const OPTIONAL_TEXTS = ['dedupKey', 'component', 'group', 'eventClass', 'client', 'clientUrl'] as const;

function adjustTrigger(trigger: AlertTrigger, report: ReportAdjustment): AlertTrigger {
  const { summary, links, images } = trigger;
  const texts = dropEmptyTexts(trigger, OPTIONAL_TEXTS, report);
  if (countCharacters(summary) > MAX_SUMMARY_LENGTH) report(`Cut to ${MAX_SUMMARY_LENGTH} characters.`, 'summary');
  const adjusted: AlertTrigger = {
    ...texts,
    summary: truncate(summary, MAX_SUMMARY_LENGTH),
    ...(texts.dedupKey != null && { dedupKey: shortenKey(texts.dedupKey, report) }),
    ...(links && { links: adjustLinks(links, report) }),
    ...(images && { images: adjustImages(images, report) }),
  };
  return dropOversizedDetails(adjusted, report);
}

function adjustLinks(links: readonly Plain<input.AlertLink>[], report: ReportAdjustment) {
  return links.flatMap((link, index) => {
    const path = ['links', String(index)];
    if (link.href !== '') return [dropEmptyTexts(link, ['text'], report, path)];
    report('Omitted because its href is empty.', ...path);
    return [];
  });
}

function adjustImages(images: readonly Plain<input.AlertImage>[], report: ReportAdjustment) {
  return images.flatMap((image, index) => {
    const path = ['images', String(index)];
    if (/^https:/i.test(image.src)) return [dropEmptyTexts(image, ['href', 'alt'], report, path)];
    report('Omitted because its src is not an HTTPS URL.', ...path);
    return [];
  });
}

/** Sets blank texts to null. */
function dropEmptyTexts<T extends object>(
  part: T,
  names: readonly (keyof T & string)[],
  report: ReportAdjustment,
  path: readonly string[] = [],
): T {
  const blank = names.filter((name) => typeof part[name] === 'string' && part[name].trim() === '');
  for (const name of blank) report('Omitted because it is empty.', ...path, name);
  return { ...part, ...Object.fromEntries(blank.map((name) => [name, null])) };
}

/**
 * The shortened key ends with a digest of the whole key: two long keys with a common prefix stay two alerts, and the
 * events of one alert keep one key.
 */
function shortenKey(key: string, report: ReportAdjustment): string {
  const trimmed = key.trim();
  if (countCharacters(trimmed) <= MAX_DEDUP_KEY_LENGTH) return key;
  const digest = createHash('sha256').update(trimmed).digest('hex').slice(0, 32);
  report(
    `Cut to ${MAX_DEDUP_KEY_LENGTH} characters; the last ${digest.length} are a digest of the whole key.`,
    'dedupKey',
  );
  return `${truncate(trimmed, MAX_DEDUP_KEY_LENGTH - digest.length)}${digest}`;
}

/** Room for the rest of the body: the routing key, the action, a generated dedup key. */
const ENVELOPE_BYTES = 1024;

/** Only the details can be that large, and a page can do without them. */
function dropOversizedDetails(trigger: AlertTrigger, report: ReportAdjustment): AlertTrigger {
  if (Buffer.byteLength(stringifyLosslessJson(trigger)) <= MAX_EVENT_BYTES - ENVELOPE_BYTES) return trigger;
  if (trigger.details == null) return trigger;
  report('Omitted because the event would exceed 512 KB, the maximum that PagerDuty accepts.', 'details');
  return { ...trigger, details: null };
}
