import { readdirSync, readFileSync } from 'node:fs';
import { Kind, OperationTypeNode, parse, type OperationDefinitionNode } from 'graphql';

/** What an operation is for: to read, to change incidents, or to link Cloudflare with PagerDuty. */
export type TabGroup = 'look' | 'change' | 'connect';

/** An operation that the playground opens in a tab; variables are the text in its editor. */
export interface Tab {
  readonly name: string;
  readonly group: TabGroup;
  /** In a sentence or two. */
  readonly about: string;
  readonly query: string;
  readonly variables?: string;
  /** Whether it has a tab from the beginning; the others are opened from the list. */
  readonly isOpen: boolean;
}

const VARIABLES_LINE = /^# variables:(.*)\r?\n?/m;

/** How the files of a group begin, in their order; `query` and `mutation` stand for all that no group names. */
const GROUPS: readonly { readonly group: TabGroup; readonly starts: readonly string[] }[] = [
  { group: 'look', starts: ['overview', 'list-incidents', 'get-incident', 'query'] },
  { group: 'change', starts: ['trigger-', 'acknowledge-', 'resolve-', 'mutation', 'send-'] },
  { group: 'connect', starts: ['get-cloudflare', 'list-destinations', 'create-connect', 'connect-', 'delete-'] },
];

const TAB_ORDER = GROUPS.flatMap(({ group, starts }) => starts.map((start) => ({ group, start })));

/** What a person on call needs; more tabs than these do not fit beside each other. */
const INITIALLY_OPEN = new Set(
  ['overview', 'list-incidents', 'get-incident', 'trigger-incident', 'acknowledge-incident', 'resolve-incident'].map(
    (name) => `${name}.graphql`,
  ),
);

/**
 * Makes one tab of every operation file in a folder, in the order of looking, changing, connecting. A line
 * `# variables: {…}` in a file fills the tab's variables editor and is not part of its query. No folder, no tabs.
 *
 * @param mode live, nothing is filled in: required variables are null, and a comment shows the shape of the example
 * @throws {Error} naming the file whose operation or variables cannot be read
 */
export function readOperationTabs(folder: URL, mode: 'sandbox' | 'live'): Tab[] {
  return listOperationFiles(folder)
    .map((file) => parseOperationFile(file, readFileSync(new URL(file, folder), 'utf8')))
    .map((operation) => ({ file: operation.file, place: findPosition(operation), tab: toTab(operation, mode) }))
    .toSorted((a, b) => a.place - b.place || (a.file < b.file ? -1 : 1))
    .map(({ tab }) => tab);
}

function listOperationFiles(folder: URL): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  } catch {
    return [];
  }
}

interface Operation {
  readonly file: string;
  readonly query: string;
  readonly definition: OperationDefinitionNode;
  /** Variables that work on the sandbox. */
  readonly example?: unknown;
}

function parseOperationFile(file: string, text: string): Operation {
  const query = text.replace(VARIABLES_LINE, '').trim();
  const example = VARIABLES_LINE.exec(text)?.[1];
  return {
    file,
    query,
    definition: withErrorMessage(`${file} does not hold one operation.`, () => parseDefinition(query)),
    ...(example && {
      example: withErrorMessage(`The variables line of ${file} is not JSON.`, () => JSON.parse(example)),
    }),
  };
}

function parseDefinition(query: string): OperationDefinitionNode {
  const [definition, ...more] = parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (definition === undefined || more.length > 0) throw new Error('not one operation');
  return definition as OperationDefinitionNode;
}

function withErrorMessage<T>(message: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(message, { cause });
  }
}

function findPosition({ file, definition }: Operation): number {
  const position = TAB_ORDER.findIndex(({ start }) => file.startsWith(start));
  const rest = definition.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
  return position === -1 ? TAB_ORDER.findIndex(({ start }) => start === rest) : position;
}

function toTab(operation: Operation, mode: 'sandbox' | 'live'): Tab {
  const { file, query, definition, example } = operation;
  const variables = example === undefined ? undefined : JSON.stringify(example, null, 2);
  return {
    name: definition.name?.value ?? file,
    group: TAB_ORDER[findPosition(operation)]?.group ?? 'look',
    about: readLeadingComment(query),
    isOpen: INITIALLY_OPEN.has(file),
    ...(mode === 'live' ? withoutExampleValues(operation) : { query, ...(variables && { variables }) }),
  };
}

/** The comment at the top. */
function readLeadingComment(query: string): string {
  const comment = /^(?:#.*\r?\n)*/.exec(query)?.[0] ?? '';
  return comment.replaceAll(/^# ?/gm, '').trim().replaceAll(/\r?\n/g, ' ');
}

/** The example's names without its values: these would name somebody else's incidents. */
function withoutExampleValues({ query, definition, example }: Operation): Pick<Tab, 'query' | 'variables'> {
  if (example === undefined) return { query };
  const required = (definition.variableDefinitions ?? []).filter(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
  );
  const empty = Object.fromEntries(required.map(({ variable }) => [variable.name.value, null]));
  const what = required.length > 0 ? 'Fill in the variables before you send this' : 'Variables are optional here';
  return { query: `# LIVE. ${what}: ${describeShape(example)}\n${query}`, variables: JSON.stringify(empty, null, 2) };
}

const toPlaceholder = (_name: string, value: unknown) => (typeof value === 'object' && value !== null ? value : '…');

function describeShape(example: unknown): string {
  return JSON.stringify(example, toPlaceholder, 1)
    .replaceAll('"…"', '…')
    .replaceAll(/\s*\n\s*/g, ' ');
}
