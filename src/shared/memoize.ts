/**
 * Computes a value once per object, e.g. once for all entries of a list that refer to it.
 *
 * @param toKey object whose lifetime limits that of the value; by default the source itself
 */
export function memoize<T extends object, V>(
  compute: (source: T) => V,
  toKey: (source: T) => object = (source) => source,
): (source: T) => V {
  const cache = new WeakMap<object, { readonly value: V }>();
  return (source) => {
    const key = toKey(source);
    const cached = cache.get(key) ?? { value: compute(source) };
    cache.set(key, cached);
    return cached.value;
  };
}

/** Key for values computed from reads of an account: a mutation replaces the loaders and so invalidates the values. */
export const getLoaders = ({ loaders }: { readonly loaders: object }): object => loaders;
