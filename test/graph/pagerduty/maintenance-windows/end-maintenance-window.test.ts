import { describe, expect, test } from '@jest/globals';
import { errorCodes, type LiveGateway } from '../../../server/harness.js';
import { inHours, windowGateways, writesOf } from './window-gateway.js';

const { open, control, createWindow, listWindows, readStatus } = windowGateways();

const END = `mutation ($id: String!) { answer: endMaintenanceWindow(input: { window: { pagerDutyId: $id } }) {
  ending window { pagerDutyId status } userErrors { code field }
} }`;

const end = (gateway: LiveGateway, id: string) => gateway.run(END, {}, { id });
const answer = (ending: string, id: string, status: string) => ({
  answer: { ending, window: { pagerDutyId: id, status }, userErrors: [] },
});

const NOW = inHours(0);

describe('ending a maintenance window', () => {
  test('that runs ends it now: it is kept, and its service accepts incidents again', async () => {
    const id = await createWindow(NOW, inHours(2));
    expect((await end(await open(), id)).data).toEqual(answer('ENDED', id, 'ONGOING'));
    expect(await readStatus('PSVC001')).not.toBe('maintenance');
    expect(await listWindows('Dredging')).toMatchObject([{ id }]);
  });

  test('that has not begun deletes it', async () => {
    const id = await createWindow(inHours(5), inHours(6));
    expect((await end(await open(), id)).data).toEqual(answer('DELETED', id, 'FUTURE'));
    expect(await listWindows('Dredging')).toEqual([]);
  });

  test('that is over changes nothing', async () => {
    const id = await createWindow(NOW, inHours(2));
    const gateway = await open();
    await end(gateway, id);
    expect((await end(gateway, id)).data).toEqual(answer('ALREADY_OVER', id, 'PAST'));
    expect(writesOf(gateway)).toEqual(['DELETE']);
  });

  test.each([
    ['lost', 'ongoing', 1],
    ['lost-502', 'ongoing', 1],
    ['reset', 'ongoing', 2],
    ['503', 'ongoing', 2],
    ['lost', 'future', 1],
    ['503', 'future', 2],
  ] as const)('survives the fault %s of its write: %s', async (kind, status, writes) => {
    const isOngoing = status === 'ongoing';
    const id = isOngoing ? await createWindow(NOW, inHours(2)) : await createWindow(inHours(5), inHours(6));
    const gateway = await open();
    control().addFault({ kind, method: 'DELETE' });
    const expected = isOngoing ? answer('ENDED', id, 'ONGOING') : answer('DELETED', id, 'FUTURE');
    expect((await end(gateway, id)).data).toEqual(expected);
    expect(writesOf(gateway)).toHaveLength(writes);
    expect(await readStatus('PSVC001')).not.toBe('maintenance');
  });

  test('that does not exist is NOT_FOUND', async () => {
    const gateway = await open();
    const userErrors = [{ code: 'NOT_FOUND', field: ['input', 'window'] }];
    expect((await end(gateway, 'PNOBODY')).data).toEqual({ answer: { ending: null, window: null, userErrors } });
    expect(writesOf(gateway)).toEqual([]);
  });

  test('with a bad id is refused before any call', async () => {
    const gateway = await open();
    const userErrors = [{ code: 'INVALID_INPUT', field: ['input', 'window', 'pagerDutyId'] }];
    expect((await end(gateway, '../x')).data).toMatchObject({ answer: { userErrors } });
    expect(gateway.calls()).toEqual([]);
  });

  test('needs INCIDENTS_WRITE; the window itself needs INCIDENTS_READ', async () => {
    const id = await createWindow(NOW, inHours(2));
    const reader = await open({ ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    expect(errorCodes(await end(reader, id))).toEqual(['FORBIDDEN']);
    expect(reader.calls()).toEqual([]);
    const written = await end(await open({ ANONYMOUS_SCOPES: 'INCIDENTS_WRITE' }), id);
    expect(written.data).toEqual({ answer: { ending: 'ENDED', window: null, userErrors: [] } });
    expect(written.errors).toMatchObject([{ path: ['answer', 'window'], extensions: { code: 'FORBIDDEN' } }]);
  });
});
