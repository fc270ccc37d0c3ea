/** The rulebook in one process on one core: evaluations, deadlines, stored clocks, and two engines of the registry on the same decision table. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../lib/say.mjs';

const worker = fileURLToPath(new URL('./rulebook/run.mjs', import.meta.url));

/** The rulebook is TypeScript: it runs under the Node the project brings. */
function run(node) {
  return new Promise((done, failed) => {
    const child = spawn(node, ['--no-warnings', worker], { stdio: ['ignore', 'pipe', 'inherit'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.once('error', failed);
    child.once('exit', (code) => {
      if (code === 0) done(JSON.parse(Buffer.concat(output).toString()));
      else failed(new Refusal('could not measure: see the lines above'));
    });
  });
}

export async function measure({ node }) {
  return await run(node);
}
