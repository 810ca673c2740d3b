import { beforeAll, expect, test } from '@jest/globals';
import { rewrittenSandbox } from '../properties/rewritten-sandbox.js';
import type { UpstreamResponse } from '../properties/rewriting-dispatcher.js';
import { openBoard } from './board-page.js';
import { inspectRoutes } from './board-routes-inspection.js';
import { describeInChromium, useChromium } from './harness.js';

interface Entry {
  readonly name?: string;
  readonly escalation_policy?: { readonly summary?: string };
}

interface Lists {
  readonly result?: readonly Entry[];
  readonly services?: readonly Entry[];
  readonly oncalls?: readonly Entry[];
}

const UNUSED = { id: 'f'.repeat(32), name: 'Ticket Delivery' };

/** An account with every kind of gap. */
const GAPS: readonly (readonly [path: RegExp, change: (lists: Lists) => Lists])[] = [
  [/\/destinations\/pagerduty$/, ({ result = [] }) => ({ result: [...result, UNUSED] })],
  [/\/policies\b/, ({ result = [] }) => ({ result: change(result, 'Certificates in chat', { mechanisms: {} }) })],
  [
    /^\/services\b/,
    ({ services = [] }) => ({ services: change(services, 'Payments Gateway', { status: 'disabled' }) }),
  ],
  [
    /^\/oncalls\b/,
    ({ oncalls = [] }) => ({
      oncalls: oncalls.filter(({ escalation_policy: policy }) => policy?.summary !== 'Platform On-Call'),
    }),
  ],
];

const change = (entries: readonly Entry[], name: string, fields: object) =>
  entries.map((entry) => (entry.name === name ? { ...entry, ...fields } : entry));

function withGaps({ method, path, text }: UpstreamResponse): { text?: string } {
  const [, rewrite] = GAPS.find(([pattern]) => method === 'GET' && pattern.test(path)) ?? [];
  if (!rewrite) return {};
  const body = JSON.parse(text) as Lists;
  return { text: JSON.stringify({ ...body, ...rewrite(body) }) };
}

describeInChromium('the gaps of the routes', () => {
  const browser = useChromium();
  const stage = rewrittenSandbox();
  let url = '';

  beforeAll(async () => {
    stage.rewrite = withGaps;
    ({ url } = await stage.gateway().start());
  });

  test('are each shown in words', async () => {
    const { page } = await openBoard(browser, url, '/routes');
    const gapOf = async (name: string) =>
      page.locator('.routes-card').filter({ hasText: name }).locator('.routes-gaps li').allTextContents();
    await page.getByText('HTTP floods').waitFor();
    expect(await gapOf('Certificates in chat')).toEqual([
      expect.stringMatching(/^✕ Gap: Silenced: it notifies nobody until .*\d:\d\d:\d\d.*\.$/),
      '✕ Gap: Delivers to nobody: it has no destination.',
    ]);
    expect(await gapOf('HTTP floods')).toEqual([
      '✕ Gap: Its destination “Origin Watch (old)” matches no PagerDuty service.',
      '✕ Gap: PagerDuty pages nobody for it. Its alerts reach nobody.',
    ]);
    expect(await gapOf('Origin errors on checkout')).toEqual([
      '✕ Gap: PagerDuty pages nobody for it. Only e-mail or webhooks receive its alerts.',
    ]);
    expect(await gapOf('Leads to services: Ticket Delivery')).toEqual(['✕ Gap: No policy delivers to it.']);
    expect(await gapOf('Escalates by Payments On-Call')).toEqual(['✕ Gap: Disabled: it accepts no new incidents.']);
    expect(await page.getByText('Nobody is on call.').count()).toBe(1);
    await inspectRoutes(page, 'gaps');
    await page.getByLabel('As a list').check();
    await inspectRoutes(page, 'gaps-list');
  });
});
