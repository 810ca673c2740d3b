import { asNonEmptyString, isObject } from '../../shared/json.js';
import { keepReadable, countOmitted } from '../transport/partial-list.js';
import type { UpstreamResponse } from '../transport/upstream-response.js';
import { createUnreadableFault, decodeUnpagedResult } from './envelope.js';
import type { WireAlertType, WireFilterOption } from './wire.js';

/**
 * The alert types of all products, in one list. The response maps each product to its types; null is an empty map
 * (docs/upstream-quirks.md, quirk 98).
 *
 * @throws Fault as `openEnvelope` does; `UPSTREAM_BAD_RESPONSE` when no entry can be read
 */
export function decodeAlertTypes(response: UpstreamResponse): readonly WireAlertType[] {
  const products = decodeUnpagedResult(response, isProductMap) ?? {};
  const entries = Object.entries(products).flatMap(([product, types]) =>
    (Array.isArray(types) ? types : [types]).map((type: unknown) => (isObject(type) ? { ...type, product } : type)),
  );
  const readable = keepReadable(entries, isAlertType);
  if (readable.length === 0 && countOmitted(readable) > 0) throw createUnreadableFault(response);
  return readable;
}

function isProductMap(value: unknown): value is Readonly<Record<string, unknown>> | null | undefined {
  return value === null || value === undefined || isObject(value);
}

/** All filters of a type must be readable, because they decide which ones a policy may have. */
function isAlertType(value: unknown): value is WireAlertType {
  if (!isObject(value) || asNonEmptyString(value['type']) === undefined) return false;
  const options = value['filter_options'];
  return options === null || options === undefined || (Array.isArray(options) && options.every(isFilterOption));
}

function isFilterOption(value: unknown): value is WireFilterOption {
  return isObject(value) && asNonEmptyString(value['Key']) !== undefined;
}
