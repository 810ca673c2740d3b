import { wireIncident } from '../upstream/pagerduty/wire-incident.js';

export const DAY = 86_400_000;

export interface StoredIncident {
  readonly number: number;
  /** The creation time in milliseconds since the epoch, rounded to seconds. */
  readonly createdAt: number;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  readonly urgency: 'high' | 'low';
}

/** One event. `which` selects one of the incidents that exist, or that can be resolved or reopened. */
export type AccountChange =
  | { readonly kind: 'create'; readonly secondsLater: number; readonly urgency: StoredIncident['urgency'] }
  | { readonly kind: 'resolve' | 'reopen' | 'delete'; readonly which: number };

type Order = (a: StoredIncident, b: StoredIncident) => number;

const ORDERS: Readonly<Record<string, Order>> = {
  incident_number: (a, b) => a.number - b.number,
  created_at: (a, b) => a.createdAt - b.createdAt,
  urgency: (a, b) => Number(a.urgency === 'high') - Number(b.urgency === 'high'),
};

/** A busy account that lists its incidents like PagerDuty (docs/upstream-quirks.md, PagerDuty: listing incidents). */
export class IncidentAccountModel {
  /** The events before each response, in order. */
  private readonly pending: (readonly AccountChange[])[];
  /** All incidents so far: no number is used twice. */
  private newest: Pick<StoredIncident, 'number' | 'createdAt'>;

  /**
   * @param held incidents in the order of their creation
   * @param pending events before each response
   * @param onChange called after each event
   */
  constructor(
    public held: readonly StoredIncident[],
    pending: readonly (readonly AccountChange[])[],
    private readonly onChange: (held: readonly StoredIncident[]) => void,
  ) {
    this.pending = [...pending];
    this.newest = held.at(-1) ?? { number: 0, createdAt: Math.floor(Date.now() / 1000) * 1000 - DAY };
  }

  /** Responds to a list; undefined for any other path. */
  respond(path: string): { text: string } | undefined {
    const { pathname, searchParams } = new URL(path, 'https://pagerduty.example');
    if (pathname !== '/incidents') return undefined;
    const found = this.find(searchParams);
    const [offset, limit] = [Number(searchParams.get('offset')), Number(searchParams.get('limit'))];
    const incidents = found.slice(offset, offset + limit).map(toWireIncident);
    const more = found.length > offset + limit;
    const total = searchParams.get('total') === 'true' ? found.length : null;
    return { text: JSON.stringify({ incidents, offset, limit, more, total }) };
  }

  /** Applies the next events. */
  applyNextChanges(): void {
    for (const change of this.pending.shift() ?? []) {
      this.held = change.kind === 'create' ? this.created(change) : applyChange(this.held, change);
      this.onChange(this.held);
    }
  }

  private created({ secondsLater, urgency }: Extract<AccountChange, { kind: 'create' }>): readonly StoredIncident[] {
    const { number, createdAt } = this.newest;
    this.newest = { number: number + 1, createdAt: createdAt + secondsLater * 1000 };
    return [...this.held, { ...this.newest, status: 'triggered', urgency }];
  }

  private find(query: URLSearchParams): readonly StoredIncident[] {
    const statuses = query.getAll('statuses[]');
    const [since, until] = ['since', 'until'].map((name) => Date.parse(query.get(name) ?? ''));
    if (since === undefined || until === undefined) throw new Error('There are two ends.');
    const isAll = query.get('date_range') === 'all';
    if (!isAll && !(until - since <= 180 * DAY)) throw new Error(`No window of PagerDuty’s: ${query.toString()}`);
    const found = this.held.filter(
      ({ createdAt, status }) =>
        (isAll || (since <= createdAt && createdAt <= until)) && (statuses.length === 0 || statuses.includes(status)),
    );
    return found.toSorted(parseOrder(query.get('sort_by') ?? ''));
  }
}

function applyChange(
  held: readonly StoredIncident[],
  { kind, which }: Exclude<AccountChange, { kind: 'create' }>,
): readonly StoredIncident[] {
  const candidates = held.filter(({ status }) => kind === 'delete' || (status === 'resolved') === (kind === 'reopen'));
  const one = candidates[which % candidates.length];
  if (kind === 'delete') return held.filter((other) => other !== one);
  return held.map((other) =>
    other === one ? { ...one, status: kind === 'resolve' ? 'resolved' : 'triggered' } : other,
  );
}

/** Equal values are ordered by number. */
function parseOrder(sortBy: string): Order {
  const orders = sortBy.split(',').map((text): Order => {
    const [field = '', direction] = text.split(':');
    const order = ORDERS[field];
    if (!order) throw new Error(`PagerDuty would not sort by ${text}.`);
    return direction === 'desc' ? (a, b) => order(b, a) : order;
  });
  return (a, b) => orders.reduce((decided, order) => decided || order(a, b), 0) || a.number - b.number;
}

const toWireIncident = ({ number, createdAt, status, urgency }: StoredIncident) =>
  wireIncident({
    id: `P${number}`,
    incident_number: number,
    created_at: new Date(createdAt).toISOString().replace('.000', ''),
    status,
    urgency,
  });
