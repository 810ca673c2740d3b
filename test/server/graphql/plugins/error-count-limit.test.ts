import { describe, expect, test } from '@jest/globals';
import { liveGateways } from '../../harness.js';
import { sandboxGateway } from '../../../operations/sandbox-gateway.js';

const LIST = 'query ($filter: IncidentFilter) { incidents(filter: $filter, first: 1) { nodes { id } } }';

const longNames = (count: number, length: number) =>
  Array.from({ length: count }, (_, index) => ({ pagerDutyId: `P${String(index).padStart(length - 1, '0')}` }));

describe('many errors in one request', () => {
  const { open } = liveGateways();
  const ENV = { ANONYMOUS_SCOPES: 'INCIDENTS_READ', INTROSPECTION: 'on' };

  async function readErrors(wrong: readonly unknown[]) {
    const { run, log, calls } = await open(ENV);
    const { errors } = await run(LIST, {}, { filter: { statuses: wrong } });
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
    expect(calls()).toEqual([]);
    return errors.map(({ message }) => message);
  }

  test('four in the variables are all reported', async () => {
    expect(await readErrors(['A', 'B', 'C', 'D'])).toEqual([
      expect.stringContaining('"A"'),
      expect.stringContaining('"B"'),
      expect.stringContaining('"C"'),
      expect.stringContaining('"D"'),
    ]);
  });

  test.each([
    [5, 'Only the first 4 errors are shown; there is 1 more.'],
    [10, 'Only the first 4 errors are shown; there are 6 more.'],
    [2_000, 'Only the first 4 errors are shown; there are more than 6 more.'],
  ])('of %i in the variables, the first and the number of the others are reported', async (count, last) => {
    const messages = await readErrors(Array.from({ length: count }, () => 'SESAME'));
    expect([messages.length, messages.at(-1)]).toEqual([5, last]);
  });

  test('in the document are limited too', async () => {
    const { run } = await open(ENV);
    const { errors } = await run('{ viewer { a b c d e f } }');
    expect(errors.map(({ message, extensions }) => [message.slice(0, 20), extensions['code']])).toEqual([
      ...Array.from({ length: 4 }, () => ['Cannot query field "', 'GRAPHQL_VALIDATION_FAILED']),
      ['Only the first 4 err', 'GRAPHQL_VALIDATION_FAILED'],
    ]);
  });

  test('an unknown kind of operation is an error of the document', async () => {
    const { run, log } = await open(ENV);
    const { errors } = await run('subscription { anything }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a filter', () => {
  const gateway = sandboxGateway();

  test('of 2,000 services is refused before any call, with the limit', async () => {
    const { errors } = await gateway.run(LIST, { filter: { services: longNames(2_000, 14) } });
    expect(errors?.[0]).toMatchObject({
      message: 'A filter can have at most 100 services, assignees and teams together, but has 2000.',
      extensions: { code: 'BAD_USER_INPUT', field: ['filter'] },
    });
    expect(gateway.sent).toEqual([]);
  });

  test('of 100 services fits into one URL', async () => {
    const filter = { services: longNames(100, 14), createdSince: '2026-01-01T00:00:00Z', urgencies: ['HIGH', 'LOW'] };
    await gateway.run(LIST, { filter });
    const lengths = gateway.sent.map(({ path }) => path.length);
    expect(Math.max(...lengths)).toBeGreaterThan(3_400);
    expect(Math.max(...lengths)).toBeLessThan(4_000);
  });

  test('of ids too long for one URL is refused before it is sent', async () => {
    const { errors } = await gateway.run(LIST, { filter: { services: longNames(60, 64) } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(errors?.[0]?.message).toMatch(/the maximum is 3900/);
    expect(gateway.sent).toEqual([]);
  });
});
