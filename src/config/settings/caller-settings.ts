import * as z from 'zod';
import { isSecureUrl, mustBe } from '../schemas.js';
import { wholeNumber, nonBlankText, onOff, scopes } from './setting-types.js';

/** Who may call the gateway. */
export const callerSettings = {
  API_KEYS_FILE: z.string().optional().meta({
    description: 'List of callers with API keys: [authentication.md](authentication.md#api-keys).',
    values: 'path of a JSON file',
  }),
  JWT_ISSUER: nonBlankText.optional().meta({
    description:
      'Issuer of the access tokens that are accepted. Set all three of `JWT_ISSUER`, `JWT_AUDIENCE` and `JWT_JWKS_URL`.',
    values: 'a string',
  }),
  JWT_AUDIENCE: nonBlankText.optional().meta({ description: 'Audience the tokens must name.', values: 'a string' }),
  JWT_JWKS_URL: z
    .string()
    .refine(isSecureUrl, mustBe('an https URL (http only on loopback)'))
    .optional()
    .meta({ description: 'Address of the issuer’s keys.' }),
  JWT_DEFAULT_ACCOUNTS: z.enum(['all', 'none'], mustBe('all or none')).optional().meta({
    description: 'Accounts that a token without `pagergraph_accounts` may use.',
    defaultText: '`all` while each upstream has one account, else `none`',
  }),
  JWT_DEFAULT_EMAIL_VERIFIED: onOff.default(false).meta({
    description: 'Whether the e-mail of a token without `email_verified` is used.',
  }),
  ANONYMOUS_SCOPES: scopes.optional().meta({
    description: 'Scopes of callers without credentials, in every account.',
    values: '`none`, or [scopes](authentication.md#scopes) between commas',
    defaultText: 'all in the sandbox, none in live mode',
  }),
  CALLER_RATE_LIMIT: wholeNumber(0, 1_000_000).default(600).meta({
    description: 'Operations per minute of one caller; 0 for no limit.',
  }),
};
