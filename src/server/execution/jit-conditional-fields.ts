import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Whether `@skip` or `@include` decides about what stands more than once. graphql-jit writes what decides about a field onto
 * its node, which all spreads of a fragment share; and of fields of one name it answers what is selected below the skipped
 * one within a fragment, and puts them where the first stands.
 *
 * @param operation a valid one of the document
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

/** Fields of one name in the answer, as they stand in one selection. */
interface FieldsOfName {
  readonly nodes: FieldNode[];
  /** Whether one of them may be left out. */
  isOptional: boolean;
}

/** Types are not looked at. */
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
