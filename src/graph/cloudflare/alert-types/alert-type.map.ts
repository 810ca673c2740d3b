import { asString, isObject, isString } from '../../../shared/json.js';
import type { WireAlertType, WireFilterOption, WireFilterValue } from '../../../upstream/cloudflare/wire.js';
import { mapNestedList } from '../../core/mapping/nested-value.js';
import type { AlertFilter, AlertType } from './alert-type.type.js';

/**
 * Filters without which Cloudflare refuses a policy, although their `Range` marks them as optional (docs/upstream-quirks.md,
 * quirk 92). Only types for which this was seen.
 */
const REQUIRED_DESPITE_RANGE: Readonly<Partial<Record<string, readonly string[]>>> = {
  billing_usage_alert: ['product', 'limit'],
  http_alert_origin_error: ['zones', 'slo'],
};

export function toAlertType(wire: WireAlertType): AlertType {
  return {
    type: wire.type,
    name: wire.display_name ?? null,
    description: wire.description ?? null,
    product: wire.product,
    filters: (wire.filter_options ?? []).map((option) => toFilter(wire.type, option)),
  };
}

function toFilter(alertType: string, option: WireFilterOption): AlertFilter {
  const { AvailableValues: values } = option;
  return {
    key: option.Key,
    isRequired: isRequiredFilter(alertType, option),
    operator: asString(option.ComparisonOperator) ?? null,
    range: asString(option.Range) ?? null,
    values: values
      ? mapNestedList(values, isFilterValue, ({ ID, Description }) => ({
          value: ID,
          description: asString(Description) ?? null,
        }))
      : null,
  };
}

function isFilterValue(value: unknown): value is WireFilterValue {
  return isObject(value) && isString(value['ID']);
}

/** Whether a policy of this alert type needs the filter. */
export function isRequiredFilter(alertType: string, { Key: key, Range: range }: WireFilterOption): boolean {
  return asString(range)?.startsWith('1') || (REQUIRED_DESPITE_RANGE[alertType]?.includes(key) ?? false);
}
