import * as z from 'zod';
import { DEFAULT_CLOUDFLARE_URL } from './account-config.js';
import { tryParseJson } from './json.js';
import {
  isRoutingKeyMap,
  baseUrl,
  cloudflareId,
  consentUrl,
  email,
  isProxyUrl,
  isSecureUrl,
  mustBe,
  oauthScopes,
  parseHttpUrl,
  region,
  ROUTING_KEYS_RULE,
  headerToken,
} from './schemas.js';
import { parseScope, describeScopeRule, type Scope } from './scopes.js';

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max,
      mustBe(`a whole number from ${min} to ${max}`),
    )
    .transform(Number);

const onOff = z.enum(['on', 'off'], mustBe('on or off')).transform((word) => word === 'on');

const MINUTE_MS = 60_000;

/** Texts between commas, without the blanks around them. */
const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** `none` is a list of its own, for an empty variable counts as absent. */
const scopes = commaSeparated.transform((names, issues): readonly Scope[] => {
  if (names.length === 1 && names[0] === 'none') return [];
  const found = names.map(parseScope).filter((scope) => scope !== undefined);
  if (found.length < names.length) issues.addIssue(`must be none or ${describeScopeRule(names)}`);
  return found;
});

const origins = commaSeparated.refine(
  (list) => list.every((origin) => parseHttpUrl(origin)?.origin === origin),
  mustBe('a list of origins such as https://app.example.com, without a path'),
);

const HOST_NAME = /^\.?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/;

const hostNames = commaSeparated
  .refine(
    (list) => list.every((name) => HOST_NAME.test(name)),
    mustBe('a list of host names such as gateway or .devbox.example, without a port'),
  )
  .transform((list) => list.map((name) => name.toLowerCase()));

const headerNames = commaSeparated.refine(
  (list) => list.every((name) => /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name)),
  mustBe('a list of header names such as x-tenant'),
);

const proxyUrl = z.string().refine(isProxyUrl, mustBe('an http or https URL such as http://proxy.example.com:3128'));

const nonBlankText = z.string().regex(/\S/, mustBe('a text'));

const routingKeys = z
  .string()
  .transform(tryParseJson)
  .refine(isRoutingKeyMap, mustBe(`JSON, ${ROUTING_KEYS_RULE}`));

/** One rule a variable, each on its own; how they go together is judged in `read-config.ts`. */
export const Environment = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, mustBe('a host name or an IP address'))
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  UPSTREAMS: z.enum(['sandbox', 'live'], mustBe('sandbox or live')).optional(),
  PAGERDUTY_API_TOKEN: headerToken.optional(),
  PAGERDUTY_CLIENT_ID: headerToken.optional(),
  PAGERDUTY_CLIENT_SECRET: headerToken.optional(),
  PAGERDUTY_OAUTH_SCOPES: oauthScopes.optional(),
  PAGERDUTY_FROM: email.optional(),
  PAGERDUTY_FROM_MAY_ACKNOWLEDGE: onOff.default(false),
  PAGERDUTY_REGION: region.default('us'),
  PAGERDUTY_BASE_URL: baseUrl.optional(),
  PAGERDUTY_EVENTS_URL: baseUrl.optional(),
  PAGERDUTY_TOKEN_URL: baseUrl.optional(),
  PAGERDUTY_ROUTING_KEYS: routingKeys.optional(),
  CLOUDFLARE_API_TOKEN: headerToken.optional(),
  CLOUDFLARE_ACCOUNT_ID: cloudflareId.optional(),
  CLOUDFLARE_PAGERDUTY_CONSENT_URL: consentUrl.optional(),
  CLOUDFLARE_BASE_URL: baseUrl.default(DEFAULT_CLOUDFLARE_URL),
  ACCOUNTS_FILE: z.string().optional(),
  UPSTREAM_DEADLINE_MS: wholeNumber(1, 10 * MINUTE_MS).default(10_000),
  UPSTREAM_TRY_TIMEOUT_MS: wholeNumber(1, 10 * MINUTE_MS).default(4_000),
  IDEMPOTENCY_TTL_SECONDS: wholeNumber(1, 30 * 86_400).default(86_400),
  REFERENCE_CACHE_SECONDS: wholeNumber(0, 3600).default(30),
  CURSOR_KEY: z.string().min(32, mustBe('at least 32 characters')).optional(),
  API_KEYS_FILE: z.string().optional(),
  JWT_ISSUER: nonBlankText.optional(),
  JWT_AUDIENCE: nonBlankText.optional(),
  JWT_JWKS_URL: z.string().refine(isSecureUrl, mustBe('an https URL (http only on loopback)')).optional(),
  JWT_DEFAULT_ACCOUNTS: z.enum(['all', 'none'], mustBe('all or none')).optional(),
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
  COMPILE_QUERIES: z.enum(['always', 'repeated', 'never'], mustBe('always, repeated or never')).default('repeated'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      mustBe('fatal, error, warn, info, debug, trace or silent'),
    )
    .default('info'),
});

export type Environment = z.infer<typeof Environment>;
