import * as z from 'zod';
import { invalidInput, paramsMustBeHash } from './errors.js';

/** The messages are invented: PagerDuty's own for a wrong shape are unknown. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw paramsMustBeHash();
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidInput(
    ...parsed.error.issues.map(({ path, message }) =>
      message.endsWith(' cannot be empty.') ? message : `${path.join('.')}: ${message}`,
    ),
  );
}
