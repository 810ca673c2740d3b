/** Placeholder. */
export function RoutesView() {
  return <h1>Routes</h1>;
}
