import * as z from 'zod';
import { CLOUDFLARE_URL } from './account-config.js';
import { jsonOf } from './json.js';
import {
  areRoutingKeys,
  baseUrl,
  cloudflareId,
  consentUrl,
  email,
  isProxyUrl,
  isSafeUrl,
  must,
  oauthScopes,
  parsedUrl,
  region,
  ROUTING_KEYS,
  token,
} from './schemas.js';
import { scopeNamed, scopeRule, type Scope } from './scopes.js';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
      must(`a whole number from ${least} to ${most}`),
    )
    .transform(Number);

const onOff = z.enum(['on', 'off'], must('on or off')).transform((word) => word === 'on');

const MINUTE = 60_000;

/** Texts between commas, without the blanks around them. */
const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** `none` is a list of its own, for an empty variable counts as absent. */
const scopes = commaList.transform((names, issues): readonly Scope[] => {
  if (names.length === 1 && names[0] === 'none') return [];
  const found = names.map(scopeNamed).filter((scope) => scope !== undefined);
  if (found.length < names.length) issues.addIssue(`must be none or ${scopeRule(names)}`);
  return found;
});

const origins = commaList.refine(
  (list) => list.every((origin) => parsedUrl(origin)?.origin === origin),
  must('a list of origins such as https://app.example.com, without a path'),
);

const HOST_NAME = /^\.?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/;

const hostNames = commaList
  .refine(
    (list) => list.every((name) => HOST_NAME.test(name)),
    must('a list of host names such as gateway or .devbox.example, without a port'),
  )
  .transform((list) => list.map((name) => name.toLowerCase()));

const headerNames = commaList.refine(
  (list) => list.every((name) => /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name)),
  must('a list of header names such as x-tenant'),
);

const proxyUrl = z.string().refine(isProxyUrl, must('an http or https URL such as http://proxy.example.com:3128'));

const said = z.string().regex(/\S/, must('a text'));

const routingKeys = z
  .string()
  .transform(jsonOf)
  .refine(areRoutingKeys, must(`JSON, ${ROUTING_KEYS}`));

/** One rule a variable, each on its own; how they go together is judged in `read-config.ts`. */
export const Environment = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, must('a host name or an IP address'))
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  UPSTREAMS: z.enum(['sandbox', 'live'], must('sandbox or live')).optional(),
  PAGERDUTY_API_TOKEN: token.optional(),
  PAGERDUTY_CLIENT_ID: token.optional(),
  PAGERDUTY_CLIENT_SECRET: token.optional(),
  PAGERDUTY_OAUTH_SCOPES: oauthScopes.optional(),
  PAGERDUTY_FROM: email.optional(),
  PAGERDUTY_FROM_MAY_ACKNOWLEDGE: onOff.default(false),
  PAGERDUTY_REGION: region.default('us'),
  PAGERDUTY_BASE_URL: baseUrl.optional(),
  PAGERDUTY_EVENTS_URL: baseUrl.optional(),
  PAGERDUTY_TOKEN_URL: baseUrl.optional(),
  PAGERDUTY_ROUTING_KEYS: routingKeys.optional(),
  CLOUDFLARE_API_TOKEN: token.optional(),
  CLOUDFLARE_ACCOUNT_ID: cloudflareId.optional(),
  CLOUDFLARE_PAGERDUTY_CONSENT_URL: consentUrl.optional(),
  CLOUDFLARE_BASE_URL: baseUrl.default(CLOUDFLARE_URL),
  ACCOUNTS_FILE: z.string().optional(),
  UPSTREAM_DEADLINE_MS: wholeNumber(1, 10 * MINUTE).default(10_000),
  UPSTREAM_TRY_TIMEOUT_MS: wholeNumber(1, 10 * MINUTE).default(4_000),
  IDEMPOTENCY_TTL_SECONDS: wholeNumber(1, 30 * 86_400).default(86_400),
  REFERENCE_CACHE_SECONDS: wholeNumber(0, 3600).default(30),
  CURSOR_KEY: z.string().min(32, must('at least 32 characters')).optional(),
  API_KEYS_FILE: z.string().optional(),
  JWT_ISSUER: said.optional(),
  JWT_AUDIENCE: said.optional(),
  JWT_JWKS_URL: z.string().refine(isSafeUrl, must('an https URL (http only on loopback)')).optional(),
  JWT_DEFAULT_ACCOUNTS: z.enum(['all', 'none'], must('all or none')).optional(),
  JWT_DEFAULT_EMAIL_VERIFIED: onOff.default(false),
  ANONYMOUS_SCOPES: scopes.optional(),
  ALLOWED_ORIGINS: origins.default([]),
  ALLOWED_HOSTS: hostNames.default([]),
  CORS_ALLOWED_HEADERS: headerNames.default([]),
  COMPRESS: onOff.default(true),
  HTTPS_PROXY: proxyUrl.optional(),
  NO_PROXY: z.string().default(''),
  CALLER_RATE_LIMIT: wholeNumber(0, 1_000_000).default(600),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  TRUSTED_DOCUMENTS: z.string().optional(),
  MAX_TOKENS: wholeNumber(1, 100_000).default(1000),
  MAX_DEPTH: wholeNumber(1, 100).default(10),
  MAX_ALIASES: wholeNumber(0, 1000).default(15),
  MAX_ROOT_FIELDS: wholeNumber(1, 1000).default(10),
  MAX_COMPLEXITY: wholeNumber(1, 1_000_000).default(5000),
  MAX_BODY_BYTES: wholeNumber(1024, 16_777_216).default(262_144),
  MAX_RESPONSE_BYTES: wholeNumber(1024, 268_435_456).default(16_777_216),
  INTROSPECTION: onOff.optional(),
  PLAYGROUND: onOff.optional(),
  COMPILE_QUERIES: z.enum(['always', 'repeated', 'never'], must('always, repeated or never')).default('repeated'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      must('fatal, error, warn, info, debug, trace or silent'),
    )
    .default('info'),
});

export type Environment = z.infer<typeof Environment>;
