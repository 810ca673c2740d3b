// A plugin of graphql-codegen that prints the board's operations as typed documents.
import { readFileSync } from 'node:fs';
import { print, stripIgnoredCharacters } from 'graphql';

export const plugin = (_schema, documents) => ({
  prepend: [`import type { TypedDocument } from '../../client/client.js';\n`],
  content: documents
    .toSorted((a, b) => (a.location < b.location ? -1 : 1))
    .map(printDocument)
    .join('\n'),
});

function printDocument({ document, location }) {
  const [{ operation, name }] = document.definitions;
  const [, comment] = /^# (.*)/.exec(readFileSync(location, 'utf8')) ?? [];
  if (comment === undefined) throw new Error(`${location} must start with a comment that describes the operation.`);
  const type = name.value + operation[0].toUpperCase() + operation.slice(1);
  const constant = `${name.value[0].toLowerCase()}${name.value.slice(1)}Document`;
  const text = JSON.stringify(stripIgnoredCharacters(print(document)));
  return `/** ${comment} */\nexport const ${constant}: TypedDocument<${type}, ${type}Variables> = ${text};\n`;
}
