import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { useChromium, describeInChromium } from './harness.js';

const BUILT = join(__dirname, '../../dist/client');

describeInChromium('the client in a browser', () => {
  const stage = sandboxGateway();
  const browser = useChromium();

  async function openPage() {
    const visit = await browser.visit(`${stage.url}/health/live`);
    // A page without its own policy and without the playground, which takes seconds to open.
    await visit.page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await visit.page.goto(`${stage.url}/blank`);
    await visit.page.route('**/client/**', (route) => {
      const file = new URL(route.request().url()).pathname.replace('/client/', '');
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(BUILT, file), 'utf8') });
    });
    return visit;
  }

  test('lists, changes and throws the errors of the gateway', async () => {
    const { page, consoleErrors } = await openPage();
    const seen = await page.evaluate(`(async () => {
      const { createClient, eachNode, resultOf } = await import('/client/client.js');
      const api = createClient({ url: '/graphql' });
      const numbers = [];
      for await (const { number } of eachNode(api.listIncidents, { first: 20 })) numbers.push(number);
      const input = { incident: { number: 1260 }, actor: 'tomasz.wilk@example.com' };
      const acknowledged = resultOf(await api.acknowledgeIncident({ input }));
      await api.resolveIncident({ input });
      const again = resultOf(await api.acknowledgeIncident({ input }));
      const error = await api.getIncident({ by: {} }).catch(({ name, code }) => ({ name, code }));
      return { incidents: new Set(numbers).size, acknowledged: acknowledged.ok, again: again.errors[0].code, error };
    })()`);
    expect(seen).toEqual({
      incidents: 60,
      acknowledged: true,
      again: 'CONFLICT',
      error: { name: 'PagergraphError', code: 'BAD_USER_INPUT' },
    });
    expect(consoleErrors).toEqual(['Failed to load resource: the server responded with a status of 400 (Bad Request)']);
  });

  test('watches the open incidents and ends without an error', async () => {
    const { page, consoleErrors } = await openPage();
    const seen = await page.evaluate(`(async () => {
      const { createClient } = await import('/client/client.js');
      const api = createClient({ url: '/graphql' });
      const seen = [];
      for await (const { isSnapshot, upserted, totalCount } of api.openIncidents()) {
        seen.push(isSnapshot ? totalCount === upserted.length : upserted[0].title);
        if (!isSnapshot) break;
        await api.triggerIncident({ input: { service: { pagerDutyId: 'PSVC001' }, title: 'Seen in a browser' } });
      }
      return seen;
    })()`);
    expect(seen).toEqual([true, 'Seen in a browser']);
    expect(consoleErrors).toEqual([]);
  });
});
