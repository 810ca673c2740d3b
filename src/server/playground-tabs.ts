import { readdirSync, readFileSync } from 'node:fs';

/** A tab of the playground; variables and headers are the text in its editors. */
export interface Tab {
  readonly query: string;
  readonly variables?: string;
}

const VARIABLES_LINE = /^# variables:(.*)\r?\n?/m;

/** The order of the tabs, by how their files' names begin: looking, changing in the order of an incident's life, connecting. */
const ORDER = ['overview', 'list-incidents', 'list-', 'get-', '', 'trigger-', 'send-', 'acknowledge-', 'snooze-', 'add-'];

/**
 * Makes one tab of every operation file in a folder. A line `# variables: {…}` in a file fills the tab's variables
 * editor and is not part of its query. No folder, no tabs.
 *
 * @throws {Error} naming the file whose variables are not JSON
 */
function operationFiles(folder: URL): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  } catch {
    return [];
  }
}

function tabOf(file: string, text: string): Tab {
  const query = text.replace(VARIABLES_LINE, '').trim();
  const variables = VARIABLES_LINE.exec(text)?.[1];
  if (variables === undefined) return { query };
  try {
    return { query, variables: JSON.stringify(JSON.parse(variables), null, 2) };
  } catch (cause) {
    throw new Error(`The variables line of ${file} is not JSON.`, { cause });
  }
}
