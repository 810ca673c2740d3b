import type { JSX } from 'preact';

interface ButtonProps extends Omit<JSX.IntrinsicElements['button'], 'class'> {
  readonly kind?: 'primary' | 'danger' | 'plain';
  /** While a change runs: a second press does nothing. */
  readonly busy?: boolean;
}

export function Button({ kind = 'plain', busy = false, type = 'button', onClick, ...props }: ButtonProps) {
  return (
    <button
      {...props}
      type={type}
      class={`button button-${kind}`}
      aria-disabled={busy || undefined}
      {...(busy ? { onClick: (event: Event) => event.preventDefault() } : onClick && { onClick })}
    />
  );
}
