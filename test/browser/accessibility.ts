import { source as axe } from 'axe-core';
import type { Page } from 'playwright-core';

/** Runs in the page; told of violations only, for the rest is half a megabyte. */
const axeScript = (part: string) => `axe.run(${part}, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, help, nodes }) => id + ': ' + help + ' (' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ') + ')'))`;

/** What axe-core finds wrong in the window as it stands, or in the part that a selector names, one line each. */
export async function accessibilityViolations(page: Page, part?: string): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(`${axe}; undefined`);
  return page.evaluate<string[]>(axeScript(part ? JSON.stringify(part) : 'document'));
}
