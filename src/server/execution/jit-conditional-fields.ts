import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Whether `@skip` or `@include` affects a field that occurs more than once. graphql-jit stores conditions on the field's node,
 * which all spreads of a fragment share. It also merges fields of one name although one of them is skipped.
 *
 * @param operation a valid operation of the document
 */
export function hasConditionOnRepeatedField(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const spreads: string[] = [];
  let hasDirective = false;
  visit(document, {
    FragmentSpread: ({ name }) => void spreads.push(name.value),
    Directive: () => void (hasDirective = true),
  });
  if (!hasDirective) return false;
  if (new Set(spreads).size < spreads.length) return true;
  const fragments = new Map(
    document.definitions
      .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
      .map(({ name, selectionSet }) => [name.value, selectionSet]),
  );
  return hasOptionalRepeat([operation.selectionSet], fragments);
}

/** Fields of one selection with the same response name. */
interface FieldsOfName {
  readonly nodes: FieldNode[];
  /** Whether one of them may be skipped. */
  isOptional: boolean;
}

/** Ignores type conditions. */
function hasOptionalRepeat(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, SelectionSetNode>,
): boolean {
  const fields = new Map<string, FieldsOfName>();
  for (const set of sets) add(set, false);
  return [...fields.values()].some(
    ({ nodes, isOptional }) =>
      (isOptional && nodes.length > 1) ||
      hasOptionalRepeat(
        nodes.flatMap((node) => node.selectionSet ?? []),
        fragments,
      ),
  );

  function add(set: SelectionSetNode | undefined, isWithinOptional: boolean): void {
    for (const node of set?.selections ?? []) {
      const isOptional = isWithinOptional || (node.directives ?? []).length > 0;
      if (node.kind === Kind.FIELD) addField(node, isOptional);
      else add(node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value), isOptional);
    }
  }

  function addField(node: FieldNode, isOptional: boolean): void {
    const name = (node.alias ?? node.name).value;
    const same = fields.get(name) ?? { nodes: [], isOptional: false };
    fields.set(name, same);
    same.nodes.push(node);
    same.isOptional ||= isOptional;
  }
}
