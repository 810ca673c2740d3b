import { Counter, Histogram, type Registry } from 'prom-client';
import { ERROR_CODES } from '../../../faults/codes.js';
import type { OnOperation } from '../operation-log.js';
import { BoundedNames, OTHER } from './bounded-names.js';

/** Operation names; with trusted documents callers cannot choose them. */
const MAX_NAMES = 50;
const MAX_TRUSTED_NAMES = 200;

/** In seconds. */
const DURATION_BUCKETS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const KNOWN_CODES: ReadonlySet<string> = new Set(ERROR_CODES);

/** Counts operations by name, kind, outcome and code, and measures their durations. */
export function createOperationMetrics(registry: Registry, hasTrustedDocuments: boolean): OnOperation {
  const names = new BoundedNames(hasTrustedDocuments ? MAX_TRUSTED_NAMES : MAX_NAMES);
  const operations = new Counter({
    name: 'graphql_operations_total',
    help: 'Operations that ended. error_type is the code of the first error.',
    labelNames: ['graphql_operation_name', 'graphql_operation_type', 'outcome', 'error_type'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'From the parsed request to the complete result.',
    labelNames: ['graphql_operation_name', 'graphql_operation_type'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  return ({ name, kind, outcome, codes, durationMs }) => {
    const graphql_operation_name = name === null ? '' : names.bound(name);
    const graphql_operation_type = kind ?? '';
    durations.observe({ graphql_operation_name, graphql_operation_type }, durationMs / 1000);
    operations.inc({ graphql_operation_name, graphql_operation_type, outcome, error_type: toErrorType(codes) });
  };
}

/** Empty without an error, which Prometheus treats as an absent label. */
function toErrorType([code]: readonly unknown[]): string {
  if (code === undefined) return '';
  return typeof code === 'string' && KNOWN_CODES.has(code) ? code : OTHER;
}
