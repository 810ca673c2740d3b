import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The parts of an image's configuration that a container runtime obeys. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly StopSignal: string;
  readonly Healthcheck: { readonly Test: readonly string[] };
}

export interface TestImage {
  readonly config: ImageConfig;
  /** The file system of the image on this machine. */
  readonly root: string;
  remove(): void;
}

function run(command: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout.trim();
}

/** Builds deploy/Containerfile with an image of this process's Node.js as its base, because there is no registry. */
export function buildTestImage(): TestImage {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  try {
    return buildIn(folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function buildIn(folder: string): TestImage {
  const [base, context] = [join(folder, 'base'), join(folder, 'context')];
  const storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
  const buildah = (...args: readonly string[]) => run('buildah', [...storage, ...args]);
  const build = ['build', '--isolation', 'chroot', '--format', 'docker'];

  mkdirSync(base);
  run(process.execPath, [join(ROOT, 'deploy/image/copy-node.mjs'), join(base, 'root')]);
  writeFileSync(join(base, 'Containerfile'), 'FROM scratch\nCOPY root /\n');
  buildah(...build, '--tag', 'node', base);

  cpSync(join(ROOT, 'deploy'), context, { recursive: true });
  run(process.execPath, [join(ROOT, 'scripts/pack-gateway.mjs'), context]);
  buildah(...build, '--tag', 'pagergraph', '--build-arg', 'NODE_IMAGE=localhost/node', context);

  const container = buildah('from', 'localhost/pagergraph');
  const root = buildah('mount', container);
  const { Docker } = JSON.parse(buildah('inspect', '--type', 'image', 'localhost/pagergraph')) as {
    Docker: { config: ImageConfig };
  };
  return {
    config: Docker.config,
    root,
    remove() {
      buildah('rm', container);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Process 1 of its own namespace, as the image's user, below a file system that cannot be written. */
const IN_CONTAINER = `
root=$1 user=$2; shift 2
mount --bind "$root" "$root" && mount -o remount,bind,ro "$root" && exec chroot --userspec="$user" "$root" "$@"`;

/** Starts a program of the image as a container runtime does, with the network of this machine. */
export function startInContainer(
  { config, root }: TestImage,
  command: readonly string[],
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const env = Object.fromEntries(config.Env.map((line) => line.split(/=(.*)/s, 2)));
  const unshare = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', IN_CONTAINER, 'sh', root, config.User];
  return spawn('unshare', [...unshare, ...command], {
    // The image's PATH lacks the programs that prepare the container.
    env: { ...env, PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Sends a signal to process 1 of the container, because unshare passes none on. Resolves to the exit code. */
export async function stopContainer(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  const [first = ''] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ');
  const exit = once(child, 'exit');
  process.kill(Number(first), signal);
  const [code] = (await exit) as [number];
  return code;
}
