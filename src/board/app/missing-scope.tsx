import { useSession } from '../data/session.js';
import type { Scope } from '../generated/operations.js';
import { useTitle } from '../ui/use-title.js';

interface MissingScopeProps {
  /** Of the view that needs the scope. */
  readonly title: string;
  readonly scope: Scope;
}

/** Instead of a view whose reads the gateway would refuse. */
export function MissingScope({ title, scope }: MissingScopeProps) {
  useTitle(title);
  const { viewer } = useSession();
  return (
    <>
      <h1>{title}</h1>
      <div class="notice" role="alert">
        <p class="notice-message">{viewer.name} may not see incidents.</p>
        <p>
          Sign in with a token that has the scope <code>{scope}</code>, or have the operator of the gateway add it.
        </p>
      </div>
    </>
  );
}
