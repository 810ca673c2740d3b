import {
  isNonNullType,
  locatedError,
  responsePathAsArray,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { buildResolveInfo, type ExecutionContext } from 'graphql/execution/execute.js';

export type Path = GraphQLResolveInfo['path'];
export type VariableValues = ExecutionContext['variableValues'];

/** A valid operation with its schema and the fragments of its document. */
export type Operation = Pick<ExecutionContext, 'schema' | 'operation' | 'fragments'>;

/** A field that is selected on a type, by several nodes when they have one response name. */
export interface SelectedField {
  /** With its type, for messages. */
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** @throws {GraphQLError} for a directive whose arguments are invalid */
  findSelection(type: GraphQLObjectType, execution: Execution): { readonly execute: CompleteValue };
}

/** Makes a resolved value a value of the response. */
export type CompleteValue = (execution: Execution, value: unknown, path: Path) => unknown;

/** One run of an operation, and its errors. */
export class Execution {
  private readonly errors: GraphQLError[] = [];
  private readonly nulledPaths = new Set<Path | undefined>();

  constructor(readonly context: Operation & Pick<ExecutionContext, 'rootValue' | 'contextValue' | 'variableValues'>) {}

  /** @param path of the field, or of an entry of its lists */
  createInfo({ nodes, parentType, definition }: SelectedField, path: Path): GraphQLResolveInfo {
    let fieldPath = path;
    while (typeof fieldPath.key === 'number' && fieldPath.prev) fieldPath = fieldPath.prev;
    return buildResolveInfo(this.context as ExecutionContext, definition, nodes, parentType, fieldPath);
  }

  /**
   * Makes a value null because of an error, and reports it.
   *
   * @throws {GraphQLError} where null is not allowed, so that the parent becomes null
   */
  handleFieldError(type: GraphQLOutputType, nodes: readonly FieldNode[], path: Path, error: unknown): null {
    const located = locatedError(error, nodes, responsePathAsArray(path));
    if (isNonNullType(type)) throw located;
    this.addError(located, path);
    return null;
  }

  /** Ignores an error at or below a path that is null already, because its field is not part of the response. */
  addError(error: GraphQLError, path: Path | undefined): void {
    for (let at = path; at !== undefined; at = at.prev) if (this.nulledPaths.has(at)) return;
    if (this.nulledPaths.has(undefined)) return;
    this.nulledPaths.add(path);
    this.errors.push(error);
  }

  toResult(data: unknown): ExecutionResult {
    return (this.errors.length === 0 ? { data } : { errors: this.errors, data }) as ExecutionResult;
  }
}
