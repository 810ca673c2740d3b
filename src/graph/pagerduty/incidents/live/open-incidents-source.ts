import type { IncidentFeed } from '../../../../feed/incident-feed.js';
import { SubscriptionSource } from '../../../core/subscriptions/subscription-source.js';
import type { IncidentMatcher } from './incident-matcher.js';
import { OpenIncidentsView, type OpenIncidentsStep } from './open-incidents-view.js';

/** The views in use, by the key of their filter. */
const viewsByFeed = new WeakMap<IncidentFeed, Map<string, OpenIncidentsView>>();

/** A snapshot of the open incidents, then their changes. Subscribers with the same filter share a view. */
export class OpenIncidentsSource extends SubscriptionSource<OpenIncidentsStep> {
  private readonly view: OpenIncidentsView;
  private isReady = false;
  private seen: number | undefined;

  constructor(
    private readonly feed: IncidentFeed,
    matcher: IncidentMatcher,
  ) {
    super();
    this.view = findView(feed, matcher);
    this.view.subscribe(this);
  }

  protected override take(): OpenIncidentsStep | undefined | Promise<OpenIncidentsStep | undefined> {
    if (this.isReady) return this.takeStep();
    return this.view.ready.then(() => {
      this.isReady = true;
      return this.takeStep();
    });
  }

  protected override release(): void {
    this.view.unsubscribe(this);
    if (this.view.subscriberCount === 0) dropView(this.feed, this.view);
  }

  private takeStep(): OpenIncidentsStep | undefined {
    const step = this.view.stepFrom(this.seen);
    this.seen = this.view.version;
    return step;
  }
}

function findView(feed: IncidentFeed, matcher: IncidentMatcher): OpenIncidentsView {
  const views = viewsByFeed.get(feed) ?? new Map<string, OpenIncidentsView>();
  viewsByFeed.set(feed, views);
  const existing = views.get(matcher.key);
  if (existing) return existing;
  const view = new OpenIncidentsView(matcher, feed);
  views.set(matcher.key, view);
  // The next subscriber starts a new view.
  view.ready.catch(() => dropView(feed, view));
  return view;
}

function dropView(feed: IncidentFeed, view: OpenIncidentsView): void {
  const { key } = view.matcher;
  const views = viewsByFeed.get(feed);
  if (views?.get(key) === view) views.delete(key);
}
