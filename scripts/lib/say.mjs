/** Short lines for the person at the terminal, on standard error: standard output belongs to the commands' answers. */

/** @param {string} line */
export function say(line) {
  process.stderr.write(`netra: ${line}\n`);
}

/** Time since a moment of `performance.now()`, as people say it. @param {number} since */
export function took(since) {
  const seconds = (performance.now() - since) / 1000;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** An expected failure of a command: one clear line, no stack trace. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a command's main function; a refusal becomes one line and its exit code, a bug keeps its stack. */
export async function runCommand(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}
