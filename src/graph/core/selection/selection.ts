import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Fields selected below a field, with fragments expanded and `@skip`/`@include` applied. Type conditions are ignored: a
 * field selected for any possible type counts as selected.
 */
export class Selection {
  private readonly fields = new Map<string, FieldNode[]>();

  constructor(
    private readonly info: Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>,
    selectionSets: readonly SelectionSetNode[],
  ) {
    for (const set of selectionSets) for (const node of set.selections) this.add(node);
  }

  get names(): readonly string[] {
    return [...this.fields.keys()];
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  /** Selection below the fields of this path, merged over all their occurrences and aliases. */
  at(...path: readonly string[]): Selection {
    const [name, ...rest] = path;
    if (name === undefined) return this;
    const nested = new Selection(this.info, getSelectionSets(this.fields.get(name) ?? []));
    return nested.at(...rest);
  }

  merge(other: Selection): Selection {
    const merged = new Selection(this.info, []);
    for (const { fields } of [this, other])
      for (const nodes of fields.values()) for (const node of nodes) merged.addField(node);
    return merged;
  }

  private add(node: SelectionNode): void {
    if (!isIncluded(node, this.info.variableValues)) return;
    if (node.kind === Kind.FIELD) return this.addField(node);
    const set =
      node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : this.info.fragments[node.name.value]?.selectionSet;
    for (const inner of set?.selections ?? []) this.add(inner);
  }

  private addField(node: FieldNode): void {
    const nodes = this.fields.get(node.name.value);
    if (nodes) nodes.push(node);
    else this.fields.set(node.name.value, [node]);
  }
}

/** Returns the selection below the field that is being resolved. */
export function getSelection(info: GraphQLResolveInfo): Selection {
  return new Selection(info, getSelectionSets(info.fieldNodes));
}

function getSelectionSets(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap((node) => node.selectionSet ?? []);
}

function isIncluded(node: SelectionNode, variables: GraphQLResolveInfo['variableValues']): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
}
