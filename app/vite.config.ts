/** How the product is built: a server bundle for Node, and a few small files for the browser. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultClientConditions, defaultServerConditions, defineConfig, type InlineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const at = (path: string): string => join(root, path);

/** The entries that exist, by the name of their file. */
function present(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(path)));
}

/** The typeface files, whatever their names. */
function fontFiles(): Record<string, string> {
  const folder = at('src/ui/fonts');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.woff2')) : [];
  return Object.fromEntries(files.map((name) => [name, join(folder, name)]));
}

/** The browsers of old telephones that a visitor may hold: Chrome of 2020, Safari of 2020. */
const oldBrowsers = ['chrome87', 'firefox78', 'safari14'];

const shared = {
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
} as const satisfies InlineConfig;

/**
 * The server: our own code (and the workspaces) in files, everything from npm left where it is installed.
 * @param outDir where `main.js`, `cli.js` and the like are written
 */
export function serverBuild(outDir: string): InlineConfig {
  const conditions = ['source', ...defaultServerConditions];
  return {
    ...shared,
    resolve: { conditions },
    ssr: { target: 'node', noExternal: [/^@netra\//], resolve: { conditions } },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'esnext',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: present({
          main: at('src/main.ts'),
          cli: at('src/cli.ts'),
          'workshop-child': at('src/platform/workshop/child.ts'),
          'roster-child': at('src/features/roster/roster-child.ts'),
        }),
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  };
}

/**
 * What the browser gets: a stylesheet, a module, the typeface, the icon, each with its content hash in the name.
 * @param outDir where the folder `assets` and `manifest.json` are written
 */
export function clientBuild(outDir: string): InlineConfig {
  return {
    ...shared,
    base: '/',
    plugins: [plainFilesAndManifest(), browserSignatures()],
    resolve: {
      conditions: ['source', ...defaultClientConditions],
      // Pages that the browser goes on drawing by itself are the server's own; there markup becomes elements at once.
      alias: { 'hono/jsx/jsx-runtime': at('src/features/guidance/browser/dom-jsx.ts') },
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: oldBrowsers,
      cssTarget: oldBrowsers,
      // Our policy allows no `data:` and no inline script.
      assetsInlineLimit: 0,
      modulePreload: false,
      cssCodeSplit: true,
      rolldownOptions: {
        input: present({
          script: at('src/ui/enhance/main.ts'),
          style: at('src/ui/styles/main.css'),
          guidance: at('src/features/guidance/browser/main.tsx'),
          verifier: at('src/features/ledger/verifier/browser/main.tsx'),
          passkeys: at('src/features/accounts/browser/passkeys.ts'),
        }),
        output: {
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  };
}

/** The ledger in the browser asks the browser about signatures; only what that module fetches itself is the library. */
function browserSignatures(): Plugin {
  const ours = at('src/features/ledger/verifier/browser/ed25519.ts');
  return {
    name: 'netra:browser-signatures',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === '@noble/curves/ed25519.js' && importer !== undefined && !importer.endsWith('/ed25519-library.ts')
        ? ours
        : null,
  };
}

/**
 * The page that checks receipts as one file that needs nothing else, for a browser without internet: script and styles stand in it.
 * @param outDir where `netra-periksa.html` is written, beside what is there
 */
export function offlineBuild(outDir: string): InlineConfig {
  const client = clientBuild(outDir);
  const folder = 'src/features/ledger/verifier/browser';
  return {
    ...client,
    plugins: [oneFile(at(`${folder}/offline-page.txt`), 'netra-periksa.html')],
    build: {
      ...client.build,
      emptyOutDir: false,
      rolldownOptions: { input: present({ page: at(`${folder}/offline.tsx`), style: at(`${folder}/offline.css`) }) },
    },
  };
}

/** Puts the one script and the one stylesheet into a page, with a policy that allows exactly these two and no request at all. */
function oneFile(template: string, fileName: string): Plugin {
  return {
    name: 'netra:one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      let [script, style] = ['', ''];
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === 'chunk' && part.name === 'page') script = part.code;
        if (part.type === 'asset' && name.endsWith('.css')) style = String(part.source);
        delete bundle[name];
      }
      // The typeface would be a second file.
      style = style.replaceAll(/@font-face\s*\{[^}]*url\([^}]*\}/g, '').trim();
      script = script.replaceAll('</script', '<\\/script').trim();
      if (script === '' || style === '' || /^\s*import\b|\bimport\(/m.test(script) || style.includes('url(')) {
        throw new Error('the offline page is not one file');
      }
      const sum = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
      const policy = `default-src 'none'; script-src ${sum(script)}; style-src ${sum(style)}; base-uri 'none'; form-action 'none'`;
      const parts: Readonly<Record<string, string>> = { POLICY: policy, STYLE: style, SCRIPT: script };
      const source = readFileSync(template, 'utf8').replaceAll(
        /__NETRA_(POLICY|STYLE|SCRIPT)__/g,
        (whole, name: string) => parts[name] ?? whole,
      );
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/** What the server reads at start: under which address each file of the browser is served. */
type Manifest = Readonly<
  Record<'style' | 'script' | 'font' | 'icon' | 'guidance' | 'verifier' | 'passkeys', string | null>
>;

/** Adds the files that are served as they are (typeface, icon) and writes `manifest.json`. */
function plainFilesAndManifest(): Plugin {
  const files = { ...fontFiles(), ...present({ 'favicon.svg': at('src/ui/brand/favicon.svg') }) };
  return {
    name: 'netra:manifest',
    buildStart() {
      for (const [name, path] of Object.entries(files)) {
        this.emitFile({ type: 'asset', name, originalFileName: path, source: readFileSync(path) });
      }
    },
    generateBundle(_, bundle) {
      const names = Object.keys(bundle);
      const find = (fits: (name: string) => boolean): string | null => {
        const name = names.find(fits);
        return name === undefined ? null : `/${name}`;
      };
      const entry = (called: string): string | null =>
        find((name) => {
          const one = bundle[name];
          return one?.type === 'chunk' && one.isEntry && one.name === called;
        });
      const manifest: Manifest = {
        style: find((name) => name.endsWith('.css')),
        script: entry('script'),
        guidance: entry('guidance'),
        verifier: entry('verifier'),
        passkeys: entry('passkeys'),
        font: find((name) => name.endsWith('.woff2')),
        icon: find((name) => name.endsWith('.svg')),
      };
      this.emitFile({ type: 'asset', fileName: 'manifest.json', source: `${JSON.stringify(manifest, null, 2)}\n` });
    },
  };
}

export default defineConfig(serverBuild(at('dist/server')));
