/** Which process is that? An id alone is used again; with the moment of its start it names one process. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** @param {string} path */
function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** When the process started and who its parent is; undefined when there is none (a zombie is none). @param {number} pid */
export function findProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform !== 'linux') {
    try {
      const said = execFileSync('ps', ['-o', 'ppid=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
      const [, parent, started] = /^\s*(\d+)\s+(.+?)\s*$/.exec(said) ?? [];
      return started === undefined ? undefined : { started, parent: Number(parent), name: '' };
    } catch {
      return undefined;
    }
  }
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[19] === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  return { started: fields[19], parent: Number(fields[1]), name };
}

/** @param {{ pid: number, started: string }} who */
export function isRunning(who) {
  return findProcess(who.pid)?.started === who.started;
}

export function thisProcess() {
  return { pid: process.pid, started: findProcess(process.pid)?.started ?? '' };
}

/** Where process ids mean the same: this boot of this machine and, in a container, this container. */
export function processPlace() {
  if (process.platform !== 'linux') return hostname();
  let namespace = '';
  try {
    namespace = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Without it there is one namespace as far as we can tell.
  }
  return `${readOrEmpty('/proc/sys/kernel/random/boot_id').trim()} ${namespace}`;
}
