import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type SelectionSetNode,
} from 'graphql';
import { Fault } from '../../faults/fault.js';

const CONDITIONS: ReadonlySet<string> = new Set([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);

/**
 * Rejects subscriptions whose root field depends on a condition. The specification will forbid them; a validation rule of
 * graphql-js throws on such a variable instead of reporting it.
 *
 * @throws {Fault} `GRAPHQL_VALIDATION_FAILED`
 */
export function rejectConditionalSubscription({ definitions }: DocumentNode): void {
  const seen = new Set<string>();
  const check = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.directives?.some(({ name }) => CONDITIONS.has(name.value))) throw createConditionFault();
      if (selection.kind === Kind.INLINE_FRAGMENT) check(selection.selectionSet);
      if (selection.kind === Kind.FRAGMENT_SPREAD) checkFragment(selection.name.value);
    }
  };
  const checkFragment = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const one of definitions)
      if (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name) check(one.selectionSet);
  };
  for (const one of definitions)
    if (one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.SUBSCRIPTION)
      check(one.selectionSet);
}

function createConditionFault(): Fault {
  return new Fault(
    'GRAPHQL_VALIDATION_FAILED',
    'The field of a subscription must not have @skip or @include. Use two operations instead.',
  );
}
