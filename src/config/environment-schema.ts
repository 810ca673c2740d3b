import * as z from 'zod';
import { callerSettings } from './settings/caller-settings.js';
import { cloudflareSettings } from './settings/cloudflare-settings.js';
import { limitSettings } from './settings/limit-settings.js';
import { observabilitySettings } from './settings/observability-settings.js';
import { outboxSettings } from './settings/outbox-settings.js';
import { pagerDutySettings } from './settings/pagerduty-settings.js';
import { redisSettings } from './settings/redis-settings.js';
import { serverSettings } from './settings/server-settings.js';
import { upstreamSettings } from './settings/upstream-settings.js';

/** Every setting by its group; docs/configuration.md is printed from here. */
export const SETTING_GROUPS = {
  Server: serverSettings,
  PagerDuty: pagerDutySettings,
  Cloudflare: cloudflareSettings,
  Upstreams: upstreamSettings,
  Callers: callerSettings,
  Limits: limitSettings,
  Replicas: redisSettings,
  Outbox: outboxSettings,
  Observability: observabilitySettings,
};

/** One rule per setting. `read-config.ts` checks how settings go together. */
export const Environment = z.object({
  ...serverSettings,
  ...pagerDutySettings,
  ...cloudflareSettings,
  ...upstreamSettings,
  ...callerSettings,
  ...limitSettings,
  ...redisSettings,
  ...outboxSettings,
  ...observabilitySettings,
});

export type Environment = z.infer<typeof Environment>;
