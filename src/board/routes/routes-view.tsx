import { useMemo } from 'preact/hooks';
import { useSession } from '../data/session.js';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { useSearchParam, type ViewProps } from '../ui/router.js';
import { Time } from '../ui/time.js';
import { useTitle } from '../ui/use-title.js';
import { CloudflareAccountChoice } from './cloudflare-account-choice.js';
import { DestinationActions } from './destination-actions.js';
import { filterRouteMap } from './filter-route-map.js';
import type { RouteReading } from './read-routes.js';
import { RouteDrawing } from './route-drawing.js';
import { RouteFilterForm, useRouteSettings } from './route-filter-form.js';
import { RouteList } from './route-list.js';
import { createRouteMap, isTooDense, type RouteMap } from './route-map.js';
import { RouteNotices } from './route-notices.js';
import { RouteSummary } from './route-summary.js';
import { useMedia } from './use-media.js';
import { POLL_SECONDS, useRoutes } from './use-routes.js';

/** Which Cloudflare alert reaches which person: policy, destination, service and who is on call. */
export function RoutesView({ account }: ViewProps) {
  useTitle('Routes');
  const { viewer } = useSession();
  const [wanted] = useSearchParam('cloudflare');
  const cloudflare = wanted || viewer.cloudflareAccounts[0]?.key;
  const { data: reading, error: failure, isLoading, reload } = useRoutes({ cloudflare, pagerDuty: account });
  return (
    <>
      <header class="routes-header">
        <h1>Routes of alerts</h1>
        <CloudflareAccountChoice account={cloudflare} />
        <PagerDutyAccount account={account} />
        {reading && (
          <p class="hint">
            Read at <Time at={new Date(reading.readAt).toISOString()} as="clock" />, again every {POLL_SECONDS} s
          </p>
        )}
        <Button busy={isLoading} onClick={reload}>
          {isLoading ? 'Reading…' : 'Read now'}
        </Button>
      </header>
      {failure && (
        <ErrorNotice error={failure} onRetry={reload}>
          {reading && <p>What is shown is as old as the time above.</p>}
        </ErrorNotice>
      )}
      {reading ? <Routes reading={reading} reload={reload} /> : isLoading && <p>Reading the routes…</p>}
      {reading && (
        <DestinationActions
          account={cloudflare}
          policies={reading.policies.nodes}
          destinations={reading.destinations.nodes}
          onChange={reload}
        />
      )}
    </>
  );
}

/** Whose services are compared with the destinations, if there are several accounts. */
function PagerDutyAccount({ account }: { readonly account: string | undefined }) {
  if (useSession().viewer.pagerDutyAccounts.length < 2) return null;
  return (
    <p class="hint">
      to PagerDuty account <b>{account}</b> alone
    </p>
  );
}

interface RoutesProps {
  readonly reading: RouteReading;
  readonly reload: () => void;
}

function Routes({ reading, reload }: RoutesProps) {
  const { policies, destinations, services } = reading;
  const settings = useRouteSettings();
  const isWide = useMedia('(min-width: 62rem)');
  const map = useMemo(() => createRouteMap(policies, destinations, services?.nodes), [reading]);
  const shown = useMemo(() => filterRouteMap(map, settings), [map, settings.onlyGaps, settings.search]);
  const isCertain = [policies, destinations].every((list) => list.isComplete && list.entryError === null);
  return (
    <>
      <RouteNotices reading={reading} onRetry={reload} />
      <RouteFilterForm settings={settings} isWide={isWide} />
      <RouteSummary map={map} shown={shown} isCertain={isCertain} />
      <RouteMapView map={shown} isFiltered={shown !== map} isList={!isWide || settings.isList} />
    </>
  );
}

interface RouteMapViewProps {
  readonly map: RouteMap;
  readonly isFiltered: boolean;
  readonly isList: boolean;
}

function RouteMapView({ map, isFiltered, isList }: RouteMapViewProps) {
  const isEmpty = [map.policies, map.destinations, map.services].every(({ length }) => length === 0);
  if (isEmpty) return <p class="notice">{isFiltered ? 'No route matches the filter.' : 'There are no routes.'}</p>;
  return (
    <>
      {isTooDense(map) && <p class="notice">There are too many lines to draw. Search for a name to see its routes.</p>}
      {isList ? <RouteList map={map} /> : <RouteDrawing map={map} />}
    </>
  );
}
