/** Stands for every name after the first ones. */
export const OTHER = 'other';

/**
 * Bounds the values of a label: the first names that occur are kept, later ones become `other`. Callers choose the names of
 * operations, so without a bound they could fill the memory.
 */
export class BoundedNames {
  private readonly names = new Set<string>();

  constructor(private readonly max: number) {}

  bound(name: string): string {
    if (this.names.has(name)) return name;
    if (this.names.size >= this.max) return OTHER;
    this.names.add(name);
    return name;
  }
}
