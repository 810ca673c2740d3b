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

/** What an input holds, without its class. */
type Plain<T> = Pick<T, keyof T>;
type AlertEvent = Plain<input.AlertEvent>;
type AlertTrigger = Plain<input.AlertTrigger>;

export interface AdjustedEvent {
  readonly event: AlertEvent;
  readonly adjustments: readonly AlertEventAdjustment[];
}

type ReportAdjustment = (message: string, ...part: string[]) => void;

/**
 * The event as PagerDuty would take it: texts that are too long are cut, optional parts that are empty or cannot be shown
 * are left out. What no event can do without, such as a summary, is never made up.
 *
 * @param field where the event stands in the caller's arguments
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
    report('Left out: its href is empty.', ...path);
    return [];
  });
}

function adjustImages(images: readonly Plain<input.AlertImage>[], report: ReportAdjustment) {
  return images.flatMap((image, index) => {
    const path = ['images', String(index)];
    if (/^https:/i.test(image.src)) return [dropEmptyTexts(image, ['href', 'alt'], report, path)];
    report('Left out: its src is not an https URL.', ...path);
    return [];
  });
}

/** Without those of its texts that are blank. */
function dropEmptyTexts<T extends object>(
  part: T,
  names: readonly (keyof T & string)[],
  report: ReportAdjustment,
  path: readonly string[] = [],
): T {
  const blank = names.filter((name) => typeof part[name] === 'string' && part[name].trim() === '');
  for (const name of blank) report('Left out: it is empty.', ...path, name);
  return { ...part, ...Object.fromEntries(blank.map((name) => [name, null])) };
}

/**
 * Ends with a digest of the whole key: two long keys that begin alike stay two alerts, and the events of one alert keep
 * one key.
 */
function shortenKey(key: string, report: ReportAdjustment): string {
  const trimmed = key.trim();
  if (countCharacters(trimmed) <= MAX_DEDUP_KEY_LENGTH) return key;
  const digest = createHash('sha256').update(trimmed).digest('hex').slice(0, 32);
  report(`Cut to ${MAX_DEDUP_KEY_LENGTH} characters, the last of which are a digest of the whole key.`, 'dedupKey');
  return `${truncate(trimmed, MAX_DEDUP_KEY_LENGTH - digest.length)}${digest}`;
}

/** What the body has beside the trigger: the routing key, the action, a key of ours. */
const ENVELOPE_BYTES = 1024;

/** The details are the one part that can be that large and that a page can do without. */
function dropOversizedDetails(trigger: AlertTrigger, report: ReportAdjustment): AlertTrigger {
  if (Buffer.byteLength(stringifyLosslessJson(trigger)) <= MAX_EVENT_BYTES - ENVELOPE_BYTES) return trigger;
  if (trigger.details == null) return trigger;
  report('Left out: with them the event is larger than the 512 KB that PagerDuty takes.', 'details');
  return { ...trigger, details: null };
}
