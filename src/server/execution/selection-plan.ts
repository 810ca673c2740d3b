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
import { createCompleteValue, isObjectLike, isPromise, settleValue } from './complete-value.js';
import type { Execution, Operation, Path, SelectedField } from './execution.js';

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
  constructor(
    operation: PlannedOperation,
    type: GraphQLObjectType,
    collected: ReadonlyMap<string, readonly FieldNode[]>,
  ) {
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

  /** Executes one field after the other, as those of a mutation. */
  async executeSerially(execution: Execution, source: unknown): Promise<unknown> {
    const results = createResult();
    // oxlint-disable-next-line no-await-in-loop -- one field follows the other
    for (const field of this.fields) results[field.responseName] = await field.execute(execution, source, undefined);
    return results;
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
  /** Neither arguments nor a resolver. */
  private readonly isProperty: boolean;
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
    const { type, resolve, args } = this.definition;
    this.type = type;
    this.name = `${parentType.name}.${this.definition.name}`;
    this.isProperty = !resolve && args.length === 0;
    this.readArguments = createReadArguments(this.definition, node);
    this.complete = createCompleteValue(type, this);
  }

  execute(execution: Execution, source: unknown, parent: Path | undefined): unknown {
    const { definition, parentType, responseName } = this;
    if (definition === TypeNameMetaFieldDef) return parentType.name;
    const path = addPath(parent, responseName, parentType.name);
    try {
      return settleValue(execution, this, this.resolve(execution, source, path), path);
    } catch (error) {
      return execution.handleFieldError(this.type, this.nodes, path, error);
    }
  }

  private resolve(execution: Execution, source: unknown, path: Path): unknown {
    const { name, resolve = defaultFieldResolver } = this.definition;
    const { contextValue, variableValues } = execution.context;
    // Most fields are properties, for which the default resolver needs neither arguments nor info.
    if (this.isProperty && isObjectLike(source)) {
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

type ReadArguments = (variableValues: GraphQLResolveInfo['variableValues']) => Record<string, unknown>;

/** Coerces constants once. Not those that are objects, because a resolver may change them. */
function createReadArguments(definition: SelectedField['definition'], node: FieldNode): ReadArguments {
  const read: ReadArguments = (variableValues) => getArgumentValues(definition, node, variableValues);
  if (node.arguments?.some(({ value }) => VARYING_KINDS.has(value.kind))) return read;
  let constants: Record<string, unknown> | undefined;
  return (variableValues) => {
    constants ??= read(variableValues);
    return Object.values(constants).some(isObjectLike) ? read(variableValues) : { ...constants };
  };
}
