import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../data/session.js';
import { Button } from '../ui/button.js';
import { PersonPicker } from './person-picker.js';
import type { Actor } from './use-actor.js';

interface ActorLineProps {
  readonly actor: Actor;
  readonly account: string;
  /** Whether the last change was refused, because it named nobody. */
  readonly isRequired: boolean;
}

/** In which account and in whose name a change will be made. It is shown before the buttons. */
export function ActorLine({ actor, account, isRequired }: ActorLineProps) {
  const { viewer } = useSession();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isRequired) setOpen(true);
  }, [isRequired]);
  const own = viewer.email ?? 'the gateway’s configured user';
  return (
    <div class="incident-actor">
      <p>
        Changes are made in account <strong>{account}</strong> in the name of <strong>{actor.email ?? own}</strong>.{' '}
        {actor.isChoosable && (
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Close' : 'Change the name'}
          </Button>
        )}
      </p>
      {isRequired && (
        <p>
          {actor.isChoosable
            ? 'Choose in whose name, and press the button again.'
            : 'Your credential names no person. Whoever issued it can add your e-mail address.'}
        </p>
      )}
      {isOpen && actor.isChoosable && (
        <PersonPicker
          account={account}
          label="In the name of"
          value={actor.email ?? ''}
          emptyLabel={own}
          onChange={(email) => actor.choose(email || undefined)}
        />
      )}
    </div>
  );
}
