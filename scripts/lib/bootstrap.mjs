/**
 * All the set-up, for every command: packages, the product's Node, the build. Each part looks first whether it is done,
 * so the second time costs a few hundredths of a second.
 */
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { asTheOnlyOne } from './lock.mjs';
import { getProductNode } from './node.mjs';
import { workshop } from './paths.mjs';
import { Refusal } from './say.mjs';

const oldestHost = 20;

/**
 * Does what is missing of the set-up, alone in this clone.
 * @returns {Promise<{ node: string }>} the Node to run the product with
 */
export async function bootstrap() {
  if (Number.parseInt(process.versions.node, 10) < oldestHost) {
    throw new Refusal(
      `Node ${process.versions.node} is too old: install Node ${oldestHost} or newer (the product then brings its own)`,
    );
  }
  if (!isInstalled() || !isBuilt()) {
    await asTheOnlyOne(workshop, async (hold) => {
      await install(hold);
      await build(hold);
    });
  }
  return { node: getProductNode() };
}
