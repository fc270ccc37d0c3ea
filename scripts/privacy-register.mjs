/** `node scripts/privacy-register.mjs`: writes the register of personal data as a document (`docs/privacy/register.md`). Runs under the product's Node. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findProductNode } from './lib/node.mjs';
import { root } from './lib/paths.mjs';
import { Refusal, runCommand } from './lib/say.mjs';

const program = `
import { writeFileSync } from 'node:fs';
import { registerDocument } from ${JSON.stringify(join(root, 'app/src/features/privacy/register/register-document.ts'))};
writeFileSync(${JSON.stringify(join(root, 'docs/privacy/register.md'))}, registerDocument());`;

await runCommand(async () => {
  const node = findProductNode();
  if (node === undefined) throw new Refusal('not set up yet: run "npm run setup" in the project folder first', 2);
  const child = spawn(node, ['--input-type=module', '-e', program], { stdio: 'inherit', cwd: root });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
});
