// How the cost of an operation grows with what it concerns.
import { checkAnswers } from './compare-responses.mjs';
import { CONTENDERS } from './contenders.mjs';
import { takeTurns } from './measure.mjs';
import { DESTINATIONS, FLAT_LIST, manyFilters } from './workloads.mjs';

const PAGE = `query Page($first: Int, $after: String, $filter: IncidentFilter) {
  incidents(first: $first, after: $after, filter: $filter) {
    nodes { number title status urgency createdAt } pageInfo { hasNextPage endCursor }
  }
}`;
const LARGEST_PAGE = 100;

const DIMENSIONS = [
  {
    title: 'incidents read',
    linear: 1,
    along: [25, 100, 1000],
    asking: (count) => {
      const first = Math.min(count, LARGEST_PAGE);
      const variables = () => manyFilters().map((filter) => ({ ...filter, first }));
      return { query: PAGE, variables, pages: Math.ceil(count / LARGEST_PAGE) };
    },
  },
  {
    title: 'callers at once',
    linear: 0,
    along: [1, 16, 256, 1000],
    asking: (callers) => ({ query: FLAT_LIST, variables: manyFilters, callers }),
  },
  {
    title: 'destinations',
    linear: 1,
    along: [1, 10, 100],
    asking: (destinations) => ({ query: DESTINATIONS, variables: () => [{}], destinations, callers: 1 }),
  },
];

const DRAWN = CONTENDERS.filter(({ name }) => name === 'apollo' || name === 'pagergraph');

/**
 * @typedef {object} Growth
 * @property {string} title what grows
 * @property {number} linear the power of it that the cost of one operation may grow with
 * @property {readonly { title: string, points: readonly (readonly [number, number])[] }[]} lines CPU milliseconds of one
 * operation, by how much there was of it
 */

/** @returns {Promise<readonly Growth[]>} */
export async function measureGrowth(scene, effort) {
  const contenders = [];
  try {
    for (const contender of DRAWN) contenders.push(await scene.start(contender));
    const growths = [];
    for (const dimension of DIMENSIONS) growths.push(await growthAlong(dimension, scene, contenders, effort));
    return growths;
  } finally {
    await Promise.all(contenders.map((contender) => contender.stop()));
  }
}

async function growthAlong({ title, linear, along, asking }, scene, contenders, effort) {
  const points = Object.fromEntries(DRAWN.map(({ name }) => [name, []]));
  for (const count of along) {
    const workload = { name: `${count} ${title}`, ...asking(count) };
    await checkAnswers(contenders, [workload], scene.account);
    const figures = await takeTurns(scene, contenders, workload, effort);
    for (const { name } of DRAWN) points[name].push([count, figures[name].cpuMs]);
  }
  return { title, linear, lines: DRAWN.map(({ name, title: who }) => ({ title: who, points: points[name] })) };
}

/** The power that a line grows with, from its first to its last point. */
function powerOf(points) {
  const [[x, y], [lastX, lastY]] = [points[0], points.at(-1)];
  return Math.log(lastY / y) / Math.log(lastX / x);
}

/** @param {readonly Growth[]} growths */
export function growthInWords(growths) {
  const told = growths.map(({ title, linear, lines }) => {
    const power = powerOf(lines.at(-1).points);
    return `${title} ${power.toFixed(2)} (linear: ${linear})`;
  });
  return `The cost of one operation grows with this power of its size: ${told.join(', ')}.`;
}
