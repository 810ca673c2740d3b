import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { seededRandom, type RandomSource } from './random-operation.js';

/** What one execution has; two with the same seed meet the same values at the same paths. */
export interface RandomContext {
  readonly seed: number;
  /** How likely something goes wrong. */
  readonly trouble: number;
  /** What was called, in order. */
  readonly calls: string[];
}

/** What a scalar may resolve to, valid or not. */
export type ResolvedValues = Readonly<Record<string, readonly unknown[]>>;

/** Where an object comes from, and of what type it is. */
const ID = Symbol('id');
const TYPE = Symbol('type');

/** Anything may stand in its place. */
interface Source {
  readonly [ID]?: string;
  readonly [TYPE]?: string;
}

const { imul } = Math;

function hash(text: string, seed: number): number {
  let value = seed ^ 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) value = imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}

/** Waits for so many turns of the microtask queue. */
async function ticks(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await Promise.resolve();
}

const WRONG_TYPE_NAMES = [null, undefined, 'Nowhere', 'String', 'Query', 7];

/** Gives fields random results of every kind. Some fields stay without a resolver, so that properties are read. */
export function addRandomResolvers(schema: GraphQLSchema, resolved: ResolvedValues): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) addTypeResolver(type);
    if (!isObjectType(type)) continue;
    if (hash(type.name, 3) % 3 === 0 && !hasOwnTypeCheck(type)) addTypeCheck(type);
    for (const field of Object.values(type.getFields())) addResolver(schema, type, field, resolved);
  }
  return schema;
}

const hasOwnTypeCheck = (type: GraphQLObjectType) => Boolean(type.isTypeOf);

const contextOf = (context: unknown) => context as RandomContext;

function addTypeCheck(type: GraphQLObjectType): void {
  type.isTypeOf = (source, context, info) => {
    const { [ID]: id = '', [TYPE]: typeName } = source as Source;
    const { seed, trouble, calls } = contextOf(context);
    calls.push(`isTypeOf ${type.name} ${id} ${responsePathAsArray(info.path).join('.')}`);
    const random = seededRandom(hash(`${id} is ${type.name}`, seed));
    const isRight = random.next() < trouble / 4 ? typeName !== type.name : typeName === type.name;
    if (random.next() < trouble / 8) throw new Error(`isTypeOf ${type.name}`);
    return random.next() < 0.3 ? ticks(Math.floor(random.next() * 3)).then(() => isRight) : isRight;
  };
}

/** A third of the abstract types have none; `__typename` or `isTypeOf` identify their objects. */
function addTypeResolver(type: GraphQLAbstractType): void {
  if (hash(type.name, 5) % 3 === 0) {
    type.resolveType = undefined;
    return;
  }
  type.resolveType = (source: unknown, context: unknown, info) => {
    const { [ID]: id = '', [TYPE]: typeName } = source as Source;
    const { seed, trouble, calls } = contextOf(context);
    calls.push(`resolveType ${type.name} ${id} ${info.fieldName} ${responsePathAsArray(info.path).join('.')}`);
    const random = seededRandom(hash(`${id} in ${type.name}`, seed));
    const wrong = WRONG_TYPE_NAMES[Math.floor(random.next() * WRONG_TYPE_NAMES.length)];
    const name = random.next() < trouble / 4 ? (wrong as string) : typeName;
    if (random.next() < trouble / 8) throw new Error(`resolveType ${type.name}`);
    return random.next() < 0.3 ? ticks(Math.floor(random.next() * 3)).then(() => name) : name;
  };
}

function addResolver(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  resolved: ResolvedValues,
): void {
  const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
  if (!isRoot && hash(`${type.name}.${field.name}`, 7) % 2 === 0) {
    delete field.resolve;
    return;
  }
  field.resolve = (source, args, context, info) => {
    const { seed, calls } = contextOf(context);
    const id = `${(source as Source | undefined)?.[ID] ?? ''}.${String(info.path.key)}`;
    calls.push(describeCall(id, args, info));
    const value = new RandomValues(schema, contextOf(context), resolved).make(field.type, id);
    // A resolver may change its arguments; nobody else sees that.
    for (const name of Object.keys(args)) if (hash(id + name, seed) % 4 === 0) args[name] = 'changed';
    return value;
  };
}

function describeCall(id: string, args: unknown, info: GraphQLResolveInfo): string {
  const { fieldName, fieldNodes, parentType, returnType, path, variableValues, operation, fragments, rootValue } = info;
  const positions = fieldNodes.map(({ loc }) => loc?.start).join();
  const document = `${String(operation.loc?.start)} ${Object.keys(fragments).join()} ${String(rootValue)}`;
  const where = `${responsePathAsArray(path).join('.')} ${String(path.typename)} ${parentType.name}.${fieldName}`;
  return `${id} ${where}: ${String(returnType)} ${positions} ${document} ${show(args)} ${show(variableValues)}`;
}

