// Why a row may miss its goal. A report has the reasons of the rows that do, so they contain no figures of a run.
import { LATENCY, TRIGGER, WORKLOADS } from './workloads.mjs';

const SAME_CALL =
  'All make the same call. Only pagergraph passes it through a queue, a circuit breaker and the rate limit of the account, and checks what it reads.';
const LONG_LIST =
  'All parse the same response, which has every field of an incident. pagergraph also checks each incident, keeps large integers exact and removes secret links.';
const NO_PARSING =
  'pagergraph does not parse the same bytes again. What remains is HTTP, the log line and the checks of the request.';

/** By row. */
export const REASONS = {
  'flat list of 25': SAME_CALL,
  '25 with service and assignees':
    'pagergraph saves the calls for services and users. It reads all of them in one large response, and parsing that is the largest part of the time.',
  '100, all scalars': LONG_LIST,
  [TRIGGER.name]: SAME_CALL,
  'acknowledge (reads first)':
    'pagergraph reads the incident before it writes, because an acknowledge would reopen a resolved one. The others only write.',
  'resolve by id': SAME_CALL,
  destinations:
    'All callers share one call while it runs. What remains is HTTP, the log line and the checks of the request.',
  '50 identical at once': 'A request that arrives after the shared response makes another call.',
  'flat list of 25, unchanged': NO_PARSING,
  '25 with service and assignees, unchanged': NO_PARSING,
  '100, all scalars, unchanged': NO_PARSING,
  [`${LATENCY.name}: added p99`]:
    'Gateway, upstream and callers share the cores of one machine, so the figure includes waiting for a core. The baseline shows how much.',
  'the same: calls': 'A retry is another call.',
  'start to first response': 'Most of a start is loading and running the modules of all features.',
  'peak memory': 'Parsed responses, plans and cached lists are kept for later requests.',
};

const unexplained = WORKLOADS.filter(({ name }) => !REASONS[name]).map(({ name }) => name);
if (unexplained.length > 0) throw new Error(`bench/reasons.mjs has no reason for: ${unexplained.join(', ')}.`);
