import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../src/faults/fault.js';
import { toFieldTypes, toFieldValue } from '../../../../src/graph/pagerduty/incident-types/custom-field.map.js';

const mapValue = (dataType: string, fieldType: string, value: unknown) =>
  toFieldValue(value, toFieldTypes({ id: 'PF1', name: 'field', data_type: dataType, field_type: fieldType }));

describe('the value of a custom field', () => {
  test.each([
    ['boolean', 'single_value', false, false],
    ['integer', 'single_value', 9_007_199_254_740_993n, 9_007_199_254_740_993n],
    ['float', 'single_value', 0.5, 0.5],
    ['datetime', 'single_value', '2026-03-01T12:00:00+02:00', '2026-03-01T10:00:00.000Z'],
    ['url', 'single_value', 'https://example.com/', 'https://example.com/'],
    ['string', 'multi_value', ['a', 'b'], ['a', 'b']],
    ['string', 'single_value_fixed', null, null],
    ['colour', 'triple_value', { red: 1 }, { red: 1 }],
  ])('%s %s is returned as the type requires', (dataType, fieldType, value, expected) => {
    expect(mapValue(dataType, fieldType, value)).toEqual(expected);
  });

  test.each([
    ['boolean', 'single_value', 'true'],
    ['integer', 'single_value', 1.5],
    ['float', 'single_value', '1'],
    ['datetime', 'single_value', 'soon'],
    ['string', 'single_value', { value: 'wrapped' }],
    ['string', 'multi_value_fixed', 'a'],
    ['string', 'multi_value', ['a', 1]],
  ])('%s %s of another type is an error in its place', (dataType, fieldType, value) => {
    expect(mapValue(dataType, fieldType, value)).toBeInstanceOf(Fault);
  });
});
