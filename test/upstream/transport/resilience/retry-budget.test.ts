import { describe, expect, it } from '@jest/globals';
import { createRetryBudget } from '../../../../src/upstream/transport/resilience/retry-budget.js';

function countTaken(budget: ReturnType<typeof createRetryBudget>, times: number): number {
  return Array.from({ length: times }, () => budget.acquire()).filter(Boolean).length;
}

describe('the retry budget', () => {
  it('starts with ten retries', () => {
    expect(countTaken(createRetryBudget(), 50)).toBe(10);
  });

  it('earns one retry per ten successes', () => {
    const budget = createRetryBudget();
    countTaken(budget, 10);
    for (let n = 0; n < 9; n += 1) budget.recordSuccess();
    expect(budget.acquire()).toBe(false);
    budget.recordSuccess();
    expect(countTaken(budget, 5)).toBe(1);
  });

  it('holds at most ten, however many calls succeed', () => {
    const budget = createRetryBudget();
    for (let n = 0; n < 1000; n += 1) budget.recordSuccess();
    expect(countTaken(budget, 50)).toBe(10);
  });
});
