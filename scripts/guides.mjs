/** `node scripts/guides.mjs`: writes the guides as files (`docs/guide`). Runs under the product's Node. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findProductNode } from './lib/node.mjs';
import { root } from './lib/paths.mjs';
import { Refusal, runCommand } from './lib/say.mjs';

const program = `
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guideDocuments } from ${JSON.stringify(join(root, 'app/src/features/guides/guide-document.ts'))};
for (const [name, text] of guideDocuments()) writeFileSync(join(${JSON.stringify(join(root, 'docs/guide'))}, name), text);`;

await runCommand(async () => {
  const node = findProductNode();
  if (node === undefined) throw new Refusal('not set up yet: run "npm run setup" in the project folder first', 2);
  const child = spawn(node, ['--input-type=module', '-e', program], { stdio: 'inherit', cwd: root });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
});
