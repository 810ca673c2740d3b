import { wholeNumber } from './setting-types.js';

/** What one operation may request. */
export const limitSettings = {
  MAX_TOKENS: wholeNumber(1, 100_000).default(1000).meta({ description: 'Tokens of a document.' }),
  MAX_DEPTH: wholeNumber(1, 100).default(10).meta({ description: 'Depth of an operation.' }),
  MAX_ALIASES: wholeNumber(0, 1000).default(15).meta({ description: 'Aliases in an operation.' }),
  MAX_ROOT_FIELDS: wholeNumber(1, 1000).default(10).meta({ description: 'Root fields of an operation.' }),
  MAX_COMPLEXITY: wholeNumber(1, 1_000_000).default(5000).meta({ description: 'Points one operation may cost.' }),
  MAX_BODY_BYTES: wholeNumber(1024, 16_777_216).default(262_144).meta({
    description:
      'Bytes of one HTTP request, variables included. PagerDuty accepts events of 512 KB: for these, set `655360`.',
  }),
  MAX_RESPONSE_BYTES: wholeNumber(1024, 268_435_456).default(16_777_216).meta({
    description: 'Bytes of one response; the work ends when they are reached.',
  }),
  MAX_SUBSCRIPTIONS: wholeNumber(0, 1_000_000).default(10_000).meta({
    description: 'Open subscriptions of the process, and open WebSockets.',
  }),
  MAX_SUBSCRIPTIONS_PER_CALLER: wholeNumber(0, 1_000_000).default(50).meta({
    description: 'Open subscriptions of one caller, and open WebSockets.',
  }),
};
