import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Fault } from '../../src/faults/fault.js';
import { decodeCursor, encodeCursor, listKey } from '../../src/graph/cursor.js';
import {
  checkedUpstreamId,
  cloudflareGlobalId,
  pagerDutyGlobalId,
  parseGlobalId,
  upstreamIdOf,
} from '../../src/graph/global-id.js';
import { runs } from './runs.js';

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

describe('a cursor', () => {
  const key = fc.array(fc.jsonValue(), { maxLength: 3 });

  test('gives its position back, whatever it is', () => {
    const property = fc.property(key, fc.jsonValue(), (parts, position) => {
      const list = listKey(...parts);
      const cursor = encodeCursor(list, position);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor(list, cursor, isAnything)).toEqual(JSON.parse(JSON.stringify(position)));
    });
    fc.assert(property, runs(80));
  });

  test('of another list is refused', () => {
    const property = fc.property(key, key, (mine, other) => {
      fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
      const cursor = encodeCursor(listKey(...mine), 1);
      const fault = faultOf(() => decodeCursor(listKey(...other), cursor, isAnything));
      expect([fault.kind, fault.field]).toEqual(['INVALID_INPUT', ['after']]);
    });
    fc.assert(property, runs(80));
  });

  test('that was tampered with is refused or stands where its list can stand', () => {
    const list = listKey('incidents');
    const tampered = fc
      .tuple(fc.nat(), fc.nat({ max: 99 }), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([position, at, noise]) => encodeCursor(list, position).slice(0, at) + noise);
    const json = fc.jsonValue().map((any) => Buffer.from(JSON.stringify(any)).toString('base64url'));
    const property = fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), json, tampered),
      (cursor) => {
        try {
          expect(isNatural(decodeCursor(list, cursor, isNatural))).toBe(true);
        } catch (fault) {
          expect(fault).toBeInstanceOf(Fault);
        }
      },
    );
    fc.assert(property, runs(80));
  });
});
