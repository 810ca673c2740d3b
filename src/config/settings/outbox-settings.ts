import * as z from 'zod';
import { wholeNumber } from './setting-types.js';

/** What waits while PagerDuty is unavailable. */
export const outboxSettings = {
  OUTBOX_FILE: z.string().optional().meta({
    description:
      'File of this process in which triggers wait while PagerDuty is unavailable: [outbox.md](outbox.md). With `REDIS_URL` they wait there.',
    values: 'path of a file in a writable folder',
    defaultText: 'without `REDIS_URL`, nothing waits',
  }),
  OUTBOX_TTL_SECONDS: wholeNumber(1, 86_400).default(3_600).meta({
    description: 'Seconds after which a waiting trigger expires instead of being delivered.',
  }),
};
