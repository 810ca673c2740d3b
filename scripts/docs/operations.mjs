// The parts of docs/operations.md: operation files, and the root fields of the schema.
import { markdownTable } from './markdown-table.mjs';

/** One operation file: its comment, a link, its variables and its document. */
export function operationSection({ readOperation }, name) {
  const text = readOperation(name);
  const [comment, ...lines] = text.trim().split('\n');
  const document = lines.filter((line) => !line.startsWith('# variables:')).join('\n');
  const variables = /^# variables:(.*)$/m.exec(text)?.[1];
  const suffix = variables === undefined ? '' : ` with \`${variables.trim()}\``;
  const path = `schema/operations/${name}.graphql`;
  return `${comment.replace(/^# /, '')}\n[\`${path}\`](../${path})${suffix}\n\n\`\`\`graphql\n${document}\n\`\`\``;
}

/** The fields of a root type with the scope each requires. */
export function rootFieldsTable({ schema, getRequirement }, kind) {
  const type = schema.getRootType({ queries: 'query', mutations: 'mutation', subscriptions: 'subscription' }[kind]);
  const fields = Object.values(type.getFields()).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const rows = fields.map((field) => {
    const { scope, upstreamCalls } = getRequirement(field);
    return [`\`${field.name}\``, summary(field.description), SCOPES[scope] ?? `\`${scope}\``, CALLS[upstreamCalls]];
  });
  return markdownTable(['field', 'meaning', 'scope', 'upstream'], rows);
}

const SCOPES = { NOTHING: 'none', BY_TYPE: 'by the type of the object' };
const CALLS = { EACH: 'yes', ONCE: 'once per operation', NEVER: 'no' };

/** The first sentence. */
function summary(description) {
  const [first] = description.split(/(?<=[a-z\d)`’}]\.) (?=[A-Z])/);
  return first.replaceAll('|', '\\|');
}
