import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../mock-gateway.js';

const { run, events } = mockGateway();

/** Times of four-digit years whose year in UTC has more digits or a sign, and one that has no such time. */
const UNSENDABLE = ['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00+14:00', '2016-12-31T23:59:60Z'];
const CHANGE = 'integration: "monitoring", summary: "Deployed"';

describe('a time that has no date-time of RFC 3339 in UTC', () => {
  test.each(UNSENDABLE)('is refused before any call: %s', async (time) => {
    const inVariable = await run(
      `mutation ($time: DateTime) { sendChangeEvent(input: { ${CHANGE}, timestamp: $time }) { accepted } }`,
      { time },
    );
    expect(inVariable.errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    const inText = await run(`mutation { sendChangeEvent(input: { ${CHANGE}, timestamp: "${time}" }) { accepted } }`);
    expect(inText.errors?.map(({ extensions }) => extensions['code'])).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('does not limit times at the edge of these years', async () => {
    events.expects('POST', '/v2/change/enqueue').respondsWith(202, { status: 'success', message: 'Event processed' });
    const { data } = await run(
      `mutation { sendChangeEvent(input: { ${CHANGE}, timestamp: "9999-12-31T23:59:59+14:00" }) { accepted } }`,
    );
    expect(data).toEqual({ sendChangeEvent: { accepted: true } });
    expect(events.call().bodyText).toContain('9999-12-31T09:59:59');
  });
});
