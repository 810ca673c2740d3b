// Exits with 0 if the gateway beside it accepts work. An image without a shell has no other program for it.
const port = process.env.PORT || '4000';

try {
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Error(`The gateway returns ${response.status}.`);
} catch (error) {
  console.error(error.cause?.message ?? error.message);
  process.exitCode = 1;
}
