import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { Fault } from '../faults/fault.js';
import { GraphQLDateTime, GraphQLEmailAddress, GraphQLJSON } from 'graphql-scalars';

const UTC_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** Upstream times are handed on as text; only those with another offset are rewritten to UTC. */
function serializeInstant(value: unknown): string {
  if (typeof value === 'string' && UTC_INSTANT.test(value)) return value;
  const instant = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(instant.getTime()))
    throw new Fault('UPSTREAM_BAD_RESPONSE', 'An upstream gave a time that is none.');
  return instant.toISOString();
}

export const DateTime: GraphQLScalarType = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description: 'An instant, RFC 3339, always rendered in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: serializeInstant,
});

function parseUri(value: unknown): string {
  if (typeof value === 'string' && URL.canParse(value)) return value;
  throw new GraphQLError('URI must be an absolute URI.');
}

export const Uri = new GraphQLScalarType({
  name: 'URI',
  description: 'An absolute URI.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3986',
  serialize: String,
  parseValue: parseUri,
  parseLiteral: (node) => parseUri(node.kind === Kind.STRING ? node.value : undefined),
});

/** What an upstream calls an e-mail is handed on as it is; only input is checked. */
export const EmailAddress: GraphQLScalarType = new GraphQLScalarType({
  ...GraphQLEmailAddress.toConfig(),
  name: 'EmailAddress',
  description: 'Mailbox address.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5321',
  serialize: String,
});

export const Json: GraphQLScalarType = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value; used only where an upstream itself is schemaless.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});
