interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The cycles of a graph, each as the path that closes it. */
export function findCycles(edges: readonly Edge[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const cycles: string[][] = [];
  const finished = new Set<string>();

  function follow(node: string, path: readonly string[]): void {
    const start = path.indexOf(node);
    if (start >= 0) cycles.push([...path.slice(start), node]);
    if (start >= 0 || finished.has(node)) return;
    for (const target of targets.get(node) ?? []) follow(target, [...path, node]);
    finished.add(node);
  }

  for (const node of targets.keys()) follow(node, []);
  return cycles;
}
