/**
 * Makes something of an object once: what every entry of a list leads to need not be looked up for each. It is forgotten
 * with the object.
 */
export function onceFor<K extends object, V>(make: (object: K) => V): (object: K) => V {
  const made = new WeakMap<K, { readonly value: V }>();
  return (object) => {
    const known = made.get(object) ?? { value: make(object) };
    made.set(object, known);
    return known.value;
  };
}
