import * as z from 'zod';
import { parseRedisUrl, REDIS_URL_RULE } from '../redis-url.js';
import { mustBe } from '../schemas.js';
import { onOff } from './setting-types.js';

/** What replicas share. */
export const redisSettings = {
  REDIS_URL: z
    .string()
    .transform((text, issues) => {
      const address = parseRedisUrl(text);
      if (!address) issues.addIssue(`must be ${REDIS_URL_RULE}`);
      return address ?? z.NEVER;
    })
    .optional()
    .meta({
      description: 'Redis or Valkey through which replicas share state: [replicas.md](replicas.md).',
      defaultText: 'state is kept in the process',
    }),
  REDIS_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]{1,64}$/, mustBe('1 to 64 letters, digits or any of _.:-'))
    .default('pagergraph:')
    .meta({ description: 'Start of every key, the same for all replicas. Other keys are never read or written.' }),
  REDIS_CA: z
    .string()
    .regex(/-----BEGIN CERTIFICATE-----/, mustBe('certificates in PEM format'))
    .optional()
    .meta({
      description: 'Certificates that sign the certificate of a `rediss://` server.',
      defaultText: 'those of Node.js',
    }),
  REDIS_REQUIRED: onOff.default(false).meta({
    description: 'Whether the gateway refuses to start while Redis is unavailable.',
  }),
};
