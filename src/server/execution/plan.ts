import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo } from 'graphql';
import type { ExecutionContext } from 'graphql/execution/execute.js';

export type Path = GraphQLResolveInfo['path'];
export type VariableValues = GraphQLResolveInfo['variableValues'];

/** A valid operation with its schema and the fragments of its document. */
export type Operation = Pick<ExecutionContext, 'schema' | 'operation' | 'fragments'>;

/** One run of an operation. */
export interface Execution extends Operation, Pick<ExecutionContext, 'rootValue' | 'contextValue' | 'variableValues'> {
  readonly collectedErrors: Pick<ExecutionContext['collectedErrors'], 'add'>;
}

/** The fields that are selected on an object of one type, in the order of the response. */
export interface SelectionPlan {
  readonly fields: readonly FieldPlan[];
  /** Makes the object that these fields go into. */
  readonly createResult: () => Record<string, unknown>;
}

/** A type whose values become part of the response: that of a field, or of the entries of its list. */
export interface ValuePlan {
  readonly type: GraphQLOutputType;
  /** Where the value is selected. */
  readonly nodes: readonly FieldNode[];
  /** Makes a resolved value a value of the response. Leaves need neither path nor info. */
  readonly complete: (execution: Execution, value: unknown, path?: Path, info?: GraphQLResolveInfo) => unknown;
}

/** A field of a response, with everything about it that does not depend on the request. */
export interface FieldPlan extends ValuePlan {
  readonly responseName: string;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** A scalar or an enum without arguments and without a resolver. */
  readonly isProperty: boolean;
  readonly readArguments: (variableValues: VariableValues) => Record<string, unknown>;
}
