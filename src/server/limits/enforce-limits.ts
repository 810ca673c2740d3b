import type { DocumentNode } from 'graphql';
import type { LimitsConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { JsonObject } from '../../shared/json.js';
import type { CalculateCost } from './calculate-cost.js';
import { measureDocument } from './measure-document.js';
import { measureVariables } from './measure-variables.js';
import { rejectConditionalSubscription } from './reject-conditional-subscription.js';

export type Limits = Omit<LimitsConfig, 'bodyBytes'>;

const MAX_DIRECTIVES = 50;
const MAX_VARIABLES_DEPTH = 50;
/** Ten per entry of a bulk mutation with 500 references. More make graphql-js slow, which quotes all of them in an error. */
const MAX_VARIABLE_ENTRIES = 5_000;

/**
 * Enforces the limits that need no schema. Call it before validation, whose time grows with the square of the document.
 *
 * @throws {Fault} `OPERATION_TOO_COMPLEX` with the limit and the actual value; `GRAPHQL_VALIDATION_FAILED` for a fragment
 * that spreads itself, and see `rejectConditionalSubscription`
 */
export function enforceDocumentLimits(document: DocumentNode, limits: Limits): void {
  const { depth, aliases, rootFields, directives } = measureDocument(document);
  enforceMax(limits.rootFields, rootFields, 'number of root fields');
  enforceMax(limits.depth, depth, 'depth');
  enforceMax(limits.aliases, aliases, 'number of aliases');
  enforceMax(MAX_DIRECTIVES, directives, 'number of directives');
  rejectConditionalSubscription(document);
}

/**
 * Enforces the limits of an operation with its variables. The body limit bounds the length of the variables.
 *
 * @param calculateCost estimates the operation with these variables; not called when they alone exceed a limit
 * @returns the points it is charged
 * @throws {Fault} `OPERATION_TOO_COMPLEX` naming the limit and the figure
 */
export function enforceOperationLimits(variables: JsonObject, calculateCost: CalculateCost, limits: Limits): number {
  const { entries, depth } = measureVariables(variables);
  enforceMax(MAX_VARIABLE_ENTRIES, entries, 'number of entries in the variables');
  enforceMax(MAX_VARIABLES_DEPTH, depth, 'nesting of the variables');
  const cost = calculateCost(variables);
  enforceMax(limits.complexity, cost, 'complexity');
  return cost;
}

function enforceMax(limit: number, actual: number, quantity: string): void {
  if (actual <= limit) return;
  throw new Fault('OPERATION_TOO_COMPLEX', `The ${quantity} of this operation is ${actual}; the limit is ${limit}.`);
}
