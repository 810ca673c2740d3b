import { wireIncident } from '../upstream/pagerduty/wire-incident.js';

export const DAY = 86_400_000;

export interface StoredIncident {
  readonly number: number;
  /** When it was created, in milliseconds since the epoch, in whole seconds. */
  readonly createdAt: number;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  readonly urgency: 'high' | 'low';
}

/** One thing that happens. `which` picks one of those that are there, or of those that may be resolved or reopened. */
export type AccountChange =
  | { readonly kind: 'create'; readonly secondsLater: number; readonly urgency: StoredIncident['urgency'] }
  | { readonly kind: 'resolve' | 'reopen' | 'delete'; readonly which: number };

type Order = (a: StoredIncident, b: StoredIncident) => number;

const ORDERS: Readonly<Record<string, Order>> = {
  incident_number: (a, b) => a.number - b.number,
  created_at: (a, b) => a.createdAt - b.createdAt,
  urgency: (a, b) => Number(a.urgency === 'high') - Number(b.urgency === 'high'),
};

/** The incidents of an account that lists them as PagerDuty does (contracts: pagerduty-rest section 7.1), and whose people are busy. */
export class IncidentAccountModel {
  /** What must happen before a list is read, one after the other. */
  private readonly pending: (readonly AccountChange[])[];
  /** That there ever was: no number is given twice. */
  private newest: Pick<StoredIncident, 'number' | 'createdAt'>;

  /**
   * @param held in the order of their creation
   * @param pending what happens before each answer
   * @param onChange told after each change
   */
  constructor(
    public held: readonly StoredIncident[],
    pending: readonly (readonly AccountChange[])[],
    private readonly onChange: (held: readonly StoredIncident[]) => void,
  ) {
    this.pending = [...pending];
    this.newest = held.at(-1) ?? { number: 0, createdAt: Math.floor(Date.now() / 1000) * 1000 - DAY };
  }

  /** Answers a list with its query; undefined for any other path. */
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

  /** Lets the next things happen. */
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

/** Ties fall back on the number. */
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
