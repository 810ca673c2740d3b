import { useState } from 'preact/hooks';
import { Button } from '../ui/button.js';

interface DeletionFormProps {
  /** What must be typed. */
  readonly account: string;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
}

/** Confirms by typing, because a button alone is pressed too easily. */
export function DeletionForm({ account, isBusy, onConfirm }: DeletionFormProps) {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const isRight = typed.trim() === account;
    setWrong(!isRight);
    if (isRight && !isBusy) onConfirm();
  };
  return (
    <form class="routes-confirm" onSubmit={submit}>
      <label class="field">
        <span>
          Type <code>{account}</code> to confirm
        </span>
        <input
          type="text"
          value={typed}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={isWrong}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      {isWrong && (
        <p role="alert" class="routes-wrong">
          Type the key of the account exactly: {account}. Nothing was deleted.
        </p>
      )}
      <Button kind="danger" type="submit" busy={isBusy}>
        {isBusy ? 'Deleting…' : 'Delete all destinations'}
      </Button>
    </form>
  );
}
