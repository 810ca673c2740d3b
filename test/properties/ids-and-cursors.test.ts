import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Fault } from '../../src/faults/fault.js';
import {
  decodeCursor,
  encodeCursor,
  createCursorSigner,
  type CursorSigner,
} from '../../src/graph/core/pagination/cursor.js';
import { deriveCursorKey } from '../../src/graph/core/pagination/cursor-key.js';
import {
  validateUpstreamId,
  toCloudflareGlobalId,
  toPagerDutyGlobalId,
  parseGlobalId,
  parseUpstreamId,
} from '../../src/graph/core/ids/global-id.js';
import { cursorEdits } from './tampered-cursors.js';
import { propertyRuns } from './property-runs.js';

/** The thrown fault; any other result fails the test. */
function catchFault(action: () => unknown): Fault {
  try {
    action();
  } catch (fault) {
    if (fault instanceof Fault) return fault;
    throw fault;
  }
  throw new Error('It was let through.');
}

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const pagerDutyType = fc.constantFrom('Incident', 'PagerDutyService', 'Team', 'LogEntry', 'PagerDutyAccount');
const cloudflareType = fc.constantFrom('CloudflareAccount', 'PagerDutyDestination', 'NotificationPolicy');

const isAnyPosition = (position: unknown): position is unknown => position !== isAnyPosition;

const isNaturalNumber = (position: unknown): position is number => Number.isInteger(position) && Number(position) >= 0;

/** A text that is almost a global id. */
const similarText = fc
  .tuple(name, fc.string({ maxLength: 3 }), fc.nat({ max: 40 }))
  .map(([id, noise, at]) => `pagerduty://main/Incident/${id}`.slice(0, at) + noise + `/Incident/${id}`.slice(at));

describe('a global id', () => {
  test('parses to the parts it was made of', () => {
    const property = fc.property(
      name,
      pagerDutyType,
      cloudflareType,
      name,
      name,
      (account, ours, theirs, id, parent) => {
        expect(parseGlobalId(toPagerDutyGlobalId(account, ours, id))).toEqual({
          upstream: 'pagerduty',
          account,
          type: ours,
          upstreamId: id,
          parentId: undefined,
        });
        expect(parseGlobalId(toCloudflareGlobalId(account, theirs, id))).toMatchObject({
          upstream: 'cloudflare',
          account,
          type: theirs,
          upstreamId: id,
        });
        const ofAlert = toPagerDutyGlobalId(account, 'Alert', id, parent);
        expect(parseGlobalId(ofAlert)).toMatchObject({ type: 'Alert', upstreamId: id, parentId: parent });
        expect(parseUpstreamId(toPagerDutyGlobalId(account, ours, id), ours, account, [])).toBe(id);
      },
    );
    fc.assert(property, propertyRuns(80));
  });

  test('of another type, account or upstream is refused at its field', () => {
    const property = fc.property(name, name, name, (account, other, id) => {
      fc.pre(account !== other);
      const wrong = [
        toPagerDutyGlobalId(other, 'Incident', id),
        toPagerDutyGlobalId(account, 'Team', id),
        toCloudflareGlobalId(account, 'NotificationPolicy', id),
        `cloudflare://${account}/Incident/${id}`,
      ];
      for (const one of wrong) {
        const fault = catchFault(() => parseUpstreamId(one, 'Incident', account, ['by', 'id']));
        expect([fault.code, fault.field]).toEqual(['INVALID_INPUT', ['by', 'id']]);
      }
    });
    fc.assert(property, propertyRuns(50));
  });

  test('is unique, and its parts cannot leave their place in a path', () => {
    const property = fc.property(fc.oneof(fc.string(), fc.webUrl(), similarText), (text) => {
      const { account, type, upstreamId, parentId = 'x' } = parseGlobalId(text) ?? {};
      for (const part of [account, type, upstreamId, parentId]) expect(part ?? 'x').toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    });
    fc.assert(property, propertyRuns(80));
  });

  test.each(['..', '.', '', 'a/b', 'a%2Fb', 'a b', 'ä', `P${'1'.repeat(64)}`, 'P1\n', '\u0000'])(
    'has no upstream id like %j',
    (id) => {
      expect(catchFault(() => validateUpstreamId(id, ['id'])).code).toBe('INVALID_INPUT');
      expect(parseGlobalId(toPagerDutyGlobalId('main', 'Incident', id))).toBeUndefined();
    },
  );
});

const SECRET = 'a credential';
const ACCOUNT = { key: 'main', cursorKey: deriveCursorKey(SECRET, 'PAGERDUTY', 'main') };

/** The decoded position of a cursor, or the fault. */
function decode(list: CursorSigner, cursor: string): unknown {
  return decodeCursor(list, cursor, isAnyPosition);
}

describe('a cursor', () => {
  const key = fc.array(fc.jsonValue(), { maxLength: 3 });

  test('decodes to its position, whatever it is', () => {
    const property = fc.property(key, fc.jsonValue(), (parts, position) => {
      const list = createCursorSigner(ACCOUNT, ...parts);
      const cursor = encodeCursor(list, position);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decode(list, cursor)).toEqual(JSON.parse(JSON.stringify(position)));
    });
    fc.assert(property, propertyRuns(80));
  });

  test('of another list is refused', () => {
    const property = fc.property(key, key, (mine, other) => {
      fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
      const cursor = encodeCursor(createCursorSigner(ACCOUNT, ...mine), 1);
      const fault = catchFault(() => decode(createCursorSigner(ACCOUNT, ...other), cursor));
      expect([fault.code, fault.field]).toEqual(['INVALID_INPUT', ['after']]);
    });
    fc.assert(property, propertyRuns(80));
  });

  test('of another account is refused, also when both have one credential', () => {
    const cursor = encodeCursor(createCursorSigner(ACCOUNT, 'services'), 1);
    const others = [
      { key: 'other', cursorKey: ACCOUNT.cursorKey },
      { key: 'main', cursorKey: deriveCursorKey(SECRET, 'PAGERDUTY', 'other') },
      { key: 'main', cursorKey: deriveCursorKey(SECRET, 'CLOUDFLARE', 'main') },
      { key: 'main', cursorKey: deriveCursorKey('another credential', 'PAGERDUTY', 'main') },
    ];
    for (const other of others)
      expect(catchFault(() => decode(createCursorSigner(other, 'services'), cursor)).field).toEqual(['after']);
  });

  test('is the same on every replica with the same secret', () => {
    const replica = { key: 'main', cursorKey: deriveCursorKey(SECRET, 'PAGERDUTY', 'main') };
    expect(
      decode(createCursorSigner(replica, 'services'), encodeCursor(createCursorSigner(ACCOUNT, 'services'), 7)),
    ).toBe(7);
  });

  test('is refused after any edit, including another encoding of its bytes', () => {
    const list = createCursorSigner(ACCOUNT, 'incidents');
    const property = fc.property(fc.jsonValue(), cursorEdits, (position, edit) => {
      const cursor = encodeCursor(list, position);
      const edited = edit(cursor);
      fc.pre(edited !== cursor);
      const fault = catchFault(() => decode(list, edited));
      expect([fault.code, fault.field]).toEqual(['INVALID_INPUT', ['after']]);
    });
    fc.assert(property, propertyRuns(300));
  });

  test('is refused when it is not a position of its list', () => {
    const list = createCursorSigner(ACCOUNT, 'incidents');
    expect(catchFault(() => decodeCursor(list, encodeCursor(list, -1), isNaturalNumber)).field).toEqual(['after']);
  });
});
