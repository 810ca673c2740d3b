import type { DocumentNode } from 'graphql';
import type { LimitsConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { JsonObject } from '../../shared/json.js';
import type { CalculateCost } from './calculate-cost.js';
import { measureDocument } from './measure-document.js';
import { measureVariables } from './measure-variables.js';

export type Limits = Omit<LimitsConfig, 'bodyBytes'>;

const MAX_DIRECTIVES = 50;
const MAX_VARIABLES_DEPTH = 50;
/** Ten for each of 500 references. More cost graphql-js time and nobody has use for them: it quotes them all in a mistake. */
const MAX_VARIABLE_ENTRIES = 5_000;

/**
 * Judges a document by its text alone. Goes before validation, which takes time by the square of what it is given.
 *
 * @throws {Fault} `OPERATION_TOO_COMPLEX` naming the limit and the figure; `GRAPHQL_VALIDATION_FAILED` for a fragment that
 * includes itself
 */
export function enforceDocumentLimits(document: DocumentNode, limits: Limits): void {
  const { depth, aliases, rootFields, directives } = measureDocument(document);
  enforceMax(limits.rootFields, rootFields, 'number of root fields');
  enforceMax(limits.depth, depth, 'depth');
  enforceMax(limits.aliases, aliases, 'number of aliases');
  enforceMax(MAX_DIRECTIVES, directives, 'number of directives');
}

/**
 * Judges what is about to run. How long its variables may be is decided with the body they come in.
 *
 * @param calculateCost the operation with these variables; not asked when they alone are too much
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
