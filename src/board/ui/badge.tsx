import type { ComponentChildren } from 'preact';

interface BadgeProps {
  readonly tone: 'red' | 'amber' | 'green' | 'blue' | 'neutral';
  readonly children: ComponentChildren;
}

/** A short word in a colour. The word carries the meaning, because not everybody sees the colour. */
export function Badge({ tone, children }: BadgeProps) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}
