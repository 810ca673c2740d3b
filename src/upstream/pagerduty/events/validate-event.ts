import { Fault } from '../../../faults/fault.js';
import { charactersIn } from '../../../shared/characters.js';
import type { AlertEvent } from './alert-event.js';

const ROUTING_KEY = /^[A-Za-z0-9]{32}$/;
/** Characters. */
export const LONGEST_DEDUP_KEY = 255;
/** Characters. */
export const LONGEST_SUMMARY = 1024;
export const LARGEST_EVENT_BYTES = 512 * 1024;

/**
 * A key of another form is that of another API (contracts: quirk 69), which is not the caller's to mend.
 *
 * @throws Fault `UPSTREAM_UNAUTHENTICATED`, never with the key in it
 */
export function checkRoutingKey(key: string): void {
  if (ROUTING_KEY.test(key)) return;
  throw new Fault(
    'UPSTREAM_UNAUTHENTICATED',
    'The routing key is none: it must be 32 letters and digits, as Events API v2 integrations have; REST API keys are shorter.',
    { outcome: 'NOT_SENT' },
  );
}

/**
 * @param path where the event stands in the caller's input
 * @throws Fault `INVALID_INPUT` at its part, for what PagerDuty would refuse or cut
 */
export function checkEvent(event: AlertEvent, path: readonly string[] = []): void {
  const demand = (holds: boolean, sentence: string, ...part: string[]) => {
    if (!holds) throw new Fault('INVALID_INPUT', sentence, { field: [...path, ...part] });
  };
  const { dedupKey } = event;
  demand(isWithin(dedupKey, LONGEST_DEDUP_KEY), `dedupKey must have 1 to ${LONGEST_DEDUP_KEY} characters.`, 'dedupKey');
  if (event.action !== 'trigger') return;
  const { summary, source, clientUrl, links = [], images = [] } = event;
  demand(isWithin(summary, LONGEST_SUMMARY), `summary must have 1 to ${LONGEST_SUMMARY} characters.`, 'summary');
  demand(source.trim() !== '', 'source may not be empty.', 'source');
  const demandAddress = (url: string | undefined, ...part: string[]) =>
    demand(url !== '', `${part.at(-1)} must be an absolute URL.`, ...part);
  demandAddress(clientUrl, 'clientUrl');
  links.forEach(({ href }, index) => demandAddress(href, 'links', String(index), 'href'));
  images.forEach(({ src, href }, index) => {
    demand(/^https:/i.test(src), 'The src of an image must be an https URL.', 'images', String(index), 'src');
    demandAddress(href, 'images', String(index), 'href');
  });
}

/** @throws Fault `LIMIT_EXCEEDED` */
export function checkSize(body: string): void {
  if (Buffer.byteLength(body) <= LARGEST_EVENT_BYTES) return;
  throw new Fault('LIMIT_EXCEEDED', 'The event is larger than the 512 KB that PagerDuty takes.');
}

function isWithin(text: string, longest: number): boolean {
  return text.trim() !== '' && charactersIn(text) <= longest;
}
