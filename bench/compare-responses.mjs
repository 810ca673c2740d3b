// Before anything is timed: everybody must say the same.
import { isDeepStrictEqual } from 'node:util';
import { answerOf } from './contenders.mjs';

/** @throws when two gateways answer a workload differently, be it in one field, or one of them with an error */
export async function checkAnswers(contenders, workloads, account) {
  for (const workload of workloads) {
    const told = await Promise.all(contenders.map(({ origin }) => walkOf(origin, workload, account)));
    const [expected] = told;
    contenders.forEach(({ name }, index) => {
      if (isDeepStrictEqual(told[index], expected)) return;
      throw new Error(
        `${workload.name}: ${name} answers otherwise than ${contenders[0].name}.\n${words(told[index])}\n${words(expected)}`,
      );
    });
  }
}

/** What is told page by page, without the cursors, which every gateway makes as it likes. */
async function walkOf(origin, { query, variables, pages = 1 }, account) {
  const [asked] = variables(account);
  const answers = [];
  let after;
  for (let page = 0; page < pages; page += 1) {
    const { data, errors } = await answerOf(origin, { query, variables: { ...asked, after } });
    if (errors || !data) throw new Error(`${origin} answers with an error: ${words(errors)}`);
    const pageInfo = data.incidents?.pageInfo;
    after = pageInfo?.endCursor;
    if (pageInfo) delete pageInfo.endCursor;
    answers.push(data);
  }
  return answers;
}

const words = (value) => JSON.stringify(value)?.slice(0, 2000);
