/**
 * Runs a program of the set-up in a process group of its own and notes it in the lock: asked to stop, we end all that it
 * started; killed outright, the next run does.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProcess } from './processes.mjs';
import { Refusal } from './say.mjs';

const stopCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * @param {{ noteChild(child: { pid: number, started: string } | undefined): void }} hold
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, logFile: string }} options all that it says goes into the log file
 * @returns {Promise<{ code: number, said: string }>}
 */
export async function runGuarded(hold, command, args, { cwd, env, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const started = findProcess(child.pid ?? 0)?.started;
  if (started !== undefined) hold.noteChild({ pid: child.pid, started });
  let asked = 0;
  const stop = (signal) => {
    asked = stopCodes[signal];
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  };
  for (const signal of Object.keys(stopCodes)) process.on(signal, stop);
  try {
    const code = await new Promise((done, failed) => {
      child.once('error', (error) => failed(new Refusal(`${command} could not be started: ${error.message}`)));
      child.once('exit', (exitCode) => done(exitCode ?? 1));
    });
    if (asked > 0) throw new Refusal('stopped before the set-up was complete; the next run begins again', asked);
    return { code, said: readFileSync(logFile, 'utf8').trim() };
  } finally {
    hold.noteChild(undefined);
    for (const signal of Object.keys(stopCodes)) process.off(signal, stop);
  }
}
