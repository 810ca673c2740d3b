import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime, GraphQLEmailAddress, GraphQLJSON } from 'graphql-scalars';
import { parseLosslessNumber, stringifyLosslessJson, hasBigInt } from '../../shared/lossless-json.js';
import { isObjectOrArray } from '../../shared/json.js';

/** Start of the message when a scalar of graphql-js, or of this file, cannot serialize a value. */
export const SERIALIZE_ERROR = /^(?:String|Int|Float|Boolean|ID|DateTime|URI|EmailAddress|JSON) cannot represent /;

export const SERIALIZE_ERROR_MESSAGE = 'The upstream returned a value of the wrong type for this field.';

const UTC_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** Upstream times in UTC are returned unchanged; times with another offset are converted to UTC. */
function serializeDateTime(value: unknown): string {
  if (typeof value === 'string' && UTC_DATE_TIME.test(value)) return value;
  const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new GraphQLError('DateTime cannot represent an invalid date.');
  return date.toISOString();
}

/** An offset can move a time before year 0 or after 9999, where its text is no longer a date-time of RFC 3339. */
function assertYearOfFourDigits(date: Date): Date {
  if (!Number.isNaN(date.getTime()) && UTC_DATE_TIME.test(date.toISOString())) return date;
  throw new GraphQLError('DateTime must be a time from the year 0 to 9999 in UTC.');
}

const dateTimeConfig = GraphQLDateTime.toConfig();

export const DateTime: GraphQLScalarType = new GraphQLScalarType({
  ...dateTimeConfig,
  name: 'DateTime',
  description: 'RFC 3339 date-time with an offset, e.g. 2026-03-01T04:30:00Z. Output is always in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: serializeDateTime,
  parseValue: (value) => assertYearOfFourDigits(dateTimeConfig.parseValue(value)),
  parseLiteral: (node, variables) => assertYearOfFourDigits(dateTimeConfig.parseLiteral(node, variables)),
});

/** Upstream strings are returned unchanged; only input is validated. */
function serializeString(scalarName: string) {
  return (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new GraphQLError(`${scalarName} cannot represent a non-string value.`);
  };
}

/** Monitoring tools send an empty string instead of null, so it is accepted here and handled where it is used. */
function parseUri(value: unknown): string {
  if (typeof value === 'string' && value.trim() === '') return '';
  if (typeof value === 'string' && URL.canParse(value)) return value;
  throw new GraphQLError('URI must be an absolute URI.');
}

export const Uri = new GraphQLScalarType({
  name: 'URI',
  description: 'An absolute URI.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3986',
  serialize: serializeString('URI'),
  parseValue: parseUri,
  parseLiteral: (node) => parseUri(node.kind === Kind.STRING ? node.value : undefined),
});

export const EmailAddress: GraphQLScalarType = new GraphQLScalarType({
  ...GraphQLEmailAddress.toConfig(),
  name: 'EmailAddress',
  description: 'An e-mail address.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5321',
  serialize: serializeString('EmailAddress'),
});

/** A deeper value would overflow the stack during serialization, and the whole response would be lost. */
const MAX_JSON_SCALAR_DEPTH = 200;

function assertJsonDepth(value: unknown): void {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_JSON_SCALAR_DEPTH)
      throw new GraphQLError(`JSON cannot represent more than ${MAX_JSON_SCALAR_DEPTH} levels.`);
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
}

function serializeJson(value: unknown): unknown {
  assertJsonDepth(value);
  return hasBigInt(value) ? bigIntsToStrings(value) : value;
}

/** JSON parsers usually read numbers as doubles, so larger integers are returned as strings. */
function bigIntsToStrings(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(bigIntsToStrings);
  if (!isObjectOrArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, nested]) => [key, bigIntsToStrings(nested)]));
}

/** Parses literals like graphql-scalars, except that integers beyond the range of a double keep all digits. */
function parseJsonLiteral(node: ValueNode, variables?: Readonly<Record<string, unknown>> | null): unknown {
  if (node.kind === Kind.INT) return parseLosslessNumber(node.value);
  if (node.kind === Kind.LIST) return node.values.map((item) => parseJsonLiteral(item, variables));
  if (node.kind !== Kind.OBJECT) return GraphQLJSON.parseLiteral(node, variables);
  return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, parseJsonLiteral(value, variables)]));
}

export const Json: GraphQLScalarType = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description:
    'Any JSON value, used where the upstream has no schema. Integers beyond ±2^53 are returned as strings and accepted as numbers.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: serializeJson,
  parseLiteral: parseJsonLiteral,
});

/** Converts a value without a schema to a string: a string stays as it is, any other value becomes lossless JSON. */
export function toJsonText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  assertJsonDepth(value);
  return stringifyLosslessJson(value);
}
