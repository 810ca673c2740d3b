// Before anything is timed, all contenders must return the same data.
import { isDeepStrictEqual } from 'node:util';
import { runOperation } from './contenders.mjs';

/** @throws when two contenders return different data for a workload, or one returns an error */
export async function compareResponses(contenders, workloads, account) {
  for (const workload of workloads) {
    const results = await Promise.all(
      contenders.map(({ origin, translate }) => readPages(origin, translate(workload), account)),
    );
    const [expected] = results;
    contenders.forEach(({ name }, index) => {
      if (isDeepStrictEqual(results[index], expected)) return;
      const difference = `${excerpt(results[index])}\n${excerpt(expected)}`;
      throw new Error(`${workload.name}: ${name} and ${contenders[0].name} return different data.\n${difference}`);
    });
  }
}

/** The data of each page, without the cursors, which each gateway encodes in its own way. */
async function readPages(origin, { query, variables, pages = 1, toData = (data) => data }, account) {
  const [values] = variables(account);
  const results = [];
  let after;
  for (let page = 0; page < pages; page += 1) {
    const { data: own, errors } = await runOperation(origin, { query, variables: { ...values, after } });
    if (errors || !own) throw new Error(`${origin} returns an error: ${excerpt(errors)}`);
    const data = toData(own);
    const pageInfo = data.incidents?.pageInfo;
    after = pageInfo?.endCursor;
    if (pageInfo) delete pageInfo.endCursor;
    results.push(data);
  }
  return results;
}

const excerpt = (value) => JSON.stringify(value)?.slice(0, 2000);
