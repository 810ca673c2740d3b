// A plugin of graphql-codegen: the operations as `pagergraph/client` needs them, small enough to be sent to a browser.
import { readFileSync } from 'node:fs';
import { getNamedType, print, stripIgnoredCharacters } from 'graphql';

/** Answers of these kinds are null only beside a top-level error, which the client throws. */
const isNeverNull = (type) =>
  type.name.endsWith('Connection') || type.getInterfaces?.().some(({ name }) => name === 'MutationPayload');

export function plugin(schema, documents) {
  const operations = documents
    .map((file) => operationOf(schema, file))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const types = operations.map(({ comment, name, variables, answer }) => {
    return `  /** ${comment} */\n  ${name}: { variables: ${variables}; answer: ${answer} };`;
  });
  const texts = operations.map(({ name, text }) => `  ${name}: ${JSON.stringify(text)},`);
  const codes = schema.getType('GatewayErrorCode').getValues();
  return `/** What each operation takes and answers: the value of its root field, or all its data where it has several. */
export interface Operations {
${types.join('\n')}
}

/** The operations as they are sent. */
export const documents: { readonly [Name in keyof Operations]: string } = {
${texts.join('\n')}
};

/** The codes of top-level errors, as the gateway gives them. */
export type ErrorCode = ${codes.map(({ name }) => `'${name}'`).join(' | ')};
`;
}

function operationOf(schema, { document, location }) {
  const [definition, ...others] = document.definitions;
  if (definition?.kind !== 'OperationDefinition' || others.length > 0)
    throw new Error(`${location} does not hold one operation and nothing else.`);
  const { operation, name, selectionSet } = definition;
  const kind = operation === 'mutation' ? 'Mutation' : 'Query';
  return {
    comment: firstComment(location),
    name: name.value[0].toLowerCase() + name.value.slice(1),
    variables: `${name.value}${kind}Variables`,
    answer: answerOf(schema.getRootType(operation), selectionSet, `${name.value}${kind}`),
    text: stripIgnoredCharacters(print(document)),
  };
}

/** The first line of a file says what its operation is for; codegen's own text of it is without comments. */
function firstComment(file) {
  const [, comment] = /^# (.*)/.exec(readFileSync(file, 'utf8')) ?? [];
  if (comment === undefined) throw new Error(`${file} does not begin with a comment on what it is for.`);
  return comment;
}

function answerOf(root, { selections: [first, ...others] }, data) {
  if (others.length > 0) return data;
  const value = `${data}['${(first.alias ?? first.name).value}']`;
  return isNeverNull(getNamedType(root.getFields()[first.name.value].type)) ? `NonNullable<${value}>` : value;
}
