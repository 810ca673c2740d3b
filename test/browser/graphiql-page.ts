import type { Page } from 'playwright-core';

export const queryEditor = (page: Page) => page.locator('.graphiql-query-editor .monaco-editor');
export const executeButton = (page: Page) => page.getByRole('button', { name: /^Execute query/ });
export const stopButton = (page: Page) => page.getByRole('button', { name: /^Stop query/ });
export const PLUGIN = '.graphiql-plugin';
export const docsPlugin = (page: Page) => page.locator(PLUGIN);

/** The editor of the variables or the headers, whichever is open. */
const variablesEditor = (page: Page) => page.locator('.graphiql-editor-tool .monaco-editor:visible');

/** Waits until the response contains this text. */
export const waitForResponse = (page: Page, text: string) =>
  page.locator('.graphiql-response').getByText(text).first().waitFor();

interface ShownResponse {
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The complete response; the editor renders only its visible lines. */
export async function readResponse(page: Page): Promise<ShownResponse> {
  const model = `__MONACO.editor.getModels().find(({ uri }) => uri.path.endsWith('response.json'))`;
  return JSON.parse(await page.evaluate<string>(`${model}.getValue()`)) as ShownResponse;
}

export const tabButton = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Waits until a tab can run: GraphiQL reads its query 100 ms after it is shown and then updates the URL. */
export const waitForTab = (page: Page, name: string) =>
  page.waitForURL(({ searchParams }) => new RegExp(`\\w+ ${name}\\b`).test(searchParams.get('query') ?? ''));

/** Opens an operation by its tab, or from the list of all operations. */
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

/** Replaces the content of the open editor of variables or headers. */
async function typeInEditor(page: Page, text: object): Promise<void> {
  await variablesEditor(page).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(JSON.stringify(text));
  // The bracket that the editor adds a second time.
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
