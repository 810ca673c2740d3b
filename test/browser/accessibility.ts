import { source as axe } from 'axe-core';
import type { Page } from 'playwright-core';

/** Runs in the page and returns only the violations, because the complete result has half a megabyte. */
const axeScript = (part: string) => `axe.run(${part}, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, help, nodes }) => id + ': ' + help + ' (' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ') + ')'))`;

/** The accessibility violations that axe-core finds in the page, or in the part of a selector, one per line. */
export async function accessibilityViolations(page: Page, part?: string): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(`${axe}; undefined`);
  return page.evaluate<string[]>(axeScript(part ? JSON.stringify(part) : 'document'));
}
