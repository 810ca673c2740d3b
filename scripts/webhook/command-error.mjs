/** A command cannot do what it should; the message states why and what to do. */
export class CommandError extends Error {}
