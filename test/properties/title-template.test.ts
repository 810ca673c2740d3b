import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Fault } from '../../src/faults/fault.js';
import { renderTitle } from '../../src/graph/pagerduty/incidents/trigger/title-template.js';
import { propertyRuns } from './property-runs.js';

const name = fc.stringMatching(/^[A-Z0-9_]{1,12}$/);
/** Values with the characters of placeholders and replacement patterns. */
const value = fc.oneof(fc.string(), fc.constantFrom('$&', '$1', '$$', '{MSG}', '{', '}', '{{MSG}}', '\\'));
const values = fc.uniqueArray(fc.record({ name, value }), { minLength: 1, maxLength: 5, selector: (one) => one.name });
/** Text without a placeholder. */
const plain = fc.string().map((text) => `x${text.replaceAll(/[{}]/g, '')}`);

describe('the title of an incident', () => {
  test('has each value at its name, unchanged and once', () => {
    const property = fc.property(plain, values, (text, given) => {
      const title = given.reduce((before, one) => `${before}{${one.name}}${text}`, text);
      const filled = given.reduce((before, one) => `${before}${one.value}${text}`, text);
      expect(renderTitle(title, given)).toBe(filled);
    });
    fc.assert(property, propertyRuns(80));
  });

  test('keeps a name without a value, and any other braces', () => {
    const property = fc.property(fc.string(), values, (text, given) => {
      const title = `x${text}`;
      fc.pre(!given.some((one) => title.includes(`{${one.name}}`)));
      expect(renderTitle(title, given)).toBe(title);
    });
    fc.assert(property, propertyRuns(80));
  });

  test('is refused when it is blank', () => {
    const blank = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\u00a0') });
    const property = fc.property(blank, blank, (before, given) => {
      expect(() => renderTitle(`${before}{MSG}`, [{ name: 'MSG', value: given }])).toThrow(Fault);
    });
    fc.assert(property, propertyRuns(50));
  });

  test('accepts only names in upper case, each once', () => {
    const property = fc.property(fc.string(), values, (odd, given) => {
      const [first] = given;
      if (!/^[A-Z0-9_]+$/.test(odd)) {
        expect(() => renderTitle('x', [...given, { name: odd, value: '' }])).toThrow(/upper-case/);
      }
      if (first) expect(() => renderTitle('x', [...given, first])).toThrow(/twice/);
    });
    fc.assert(property, propertyRuns(80));
  });

  test('takes time in proportion to its parts, whatever their product', () => {
    const before = process.cpuUsage();
    for (let round = 0; round < 10; round += 1) {
      const huge = [{ name: 'A', value: '\u{1F525}'.repeat(50_000) }];
      expect(() => renderTitle('{A}'.repeat(20_000), huge)).toThrow(/at most 1024 characters/);
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});
