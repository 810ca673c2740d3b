import { buildSchema, isScalarType, Kind, type GraphQLSchema, type ValueNode } from 'graphql';

/** A type of every kind, and fields of every combination of lists and non-null. */
const SDL = `
  scalar Odd
  enum Level { LOW HIGH }
  input Range { from: Int! = 1 to: Int levels: [Level!] = [LOW] odd: Odd inner: Range ref: Ref }
  input Ref @oneOf { id: ID name: String range: Range }
  interface Thing { id: ID name(first: Int = 3, ref: Ref): String related: Thing things(range: Range): [Thing] }
  interface Sized implements Thing { id: ID name(first: Int = 3, ref: Ref): String related: Thing things(range: Range): [Thing] size: Int }
  type Box implements Sized & Thing {
    id: ID name(first: Int = 3, ref: Ref): String related: Thing! things(range: Range): [Thing] size: Int
    odd: Odd level: Level! grid: [[Int!]!] boxes: [[Box]!] any: Any
  }
  type Bag implements Thing {
    id: ID! name(first: Int = 3, ref: Ref): String related: Thing things(range: Range): [Thing!]!
    odd(value: Odd = 3): Odd! levels(of: [Level!]! = [HIGH]): [Level] box: Box! bag: Bag anys: [Any!]
  }
  type Leaf { text(a: String!, b: [[Int]] = [[1]]): String float: Float isTrue: Boolean leaf: Leaf leaves: [Leaf!]! odds: [Odd]! }
  union Any = Box | Bag | Leaf
  type Query {
    thing(ref: Ref): Thing things(range: Range!): [Thing!]! any: Any! anys: [[Any]] box: Box bag(level: Level = LOW): Bag!
    leaf: Leaf sized: Sized query: Query! echo(odd: Odd, range: Range = { to: 4 }, ids: [ID!]! = []): String
  }
  type Mutation { put(range: Range): Box take(ref: Ref!): Any! count: Int! leaf: Leaf }
`;

/** Throws, or makes nothing, of some values. */
function serializeOdd(value: unknown): unknown {
  if (value === 13) throw new Error('Odd cannot be 13.');
  if (value === 2) return null;
  if (value === 4) return undefined;
  return value === 15 ? Promise.reject(new Error('Odd was a promise.')) : value;
}

function parseOdd(value: unknown): unknown {
  if (value === 13) throw new Error('Odd cannot be 13.');
  return { odd: value };
}

function parseOddLiteral(node: ValueNode, variables?: Record<string, unknown> | null): unknown {
  if (node.kind === Kind.INT) return parseOdd(Number(node.value));
  return node.kind === Kind.VARIABLE ? variables?.[node.name.value] : { odd: node.kind };
}

export function createEveryTypeSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const odd = schema.getType('Odd');
  if (isScalarType(odd))
    Object.assign(odd, { serialize: serializeOdd, parseValue: parseOdd, parseLiteral: parseOddLiteral });
  return schema;
}

export const LITERALS = {
  ID: ['"id"', '7'],
  String: ['"text"', '""'],
  Int: ['0', '3', '-1'],
  Float: ['0.5'],
  Boolean: ['true', 'false'],
  Odd: ['1', '{ a: [1] }', '"x"', '13'],
};

export const RESOLVED: Readonly<Record<string, readonly unknown[]>> = {
  ID: ['id', 7, { valueOf: () => 8 }, {}],
  String: ['text', '', 7, true, {}, ['a']],
  Int: [0, 7, '9', true, 'x', 2 ** 40],
  Float: [0.5, 1, '2', Number.NaN],
  Boolean: [true, false, 1, 'x'],
  Odd: [1, 3, { a: 1 }, [2], 13, 2, 4, 15],
};
