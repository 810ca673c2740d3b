import { beforeAll, expect, test } from '@jest/globals';
import { rewrittenSandbox } from '../properties/rewritten-sandbox.js';
import { openBoard } from './board-page.js';
import { inspectRoutes } from './board-routes-inspection.js';
import { describeInChromium, SIZES, useChromium } from './harness.js';

const LONG = 'x'.repeat(10_000);
const NAMES = ['<img src=x onerror=alert(1)>', `"'><script>alert(1)</script>`, 'חיבור ‮ruoy ssap', LONG, ' '];

/** Gives every name in a list another of the names, and every link a script. The match of names stays as it is. */
function poison(text: string): string {
  let count = 0;
  return text
    .replace(
      /"(name|summary|description)":"(Unhealthy|Origin errors|Certificates|HTTP|Samuel|Platform)[^"]*"/g,
      (_, key) => {
        count += 1;
        return `"${key}":${JSON.stringify(NAMES[count % NAMES.length])}`;
      },
    )
    .replace(/"html_url":"[^"]*"/g, '"html_url":"javascript:alert(1)"');
}

describeInChromium('the routes with hostile names', () => {
  const browser = useChromium();
  const stage = rewrittenSandbox();
  let url = '';

  beforeAll(async () => {
    stage.rewrite = ({ text }) => ({ text: poison(text) });
    ({ url } = await stage.gateway().start());
  });

  test('show them as text that fits the screen, and follow no link that is a script', async () => {
    const { page, consoleErrors } = await openBoard(browser, url, '/routes');
    await page.getByText(`"'><script>alert(1)</script>`).first().waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    await inspectRoutes(page, 'hostile');
    await page.setViewportSize({ width: 2560, height: 1440 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(2560);
    await page.setViewportSize(SIZES.desktop);
    await page.goto(`${url}/board/routes?q=${encodeURIComponent('<img src=x>')}&gaps=%00&as=nonsense&cloudflare=main`);
    await page.getByText('No route matches the filter.').waitFor();
    await page.goto(`${url}/board/routes?cloudflare=${encodeURIComponent('nobody’s')}`);
    await page.getByRole('main').getByRole('alert').getByText('BAD_USER_INPUT').waitFor();
    expect(consoleErrors).toEqual([]);
  });
});
