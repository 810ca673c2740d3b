import module from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * What V8 has compiled is kept beside the program, and the next start finds it: a quarter of a start is compiling. Not in
 * the folder that all users of a machine share, which is Node's own choice: what lies there is run. Node 20 cannot do it,
 * and where the folder cannot be written every start compiles again.
 */
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') {
  module.enableCompileCache(fileURLToPath(new URL('compile-cache/', import.meta.url)));
}
await import('./main.js');
