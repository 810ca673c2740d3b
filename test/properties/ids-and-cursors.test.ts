import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Fault } from '../../src/faults/fault.js';
import { decodeCursor, encodeCursor, listKey, type ListKey } from '../../src/graph/core/pagination/cursor.js';
import { cursorKey } from '../../src/graph/core/pagination/cursor-key.js';
import {
  checkedUpstreamId,
  cloudflareGlobalId,
  pagerDutyGlobalId,
  parseGlobalId,
  upstreamIdOf,
} from '../../src/graph/core/ids/global-id.js';
import { edits } from './tampered-cursors.js';
import { runs } from './property-runs.js';

/** The fault that was thrown; fails the test for anything else. */
function faultOf(deed: () => unknown): Fault {
  try {
    deed();
  } catch (fault) {
    if (fault instanceof Fault) return fault;
    throw fault;
  }
  throw new Error('It was let through.');
}

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const pagerDutyType = fc.constantFrom('Incident', 'PagerDutyService', 'Team', 'LogEntry', 'PagerDutyAccount');
const cloudflareType = fc.constantFrom('CloudflareAccount', 'PagerDutyDestination', 'NotificationPolicy');

const isAnything = (position: unknown): position is unknown => position !== isAnything;

const isNatural = (position: unknown): position is number => Number.isInteger(position) && Number(position) >= 0;

/** Almost a global id. */
const near = fc
  .tuple(name, fc.string({ maxLength: 3 }), fc.nat({ max: 40 }))
  .map(([id, noise, at]) => `pagerduty://main/Incident/${id}`.slice(0, at) + noise + `/Incident/${id}`.slice(at));

describe('a global id', () => {
  test('says again what it was made of', () => {
    const property = fc.property(
      name,
      pagerDutyType,
      cloudflareType,
      name,
      name,
      (account, ours, theirs, id, parent) => {
        expect(parseGlobalId(pagerDutyGlobalId(account, ours, id))).toEqual({
          upstream: 'pagerduty',
          account,
          type: ours,
          upstreamId: id,
          parentId: undefined,
        });
        expect(parseGlobalId(cloudflareGlobalId(account, theirs, id))).toMatchObject({
          upstream: 'cloudflare',
          account,
          type: theirs,
          upstreamId: id,
        });
        const ofAlert = pagerDutyGlobalId(account, 'Alert', id, parent);
        expect(parseGlobalId(ofAlert)).toMatchObject({ type: 'Alert', upstreamId: id, parentId: parent });
        expect(upstreamIdOf(pagerDutyGlobalId(account, ours, id), ours, account, [])).toBe(id);
      },
    );
    fc.assert(property, runs(80));
  });

  test('of another type, account or upstream is refused at its field', () => {
    const property = fc.property(name, name, name, (account, other, id) => {
      fc.pre(account !== other);
      const wrong = [
        pagerDutyGlobalId(other, 'Incident', id),
        pagerDutyGlobalId(account, 'Team', id),
        cloudflareGlobalId(account, 'NotificationPolicy', id),
        `cloudflare://${account}/Incident/${id}`,
      ];
      for (const one of wrong) {
        const fault = faultOf(() => upstreamIdOf(one, 'Incident', account, ['by', 'id']));
        expect([fault.kind, fault.field]).toEqual(['INVALID_INPUT', ['by', 'id']]);
      }
    });
    fc.assert(property, runs(50));
  });

  test('is no other text, and nothing it holds can leave its place in a path', () => {
    const property = fc.property(fc.oneof(fc.string(), fc.webUrl(), near), (text) => {
      const { account, type, upstreamId, parentId = 'x' } = parseGlobalId(text) ?? {};
      for (const part of [account, type, upstreamId, parentId]) expect(part ?? 'x').toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    });
    fc.assert(property, runs(80));
  });

  test.each(['..', '.', '', 'a/b', 'a%2Fb', 'a b', 'ä', `P${'1'.repeat(64)}`, 'P1\n', '\u0000'])(
    'holds no upstream id like %j',
    (id) => {
      expect(faultOf(() => checkedUpstreamId(id, ['id'])).kind).toBe('INVALID_INPUT');
      expect(parseGlobalId(pagerDutyGlobalId('main', 'Incident', id))).toBeUndefined();
    },
  );
});

const SECRET = 'a credential';
const ACCOUNT = { key: 'main', cursorKey: cursorKey(SECRET, 'PAGERDUTY', 'main') };

/** Where a cursor stands in a list: what it says, or the fault. */
function read(list: ListKey, cursor: string): unknown {
  return decodeCursor(list, cursor, isAnything);
}

describe('a cursor', () => {
  const key = fc.array(fc.jsonValue(), { maxLength: 3 });

  test('gives its position back, whatever it is', () => {
    const property = fc.property(key, fc.jsonValue(), (parts, position) => {
      const list = listKey(ACCOUNT, ...parts);
      const cursor = encodeCursor(list, position);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(read(list, cursor)).toEqual(JSON.parse(JSON.stringify(position)));
    });
    fc.assert(property, runs(80));
  });

  test('of another list is refused', () => {
    const property = fc.property(key, key, (mine, other) => {
      fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
      const cursor = encodeCursor(listKey(ACCOUNT, ...mine), 1);
      const fault = faultOf(() => read(listKey(ACCOUNT, ...other), cursor));
      expect([fault.kind, fault.field]).toEqual(['INVALID_INPUT', ['after']]);
    });
    fc.assert(property, runs(80));
  });

  test('of another account is refused, also where both have one credential', () => {
    const cursor = encodeCursor(listKey(ACCOUNT, 'services'), 1);
    const others = [
      { key: 'other', cursorKey: ACCOUNT.cursorKey },
      { key: 'main', cursorKey: cursorKey(SECRET, 'PAGERDUTY', 'other') },
      { key: 'main', cursorKey: cursorKey(SECRET, 'CLOUDFLARE', 'main') },
      { key: 'main', cursorKey: cursorKey('another credential', 'PAGERDUTY', 'main') },
    ];
    for (const other of others)
      expect(faultOf(() => read(listKey(other, 'services'), cursor)).field).toEqual(['after']);
  });

  test('is the same on every replica with the same secret', () => {
    const replica = { key: 'main', cursorKey: cursorKey(SECRET, 'PAGERDUTY', 'main') };
    expect(read(listKey(replica, 'services'), encodeCursor(listKey(ACCOUNT, 'services'), 7))).toBe(7);
  });

  test('is refused after any edit, a mere other spelling of its bytes included', () => {
    const list = listKey(ACCOUNT, 'incidents');
    const property = fc.property(fc.jsonValue(), edits, (position, edit) => {
      const cursor = encodeCursor(list, position);
      const edited = edit(cursor);
      fc.pre(edited !== cursor);
      const fault = faultOf(() => read(list, edited));
      expect([fault.kind, fault.field]).toEqual(['INVALID_INPUT', ['after']]);
    });
    fc.assert(property, runs(300));
  });

  test('is refused where it is not what a position of its list looks like', () => {
    const list = listKey(ACCOUNT, 'incidents');
    expect(faultOf(() => decodeCursor(list, encodeCursor(list, -1), isNatural)).field).toEqual(['after']);
  });
});
