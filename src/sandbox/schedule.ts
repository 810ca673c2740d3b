/** Runs a task after a delay in milliseconds and returns a function that cancels it. Tests pass their own. */
export type Schedule = (task: () => void, delayMs: number) => () => void;

/** Timers of the process; they do not keep it alive. */
export const scheduleWithTimers: Schedule = (task, delayMs) => {
  const timer = setTimeout(task, delayMs).unref();
  return () => clearTimeout(timer);
};
