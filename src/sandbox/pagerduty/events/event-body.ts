import * as z from 'zod';
import { countCharacters } from '../../../shared/characters.js';
import { invalidEvent } from '../http/errors.js';
import type { AlertContext, Severity } from '../state/incident-records.js';
import type { AlertContent } from '../alerts/add-alert.js';

/**
 * Bodies of the Events API (docs/upstream-quirks.md, "Events API: alert events"). Most messages are invented. The one
 * for a long summary is PagerDuty's own, including its spelling mistake.
 */

const notBlankSchema = (name: string) =>
  z.string().refine((text) => text.trim() !== '', { error: `'${name}' is missing or blank` });

/** PagerDuty counts characters, not UTF-16 units. */
const checkMaxCharacters = (max: number, errorMessage: string) => (text: string, context: z.RefinementCtx<string>) => {
  if (countCharacters(text) > max) context.addIssue({ code: 'custom', message: errorMessage });
};

const linksSchema = z.array(z.object({ href: notBlankSchema('href'), text: z.string().optional() })).default([]);
const imagesSchema = z
  .array(z.object({ src: z.string().startsWith('https:'), href: z.string().optional(), alt: z.string().optional() }))
  .default([]);
const summarySchema = notBlankSchema('summary').superRefine(
  checkMaxCharacters(1024, "'summary' is too long (maiximum is 1024 characters)"),
);
const dedupKeySchema = notBlankSchema('dedup_key').superRefine(
  checkMaxCharacters(255, "'dedup_key' is too long (maximum is 255 characters)"),
);
/** PagerDuty's own examples have offsets without a colon (docs/upstream-quirks.md, "Events API: change events"). */
const timestampSchema = z
  .string()
  .transform((text) => text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  .pipe(z.iso.datetime({ offset: true }))
  .optional();
const clientFields = { client: z.string().optional(), client_url: z.string().optional() };

const payloadSchema = z.object({
  summary: summarySchema,
  source: notBlankSchema('source'),
  severity: z.enum(['critical', 'error', 'warning', 'info']),
  timestamp: timestampSchema,
  component: z.string().optional(),
  group: z.string().optional(),
  class: z.string().optional(),
  custom_details: z.unknown().optional(),
});

const alertEventSchema = z.discriminatedUnion('event_action', [
  z.object({
    event_action: z.literal('trigger'),
    dedup_key: dedupKeySchema.optional(),
    payload: payloadSchema,
    links: linksSchema,
    images: imagesSchema,
    ...clientFields,
  }),
  z.object({ event_action: z.literal('acknowledge'), dedup_key: dedupKeySchema }),
  z.object({ event_action: z.literal('resolve'), dedup_key: dedupKeySchema }),
]);

const changeEventSchema = z.object({
  payload: z.object({
    summary: summarySchema,
    source: z.string().optional(),
    timestamp: timestampSchema,
    custom_details: z.record(z.string(), z.unknown()).optional(),
  }),
  links: linksSchema,
});

export type IncomingAlertEvent = z.output<typeof alertEventSchema>;
export type IncomingChangeEvent = z.output<typeof changeEventSchema>;
export type IncomingTriggerEvent = Extract<IncomingAlertEvent, { event_action: 'trigger' }>;

export function parseAlertEvent(body: unknown): IncomingAlertEvent {
  return parseEventBody(alertEventSchema, body);
}

export function parseChangeEvent(body: unknown): IncomingChangeEvent {
  return parseEventBody(changeEventSchema, body);
}

/** Checks the form of the key (docs/upstream-quirks.md, quirk 69). */
export function parseRoutingKey(body: unknown): string {
  const { routing_key: key } = parseEventBody(z.object({ routing_key: z.string() }), body);
  if (key.length !== 32) throw invalidEvent("Length of 'routing_key' is incorrect (should be 32 characters)");
  if (!/^[A-Za-z0-9]+$/.test(key)) throw invalidEvent("'routing_key' cannot contain non-alphanumeric characters.");
  return key;
}

export function toAlertContent({ payload, links, images }: IncomingTriggerEvent): AlertContent {
  const contexts: readonly AlertContext[] = [
    ...links.map(({ href, text }) => ({ type: 'link' as const, href, text })),
    ...images.map(({ src, href, alt }) => ({ type: 'image' as const, src, href, text: alt })),
  ];
  const severity: Severity = payload.severity;
  return { summary: payload.summary, severity, details: payload.custom_details ?? {}, contexts };
}

function parseEventBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidEvent(
    ...parsed.error.issues.map(({ code, path, message }) =>
      code === 'custom' ? message : `${path.join('.') || 'event'}: ${message}`,
    ),
  );
}
