import { Fault } from '../../../faults/fault.js';
import { countCharacters } from '../../../shared/characters.js';
import type { AlertEvent } from './alert-event.js';
import type { ChangeEvent } from './change-event.js';

const ROUTING_KEY = /^[A-Za-z0-9]{32}$/;
/** Characters. */
export const MAX_DEDUP_KEY_LENGTH = 255;
/** Characters. */
export const MAX_SUMMARY_LENGTH = 1024;
/** Of a change event (docs/upstream-quirks.md, quirk 72). */
export const MAX_CHANGE_LINKS = 50;
export const MAX_EVENT_BYTES = 512 * 1024;

/**
 * A key of another form belongs to another API (docs/upstream-quirks.md, quirk 69); only the operator can correct it.
 *
 * @throws Fault `UPSTREAM_UNAUTHENTICATED`, never with the key in it
 */
export function validateRoutingKey(key: string): void {
  if (ROUTING_KEY.test(key)) return;
  throw new Fault(
    'UPSTREAM_UNAUTHENTICATED',
    'Invalid routing key: expected 32 letters and digits (an Events API v2 integration key).',
    { outcome: 'NOT_SENT' },
  );
}

/** Throws `INVALID_INPUT` at a part of the event unless something holds. */
type RequireThat = (holds: boolean, sentence: string, ...part: string[]) => void;

function createRequire(path: readonly string[]): RequireThat {
  return (holds, sentence, ...part) => {
    if (!holds) throw new Fault('INVALID_INPUT', sentence, { field: [...path, ...part] });
  };
}

const SUMMARY_MESSAGE = `summary must have 1 to ${MAX_SUMMARY_LENGTH} characters.`;

/**
 * @param path of the event in the caller's input
 * @throws Fault `INVALID_INPUT` with the field that PagerDuty would reject or truncate
 */
export function validateChangeEvent(event: ChangeEvent, path: readonly string[] = []): void {
  const requireThat = createRequire(path);
  const { summary, source, links = [] } = event;
  requireThat(hasValidLength(summary, MAX_SUMMARY_LENGTH), SUMMARY_MESSAGE, 'summary');
  requireThat(source?.trim() !== '', 'source may not be empty.', 'source');
  requireThat(links.length <= MAX_CHANGE_LINKS, `There may be at most ${MAX_CHANGE_LINKS} links.`, 'links');
  links.forEach(({ href }, index) =>
    requireThat(href !== '', 'href must be an absolute URL.', 'links', String(index), 'href'),
  );
}

/**
 * @param path of the event in the caller's input
 * @throws Fault `INVALID_INPUT` with the field that PagerDuty would reject or truncate
 */
export function validateEvent(event: AlertEvent, path: readonly string[] = []): void {
  const requireThat = createRequire(path);
  const { dedupKey } = event;
  requireThat(
    hasValidLength(dedupKey, MAX_DEDUP_KEY_LENGTH),
    `dedupKey must have 1 to ${MAX_DEDUP_KEY_LENGTH} characters.`,
    'dedupKey',
  );
  if (event.action !== 'trigger') return;
  const { summary, source, clientUrl, links = [], images = [] } = event;
  requireThat(hasValidLength(summary, MAX_SUMMARY_LENGTH), SUMMARY_MESSAGE, 'summary');
  requireThat(source.trim() !== '', 'source may not be empty.', 'source');
  const requireUrl = (url: string | undefined, ...part: string[]) =>
    requireThat(url !== '', `${part.at(-1)} must be an absolute URL.`, ...part);
  requireUrl(clientUrl, 'clientUrl');
  links.forEach(({ href }, index) => requireUrl(href, 'links', String(index), 'href'));
  images.forEach(({ src, href }, index) => {
    requireThat(/^https:/i.test(src), 'The src of an image must be an https URL.', 'images', String(index), 'src');
    requireUrl(href, 'images', String(index), 'href');
  });
}

/** @throws Fault `LIMIT_EXCEEDED` */
export function validateSize(body: string): void {
  if (Buffer.byteLength(body) <= MAX_EVENT_BYTES) return;
  throw new Fault('LIMIT_EXCEEDED', 'The event is larger than 512 KiB, the maximum of PagerDuty. Shorten its details.');
}

function hasValidLength(text: string, maxLength: number): boolean {
  return text.trim() !== '' && countCharacters(text) <= maxLength;
}
