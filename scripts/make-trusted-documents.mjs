// Writes a manifest for TRUSTED_DOCUMENTS from the operations in schema/operations or another folder, in Apollo's
// persisted-query format. Usage: npm run documents [-- folder [file]]
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print } from 'graphql';

const [folder = 'schema/operations', file = 'documents.json'] = process.argv.slice(2);

/** Reads a file's operation and prints it as client compilers do: by graphql-js, without comments. */
function readOperation(name) {
  const document = parse(readFileSync(join(folder, name), 'utf8'));
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const body = print(document);
  const id = createHash('sha256').update(body).digest('hex');
  return { id, name: operation.name.value, type: operation.operation, body };
}

const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
const operations = files.toSorted().map(readOperation);
const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${operations.length} operations written to ${file}. Start the gateway with TRUSTED_DOCUMENTS=${file}`);
