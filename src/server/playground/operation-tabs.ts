import { readdirSync, readFileSync } from 'node:fs';
import { Kind, OperationTypeNode, parse, type OperationDefinitionNode } from 'graphql';

/** The purpose of an operation: to read, to change PagerDuty, or to connect Cloudflare with it. */
export type TabGroup = 'look' | 'change' | 'connect';

/** An operation of the playground, with the text of its variables editor. */
export interface Tab {
  readonly name: string;
  readonly group: TabGroup;
  /** One or two sentences. */
  readonly about: string;
  readonly query: string;
  readonly variables?: string;
  /** Whether its tab is open initially; the others are opened from the list. */
  readonly isOpen: boolean;
}

const VARIABLES_LINE = /^# variables:(.*)\r?\n?/m;

/** Prefixes of the files of each group, in their order; `query` and `mutation` match all other files. */
const GROUPS: readonly { readonly group: TabGroup; readonly starts: readonly string[] }[] = [
  { group: 'look', starts: ['overview', 'open-incidents', 'list-incidents', 'get-incident', 'query'] },
  { group: 'change', starts: ['trigger-', 'acknowledge-', 'resolve-', 'mutation', 'send-'] },
  {
    group: 'connect',
    starts: [
      'get-cloudflare',
      'list-destinations',
      'create-connect',
      'connect-',
      'attach-',
      'detach-',
      'list-alert-types',
      'create-notification',
      'update-notification',
      'delete-notification',
      'list-notification-policies',
      'list-silences',
      'create-policy',
      'end-policy',
      'delete-destinations',
    ],
  },
];

const TAB_ORDER = GROUPS.flatMap(({ group, starts }) => starts.map((start) => ({ group, start })));

/** What a person on call needs. More tabs do not fit in one row. */
const INITIALLY_OPEN = new Set(
  [
    'overview',
    'open-incidents',
    'list-incidents',
    'get-incident',
    'trigger-incident',
    'acknowledge-incident',
    'resolve-incident',
  ].map((name) => `${name}.graphql`),
);

/**
 * Reads one tab from every operation file in a folder, in the order of the groups. A line `# variables: {…}` in a file is the
 * content of the variables editor, and not part of the query. Without the folder there are no tabs.
 *
 * @param mode in live mode, required variables are null, and a comment shows the shape of the example
 * @throws {Error} with the file whose operation or variables are invalid
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
  /** Example variables for the sandbox. */
  readonly example?: unknown;
}

function parseOperationFile(file: string, text: string): Operation {
  const query = text.replace(VARIABLES_LINE, '').trim();
  const example = VARIABLES_LINE.exec(text)?.[1];
  return {
    file,
    query,
    definition: withErrorMessage(`${file} must contain exactly one operation.`, () => parseDefinition(query)),
    ...(example && {
      example: withErrorMessage(`The variables line of ${file} is not valid JSON.`, () => JSON.parse(example)),
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

function readLeadingComment(query: string): string {
  const comment = /^(?:#.*\r?\n)*/.exec(query)?.[0] ?? '';
  return comment.replaceAll(/^# ?/gm, '').trim().replaceAll(/\r?\n/g, ' ');
}

/** Removes the values of the example, because they refer to incidents of the sandbox. */
function withoutExampleValues({ query, definition, example }: Operation): Pick<Tab, 'query' | 'variables'> {
  if (example === undefined) return { query };
  const required = (definition.variableDefinitions ?? []).filter(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
  );
  const empty = Object.fromEntries(required.map(({ variable }) => [variable.name.value, null]));
  const what = required.length > 0 ? 'Fill in the variables before you send this' : 'The variables are optional';
  return { query: `# LIVE. ${what}: ${describeShape(example)}\n${query}`, variables: JSON.stringify(empty, null, 2) };
}

const toPlaceholder = (_name: string, value: unknown) => (typeof value === 'object' && value !== null ? value : '…');

function describeShape(example: unknown): string {
  return JSON.stringify(example, toPlaceholder, 1)
    .replaceAll('"…"', '…')
    .replaceAll(/\s*\n\s*/g, ' ');
}
