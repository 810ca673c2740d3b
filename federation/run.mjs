// `npm run federation`: composes the subgraph schema and runs it behind routers, whose packages are installed here only.
import { installProject, runOrExit } from '../scripts/install-project.mjs';

installProject('federation', '--ignore-scripts');
runOrExit('npm', 'run', '-s', 'build');
const options = ['--test', '--test-reporter=spec', '--test-timeout=60000'];
runOrExit(process.execPath, ...options, 'federation/composition.test.mjs', 'federation/routers.test.mjs');
