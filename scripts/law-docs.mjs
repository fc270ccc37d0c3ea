/**
 * `node scripts/law-docs.mjs`: writes the law as documents for lawyers (`docs/law`). `--check` only says which are stale and ends with 1.
 * `--sign ITEM --by ROLE --verdict VERDICT --on DAY` records a sign-off. Goes on under the Node that the project brings.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findProductNode } from './lib/node.mjs';
import { root } from './lib/paths.mjs';
import { Refusal, runCommand } from './lib/say.mjs';

await runCommand(async () => {
  const node = findProductNode();
  if (node === undefined) throw new Refusal('not set up yet: run "npm run setup" in the project folder first', 2);
  const program = join(root, 'scripts', 'law-docs', 'main.ts');
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
});
