import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { toCross, toPath, type Box, type DrawnLine } from './drawn-lines.js';

interface RouteLinesProps {
  /** The element that holds all boxes. Its own corner is the origin of the drawing. */
  readonly area: RefObject<HTMLElement | null>;
  readonly lines: readonly DrawnLine[];
}

interface DrawnPath {
  readonly key: string;
  readonly d: string;
  /** The cross at a dead end. */
  readonly cross: string | undefined;
  readonly isGap: boolean;
}

/** The lines between the boxes, drawn anew when a box moves. They are hidden from screen readers: the cards have words. */
export function RouteLines({ area, lines }: RouteLinesProps) {
  const [paths, setPaths] = useState<readonly DrawnPath[]>([]);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const draw = () => setPaths(measurePaths(element, lines));
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    draw();
    return () => observer.disconnect();
  }, [area, lines]);
  return (
    <svg class="routes-lines" aria-hidden="true">
      {paths.map(({ key, d, cross, isGap }) => (
        <g key={key} class={isGap ? 'routes-line routes-line-gap' : 'routes-line'}>
          <path d={d} />
          {cross !== undefined && <path d={cross} class="routes-cross" />}
        </g>
      ))}
    </svg>
  );
}

function measurePaths(area: HTMLElement, lines: readonly DrawnLine[]): DrawnPath[] {
  const boxes = measureBoxes(area);
  return lines.flatMap(({ from, to, isGap }) => {
    const start = boxes.get(from);
    const end = to === undefined ? undefined : boxes.get(to);
    if (!start || (to !== undefined && !end)) return [];
    return [{ key: `${from} ${to ?? ''}`, d: toPath(start, end), cross: end ? undefined : toCross(start), isGap }];
  });
}

function measureBoxes(area: HTMLElement): ReadonlyMap<string, Box> {
  const origin = area.getBoundingClientRect();
  const elements = area.querySelectorAll<HTMLElement>('[data-node]');
  return new Map(
    [...elements].map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const middle = Math.round((top + bottom) / 2 - origin.top);
      return [element.dataset['node'] ?? '', { left: left - origin.left, right: right - origin.left, middle }];
    }),
  );
}
