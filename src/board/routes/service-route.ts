import type { Gap } from './gap.js';
import type { ServiceNode, ShiftNode } from './route-nodes.js';
import { visibleName } from './visible-name.js';

/** The users of one escalation level who are on call now. */
export interface OnCallLevel {
  readonly level: number;
  readonly shifts: readonly ShiftNode[];
}

/** A PagerDuty service on the map. */
export interface ServiceRoute {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly status: ServiceNode['status'];
  readonly escalationPolicy: string | null;
  /** Lowest level first; null when unknown. */
  readonly onCall: readonly OnCallLevel[] | null;
  /** Whether an alert now reaches a person; null when unknown. */
  readonly reachesSomebody: boolean | null;
  readonly gaps: readonly Gap[];
}

/** What the map shows of a service. */
export function toServiceRoute(service: ServiceNode): ServiceRoute {
  const { onCall, status } = service;
  const isClosed = status === 'DISABLED' || status === 'MAINTENANCE';
  return {
    id: service.id,
    name: visibleName(service.name, service.pagerDutyId),
    url: service.url,
    status,
    escalationPolicy: visibleName(service.escalationPolicy?.name, '') || null,
    onCall: onCall && groupByLevel(onCall),
    reachesSomebody: isClosed ? false : onCall && onCall.length > 0,
    gaps: findGaps(service),
  };
}

function findGaps({ onCall, status }: ServiceNode): Gap[] {
  const gaps: Gap[] = [];
  if (onCall?.length === 0) gaps.push({ kind: 'SERVICE_WITHOUT_ON_CALL', text: 'Nobody is on call.' });
  if (status === 'DISABLED') gaps.push({ kind: 'SERVICE_CLOSED', text: 'Disabled: it accepts no new incidents.' });
  if (status === 'MAINTENANCE')
    gaps.push({ kind: 'SERVICE_CLOSED', text: 'In maintenance: it accepts no new incidents.' });
  return gaps;
}

function groupByLevel(shifts: readonly ShiftNode[]): OnCallLevel[] {
  const levels = [...new Set(shifts.map(({ level }) => level))].toSorted((a, b) => a - b);
  return levels.map((level) => ({ level, shifts: shifts.filter((shift) => shift.level === level) }));
}
