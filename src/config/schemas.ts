import * as z from 'zod';
import { isArray, isObject, isString } from '../shared/json.js';
import { isLoopback } from '../shared/loopback.js';

/** A constant message: zod's own messages may repeat the value, and a value may be a secret. */
export const mustBe = (rule: string) => ({ error: `must be ${rule}` });

/** A credential that is sent in a header, so it must not contain line breaks. */
export const headerToken = z
  .string(mustBe('a string'))
  .regex(/^[\x21-\x7e]+$/, mustBe('printable ASCII without spaces or control characters'));

export const email = z.email(mustBe('an e-mail address'));

export function parseHttpUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** Whether the URL is encrypted, or on loopback. */
export function isSecureUrl(text: string): boolean {
  const url = parseHttpUrl(text);
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || isLoopback(url.hostname);
}

/** Allows credentials, but no path, query or fragment. */
export function isProxyUrl(text: string): boolean {
  const url = parseHttpUrl(text);
  return url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '';
}

function isBaseUrl(text: string): boolean {
  return isSecureUrl(text) && !/[?#]/.test(text);
}

export const baseUrl = z
  .string(mustBe('a string'))
  .refine(isBaseUrl, mustBe('an https URL (http only on loopback) without credentials, query or fragment'))
  .transform((text) => text.replace(/\/+$/, ''));

export const region = z.enum(['us', 'eu'], mustBe('us or eu'));

export const cloudflareId = z.string(mustBe('a string')).regex(/^[0-9a-f]{32}$/i, mustBe('32 hex digits'));

export const consentUrl = z
  .string(mustBe('a string'))
  .refine(
    (text) => parseHttpUrl(text) !== undefined && text.includes('{token}'),
    mustBe('an http or https URL that contains {token}'),
  );

/** The space-separated scopes of a PagerDuty OAuth app. */
export const oauthScopes = z
  .string(mustBe('a string'))
  .transform((text) => text.split(/[\s,]+/).filter((scope) => scope !== ''))
  .refine(
    (scopes) => scopes.length > 0 && scopes.every((scope) => /^[\w.:-]+$/.test(scope)),
    mustBe('a space-separated list of scopes such as as_account-us.example incidents.read'),
  );

/** PagerDuty's id of a webhook subscription. */
export const webhookSubscriptionId = z
  .string(mustBe('a string'))
  .regex(/^[A-Za-z0-9]{1,64}$/, mustBe('an id of letters and digits such as PY1OL64'));

const ROUTING_KEY = /^[A-Za-z0-9]{32}$/;
const ROUTING_KEY_NAME = /^[\x20-\x7e]{1,64}$/;

/** One message for the whole map, because a name may be a misplaced key. */
export const ROUTING_KEYS_RULE =
  'an object that maps names of 1 to 64 characters to routing keys of 32 letters and digits';

export function isRoutingKeyMap(value: unknown): value is Readonly<Record<string, string>> {
  if (!isObject(value)) return false;
  return Object.entries(value).every(
    ([name, key]) => ROUTING_KEY_NAME.test(name) && typeof key === 'string' && ROUTING_KEY.test(key),
  );
}

/** PagerDuty's have 64 characters; a short one could be guessed. */
const WEBHOOK_SECRET = /^[\x21-\x2b\x2d-\x7e]{16,256}$/;

/** Bounds the work for one webhook. */
const MAX_WEBHOOK_SECRETS = 10;

export const WEBHOOK_SECRETS_RULE = `1 to ${MAX_WEBHOOK_SECRETS} secrets of 16 to 256 printable ASCII characters`;

export function isWebhookSecretList(value: unknown): value is readonly string[] {
  if (!isArray(value) || value.length === 0 || value.length > MAX_WEBHOOK_SECRETS) return false;
  return value.every((secret) => isString(secret) && WEBHOOK_SECRET.test(secret));
}
