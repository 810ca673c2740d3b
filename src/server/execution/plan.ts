import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo } from 'graphql';
import type { ExecutionContext } from 'graphql/execution/execute.js';

export type Path = GraphQLResolveInfo['path'];
export type VariableValues = GraphQLResolveInfo['variableValues'];

/** A valid operation with its schema and the fragments of its document. */
export type Operation = Pick<ExecutionContext, 'schema' | 'operation' | 'fragments'>;

/** An operation with all that is planned of it. */
export interface OperationPlan extends Operation {
  plannedFields: number;
}

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

/** Makes a resolved value a value of the response. Only leaves need no path. */
export type CompleteValue = (execution: Execution, value: unknown, path?: Path) => unknown;

/** A type whose values become part of the response: that of a field, or of the entries of its list. */
export interface ValuePlan {
  readonly type: GraphQLOutputType;
  readonly nodes: readonly FieldNode[];
  readonly complete: CompleteValue;
}

/** As much of a field as its values depend on. */
export interface SelectedField {
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** @throws {GraphQLError} for a directive whose arguments are invalid */
  readonly findSelection: (type: GraphQLObjectType, variableValues: VariableValues) => SelectionPlan;
}

/** A field of a response, with everything about it that does not depend on the request. */
export interface FieldPlan extends ValuePlan, SelectedField {
  readonly responseName: string;
  /** Neither arguments nor a resolver. */
  readonly isProperty: boolean;
  /** A scalar or an enum, not in a list. */
  readonly isLeaf: boolean;
  readonly readArguments: (variableValues: VariableValues) => Record<string, unknown>;
}
