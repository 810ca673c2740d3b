import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

// A local reference, because in a jest test the lookup of a global is slow.
const { imul } = Math;

/** A source of random numbers, passed in so that a failure can be repeated. */
export interface RandomSource {
  /** At least 0 and less than 1. */
  next(): number;
}

/** The same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): RandomSource {
  let state = seed;
  return {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let t = imul(state ^ (state >>> 15), 1 | state);
      t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

/** Possible values of a scalar in an operation, as GraphQL literals. */
export type ScalarLiterals = Readonly<Record<string, readonly string[]>>;

export interface GeneratorOptions {
  readonly schema: GraphQLSchema;
  readonly random: RandomSource;
  readonly scalars: ScalarLiterals;
  /** The probability of an optional argument or input field. */
  readonly optionalProbability: number;
  /** The maximum depth of fields. */
  readonly depth: number;
}

export interface OperationGenerator {
  /** A valid operation of this root field. */
  operation(kind: 'query' | 'mutation' | 'subscription', field: GraphQLField<unknown, unknown>): string;
}

/** Generates operations that are valid for the schema; the objects they name may not exist. */
export function createOperationGenerator({
  schema,
  random,
  scalars,
  optionalProbability,
  depth,
}: GeneratorOptions): OperationGenerator {
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random.next() * list.length)];
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  };
  const chance = (probability: number) => random.next() < probability;

  function literal(type: GraphQLInputType): string {
    if (isNonNullType(type)) return literal(type.ofType);
    if (isListType(type)) {
      const length = 1 + Math.floor(random.next() * 2);
      return `[${Array.from({ length }, () => literal(type.ofType)).join(', ')}]`;
    }
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (!isInputObjectType(type)) return pick(scalars[type.name] ?? []);
    const fields = Object.values(type.getFields());
    const chosen = type.isOneOf
      ? [pick(fields)]
      : fields.filter((one) => isRequiredInputField(one) || chance(optionalProbability));
    return `{ ${chosen.map(({ name, type: inner }) => `${name}: ${literal(inner)}`).join(', ')} }`;
  }

  function buildArguments({ args }: GraphQLField<unknown, unknown>): string {
    const chosen = args.filter((arg) => isRequiredArgument(arg) || chance(optionalProbability));
    return chosen.length === 0 ? '' : `(${chosen.map(({ name, type }) => `${name}: ${literal(type)}`).join(', ')})`;
  }

  function buildSelection(type: GraphQLNamedType, left: number): string {
    if (!isCompositeType(type)) return '';
    if (!isObjectType(type) && !isInterfaceType(type)) return ' { __typename }';
    const fields = Object.values(type.getFields());
    const leaves = fields.filter(({ type: inner }) => !isCompositeType(getNamedType(inner)));
    const others = left > 0 ? fields.filter((one) => !leaves.includes(one) && chance(0.4)) : [];
    const chosen = [...leaves.filter(() => chance(0.5)), ...others].map((one) => buildField(one, left - 1));
    // At most one type, because fields of one name may have different types in different ones.
    const possible = isInterfaceType(type) && left > 0 ? [pick(schema.getPossibleTypes(type))] : [];
    const narrowed = possible.map((one) => `... on ${one.name}${buildSelection(one, left - 1)}`);
    return ` { ${['__typename', ...chosen, ...narrowed].join(' ')} }`;
  }

  function buildField(field: GraphQLField<unknown, unknown>, left: number): string {
    return `${field.name}${buildArguments(field)}${buildSelection(getNamedType(field.type), left)}`;
  }

  return { operation: (kind, field) => `${kind} { ${buildField(field, depth)} }` };
}
