import { describe, expect, test } from '@jest/globals';
import { findNextStep, type Shift } from '../../../src/board/data/next-step.js';

const ANA = { id: 'ana', name: 'Ana' };
const BO = { id: 'bo', name: 'Bo' };
const CY = { id: 'cy', name: 'Cy' };
const SHIFTS: readonly Shift[] = [
  { level: 1, user: ANA },
  { level: 2, user: BO },
  { level: 2, user: CY },
];
const ESCALATE = { kind: 'ESCALATE', at: '2026-03-01T10:00:00Z' } as const;
const RESOLVE = { kind: 'RESOLVE', at: '2026-03-01T09:00:00Z' } as const;

const calledNext = (assignees: readonly { id: string }[], shifts: readonly Shift[] | undefined = SHIFTS) =>
  findNextStep({ pendingActions: [ESCALATE], assignees }, shifts);

describe('the next step', () => {
  test('calls everybody of the level above the assignees', () => {
    expect(calledNext([ANA])).toEqual({ ...ESCALATE, people: ['Bo', 'Cy'], level: 2 });
  });

  test('begins again after the last level, because the policy still escalates', () => {
    expect(calledNext([BO])).toMatchObject({ people: ['Ana'], level: 1 });
  });

  test.each([
    ['the assignee is not on call', [{ id: 'else' }], SHIFTS],
    ['who is on call is unknown', [ANA], undefined],
    ['nobody is on call', [ANA], []],
  ])('names nobody if %s', (_why, assignees, shifts) => {
    expect(findNextStep({ pendingActions: [ESCALATE], assignees }, shifts)).toEqual({ ...ESCALATE, people: [] });
  });

  test('is the first of several pending actions', () => {
    expect(findNextStep({ pendingActions: [ESCALATE, RESOLVE], assignees: [ANA] }, SHIFTS)).toEqual({
      ...RESOLVE,
      people: [],
    });
  });

  test('is undefined if nothing is pending', () => {
    expect(findNextStep({ pendingActions: [], assignees: [ANA] }, SHIFTS)).toBeUndefined();
  });
});
