// A plugin of graphql-codegen that prints the operations for `pagergraph/client`, compact enough for a browser.
import { readFileSync } from 'node:fs';
import { getNamedType, print, stripIgnoredCharacters } from 'graphql';

/** Types that are null only beside a top-level error, which the client throws. */
const isNeverNull = (type) =>
  type.name.endsWith('Connection') || type.getInterfaces?.().some(({ name }) => name === 'MutationPayload');

export function plugin(schema, documents) {
  const operations = documents
    .map((file) => describeOperation(schema, file))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const subscriptions = operations.filter(({ kind }) => kind === 'Subscription');
  const others = operations.filter(({ kind }) => kind !== 'Subscription');
  const codes = schema.getType('GatewayErrorCode').getValues();
  return `/** Variables and result of each query and mutation: the value of its root field, or all data if it has several. */
export interface Operations {
${printTypes(others)}
}

/** Variables of each subscription, and the value of its root field in an event. */
export interface Subscriptions {
${printTypes(subscriptions)}
}

/** The text of each query and mutation. */
export const documents: { readonly [Name in keyof Operations]: string } = {
${printTexts(others)}
};

/** The text of each subscription. */
export const subscriptions: { readonly [Name in keyof Subscriptions]: string } = {
${printTexts(subscriptions)}
};

/** Codes of the gateway's top-level errors. */
export type ErrorCode = ${codes.map(({ name }) => `'${name}'`).join(' | ')};
`;
}

const printTypes = (operations) =>
  operations
    .map(({ comment, name, variables, answer }) => {
      return `  /** ${comment} */\n  ${name}: { variables: ${variables}; answer: ${answer} };`;
    })
    .join('\n');

const printTexts = (operations) => operations.map(({ name, text }) => `  ${name}: ${JSON.stringify(text)},`).join('\n');

function describeOperation(schema, { document, location }) {
  const [definition, ...others] = document.definitions;
  if (definition?.kind !== 'OperationDefinition' || others.length > 0)
    throw new Error(`${location} must contain exactly one operation and nothing else.`);
  const { operation, name, selectionSet } = definition;
  const kind = operation[0].toUpperCase() + operation.slice(1);
  return {
    kind,
    comment: readFirstComment(location),
    name: name.value[0].toLowerCase() + name.value.slice(1),
    variables: `${name.value}${kind}Variables`,
    answer: toResultType(schema.getRootType(operation), selectionSet, `${name.value}${kind}`),
    text: stripIgnoredCharacters(print(document)),
  };
}

/** Reads the comment in the first line of an operation's file, because codegen's text has no comments. */
function readFirstComment(file) {
  const [, comment] = /^# (.*)/.exec(readFileSync(file, 'utf8')) ?? [];
  if (comment === undefined) throw new Error(`${file} must start with a comment that describes the operation.`);
  return comment;
}

function toResultType(root, { selections: [first, ...others] }, data) {
  if (others.length > 0) return data;
  const value = `${data}['${(first.alias ?? first.name).value}']`;
  return isNeverNull(getNamedType(root.getFields()[first.name.value].type)) ? `NonNullable<${value}>` : value;
}
