/** How long until the first page, and how much memory: `npm start` on a data folder of its own, first once, then again. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../lib/paths.mjs';
import { findProcess } from '../lib/processes.mjs';
import { Refusal, say } from '../lib/say.mjs';

const secondStarts = 5;
const startLimitMs = 10 * 60_000;

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Memory of the server's process in MB (10^6 bytes): it is the launcher's child. */
function serverMemory(launcher) {
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    if (findProcess(Number(name))?.parent !== launcher) continue;
    const kib = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
    return (kib * 1024) / 1e6;
  }
  return Number.NaN;
}

async function startOnce(dataDir) {
  const port = await freePort();
  const env = { ...process.env, NETRA_DATA: dataDir, PORT: String(port), NETRA_MODE: 'demo', DATABASE_URL: '' };
  const output = [];
  const began = performance.now();
  const launcher = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launcher.stdout.on('data', (chunk) => output.push(chunk));
  launcher.stderr.on('data', (chunk) => output.push(chunk));
  const ended = new Promise((done) => launcher.once('exit', done));
  let over = false;
  void ended.then(() => {
    over = true;
  });
  try {
    for (;;) {
      if (over || performance.now() - began > startLimitMs) {
        throw new Refusal(`could not measure: the product did not start.\n${Buffer.concat(output).toString().trim()}`);
      }
      try {
        const answer = await fetch(`http://127.0.0.1:${port}/`);
        await answer.text();
        if (answer.ok) break;
      } catch {
        // Not listening yet.
      }
      await pause(10);
    }
    const seconds = (performance.now() - began) / 1000;
    // What a garbage collection and late work at start leave, not the peak of the first second.
    await pause(2_000);
    return { seconds, memory: process.platform === 'linux' ? serverMemory(launcher.pid) : Number.NaN };
  } finally {
    launcher.kill('SIGTERM');
    await ended;
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The least that any Node server costs in this moment on this machine. */
async function bareNode(node) {
  const began = performance.now();
  await new Promise((done) => spawn(node, ['-e', ''], { stdio: 'ignore' }).once('exit', done));
  return (performance.now() - began) / 1000;
}

export async function measure({ node }) {
  const dataDir = join(root, 'data', `bench-start-${process.pid}`);
  try {
    say('first start, with an empty data folder');
    const first = await startOnce(dataDir);
    const again = [];
    for (let run = 1; run <= secondStarts; run += 1) {
      say(`second start, run ${run} of ${secondStarts}`);
      again.push(await startOnce(dataDir));
    }
    const bare = median([await bareNode(node), await bareNode(node), await bareNode(node)]);
    const second = median(again.map(({ seconds }) => seconds));
    return {
      method: `from the launcher's start to the whole first page over HTTP; one first start, median of ${secondStarts} second starts, no warm-up`,
      results: [
        { metric: 'first-start', value: first.seconds, unit: 's', better: 'lower' },
        {
          metric: 'second-start',
          value: second,
          unit: 's',
          bar: 3,
          better: 'lower',
          reference: {
            what: 'an empty Node process in the same run',
            value: bare,
            ratio: Number((second / bare).toFixed(1)),
          },
        },
        {
          metric: 'node-memory',
          value: median(again.map(({ memory }) => memory)),
          unit: 'MB',
          bar: 250,
          better: 'lower',
        },
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
