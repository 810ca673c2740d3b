import { readdirSync, readFileSync } from 'node:fs';

/** A tab of the playground; variables and headers are the text in its editors. */
export interface Tab {
  readonly query: string;
  readonly variables?: string;
}

const VARIABLES_LINE = /^# variables:(.*)\r?\n?/m;

/** How the files of the tabs begin, in their order: to look, to change in the order of an incident's life, to connect. */
const ORDER = `overview list-incidents get-incident query
  trigger- send- acknowledge- mutation resolve-
  get-cloudflare list-destinations create-connect connect- delete-`.split(/\s+/);

/**
 * Makes one tab of every operation file in a folder. A line `# variables: {…}` in a file fills the tab's variables
 * editor and is not part of its query. No folder, no tabs.
 *
 * @throws {Error} naming the file whose variables are not JSON
 */
export function readTabs(folder: URL): Tab[] {
  return operationFiles(folder)
    .map((file) => ({ file, tab: tabOf(file, readFileSync(new URL(file, folder), 'utf8')) }))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.file < b.file ? -1 : 1))
    .map(({ tab }) => tab);
}

/** `query` and `mutation` in the order stand for all that it does not name. */
function placeOf({ file, tab }: { readonly file: string; readonly tab: Tab }): number {
  const named = ORDER.findIndex((start) => file.startsWith(start));
  if (named !== -1) return named;
  return ORDER.indexOf(/^mutation\b/m.test(tab.query) ? 'mutation' : 'query');
}

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
