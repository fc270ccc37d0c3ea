/**
 * Which process is that? A process id alone says little: ids are used again. Together with the moment the process
 * started it names one process for as long as the machine is up.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** One process, named so that a later process with the same id is not mistaken for it. */
export type ProcessName = { readonly pid: number; readonly started: string };

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function ask(field: 'lstart' | 'command', pid: number): string {
  try {
    return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
}

/** When the process started, in the system's own count; undefined when there is no such process (a zombie is none). */
export function findProcessStart(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform !== 'linux') return ask('lstart', pid) || undefined;
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may itself hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? undefined : started;
}

/** The command line of a process, blanks between its words; empty when there is none to see. */
export function commandOf(pid: number): string {
  if (process.platform !== 'linux') return ask('command', pid);
  return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** True while exactly that process runs. */
export function isRunning(name: ProcessName): boolean {
  return findProcessStart(name.pid) === name.started;
}

/** The name of this process. */
export function thisProcess(): ProcessName {
  return { pid: process.pid, started: findProcessStart(process.pid) ?? '' };
}

/** Where process ids mean the same: this boot of this machine and, in a container, this container. */
export function processPlace(): string {
  if (process.platform !== 'linux') return hostname();
  let namespace = '';
  try {
    namespace = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Without /proc there is one namespace as far as we can tell.
  }
  return `${readOrEmpty('/proc/sys/kernel/random/boot_id').trim()} ${namespace}`;
}
