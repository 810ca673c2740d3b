import { Badge } from '../ui/badge.js';
import { isOfService } from './gap.js';
import { GapList } from './gap-list.js';
import type { ServiceRoute } from './service-route.js';
import { WebLink } from './web-link.js';

type Status = NonNullable<ServiceRoute['status']>;

const STATUSES: Readonly<Partial<Record<Status, readonly [tone: 'red' | 'amber', word: string]>>> = {
  CRITICAL: ['red', 'incident open'],
  WARNING: ['amber', 'acknowledged'],
};

/** A PagerDuty service, with its gaps that are not about people. */
export function ServiceCard({ service }: { readonly service: ServiceRoute }) {
  const { name, url, status, escalationPolicy, gaps } = service;
  const [tone, word] = (status && STATUSES[status]) ?? [];
  return (
    <>
      <p class="routes-name" dir="auto">
        <WebLink url={url}>{name}</WebLink>
      </p>
      {escalationPolicy !== null && (
        <p class="routes-detail">
          Escalates by <bdi>{escalationPolicy}</bdi>
        </p>
      )}
      {tone && (
        <p>
          <Badge tone={tone}>{word}</Badge>
        </p>
      )}
      <GapList gaps={gaps.filter(isOfService)} />
    </>
  );
}