const show = (value: unknown) =>
  JSON.stringify(value, (_key, part: unknown) => (part === undefined ? 'undefined' : part));

class RandomValues {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly context: RandomContext,
    private readonly resolved: ResolvedValues,
  ) {}

  /** What a resolver of this type returns, or throws. */
  make(type: GraphQLOutputType, id: string): unknown {
    const random = seededRandom(hash(id, this.context.seed));
    const { trouble } = this.context;
    const delay = random.next();
    if (delay > 0.35) return this.now(type, id, random, trouble);
    // Mostly a few, so that many end at once; some outlast everything around them.
    const count = Math.floor(random.next() < 0.2 ? random.next() * 20 : random.next() * 4);
    if (delay < 0.01)
      return {
        // oxlint-disable-next-line unicorn/no-thenable -- graphql-js takes it for a promise
        then: (onDone?: (value: unknown) => unknown, onFail?: (error: unknown) => unknown) =>
          ticks(count)
            .then(() => this.now(type, id, random, trouble))
            .then(onDone, onFail),
      };
    return ticks(count).then(() => this.now(type, id, random, trouble));
  }

  private now(type: GraphQLOutputType, id: string, random: RandomSource, trouble: number): unknown {
    const roll = random.next() / trouble;
    if (roll < 0.2) throw this.mistake(id, random);
    if (roll < 0.3) return new Error(`returned ${id}`);
    if (roll < 0.4) return null;
    if (roll < 0.45) return undefined;
    return this.value(isNonNullType(type) ? type.ofType : type, id, random, trouble);
  }

  private mistake(id: string, random: RandomSource): unknown {
    const roll = random.next();
    if (roll < 0.4) return new Error(`thrown ${id}`);
    if (roll < 0.6) return new GraphQLError(`thrown ${id}`, { extensions: { code: 'TEAPOT' } });
    if (roll < 0.7) return new GraphQLError(`elsewhere ${id}`, { path: ['elsewhere', id] });
    if (roll < 0.8) return `a text ${id}`;
    return roll < 0.9 ? undefined : { message: id };
  }

  private value(type: GraphQLOutputType, id: string, random: RandomSource, trouble: number): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, id, random, trouble);
    if (random.next() < trouble / 10) return 'out of place';
    if (isListType(type)) return this.list(type.ofType, id, random, trouble);
    if (isLeafType(type)) {
      const values = isEnumType(type)
        ? [...type.getValues().map(({ value }) => value as unknown), random.next() < trouble ? 'none' : 'LOW']
        : (this.resolved[type.name] ?? []);
      return values[Math.floor(random.next() * values.length)];
    }
    const named = getNamedType(type);
    const possible = isAbstractType(named) ? this.schema.getPossibleTypes(named) : [named as GraphQLObjectType];
    const runtimeType = possible[Math.floor(random.next() * possible.length)];
    return runtimeType && this.source(runtimeType, id);
  }

  private list(type: GraphQLOutputType, id: string, random: RandomSource, trouble: number): unknown {
    const length = Math.floor(random.next() * 4);
    const entry = (index: number): unknown => {
      try {
        return this.make(type, `${id}.${index}`);
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
    };
    const roll = random.next();
    if (roll < 0.1) return iterate(length, entry, random.next() < trouble);
    const entries = Array.from({ length }, (_, index) => entry(index));
    return roll < 0.2 ? new Set(entries) : entries;
  }

  /** An object whose properties are values, promises or functions, or throw. */
  private source(type: GraphQLObjectType, id: string): object {
    const fields = type.getFields();
    const target: Source = { [ID]: id, [TYPE]: type.name };
    return new Proxy(target, {
      get: (_target, name) => {
        if (name === '__typename') return hash(`${id} name`, this.context.seed) % 20 === 0 ? 7 : type.name;
        const field = typeof name === 'string' && Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (!field) return Reflect.get(target, name) as unknown;
        this.context.calls.push(`read ${id}/${String(name)}`);
        return this.property(field, `${id}/${field.name}`);
      },
    });
  }

  private property(field: GraphQLField<unknown, unknown>, id: string): unknown {
    if (hash(id, this.context.seed) % 12 !== 0) return this.make(field.type, id);
    return (args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
      this.context.calls.push(describeCall(id, args, info));
      return this.make(field.type, id);
    };
  }
}

function* iterate(length: number, entry: (index: number) => unknown, fails: boolean): Generator {
  for (let index = 0; index < length; index += 1) yield entry(index);
  if (fails) throw new Error('The iterator failed.');
}
