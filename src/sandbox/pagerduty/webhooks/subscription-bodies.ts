import * as z from 'zod';
import { isLoopback } from '../../../shared/loopback.js';
import { parseBody } from '../http/parse-body.js';
import { WEBHOOK_EVENT_TYPES } from './event-types.js';

/** Bodies of subscription writes (docs/upstream-quirks.md, "PagerDuty: webhook subscriptions"). Messages are invented. */

const LOOPBACK_ERROR = 'The sandbox calls loopback only. Use an http URL with the host 127.0.0.1, [::1] or localhost.';

/** The sandbox protects nothing, so it must not send anything to other machines. */
export const loopbackUrlSchema = z.string().refine(isLoopbackUrl, { error: LOOPBACK_ERROR });

function isLoopbackUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' && isLoopback(url.hostname);
}

const hasUniqueValues = (values: readonly string[]) => new Set(values).size === values.length;

const headersSchema = z
  .array(
    z.object({
      name: z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,255}$/, { error: 'Invalid header name' }),
      value: z.string().regex(/^[\t\x20-\x7e]*$/, { error: 'Invalid header value' }),
    }),
  )
  .refine((headers) => hasUniqueValues(headers.map(({ name }) => name.toLowerCase())), {
    error: 'Header names must be unique',
  });

const changeableFields = {
  description: z.string().nullish(),
  events: z
    .array(z.enum(WEBHOOK_EVENT_TYPES, { error: 'Unknown event type' }))
    .min(1, { error: 'Events cannot be empty.' })
    .refine(hasUniqueValues, { error: 'Events must be unique' }),
  filter: z.object({
    type: z.enum(['account_reference', 'service_reference', 'team_reference']),
    id: z.string().nullish(),
  }),
  oauth_client_id: z.string().nullish(),
};

/** `active` is ignored (docs/upstream-quirks.md, quirk 125). */
const createSchema = z.object({
  ...changeableFields,
  type: z.literal('webhook_subscription'),
  delivery_method: z.object({
    type: z.literal('http_delivery_method'),
    url: loopbackUrlSchema,
    custom_headers: headersSchema.nullish(),
  }),
});

/** `delivery_method` is ignored: it cannot change (docs/upstream-quirks.md, quirk 124). */
const updateSchema = z.object({ ...changeableFields, active: z.boolean() }).partial();

export type SubscriptionCreateBody = z.output<typeof createSchema>;
export type SubscriptionUpdateBody = z.output<typeof updateSchema>;
export type SubscriptionFilterBody = SubscriptionCreateBody['filter'];

export function parseSubscriptionCreate(body: unknown): SubscriptionCreateBody {
  return parseBody(z.object({ webhook_subscription: createSchema }), body).webhook_subscription;
}

export function parseSubscriptionUpdate(body: unknown): SubscriptionUpdateBody {
  return parseBody(z.object({ webhook_subscription: updateSchema }), body).webhook_subscription;
}
