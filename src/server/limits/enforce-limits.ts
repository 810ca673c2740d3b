import type { DocumentNode } from 'graphql';
import type { LimitsConfig } from '../../config/config.js';
import { Fault } from '../../faults/fault.js';
import type { JsonObject } from '../../shared/json.js';
import type { CostOf } from './calculate-cost.js';
import { shapeOf } from './measure-document.js';
import { weigh } from './measure-variables.js';

export type Limits = Omit<LimitsConfig, 'bodyBytes'>;

const MOST_DIRECTIVES = 50;
const DEEPEST_VARIABLES = 50;
/** Ten for each of 500 references. More cost graphql-js time and nobody has use for them: it quotes them all in a mistake. */
const MOST_VARIABLES = 5_000;

/**
 * Judges a document by its text alone. Goes before validation, which takes time by the square of what it is given.
 *
 * @throws {Fault} `OPERATION_TOO_COMPLEX` naming the limit and the figure; `GRAPHQL_VALIDATION_FAILED` for a fragment that
 * includes itself
 */
export function judgeDocument(document: DocumentNode, limits: Limits): void {
  const { depth, aliases, rootFields, directives } = shapeOf(document);
  atMost(limits.rootFields, rootFields, 'number of root fields');
  atMost(limits.depth, depth, 'depth');
  atMost(limits.aliases, aliases, 'number of aliases');
  atMost(MOST_DIRECTIVES, directives, 'number of directives');
}

/**
 * Judges what is about to run. How long its variables may be is decided with the body they come in.
 *
 * @param costOf the operation with these variables; not asked when they alone are too much
 * @returns the points it is charged
 * @throws {Fault} `OPERATION_TOO_COMPLEX` naming the limit and the figure
 */
export function judgeOperation(variables: JsonObject, costOf: CostOf, limits: Limits): number {
  const { entries, nesting } = weigh(variables);
  atMost(MOST_VARIABLES, entries, 'number of entries in the variables');
  atMost(DEEPEST_VARIABLES, nesting, 'nesting of the variables');
  const cost = costOf(variables);
  atMost(limits.complexity, cost, 'complexity');
  return cost;
}

function atMost(limit: number, figure: number, what: string): void {
  if (figure <= limit) return;
  throw new Fault('OPERATION_TOO_COMPLEX', `The ${what} of this operation is ${figure}; the limit is ${limit}.`);
}
