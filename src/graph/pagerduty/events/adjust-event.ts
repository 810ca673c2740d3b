import { createHash } from 'node:crypto';
import { charactersIn, clipped } from '../../../shared/characters.js';
import {
  LARGEST_EVENT_BYTES,
  LONGEST_DEDUP_KEY,
  LONGEST_SUMMARY,
} from '../../../upstream/pagerduty/events/validate-event.js';
import { exactText } from '../../../shared/lossless-json.js';
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

type Tell = (message: string, ...part: string[]) => void;

/**
 * The event as PagerDuty would take it: texts that are too long are cut, optional parts that are empty or cannot be shown
 * are left out. What no event can do without, such as a summary, is never made up.
 *
 * @param field where the event stands in the caller's arguments
 */
export function adjustedEvent(event: AlertEvent, field: readonly string[]): AdjustedEvent {
  const adjustments: AlertEventAdjustment[] = [];
  const tellAt =
    (action: string): Tell =>
    (message, ...part) =>
      adjustments.push({ field: [...field, action, ...part], message });
  const { trigger, acknowledge, resolve } = event;
  const withKey = <T extends { readonly dedupKey: string }>(update: T, action: string): T => ({
    ...update,
    dedupKey: shortKey(update.dedupKey, tellAt(action)),
  });
  return {
    event: {
      ...event,
      ...(trigger && { trigger: adjustedTrigger(trigger, tellAt('trigger')) }),
      ...(acknowledge && { acknowledge: withKey(acknowledge, 'acknowledge') }),
      ...(resolve && { resolve: withKey(resolve, 'resolve') }),
    },
    adjustments,
  };
}

const OPTIONAL_TEXTS = ['dedupKey', 'component', 'group', 'eventClass', 'client', 'clientUrl'] as const;

function adjustedTrigger(trigger: AlertTrigger, tell: Tell): AlertTrigger {
  const { summary, links, images } = trigger;
  const texts = withoutEmpty(trigger, OPTIONAL_TEXTS, tell);
  if (charactersIn(summary) > LONGEST_SUMMARY) tell(`Cut to ${LONGEST_SUMMARY} characters.`, 'summary');
  const adjusted: AlertTrigger = {
    ...texts,
    summary: clipped(summary, LONGEST_SUMMARY),
    ...(texts.dedupKey != null && { dedupKey: shortKey(texts.dedupKey, tell) }),
    ...(links && { links: adjustedLinks(links, tell) }),
    ...(images && { images: adjustedImages(images, tell) }),
  };
  return withinSize(adjusted, tell);
}

function adjustedLinks(links: readonly Plain<input.AlertLink>[], tell: Tell) {
  return links.flatMap((link, index) => {
    const place = ['links', String(index)];
    if (link.href !== '') return [withoutEmpty(link, ['text'], tell, place)];
    tell('Left out: its href is empty.', ...place);
    return [];
  });
}

function adjustedImages(images: readonly Plain<input.AlertImage>[], tell: Tell) {
  return images.flatMap((image, index) => {
    const place = ['images', String(index)];
    if (/^https:/i.test(image.src)) return [withoutEmpty(image, ['href', 'alt'], tell, place)];
    tell('Left out: its src is not an https URL.', ...place);
    return [];
  });
}

/** Without those of its texts that are blank. */
function withoutEmpty<T extends object>(
  part: T,
  names: readonly (keyof T & string)[],
  tell: Tell,
  place: readonly string[] = [],
): T {
  const blank = names.filter((name) => typeof part[name] === 'string' && part[name].trim() === '');
  for (const name of blank) tell('Left out: it is empty.', ...place, name);
  return { ...part, ...Object.fromEntries(blank.map((name) => [name, null])) };
}

/**
 * Ends with a digest of the whole key: two long keys that begin alike stay two alerts, and the events of one alert keep
 * one key.
 */
function shortKey(key: string, tell: Tell): string {
  const trimmed = key.trim();
  if (charactersIn(trimmed) <= LONGEST_DEDUP_KEY) return key;
  const digest = createHash('sha256').update(trimmed).digest('hex').slice(0, 32);
  tell(`Cut to ${LONGEST_DEDUP_KEY} characters, the last of which are a digest of the whole key.`, 'dedupKey');
  return `${clipped(trimmed, LONGEST_DEDUP_KEY - digest.length)}${digest}`;
}

/** What the body has beside the trigger: the routing key, the action, a key of ours. */
const ENVELOPE_BYTES = 1024;

/** The details are the one part that can be that large and that a page can do without. */
function withinSize(trigger: AlertTrigger, tell: Tell): AlertTrigger {
  if (Buffer.byteLength(exactText(trigger)) <= LARGEST_EVENT_BYTES - ENVELOPE_BYTES) return trigger;
  if (trigger.details == null) return trigger;
  tell('Left out: with them the event is larger than the 512 KB that PagerDuty takes.', 'details');
  return { ...trigger, details: null };
}
