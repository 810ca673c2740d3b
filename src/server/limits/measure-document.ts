import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { Fault } from '../../faults/fault.js';

/** Counts in a document without its schema. A fragment counts at every spread. */
export interface DocumentSize {
  /** Nested fields, the outermost being 1; without introspection. */
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

const EMPTY_SIZE: DocumentSize = { depth: 0, fields: 0, aliases: 0, rootFields: 0, directives: 0 };

const INTROSPECTION_FIELDS = new Set(['__schema', '__type']);

/**
 * Measures the largest operation of a document. Visits each fragment once, so the time depends on the length of the document
 * and not on its expanded size.
 *
 * @throws {Fault} `GRAPHQL_VALIDATION_FAILED` for a fragment that spreads itself, on which the validation rules of graphql-js
 * overflow the stack
 */
export function measureDocument({ definitions }: DocumentNode): DocumentSize {
  const fragments = new FragmentSizes(definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION));
  fragments.measureAll();
  return definitions
    .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet, directives }) =>
      addSizes(measureSelectionSet(selectionSet, fragments), { ...EMPTY_SIZE, directives: directives?.length ?? 0 }),
    )
    .reduce(maxSizes, EMPTY_SIZE);
}

/** Measures each fragment once. */
class FragmentSizes {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly sizes = new Map<string, DocumentSize | 'in progress'>();

  constructor(fragments: readonly FragmentDefinitionNode[]) {
    this.fragments = new Map(fragments.map((one) => [one.name.value, one]));
  }

  measureAll(): void {
    for (const name of this.fragments.keys()) this.measure(name);
  }

  measure(name: string): DocumentSize {
    const known = this.sizes.get(name);
    if (known === 'in progress') {
      throw new Fault('GRAPHQL_VALIDATION_FAILED', `Cannot spread fragment "${name}" within itself.`);
    }
    if (known) return known;
    this.sizes.set(name, 'in progress');
    const size = measureSelectionSet(this.fragments.get(name)?.selectionSet, this);
    this.sizes.set(name, size);
    return size;
  }
}

function measureSelectionSet(set: SelectionSetNode | undefined, fragments: FragmentSizes): DocumentSize {
  return (set?.selections ?? []).map((node) => measureSelection(node, fragments)).reduce(addSizes, EMPTY_SIZE);
}

function measureSelection(node: SelectionNode, fragments: FragmentSizes): DocumentSize {
  const directives = node.directives?.length ?? 0;
  if (node.kind === Kind.FIELD) {
    const below = measureSelectionSet(node.selectionSet, fragments);
    return {
      depth: INTROSPECTION_FIELDS.has(node.name.value) ? 0 : below.depth + 1,
      fields: below.fields + 1,
      aliases: below.aliases + (node.alias ? 1 : 0),
      rootFields: 1,
      directives: below.directives + directives,
    };
  }
  const inner =
    node.kind === Kind.INLINE_FRAGMENT
      ? measureSelectionSet(node.selectionSet, fragments)
      : fragments.measure(node.name.value);
  return { ...inner, directives: inner.directives + directives };
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
