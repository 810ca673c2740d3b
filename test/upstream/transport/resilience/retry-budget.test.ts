import { describe, expect, it } from '@jest/globals';
import { createRetryBudget } from '../../../../src/upstream/transport/resilience/retry-budget.js';

function taken(budget: ReturnType<typeof createRetryBudget>, times: number): number {
  return Array.from({ length: times }, () => budget.take()).filter(Boolean).length;
}

describe('the retry budget', () => {
  it('begins with ten repeats', () => {
    expect(taken(createRetryBudget(), 50)).toBe(10);
  });

  it('earns one repeat by ten successes', () => {
    const budget = createRetryBudget();
    taken(budget, 10);
    for (let n = 0; n < 9; n += 1) budget.succeeded();
    expect(budget.take()).toBe(false);
    budget.succeeded();
    expect(taken(budget, 5)).toBe(1);
  });

  it('holds no more than ten, however much succeeds', () => {
    const budget = createRetryBudget();
    for (let n = 0; n < 1000; n += 1) budget.succeeded();
    expect(taken(budget, 50)).toBe(10);
  });
});
