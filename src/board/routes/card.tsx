import type { ComponentChildren } from 'preact';

interface CardProps {
  readonly gaps: readonly unknown[];
  /** What the lines of the drawing begin and end at. */
  readonly node?: string;
  /** An item of a list by default. */
  readonly as?: 'li' | 'div';
  readonly children: ComponentChildren;
}

/** The box of an entry. A gap has a red and thicker edge; its words are within. */
export function Card({ gaps, node, as: Element = 'li', children }: CardProps) {
  return (
    <Element class={gaps.length > 0 ? 'routes-card routes-card-gap' : 'routes-card'} data-node={node}>
      {children}
    </Element>
  );
}
