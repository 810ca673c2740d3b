import type { Page } from 'playwright-core';

export const queryEditor = (page: Page) => page.locator('.graphiql-query-editor .monaco-editor');
export const executeButton = (page: Page) => page.getByRole('button', { name: /^Execute query/ });
export const PLUGIN = '.graphiql-plugin';
export const docsPlugin = (page: Page) => page.locator(PLUGIN);

/** The variables or the headers, whichever is shown. */
const variablesEditor = (page: Page) => page.locator('.graphiql-editor-tool .monaco-editor:visible');

/** Waits until the answer holds this. */
export const waitForResponse = (page: Page, text: string) =>
  page.locator('.graphiql-response').getByText(text).first().waitFor();

interface ShownResponse {
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The whole answer, of which the editor draws only the lines in sight. */
export async function readResponse(page: Page): Promise<ShownResponse> {
  const model = `__MONACO.editor.getModels().find(({ uri }) => uri.path.endsWith('response.json'))`;
  return JSON.parse(await page.evaluate<string>(`${model}.getValue()`)) as ShownResponse;
}

export const tabButton = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Waits until a tab can be run: GraphiQL reads its query a tenth of a second after it is shown, then puts it in the address. */
export const waitForTab = (page: Page, name: string) =>
  page.waitForURL(({ searchParams }) => new RegExp(`\\w+ ${name}\\b`).test(searchParams.get('query') ?? ''));

/** By its tab, or else from the list of all. */
export async function openTab(page: Page, name: string): Promise<void> {
  if ((await tabButton(page, name).count()) > 0) return tabButton(page, name).click();
  await page.getByRole('button', { name: 'All operations' }).click();
  return page.getByRole('navigation', { name: 'Operations' }).getByRole('button', { name, exact: true }).click();
}

export async function runTab(page: Page, tab: string): Promise<void> {
  await openTab(page, tab);
  await waitForTab(page, tab);
  await executeButton(page).click();
}

/** Replaces what stands in the one of variables and headers that is shown. */
async function typeInEditor(page: Page, text: object): Promise<void> {
  await variablesEditor(page).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(JSON.stringify(text));
  // What the editor closes a second time.
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
}

export async function typeHeaders(page: Page, headers: object): Promise<void> {
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await typeInEditor(page, headers);
}

export async function typeVariables(page: Page, variables: object): Promise<void> {
  await page.getByRole('button', { name: 'Variables', exact: true }).click();
  await typeInEditor(page, variables);
}
