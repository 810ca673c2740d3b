// A process of the bench itself, which answers each message with one.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a worker and waits for its first message when it has one to tell. */
export async function startWorker(file, { greets = false } = {}) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const greeting = greets ? await replyOf(child) : undefined;
  return {
    greeting,
    ask(message) {
      const reply = replyOf(child);
      child.send(message);
      return reply;
    },
    stop: () => child.kill(),
  };
}

async function replyOf(child) {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const exit = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`A worker of the bench ended with code ${code}.`);
    });
    const [message] = await Promise.race([once(child, 'message', { signal }), exit]);
    return message;
  } finally {
    waiting.abort();
  }
}
