import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../src/faults/fault.js';
import type { Caller } from '../../../src/graph/core/auth/caller.js';
import { findLostRight } from '../../../src/server/live/lost-right.js';
import { bearer, liveGateways, sha256 } from '../harness.js';
import { eventStreams, findSharedIds, nextData, OPEN_INCIDENTS } from './live-harness.js';

const { open, writeFile } = liveGateways();
const { subscribe } = eventStreams();

type Rights = Pick<Caller, 'scopes' | 'accounts'>;

const READER: Rights = { scopes: new Set(['INCIDENTS_READ']) };
const WRITER: Rights = { scopes: new Set(['INCIDENTS_READ', 'INCIDENTS_WRITE']) };
const OF_MAIN: Rights = { ...READER, accounts: new Set(['main']) };
const OF_BOTH: Rights = { ...READER, accounts: new Set(['main', 'second']) };

const caller = (before: Rights, renew: () => Rights): Caller => {
  const who = { id: 'key reader', name: 'reader' };
  return { ...who, ...before, renew: () => ({ ...who, ...renew() }) };
};

const failWith = (error: Error) => () => {
  throw error;
};

describe('a caller', () => {
  test.each<[string, Rights, Rights, string]>([
    ['a scope', WRITER, READER, 'The credential lost the scope INCIDENTS_WRITE.'],
    ['an account', OF_BOTH, OF_MAIN, 'The credential lost an account.'],
    ['all accounts but some', READER, OF_BOTH, 'The credential lost an account.'],
    [
      'one account for another',
      OF_MAIN,
      { ...READER, accounts: new Set(['second']) },
      'The credential lost an account.',
    ],
  ])('that loses %s may receive nothing more', (_what, before, now, message) => {
    expect(findLostRight(caller(before, () => now))).toMatchObject({ code: 'FORBIDDEN', message });
  });

  test.each<[string, Rights, Rights]>([
    ['a scope', READER, WRITER],
    ['an account', OF_MAIN, OF_BOTH],
    ['all accounts', OF_MAIN, READER],
  ])('that gains %s goes on', (_what, before, now) => {
    expect(findLostRight(caller(before, () => now))).toBeUndefined();
  });

  test('whose credential cannot change goes on', () => {
    expect(findLostRight({ id: 'anonymous', name: 'anonymous', ...READER })).toBeUndefined();
  });

  test('whose credential ended is told why; a defect is not taken for an end', () => {
    const ended = new Fault('UNAUTHENTICATED', 'The access token has expired.');
    expect(findLostRight(caller(READER, failWith(ended)))).toBe(ended);
    expect(() => findLostRight(caller(READER, failWith(new Error('defect'))))).toThrow('defect');
  });
});

interface KeyRights {
  readonly scopes: readonly string[];
  readonly accounts?: readonly string[];
}

describe('subscribers with one selection', () => {
  test('share an execution only with those who have the same scopes and accounts', async () => {
    const rights: readonly KeyRights[] = [
      { scopes: ['INCIDENTS_READ', 'INCIDENTS_WRITE'], accounts: ['main'] },
      { scopes: ['INCIDENTS_WRITE', 'INCIDENTS_READ'], accounts: ['main'] },
      { scopes: ['INCIDENTS_READ'], accounts: ['main'] },
      { scopes: ['INCIDENTS_READ', 'INCIDENTS_WRITE'], accounts: ['main', 'second'] },
      { scopes: ['INCIDENTS_READ', 'INCIDENTS_WRITE'], accounts: ['second', 'main'] },
    ];
    const keys = rights.map((one, index) => ({ name: `key${index}`, sha256: sha256(`pg_key${index}`), ...one }));
    const gateway = await open({ API_KEYS_FILE: writeFile('rights.json', keys) }, { secondAccount: true });
    for (const { name } of keys) {
      const query = OPEN_INCIDENTS.replace('openIncidents', 'openIncidents(account: "main")');
      await nextData(await subscribe(gateway, query, { headers: bearer(`pg_${name}`) }));
    }
    const executions = findSharedIds(gateway);
    const groups = executions.map((id) => executions.indexOf(id));
    expect(groups).toEqual([0, 0, 2, 3, 3]);
  });

  test('get only what their rights allow', async () => {
    const keys = [
      { name: 'both', sha256: sha256('pg_both'), scopes: ['INCIDENTS_READ', 'DESTINATIONS_READ'] },
      { name: 'incidents', sha256: sha256('pg_incidents'), scopes: ['INCIDENTS_READ'] },
    ];
    const gateway = await open({ API_KEYS_FILE: writeFile('fields.json', keys) });
    const query = 'subscription { openIncidents { upserted { service { destinations { name } } } } }';
    const streams = [];
    for (const { name } of keys) streams.push(await subscribe(gateway, query, { headers: bearer(`pg_${name}`) }));
    const [allowed, refused] = await Promise.all(streams.map((stream) => stream.next()));
    expect(allowed?.data).not.toHaveProperty('errors');
    expect(refused?.data).toHaveProperty('errors.0.extensions.code', 'FORBIDDEN');
  });
});
