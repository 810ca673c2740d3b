import type { IncidentFeed } from '../../../../feed/incident-feed.js';
import { SubscriptionSource } from '../../../core/subscriptions/subscription-source.js';
import type { IncidentMatcher } from './incident-matcher.js';
import { OpenIncidentsView, type OpenIncidentsStep } from './open-incidents-view.js';

/** The views in use, by the key of their filter. */
const viewsByFeed = new WeakMap<IncidentFeed, Map<string, OpenIncidentsView>>();

/** A snapshot of the open incidents, then their changes. Subscribers with the same filter share a view. */
export function createOpenIncidentsSource(
  feed: IncidentFeed,
  matcher: IncidentMatcher,
): SubscriptionSource<OpenIncidentsStep> {
  const view = findView(feed, matcher);
  let isReady = false;
  let seen: number | undefined;
  const takeStep = (): OpenIncidentsStep | undefined => {
    const step = view.stepFrom(seen);
    seen = view.version;
    return step;
  };
  const source = new SubscriptionSource<OpenIncidentsStep>({
    take() {
      if (isReady) return takeStep();
      return view.ready.then(() => {
        isReady = true;
        return takeStep();
      });
    },
    close() {
      unsubscribe();
      if (view.subscriberCount === 0) dropView(feed, matcher, view);
    },
  });
  const unsubscribe = view.subscribe(source.notify);
  return source;
}

function findView(feed: IncidentFeed, matcher: IncidentMatcher): OpenIncidentsView {
  const views = viewsByFeed.get(feed) ?? new Map<string, OpenIncidentsView>();
  viewsByFeed.set(feed, views);
  const existing = views.get(matcher.key);
  if (existing) return existing;
  const view = new OpenIncidentsView(matcher, feed);
  views.set(matcher.key, view);
  // The next subscriber starts a new view.
  view.ready.catch(() => dropView(feed, matcher, view));
  return view;
}

function dropView(feed: IncidentFeed, { key }: IncidentMatcher, view: OpenIncidentsView): void {
  const views = viewsByFeed.get(feed);
  if (views?.get(key) === view) views.delete(key);
}
