/**
 * Trains the triage model from app/triage-corpus/train and writes app/src/features/triage/model.generated.ts.
 *   node scripts/train-triage.mjs             trains and writes
 *   node scripts/train-triage.mjs --check     only: is the committed model what this corpus and this code give? (compares fingerprints; exit 1 if not)
 *   node scripts/train-triage.mjs --cross     figures with each writer's accounts judged by a model that has read only the others
 *   node scripts/train-triage.mjs --held-out  figures on the held-out accounts; never used for tuning
 */
import { spawnSync } from 'node:child_process';
import { getProductNode } from './lib/node.mjs';
import { runCommand } from './lib/say.mjs';

await runCommand(async () => {
  // The features are TypeScript, which the product's own Node reads as it is.
  if (Number.parseInt(process.versions.node, 10) < 26) {
    const ran = spawnSync(getProductNode(), [import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' });
    return ran.status ?? 1;
  }
  const { trainTriage } = await import('./lib/triage-command.mjs');
  return trainTriage(process.argv.slice(2));
});
