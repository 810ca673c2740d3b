// A child process of the benchmark that replies to each message with one message.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a worker; one that sends a message first is awaited until that message. */
export async function startWorker(file, { sendsFirst = false } = {}) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const firstMessage = sendsFirst ? await nextMessage(child) : undefined;
  return {
    firstMessage,
    send(message) {
      const reply = nextMessage(child);
      child.send(message);
      return reply;
    },
    stop: () => child.kill(),
  };
}

async function nextMessage(child) {
  const listening = new AbortController();
  const { signal } = listening;
  try {
    const exit = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`A benchmark worker exited with code ${code}.`);
    });
    const [message] = await Promise.race([once(child, 'message', { signal }), exit]);
    return message;
  } finally {
    listening.abort();
  }
}
