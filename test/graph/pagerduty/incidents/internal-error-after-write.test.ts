import { afterEach, describe, expect, test } from '@jest/globals';
import { decoder, DECODER_ERROR } from './broken-decoder.js';
import { ALL_SCOPES, liveGateways } from '../../../server/harness.js';

const { open } = liveGateways();

afterEach(() => {
  decoder.isBroken = false;
});

const ACTOR = 'actor: "maren.solberg@example.com"';
const TRIGGER = `mutation { triggerIncident(input: {
  service: { pagerDutyId: "PSVC001" }, title: "A page", ${ACTOR}, idempotencyKey: "k"
}) { created incident { number } userErrors { code } } }`;
const UPDATE = `mutation { updateIncident(input: { incident: { number: 1258 }, title: "Another", ${ACTOR} }) {
  incident { number } userErrors { code } } }`;
const NOTE = `mutation { addIncidentNote(input: {
  incident: { number: 1260 }, content: "Looking", ${ACTOR}, idempotencyKey: "k"
}) { note { content } userErrors { code } } }`;

const openGateway = () => open({ ANONYMOUS_SCOPES: ALL_SCOPES });

describe('an internal error after a write was sent', () => {
  test.each([
    ['triggerIncident', TRIGGER],
    ['addIncidentNote', NOTE],
  ])('leaves the outcome of %s unknown, and a retry with its key writes nothing more', async (name, mutation) => {
    const house = await openGateway();
    const writes = () => house.calls().filter(({ method }) => method !== 'GET').length;
    decoder.isBroken = true;
    const first = await house.run(mutation);
    expect(first.errors).toMatchObject([
      {
        message: 'Internal error',
        extensions: { code: 'INTERNAL_SERVER_ERROR', outcome: 'UNKNOWN', retryable: false },
      },
    ]);
    decoder.isBroken = false;
    const again = await house.run(mutation);
    expect(again.errors).toEqual([]);
    expect(again.data).toMatchObject({ [name]: { userErrors: [] } });
    expect(writes()).toBe(1);
  });

  test('is reported with the key to look the incident up', async () => {
    const house = await openGateway();
    decoder.isBroken = true;
    const { errors } = await house.run(TRIGGER);
    expect(errors[0]?.extensions['dedupKey']).toMatch(/^pagergraph-/);
  });

  test('is logged with its cause, which is not in the response', async () => {
    const house = await openGateway();
    decoder.isBroken = true;
    const response = await house.run(UPDATE);
    expect(response.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR', outcome: 'UNKNOWN' } }]);
    expect(JSON.stringify(response.errors)).not.toContain(DECODER_ERROR);
    const logged = house.log.filter(({ level }) => level === 'error');
    expect(JSON.stringify(logged)).toContain(DECODER_ERROR);
    expect(logged).toHaveLength(1);
  });
});
