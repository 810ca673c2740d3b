import {
  defaultFieldResolver,
  getArgumentValues,
  Kind,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { getFieldDef } from 'graphql/execution/execute.js';
import { addPath } from 'graphql/jsutils/Path.js';
import { promiseReduce } from 'graphql/jsutils/promiseReduce.js';
import { createCompleteValue, isObjectLike, isPromise, settleValue, whenResolved } from './complete-value.js';
import type { Execution, Operation, Path, SelectedField, VariableValues } from './execution.js';

type Result = Record<string, unknown>;
type Method = (args: object, context: unknown, info: GraphQLResolveInfo) => unknown;

/** An operation of which fields are planned. */
export interface PlannedOperation extends Operation {
  /** Number of fields in all plans. */
  fieldCount: number;
}

/** The fields that are selected on objects of one type, in the order of the response. */
export class SelectionPlan {
  private readonly fields: readonly FieldPlan[];

  /** @param collected fields by their response names */
  constructor(operation: PlannedOperation, type: GraphQLObjectType, collected: Map<string, readonly FieldNode[]>) {
    operation.fieldCount += collected.size;
    this.fields = [...collected].map(([name, nodes]) => new FieldPlan(operation, type, name, nodes));
  }

  /** Executes all fields at once. */
  execute(execution: Execution, source: unknown, path?: Path): unknown {
    const results = createResult();
    let pending: string[] | undefined;
    try {
      for (const field of this.fields) {
        const result = field.execute(execution, source, path);
        results[field.responseName] = result;
        if (isPromise(result)) (pending ??= []).push(field.responseName);
      }
    } catch (error) {
      if (!pending) throw error;
      return settleResults(results, pending).finally(() => {
        throw error;
      });
    }
    return pending ? settleResults(results, pending) : results;
  }

  /** Executes one field after the other, as those of a mutation. Each starts as soon as in graphql-js. */
  executeSerially(execution: Execution, source: unknown): unknown {
    const executeNext = (results: Result, field: FieldPlan) =>
      whenResolved(field.execute(execution, source, undefined), (result) =>
        Object.assign(results, { [field.responseName]: result }),
      );
    return promiseReduce(this.fields, executeNext, createResult());
  }
}

/** An empty prototype, so that `__proto__` is a name like any other. V8 keeps objects of `Object.create(null)` as hash tables. */
const NO_PROTOTYPE: object = Object.freeze(Object.create(null));

const createResult = () => Object.create(NO_PROTOTYPE) as Result;

function settleResults(results: Result, pending: readonly string[]): Promise<Result> {
  return Promise.all(pending.map((name) => results[name])).then((values) => {
    for (const [index, name] of pending.entries()) results[name] = values[index];
    return results;
  });
}

/** A field of a response, with everything about it that does not depend on the request. */
class FieldPlan implements SelectedField {
  readonly name: string;
  readonly definition: SelectedField['definition'];
  readonly type;
  readonly complete;
  private readonly readArguments;
  private readonly selections = new Map<GraphQLObjectType, SelectionPlan>();

  constructor(
    private readonly operation: PlannedOperation,
    readonly parentType: GraphQLObjectType,
    readonly responseName: string,
    readonly nodes: readonly FieldNode[],
  ) {
    const [node] = nodes as [FieldNode];
    // Validation guarantees that the field exists.
    this.definition = getFieldDef(operation.schema, parentType, node) as typeof this.definition;
    this.type = this.definition.type;
    this.name = `${parentType.name}.${this.definition.name}`;
    this.readArguments = createReadArguments(this.definition, node);
    this.complete = createCompleteValue(this.type, this);
  }

  execute(execution: Execution, source: unknown, parent: Path | undefined): unknown {
    if (this.definition === TypeNameMetaFieldDef) return this.parentType.name;
    const path = addPath(parent, this.responseName, this.parentType.name);
    try {
      return settleValue(execution, this, this.resolve(execution, source, path), path);
    } catch (error) {
      return execution.handleFieldError(this.type, this.nodes, path, error);
    }
  }

  private resolve(execution: Execution, source: unknown, path: Path): unknown {
    const { name, args, resolve = defaultFieldResolver } = this.definition;
    const { contextValue, variableValues } = execution.context;
    // Most fields are properties, for which the default resolver needs neither arguments nor info.
    if (resolve === defaultFieldResolver && args.length === 0 && isObjectLike(source)) {
      const value = source[name];
      if (typeof value !== 'function') return value;
      return (source as Record<string, Method>)[name]?.({}, contextValue, execution.createInfo(this, path));
    }
    return resolve(source, this.readArguments(variableValues), contextValue, execution.createInfo(this, path));
  }

  findSelection(type: GraphQLObjectType, { context }: Execution): SelectionPlan {
    const planned = this.selections.get(type);
    if (planned) return planned;
    const { schema, fragments, variableValues } = context;
    const collected = collectSubfields(schema, fragments, variableValues, type, this.nodes);
    const selection = new SelectionPlan(this.operation, type, collected);
    this.selections.set(type, selection);
    return selection;
  }
}

const VARYING_KINDS: ReadonlySet<Kind> = new Set([Kind.VARIABLE, Kind.LIST, Kind.OBJECT]);

/** Coerces constants once. Not those that are objects, because a resolver may change them. */
function createReadArguments(definition: SelectedField['definition'], node: FieldNode) {
  const read = (variableValues: VariableValues) => getArgumentValues(definition, node, variableValues);
  if (node.arguments?.some(({ value }) => VARYING_KINDS.has(value.kind))) return read;
  let constants: Record<string, unknown> | undefined;
  return (variableValues: VariableValues) => {
    constants ??= read(variableValues);
    return Object.values(constants).some(isObjectLike) ? read(variableValues) : { ...constants };
  };
}
