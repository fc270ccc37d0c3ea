/** Builds the product into the folder named by the first argument. Runs under the product's Node, started by build.mjs. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { clientBuild, offlineBuild, serverBuild } from '../../app/vite.config.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('build-run.mjs needs the folder to build into');

const isEmpty = (config) => Object.keys(config.build?.rolldownOptions?.input ?? {}).length === 0;

const client = join(folder, 'client');
for (const config of [serverBuild(join(folder, 'server')), clientBuild(client), offlineBuild(client)]) {
  if (isEmpty(config)) continue;
  try {
    await build(config);
  } catch (error) {
    // Vite has said already where and why; the stack of the bundler helps nobody.
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

// Text is compressed here, as small as it gets, and not anew at every start.
const assets = join(client, 'assets');
for (const name of existsSync(assets) ? readdirSync(assets) : []) {
  if (!/\.(css|js|svg)$/.test(name)) continue;
  const plain = readFileSync(join(assets, name));
  writeFileSync(join(assets, `${name}.gz`), gzipSync(plain, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  writeFileSync(join(assets, `${name}.br`), brotliCompressSync(plain, { params }));
}

// A folder of its own, so that the manifest is there even before the first client file is.
if (isEmpty(clientBuild(folder))) {
  mkdirSync(join(folder, 'client', 'assets'), { recursive: true });
  const nothing = { style: null, script: null, font: null, icon: null };
  writeFileSync(join(folder, 'client', 'manifest.json'), `${JSON.stringify(nothing)}\n`);
}
