import * as z from 'zod';
import { badRequest, invalidInput } from '../http/errors.js';
import { parseBody } from '../http/parse-body.js';

/**
 * Bodies of incident writes (docs/upstream-quirks.md, "PagerDuty: creating an incident" and "PagerDuty: updating
 * incidents"). Unknown fields are ignored.
 */

const referenceSchema = z.object({ id: z.string() });
/** The messages are PagerDuty's own. */
const priorityReferenceSchema = z.object({
  id: z.string({ error: 'Priority id cannot be empty.' }).min(1, { error: 'Priority id cannot be empty.' }),
});
const assignmentsSchema = z.array(z.object({ assignee: referenceSchema }));
const bridgeSchema = z.object({ conference_number: z.string().optional(), conference_url: z.string().optional() });

/** The schema requires `type`; one of PagerDuty's own examples omits it. */
const incidentCreateSchema = z.object({
  type: z.literal('incident').optional(),
  title: z.string().nullish(),
  service: referenceSchema.nullish(),
  urgency: z.enum(['high', 'low']).optional(),
  priority: priorityReferenceSchema.nullish(),
  incident_key: z.string().nullish(),
  body: z.object({ type: z.literal('incident_body'), details: z.string().nullish() }).nullish(),
  incident_type: z.object({ name: z.string() }).nullish(),
  assignments: assignmentsSchema.nullish(),
  escalation_policy: referenceSchema.nullish(),
  conference_bridge: bridgeSchema.nullish(),
});

/**
 * A null priority removes the priority (unverified). `status` is a string here, because `invalidStatus` has its own
 * message.
 */
const incidentUpdateSchema = z.object({
  type: z.enum(['incident', 'incident_reference']),
  status: z.string().optional(),
  resolution: z.string().optional(),
  title: z.string().optional(),
  priority: z.union([z.string(), referenceSchema]).nullish(),
  escalation_level: z.int().optional(),
  assignments: assignmentsSchema.optional(),
  escalation_policy: referenceSchema.optional(),
  incident_type: z.object({ name: z.string() }).optional(),
  urgency: z.enum(['high', 'low']).optional(),
  conference_bridge: bridgeSchema.optional(),
});

export type IncidentCreateBody = z.output<typeof incidentCreateSchema>;
export type IncidentUpdateBody = z.output<typeof incidentUpdateSchema>;

/** Only an update of a single incident can change its service. */
export type SingleIncidentUpdateBody = IncidentUpdateBody & { readonly service?: { readonly id: string } | undefined };

export function parseIncidentCreate(body: unknown): IncidentCreateBody {
  return parseBody(z.object({ incident: incidentCreateSchema }), body).incident;
}

export function parseIncidentUpdate(body: unknown): SingleIncidentUpdateBody {
  return parseBody(z.object({ incident: incidentUpdateSchema.extend({ service: referenceSchema.optional() }) }), body)
    .incident;
}

export function parseBulkIncidentUpdate(body: unknown): readonly (IncidentUpdateBody & { readonly id: string })[] {
  return parseBody(z.object({ incidents: z.array(incidentUpdateSchema.extend({ id: z.string() })) }), body).incidents;
}

export function parseNoteContent(body: unknown): string {
  const { content } = parseBody(z.object({ note: z.object({ content: z.string() }) }), body).note;
  if (content.trim() === '') throw invalidInput("Content can't be blank");
  return content;
}

/** Reads a body without a root key (docs/upstream-quirks.md, quirk 42). Any invalid duration is 1013. */
export function parseSnoozeSeconds(body: unknown): number {
  const parsed = z.object({ duration: z.int().min(1).max(604_800) }).safeParse(body);
  if (!parsed.success) throw badRequest(1013, 'Snooze Duration is Invalid');
  return parsed.data.duration;
}

export function parseMergeSourceIds(body: unknown): readonly string[] {
  const sources = parseBody(z.object({ source_incidents: z.array(referenceSchema).min(1) }), body).source_incidents;
  return [...new Set(sources.map(({ id }) => id))];
}
