// `npm run mutation-testing`: Stryker changes the code between a client and its upstream in every small way, one change
// at a time, and reports the changes that no test notices. Results of the last run are reused.
//   -- src/upstream/transport/resilience/rate-limit.ts    only these files, by names or patterns
import { installProject, runOrExit } from '../scripts/install-project.mjs';

installProject('mutation-testing');
const files = process.argv.slice(2);
const only = files.length > 0 ? ['--mutate', files.join(',')] : [];
runOrExit('mutation-testing/node_modules/.bin/stryker', 'run', 'mutation-testing/stryker.config.json', ...only);
