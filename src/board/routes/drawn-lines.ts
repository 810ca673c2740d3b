import type { RouteMap } from './route-map.js';

/** A line of the drawing. One without an end is a dead end. */
export interface DrawnLine {
  readonly from: string;
  readonly to?: string;
  readonly isGap: boolean;
}

/** Id of the box in the last column that belongs to a service. */
export const onCallNode = (serviceId: string): string => `${serviceId}/on-call`;

/** The lines between the boxes of the map. Those on which an alert gets lost are gaps. */
export function listDrawnLines({ policies, destinations, services }: RouteMap): DrawnLine[] {
  const lostAt = new Set(destinations.filter(({ reachesSomebody }) => reachesSomebody === false).map(({ id }) => id));
  const closed = new Set(services.filter(({ reachesSomebody }) => reachesSomebody === false).map(({ id }) => id));
  return [
    ...policies.flatMap(({ id, destinationIds, isSilenced }) => connect(id, destinationIds, lostAt, isSilenced)),
    ...destinations.flatMap(({ id, serviceIds }) => connect(id, serviceIds, closed)),
    ...destinations.filter(({ serviceIds }) => serviceIds?.length === 0).map(({ id }) => ({ from: id, isGap: true })),
    ...services.map(({ id }) => ({ from: id, to: onCallNode(id), isGap: closed.has(id) })),
  ];
}

function connect(from: string, ids: readonly string[] | null, gaps: ReadonlySet<string>, isLost = false): DrawnLine[] {
  return (ids ?? []).map((to) => ({ from, to, isGap: isLost || gaps.has(to) }));
}

/** The place of a box, in pixels from the top left corner of the drawing. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

/** Length of a line that leads nowhere. */
const DEAD_END = 28;
/** Half the size of the cross at its end. */
const CROSS = 5;

/** The path of a line in SVG: a curve between two boxes, or a short line to a cross. */
export function toPath({ right, middle }: Box, to: Box | undefined): string {
  if (!to) return `M${right} ${middle}h${DEAD_END - CROSS}`;
  const bend = (right + to.left) / 2;
  return `M${right} ${middle}C${bend} ${middle} ${bend} ${to.middle} ${to.left} ${to.middle}`;
}

/** The path of the cross at the end of a line that leads nowhere. */
export function toCross({ right, middle }: Box): string {
  const [left, top, size] = [right + DEAD_END - CROSS, middle - CROSS, 2 * CROSS];
  return `M${left} ${top}l${size} ${size}M${left} ${top + size}l${size} ${-size}`;
}
