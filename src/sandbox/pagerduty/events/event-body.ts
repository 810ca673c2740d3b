import * as z from 'zod';
import { charactersIn } from '../../../shared/characters.js';
import { invalidEvent } from '../http/errors.js';
import type { AlertContext, Severity } from '../state/incident-records.js';
import type { AlertNews } from '../alerts/add-alert.js';

/**
 * Bodies of the Events API (contracts: pagerduty-events-v2 sections 2 and 3). Most sentences are invented; that of a long
 * summary is PagerDuty's own, with its slip.
 */

const notBlank = (name: string) =>
  z.string().refine((text) => text.trim() !== '', { error: `'${name}' is missing or blank` });

/** Lengths are told in characters, not in UTF-16 units. */
const atMost = (characters: number, sentence: string) => (text: string, context: z.RefinementCtx<string>) => {
  if (charactersIn(text) > characters) context.addIssue({ code: 'custom', message: sentence });
};

const links = z.array(z.object({ href: notBlank('href'), text: z.string().optional() })).default([]);
const images = z
  .array(z.object({ src: z.string().startsWith('https:'), href: z.string().optional(), alt: z.string().optional() }))
  .default([]);
const summary = notBlank('summary').superRefine(atMost(1024, "'summary' is too long (maiximum is 1024 characters)"));
const dedupKey = notBlank('dedup_key').superRefine(atMost(255, "'dedup_key' is too long (maximum is 255 characters)"));
const client = { client: z.string().optional(), client_url: z.string().optional() };

const payload = z.object({
  summary,
  source: notBlank('source'),
  severity: z.enum(['critical', 'error', 'warning', 'info']),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  component: z.string().optional(),
  group: z.string().optional(),
  class: z.string().optional(),
  custom_details: z.unknown().optional(),
});

const eventSchema = z.discriminatedUnion('event_action', [
  z.object({
    event_action: z.literal('trigger'),
    dedup_key: dedupKey.optional(),
    payload,
    links,
    images,
    ...client,
  }),
  z.object({ event_action: z.literal('acknowledge'), dedup_key: dedupKey }),
  z.object({ event_action: z.literal('resolve'), dedup_key: dedupKey }),
]);

const changeSchema = z.object({ payload: z.object({ summary }), links });

export type AlertEvent = z.output<typeof eventSchema>;
export type TriggerEvent = Extract<AlertEvent, { event_action: 'trigger' }>;

export function readEvent(body: unknown): AlertEvent {
  return read(eventSchema, body);
}

export function readChangeEvent(body: unknown): { readonly links: readonly unknown[] } {
  return read(changeSchema, body);
}

/** Checked for its form first (contracts: quirk 69). */
export function readRoutingKey(body: unknown): string {
  const { routing_key: key } = read(z.object({ routing_key: z.string() }), body);
  if (key.length !== 32) throw invalidEvent("Length of 'routing_key' is incorrect (should be 32 characters)");
  if (!/^[A-Za-z0-9]+$/.test(key)) throw invalidEvent("'routing_key' cannot contain non-alphanumeric characters.");
  return key;
}

/** What the alert shows of a trigger. */
export function newsOf({ payload: said, links: toLinks, images: toImages }: TriggerEvent): AlertNews {
  const contexts: readonly AlertContext[] = [
    ...toLinks.map(({ href, text }) => ({ type: 'link' as const, href, text })),
    ...toImages.map(({ src, href, alt }) => ({ type: 'image' as const, src, href, text: alt })),
  ];
  const severity: Severity = said.severity;
  return { summary: said.summary, severity, details: said.custom_details ?? {}, contexts };
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidEvent(
    ...parsed.error.issues.map(({ code, path, message }) =>
      code === 'custom' ? message : `${path.join('.') || 'event'}: ${message}`,
    ),
  );
}
