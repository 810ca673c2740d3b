/**
 * Makes something of an object once: what every entry of a list leads to need not be looked up for each.
 *
 * @param keyOf with what it is forgotten: the object itself without it
 */
export function onceFor<T extends object, V>(make: (of: T) => V, keyOf: (of: T) => object = (of) => of): (of: T) => V {
  const made = new WeakMap<object, { readonly value: V }>();
  return (of) => {
    const key = keyOf(of);
    const known = made.get(key) ?? { value: make(of) };
    made.set(key, known);
    return known.value;
  };
}

/** For what is made of an account's reads: a mutation of the same request makes them forget, and this with them. */
export const loadersOf = ({ loaders }: { readonly loaders: object }): object => loaders;
