import * as z from 'zod';
import { tryParseJson } from '../../shared/json.js';
import {
  isProxyUrl,
  isRoutingKeyMap,
  isWebhookSecretList,
  mustBe,
  parseHttpUrl,
  ROUTING_KEYS_RULE,
  WEBHOOK_SECRETS_RULE,
} from '../schemas.js';
import { describeScopeRule, parseScope, type Scope } from '../scopes.js';

/** What docs/configuration.md prints of a setting beside its name. */
declare module 'zod' {
  interface GlobalMeta {
    /** Valid values, where the error message of the type does not name them. */
    readonly values?: string;
    /** The default, where it depends on other settings. */
    readonly defaultText?: string;
  }
}

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max,
      mustBe(`a whole number from ${min} to ${max}`),
    )
    .transform(Number);

/** From 0 to 1. */
export const ratio = z
  .string()
  .refine((text) => /^(?:0|1|[01]?\.\d{1,9})$/.test(text) && Number(text) <= 1, mustBe('a number from 0 to 1'))
  .transform(Number);

export const host = z.string().regex(/^[A-Za-z0-9.:-]+$/, mustBe('a host name or an IP address'));

export const onOff = z.enum(['on', 'off'], mustBe('on or off')).transform((word) => word === 'on');

/** A list between commas, without the spaces around its entries. */
const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** `none` is the empty list, because an empty variable counts as absent. */
export const scopes = commaSeparated.transform((names, issues): readonly Scope[] => {
  if (names.length === 1 && names[0] === 'none') return [];
  const found = names.map(parseScope).filter((scope) => scope !== undefined);
  if (found.length < names.length) issues.addIssue(`must be none or ${describeScopeRule(names)}`);
  return found;
});

export const origins = commaSeparated.refine(
  (list) => list.every((origin) => parseHttpUrl(origin)?.origin === origin),
  mustBe('a list of origins such as https://app.example.com, without a path'),
);

const HOST_NAME = /^\.?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/;

export const hostNames = commaSeparated
  .refine(
    (list) => list.every((name) => HOST_NAME.test(name)),
    mustBe('a list of host names such as gateway or .devbox.example, without a port'),
  )
  .transform((list) => list.map((name) => name.toLowerCase()));

export const headerNames = commaSeparated.refine(
  (list) => list.every((name) => /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name)),
  mustBe('a list of header names such as x-tenant'),
);

export const proxyUrl = z
  .string()
  .refine(isProxyUrl, mustBe('an http or https URL such as http://proxy.example.com:3128'));

export const nonBlankText = z.string().regex(/\S/, mustBe('a non-blank string'));

export const routingKeys = z
  .string()
  .transform(tryParseJson)
  .refine(isRoutingKeyMap, mustBe(`JSON, ${ROUTING_KEYS_RULE}`));

export const webhookSecrets = commaSeparated.refine(
  isWebhookSecretList,
  mustBe(`${WEBHOOK_SECRETS_RULE}, between commas`),
);
