import { describe, expect, test } from '@jest/globals';
import { describeAccounts } from '../../../scripts/playground/account-summary.js';
import { formatResponse } from '../../../scripts/playground/format-response.js';
import {
  resolveAccountKey,
  formatArguments,
  containsMutation,
  findMutation,
} from '../../../scripts/playground/mutation-details.js';

const SEVERAL_OPERATIONS = `query Look { a }
  mutation Change($number: Int!, $note: String = "none") {
    ...Fields
    ... on Mutation { resolveIncident(input: { incident: { number: $number }, note: $note }) { changed } }
  }
  fragment Fields on Mutation { ...Again alias: acknowledgeIncident(input: { incident: { number: 7 } }) { changed } }
  fragment Again on Mutation { ...Fields }`;

describe('the change of a request', () => {
  test('is empty for a query', () => {
    expect(findMutation({ query: '{ a } # mutation' })).toBe(undefined);
    expect(findMutation({ query: 'query mutation { a(text: "mutation { b }") }' })).toBe(undefined);
  });

  test('is described for the selected operation, with fragments and defaults', () => {
    expect(findMutation({ query: SEVERAL_OPERATIONS, operationName: 'Look' })).toBe(undefined);
    expect(findMutation({ query: SEVERAL_OPERATIONS, operationName: 'Change', variables: { number: 8 } })).toEqual({
      fields: [
        { name: 'acknowledgeIncident', args: { input: { incident: { number: 7 } } } },
        { name: 'resolveIncident', args: { input: { incident: { number: 8 }, note: 'none' } } },
      ],
      missing: [],
    });
  });

  test('needs a confirmation when it is unknown', () => {
    const unclear = { isUnclear: true, fields: [], missing: [] };
    expect(findMutation({ query: SEVERAL_OPERATIONS })).toEqual(unclear);
    expect(findMutation({ query: SEVERAL_OPERATIONS, operationName: 'Other' })).toEqual(unclear);
    expect(findMutation({ query: 'mutation {' })).toEqual(unclear);
    expect(findMutation({})).toEqual(unclear);
  });

  test('lists the missing non-null variables', () => {
    const query = 'mutation M($a: Int!, $b: Int, $c: Int! = 1) { m(a: $a, b: $b, c: $c) }';
    expect(findMutation({ query, variables: { a: null } })).toMatchObject({ missing: ['a'] });
  });

  test('is shown in a tab while it is edited', () => {
    expect(['mutation M {', SEVERAL_OPERATIONS, '# mutation\nquery Q {', '{ a }'].map(containsMutation)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('the details of a mutation', () => {
  test('are words and values, with the members of a list together', () => {
    const input = { incidents: [{ number: 1 }, { number: 2 }], toUser: { email: 'a@example.com' }, account: 'eu' };
    expect(formatArguments({ input })).toEqual([
      ['incidents number', '1, 2'],
      ['to user email', 'a@example.com'],
    ]);
  });

  test('stay few and short and state what is omitted', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`part${place}`, 'x'.repeat(500)]));
    const details = formatArguments({ input: { ids: [...Array(500).keys()], ...many } });
    expect(details[0]).toEqual(['ids', '0, 1, 2, 3, 4, 5, 6, 7 and 492 more']);
    expect(details[1]?.[1]).toHaveLength(121);
    expect(details.at(-1)).toEqual(['and', '9 more']);
  });

  test('name the account: the given one, that of the ids, or the default', () => {
    const accounts = { keys: ['main', 'eu'], defaultKey: 'main' };
    const byId = { incident: { id: 'pagerduty://eu/Incident/P1' } };
    expect(resolveAccountKey({ args: { input: { ...byId, account: 'us' } } }, accounts)).toBe('us');
    expect(resolveAccountKey({ args: { input: byId } }, accounts)).toBe('eu');
    expect(resolveAccountKey({ args: { input: {} } }, accounts)).toBe('main');
  });
});

test('the accounts are listed in words, with the default among several', () => {
  const one = { keys: ['main'], defaultKey: 'main' };
  const two = { keys: ['main', 'eu'], defaultKey: 'eu' };
  const none = { keys: [] };
  expect([
    describeAccounts({ pagerduty: one, cloudflare: one }),
    describeAccounts({ pagerduty: two, cloudflare: one }),
    describeAccounts({ pagerduty: two, cloudflare: none }),
    describeAccounts({ pagerduty: none, cloudflare: one }),
  ]).toEqual([
    'account main: what you send here pages people',
    'PagerDuty accounts main, eu (default), Cloudflare account main: what you send here pages people',
    'accounts main, eu (default): what you send here pages people',
    'account main: what you send here changes who is alerted',
  ]);
});

const error = (place: number, message = 'Down.') => ({ message, path: ['nodes', place], extensions: { code: 'X' } });

describe('a response for people', () => {
  test('has its data before its errors, and one error with many paths once', () => {
    const shown = formatResponse({ errors: [error(0), error(1), error(2), error(3, 'Other.')], data: { nodes: [] } });
    expect(Object.keys(shown)).toEqual(['data', 'errors']);
    expect(shown.errors).toEqual([
      { ...error(0), extensions: { code: 'X', alsoAt: ['nodes.1', 'nodes.2'] } },
      error(3, 'Other.'),
    ]);
  });

  test('without data begins with its errors', () => {
    expect(Object.keys(formatResponse({ data: null, errors: [error(0)] }))).toEqual(['errors', 'data']);
    expect(Object.keys(formatResponse({ errors: [error(0)] }))).toEqual(['errors']);
  });
});
