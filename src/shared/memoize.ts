/**
 * Makes something of an object once: what every entry of a list leads to need not be looked up for each.
 *
 * @param toKey with what it is forgotten: the object itself without it
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

/** For what is made of an account's reads: a mutation of the same request makes them forget, and this with them. */
export const getLoaders = ({ loaders }: { readonly loaders: object }): object => loaders;
