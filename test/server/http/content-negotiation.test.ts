import { describe, expect, test } from '@jest/globals';
import { negotiateResponseType } from '../../../src/server/http/content-negotiation.js';
import { sandboxGateway } from '../../operations/sandbox-gateway.js';

test.each([
  undefined,
  '',
  '*/*',
  'application/json',
  'APPLICATION/JSON; Charset="UTF-8"',
  'application/graphql-response+json;q=0.1',
  'text/html, application/*',
  'application/json;q=0, */*;q=0.5',
])('%p accepts JSON', (accept) => {
  expect(negotiateResponseType(accept)).toBeDefined();
});

test.each([
  ',,;;q=x',
  'text/html',
  'application/json;q=0',
  'application/json; charset=utf-16',
  'application/*;q=0, */*',
  'application/json;q=nonsense',
  'text/html;x=",*/*,"',
])('%p does not accept JSON', (accept) => {
  expect(negotiateResponseType(accept)).toBeUndefined();
});

describe('a mutation whose response would not be acceptable', () => {
  const gateway = sandboxGateway();

  test('is refused before it has an effect', async () => {
    const query = 'mutation { createPagerDutyConnectToken(input: {}) { consentUrl } }';
    const { errors } = await gateway.run(query, {}, { accept: 'text/html' });
    expect(errors?.[0]?.message).toBe(
      'Nothing was executed: the Accept header must allow application/json or application/graphql-response+json.',
    );
    expect(gateway.sent).toEqual([]);
  });
});
