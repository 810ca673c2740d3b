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
  const types = operations.map(({ comment, name, variables, answer }) => {
    return `  /** ${comment} */\n  ${name}: { variables: ${variables}; answer: ${answer} };`;
  });
  const texts = operations.map(({ name, text }) => `  ${name}: ${JSON.stringify(text)},`);
  const codes = schema.getType('GatewayErrorCode').getValues();
  return `/** Variables and result of each operation: the value of its root field, or all data if it has several. */
export interface Operations {
${types.join('\n')}
}

/** The text of each operation. */
export const documents: { readonly [Name in keyof Operations]: string } = {
${texts.join('\n')}
};

/** Codes of the gateway's top-level errors. */
export type ErrorCode = ${codes.map(({ name }) => `'${name}'`).join(' | ')};
`;
}

function describeOperation(schema, { document, location }) {
  const [definition, ...others] = document.definitions;
  if (definition?.kind !== 'OperationDefinition' || others.length > 0)
    throw new Error(`${location} must contain exactly one operation and nothing else.`);
  const { operation, name, selectionSet } = definition;
  const kind = operation === 'mutation' ? 'Mutation' : 'Query';
  return {
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
