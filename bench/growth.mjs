// How the cost of one operation grows with the amount of data or the number of callers.
import { compareResponses } from './compare-responses.mjs';
import { CONTENDERS } from './contenders.mjs';
import { measureInTurns } from './measure.mjs';
import { NESTED_SIZES } from './upstream/sizes.mjs';
import { DESTINATIONS, FLAT_LIST, manyFilters } from './workloads.mjs';

const PAGE = `query Page($first: Int, $after: String, $filter: IncidentFilter) {
  incidents(first: $first, after: $after, filter: $filter) {
    nodes { number title status urgency createdAt } pageInfo { hasNextPage endCursor }
  }
}`;
const MAX_PAGE_SIZE = 100;

/** A list with a list in each entry, which needs a call each. The complexity of sixty is near the limit. */
const NESTED = `query Nested($first: Int, $filter: IncidentFilter) {
  incidents(first: $first, filter: $filter) { nodes { number notes { content createdAt } } }
}`;

const DIMENSIONS = [
  {
    title: 'incidents read',
    linear: 1,
    sizes: [25, 100, 1000],
    workload: (count) => {
      const first = Math.min(count, MAX_PAGE_SIZE);
      const variables = () => manyFilters().map((filter) => ({ ...filter, first }));
      return { query: PAGE, variables, pages: Math.ceil(count / MAX_PAGE_SIZE) };
    },
  },
  {
    title: 'callers at once',
    linear: 0,
    sizes: [1, 16, 256, 1000],
    workload: (callers) => ({ query: FLAT_LIST, variables: manyFilters, callers }),
  },
  {
    title: 'destinations',
    linear: 1,
    sizes: [1, 10, 100],
    workload: (destinations) => ({ query: DESTINATIONS, variables: () => [{}], destinations, callers: 1 }),
  },
  {
    title: 'nested lists',
    linear: 1,
    sizes: NESTED_SIZES,
    workload: (first) => ({
      query: NESTED,
      variables: () => manyFilters().map((filter) => ({ ...filter, first })),
      callers: 1,
    }),
  },
];

const CHARTED = CONTENDERS.filter(({ name }) => name === 'apollo' || name === 'pagergraph');

/**
 * @typedef {object} Growth
 * @property {string} title of the dimension
 * @property {number} linear the exponent that the cost of one operation may grow with
 * @property {readonly { title: string, points: readonly (readonly [number, number])[] }[]} lines CPU milliseconds per
 * operation by size
 */

/** @returns {Promise<readonly Growth[]>} */
export async function measureGrowth(harness, run) {
  const contenders = [];
  try {
    for (const contender of CHARTED) contenders.push(await harness.start(contender));
    const growths = [];
    for (const dimension of DIMENSIONS) growths.push(await measureDimension(dimension, harness, contenders, run));
    return growths;
  } finally {
    await Promise.all(contenders.map((contender) => contender.stop()));
  }
}

async function measureDimension({ title, linear, sizes, workload: toWorkload }, harness, contenders, run) {
  const points = Object.fromEntries(CHARTED.map(({ name }) => [name, []]));
  for (const size of sizes) {
    const workload = { name: `${size} ${title}`, ...toWorkload(size) };
    await compareResponses(contenders, [workload], harness.account);
    const figures = await measureInTurns(harness, contenders, workload, run);
    for (const { name } of CHARTED) points[name].push([size, figures[name].cpuMs]);
  }
  return { title, linear, lines: CHARTED.map(({ name, title: who }) => ({ title: who, points: points[name] })) };
}

/** The exponent of the power of the size that fits the points best. */
function fitExponent(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const [meanX, meanY] = [0, 1].map((axis) => sum(logs.map((point) => point[axis])) / logs.length);
  return sum(logs.map(([x, y]) => (x - meanX) * (y - meanY))) / sum(logs.map(([x]) => (x - meanX) ** 2));
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Above linear by less is noise. */
const EXPONENT_TOLERANCE = 0.1;

/** @param {readonly Growth[]} growths */
export function summarizeGrowth(growths) {
  const parts = growths.map(({ title, linear, lines }) => {
    const exponent = fitExponent(lines.at(-1).points);
    const isMet = exponent <= linear + EXPONENT_TOLERANCE;
    return `${title} ${exponent.toFixed(2)} (linear: ${linear}, ${isMet ? 'met' : '**missed**'})`;
  });
  return `The cost of one operation grows with this exponent of its size: ${parts.join(', ')}.`;
}
