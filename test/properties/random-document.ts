import {
  doTypesOverlap,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { RandomSource, ScalarLiterals } from './random-operation.js';

/** Values of a scalar: as a literal, and as JSON in the variables. */
export type ScalarValues = Readonly<Record<string, readonly unknown[]>>;

export interface RandomDocument {
  readonly query: string;
  /** Values for the variables; some are absent or null. */
  readonly variables: () => Record<string, unknown>;
}

interface Variable {
  readonly name: string;
  readonly definition: string;
  readonly type: GraphQLInputType;
  readonly hasDefault: boolean;
}

const MAX_FRAGMENTS = 3;

/** Writes one document with aliases, repeated fields, fragments, directives, literals and variables. It may be invalid. */
export class DocumentWriter {
  private readonly variables: Variable[] = [];
  private readonly fragments: { readonly name: string; readonly type: GraphQLCompositeType; readonly text: string }[] =
    [];
  /** Arguments by field, so that a repeated field can be merged. */
  private readonly argumentsByKey = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: RandomSource,
    private readonly literals: ScalarLiterals,
  ) {}

  write(kind: 'query' | 'mutation', depth: number): RandomDocument {
    const composites = Object.values(this.schema.getTypeMap()).filter(
      (type): type is GraphQLCompositeType => isCompositeType(type) && !type.name.startsWith('__'),
    );
    for (let count = this.below(MAX_FRAGMENTS + 1); count > 0; count -= 1) {
      const type = this.pick(composites);
      const name = `F${this.fragments.length}`;
      const text = `fragment ${name} on ${type.name} ${this.selection(type, 1)}`;
      this.fragments.push({ name, type, text });
    }
    const root = kind === 'query' ? this.schema.getQueryType() : this.schema.getMutationType();
    if (!root) throw new Error(`The schema has no ${kind}.`);
    const selection = this.selection(root, depth);
    const used = this.fragmentsIn(selection);
    const texts = this.fragments.filter(({ name }) => used.has(name)).map(({ text }) => text);
    const all = [selection, ...texts].join('\n');
    const variables = this.variables.filter(({ name }) => new RegExp(`\\$${name}\\b`).test(all));
    const definitions = variables.map(({ definition }) => definition).join(', ');
    return {
      query: `${kind}${definitions && ` (${definitions})`} ${all}`,
      variables: () => this.variableValues(variables),
    };
  }

  private fragmentsIn(text: string, found = new Set<string>()): Set<string> {
    for (const { name, text: inner } of this.fragments) {
      if (found.has(name) || !new RegExp(`\\.\\.\\.${name}\\b`).test(text)) continue;
      found.add(name);
      this.fragmentsIn(inner, found);
    }
    return found;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: 1 + this.below(4) }, () => this.part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  private part(type: GraphQLCompositeType, depth: number): string {
    const roll = this.random.next();
    if (roll < 0.08) return this.spread(type);
    if (roll < 0.16 && depth > 0) return `... ${this.directives()} ${this.selection(type, depth - 1)}`;
    if (roll < 0.3 && depth > 0) return this.inlineFragment(type, depth);
    return this.field(type, depth);
  }

  private spread(type: GraphQLCompositeType): string {
    const fitting = this.fragments.filter((one) => doTypesOverlap(this.schema, one.type, type));
    return fitting.length === 0 ? '__typename' : `...${this.pick(fitting).name} ${this.directives()}`;
  }

  private inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const possible = isObjectType(type) ? type.getInterfaces() : this.schema.getPossibleTypes(type);
    const condition = this.pick([type, ...possible]);
    return `... on ${condition.name} ${this.directives()} ${this.selection(condition, depth - 1)}`;
  }

  private field(type: GraphQLCompositeType, depth: number): string {
    const alias = this.chance(0.3) ? `${this.pick(['a', 'b', 'c', 'then', '__proto__', 'a_b'])}: ` : '';
    if (isUnionType(type) || this.chance(0.06)) return `${alias}__typename ${this.directives()}`;
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((one) => !isCompositeType(getNamedType(one.type)));
    const usable = depth > 0 || leaves.length === 0 ? fields : leaves;
    const field = this.pick(usable);
    const inner = getNamedType(field.type);
    if (!isCompositeType(inner)) return `${alias}${field.name}${this.arguments(field)} ${this.directives()}`;
    const below = depth > 0 ? this.selection(inner, depth - 1) : '{ __typename }';
    return `${alias}${field.name}${this.arguments(field)} ${this.directives()} ${below}`;
  }

  private arguments(field: GraphQLField<unknown, unknown>): string {
    const key = `${field.name}(${field.args.map(({ name }) => name).join()}`;
    const known = this.argumentsByKey.get(key);
    if (known !== undefined && this.chance(0.8)) return known;
    const chosen = field.args.filter((one) => isRequiredArgument(one) || this.chance(0.6));
    const text = chosen.map((one) => `${one.name}: ${this.argument(one)}`).join(', ');
    const whole = text && `(${text})`;
    this.argumentsByKey.set(key, whole);
    return whole;
  }

  private argument({ type, defaultValue }: GraphQLArgument): string {
    return this.chance(0.5) ? this.variable(type, defaultValue !== undefined) : this.literal(type);
  }

  /** A variable where a value of this type fits. */
  private variable(type: GraphQLInputType, hasDefault: boolean): string {
    const known = this.variables.filter((one) => String(one.type) === String(type));
    if (known.length > 0 && this.chance(0.5)) return `$${this.pick(known).name}`;
    const name = this.chance(0.05) ? 'constructor' : `v${this.variables.length}`;
    if (this.variables.some((one) => one.name === name)) return this.literal(type);
    const nullable = isNonNullType(type) ? type.ofType : type;
    const withDefault = this.chance(0.3);
    // A default, of the argument or of the variable, allows a nullable variable where null is not allowed.
    const variableType = isNonNullType(type) && (hasDefault || withDefault) && this.chance(0.5) ? nullable : type;
    const value = withDefault ? ` = ${this.literal(nullable, 0, true)}` : '';
    this.variables.push({
      name,
      type: variableType,
      definition: `$${name}: ${String(variableType)}${value}`,
      hasDefault: withDefault,
    });
    return `$${name}`;
  }

  /** @param isConstant for a default, which has no variables */
  private literal(type: GraphQLInputType, depth = 0, isConstant = false): string {
    const inner = (innerType: GraphQLInputType) => this.literal(innerType, depth + 1, isConstant);
    if (isNonNullType(type)) return this.literal(type.ofType, depth, isConstant);
    if (depth > 0 && !isConstant && this.chance(0.15)) return this.variable(type, false);
    if (isListType(type)) {
      if (this.chance(0.2)) return inner(type.ofType);
      return `[${Array.from({ length: this.below(3) }, () => inner(type.ofType)).join(', ')}]`;
    }
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return this.pick(this.literals[type.name] ?? []);
    const fields = Object.values(type.getFields());
    const chosen = type.isOneOf
      ? [this.pick(fields)]
      : fields.filter((one) => isRequiredInputField(one) || (depth < 2 && this.chance(0.5)));
    const members = chosen.map((one) => {
      const isGiven = !type.isOneOf && !isConstant && this.chance(0.3);
      return `${one.name}: ${isGiven ? this.variable(one.type, false) : inner(one.type)}`;
    });
    return `{ ${members.join(', ')} }`;
  }

  private directives(): string {
    if (!this.chance(0.25)) return '';
    const one = () => `@${this.pick(['skip', 'include'])}(if: ${this.condition()})`;
    const first = one();
    const second = one();
    return this.chance(0.2) && first.slice(0, 5) !== second.slice(0, 5) ? `${first} ${second}` : first;
  }

  private condition(): string {
    const roll = this.random.next();
    if (roll < 0.3) return String(roll < 0.15);
    const boolean = this.variables.filter(({ type, hasDefault }) => {
      const name = String(type);
      return name === 'Boolean!' || (name === 'Boolean' && hasDefault);
    });
    if (boolean.length > 1) return `$${this.pick(boolean).name}`;
    const name = `v${this.variables.length}`;
    const type = this.schema.getType('Boolean') as GraphQLInputType;
    const isNullable = this.chance(0.4);
    const definition = isNullable ? `$${name}: Boolean = ${String(this.chance(0.5))}` : `$${name}: Boolean!`;
    this.variables.push({
      name,
      definition,
      type: isNullable ? type : (`${String(type)}!` as unknown as GraphQLInputType),
      hasDefault: isNullable,
    });
    return `$${name}`;
  }

  private variableValues(variables: readonly Variable[]): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const { name, type, hasDefault } of variables) {
      const isNonNull = String(type).endsWith('!');
      if ((hasDefault || !isNonNull) && this.chance(0.25)) continue;
      values[name] = !isNonNull && this.chance(0.15) ? null : this.value(type);
    }
    return values;
  }

  private value(type: GraphQLInputType, depth = 0): unknown {
    if (typeof type === 'string') return this.chance(0.5);
    if (isNonNullType(type)) return this.value(type.ofType, depth);
    if (depth > 0 && this.chance(0.1)) return null;
    if (isListType(type)) return Array.from({ length: this.below(3) }, () => this.value(type.ofType, depth + 1));
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return toJson(this.pick(this.literals[type.name] ?? []));
    const fields = Object.values(type.getFields());
    const chosen = type.isOneOf
      ? [this.pick(fields)]
      : fields.filter((one) => isRequiredInputField(one) || (depth < 2 && this.chance(0.5)));
    return Object.fromEntries(chosen.map((one) => [one.name, this.value(one.type, type.isOneOf ? 0 : depth + 1)]));
  }

  private below(limit: number): number {
    return Math.floor(this.random.next() * limit);
  }

  private chance(probability: number): boolean {
    return this.random.next() < probability;
  }

  private pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('There is nothing to pick from.');
    return list[this.below(list.length)] as T;
  }
}

/** The value of a literal that is JSON too; objects are left out. */
function toJson(literal: string): unknown {
  try {
    return JSON.parse(literal);
  } catch {
    return literal;
  }
}
