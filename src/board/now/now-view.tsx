import { useLive } from '../data/live.js';

/** What burns now. */
export function NowView() {
  const { incidents } = useLive();
  return (
    <>
      <h1>Now</h1>
      <ul>
        {[...(incidents?.values() ?? [])].map(({ id, title }) => (
          <li key={id} dir="auto">
            {title}
          </li>
        ))}
      </ul>
    </>
  );
}
