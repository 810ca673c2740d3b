import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { Fault } from '../../faults/fault.js';

/** What can be counted in a document without its schema, with fragments counted wherever they are spread. */
export interface Shape {
  /** Fields below fields, the outermost being 1; introspection is left out. */
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

const NOTHING: Shape = { depth: 0, fields: 0, aliases: 0, rootFields: 0, directives: 0 };

const INTROSPECTION = new Set(['__schema', '__type']);

/**
 * Measures the largest operation of a document. Every fragment is looked at once, so a document takes time by its length
 * and not by what it unfolds to.
 *
 * @throws {Fault} `GRAPHQL_VALIDATION_FAILED` for a fragment that includes itself, on which graphql-js' own rules overflow
 * the stack
 */
export function shapeOf({ definitions }: DocumentNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const measured = new Map<string, Shape | 'being measured'>();

  function ofFragment(name: string): Shape {
    const known = measured.get(name);
    if (known === 'being measured') {
      throw new Fault('GRAPHQL_VALIDATION_FAILED', `Cannot spread fragment "${name}" within itself.`);
    }
    if (known) return known;
    measured.set(name, 'being measured');
    const shape = ofSet(fragments.get(name)?.selectionSet);
    measured.set(name, shape);
    return shape;
  }

  function ofSet(set: SelectionSetNode | undefined): Shape {
    return (set?.selections ?? []).map(ofSelection).reduce(together, NOTHING);
  }

  function ofSelection(node: SelectionNode): Shape {
    const directives = node.directives?.length ?? 0;
    if (node.kind === Kind.FIELD) {
      const below = ofSet(node.selectionSet);
      return {
        depth: INTROSPECTION.has(node.name.value) ? 0 : below.depth + 1,
        fields: below.fields + 1,
        aliases: below.aliases + (node.alias ? 1 : 0),
        rootFields: 1,
        directives: below.directives + directives,
      };
    }
    const inner = node.kind === Kind.INLINE_FRAGMENT ? ofSet(node.selectionSet) : ofFragment(node.name.value);
    return { ...inner, directives: inner.directives + directives };
  }

  for (const name of fragments.keys()) ofFragment(name);
  return definitions
    .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet, directives }) =>
      together(ofSet(selectionSet), { ...NOTHING, directives: directives?.length ?? 0 }),
    )
    .reduce(largest, NOTHING);
}

function together(a: Shape, b: Shape): Shape {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    rootFields: a.rootFields + b.rootFields,
    directives: a.directives + b.directives,
  };
}

function largest(a: Shape, b: Shape): Shape {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: Math.max(a.fields, b.fields),
    aliases: Math.max(a.aliases, b.aliases),
    rootFields: Math.max(a.rootFields, b.rootFields),
    directives: Math.max(a.directives, b.directives),
  };
}
