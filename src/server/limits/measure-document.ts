import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { Fault } from '../../faults/fault.js';

/** What can be counted in a document without its schema, with fragments counted wherever they are spread. */
export interface DocumentSize {
  /** Fields below fields, the outermost being 1; introspection is left out. */
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

const EMPTY_SIZE: DocumentSize = { depth: 0, fields: 0, aliases: 0, rootFields: 0, directives: 0 };

const INTROSPECTION_FIELDS = new Set(['__schema', '__type']);

/**
 * Measures the largest operation of a document. Every fragment is looked at once, so a document takes time by its length
 * and not by what it unfolds to.
 *
 * @throws {Fault} `GRAPHQL_VALIDATION_FAILED` for a fragment that includes itself, on which graphql-js' own rules overflow
 * the stack
 */
export function measureDocument({ definitions }: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const measured = new Map<string, DocumentSize | 'being measured'>();

  function measureFragment(name: string): DocumentSize {
    const known = measured.get(name);
    if (known === 'being measured') {
      throw new Fault('GRAPHQL_VALIDATION_FAILED', `Cannot spread fragment "${name}" within itself.`);
    }
    if (known) return known;
    measured.set(name, 'being measured');
    const size = measureSelectionSet(fragments.get(name)?.selectionSet);
    measured.set(name, size);
    return size;
  }

  function measureSelectionSet(set: SelectionSetNode | undefined): DocumentSize {
    return (set?.selections ?? []).map(measureSelection).reduce(addSizes, EMPTY_SIZE);
  }

  function measureSelection(node: SelectionNode): DocumentSize {
    const directives = node.directives?.length ?? 0;
    if (node.kind === Kind.FIELD) {
      const below = measureSelectionSet(node.selectionSet);
      return {
        depth: INTROSPECTION_FIELDS.has(node.name.value) ? 0 : below.depth + 1,
        fields: below.fields + 1,
        aliases: below.aliases + (node.alias ? 1 : 0),
        rootFields: 1,
        directives: below.directives + directives,
      };
    }
    const inner =
      node.kind === Kind.INLINE_FRAGMENT ? measureSelectionSet(node.selectionSet) : measureFragment(node.name.value);
    return { ...inner, directives: inner.directives + directives };
  }

  for (const name of fragments.keys()) measureFragment(name);
  return definitions
    .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet, directives }) =>
      addSizes(measureSelectionSet(selectionSet), { ...EMPTY_SIZE, directives: directives?.length ?? 0 }),
    )
    .reduce(maxSizes, EMPTY_SIZE);
}

function addSizes(a: DocumentSize, b: DocumentSize): DocumentSize {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    rootFields: a.rootFields + b.rootFields,
    directives: a.directives + b.directives,
  };
}

function maxSizes(a: DocumentSize, b: DocumentSize): DocumentSize {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: Math.max(a.fields, b.fields),
    aliases: Math.max(a.aliases, b.aliases),
    rootFields: Math.max(a.rootFields, b.rootFields),
    directives: Math.max(a.directives, b.directives),
  };
}
