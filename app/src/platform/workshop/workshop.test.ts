import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { drawPdf, readCode } from '../../../test/support/pdf-picture.ts';
import type { CertificateData } from './templates.ts';
import { createWorkshop, type Workshop, type WorkshopOptions } from './workshop.ts';

const open: Workshop[] = [];
function workshopWith(options: WorkshopOptions = {}): Workshop {
  const workshop = createWorkshop(options);
  open.push(workshop);
  return workshop;
}
afterEach(async () => {
  for (const workshop of open.splice(0)) await workshop.close();
});

const misbehaving = fileURLToPath(new URL('./misbehaving-child.fixture.ts', import.meta.url));
const asking = (workshop: Workshop) => async (wish: string) => {
  const result = await workshop.renderOwn({ source: wish }, null, {}, 0);
  return result.ok ? result.value.toString() : result.error.kind;
};

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the workshop', () => {
  it('answers several jobs at once, each with its own result', async () => {
    const workshop = workshopWith();
    const red = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#f00' } })
      .png()
      .toBuffer();
    const [image, letter, pdf] = await Promise.all([
      workshop.stripImage(red, 'image/png'),
      workshop.renderOwn({ source: '#set document(date: datetime(year: 2024, month: 10, day: 4))\nHalo' }, {}, {}, 0),
      workshop.stripPdf(Buffer.from('not a pdf')),
    ]);
    expect(image.ok && (await sharp(image.value).metadata()).width).toBe(40);
    expect(letter.ok && letter.value.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf).toEqual({ ok: false, error: { kind: 'broken' } });
  });

  it('fetches the bytes only when their turn has come', async () => {
    const workshop = workshopWith();
    const order: string[] = [];
    const source = (name: string) => async () => {
      order.push(`${name} fetched`);
      return Buffer.from('x');
    };
    await Promise.all(
      ['a', 'b'].map(async (name) => {
        await workshop.stripPdf(source(name));
        order.push(`${name} done`);
      }),
    );
    expect(order).toEqual(['a fetched', 'a done', 'b fetched', 'b done']);
  });

  it('goes on after a source that could not be fetched', async () => {
    const workshop = workshopWith();
    await expect(
      workshop.stripPdf(async () => {
        throw new Error('file gone');
      }),
    ).rejects.toThrow('file gone');
    expect(await workshop.stripPdf(Buffer.from('x'))).toEqual({ ok: false, error: { kind: 'broken' } });
  });

  it('survives a child that dies, and starts another', async () => {
    const ask = asking(workshopWith({ childPath: misbehaving }));
    const before = await ask('pid');
    expect(await ask('crash')).toBe('crashed');
    const after = await ask('pid');
    expect(after).toMatch(/^\d+$/);
    expect(after).not.toBe(before);
  });

  it('stops a child that hangs', async () => {
    const ask = asking(workshopWith({ childPath: misbehaving, timeoutMilliseconds: 2_500 }));
    const pid = Number(await ask('pid'));
    expect(await ask('hang')).toBe('timeout');
    await wait(300);
    expect(isRunning(pid)).toBe(false);
    expect(await ask('nonsense')).toBe('timeout');
    expect(await ask('pid')).toMatch(/^\d+$/);
  });

  it('gives up a job whose turn does not come, and goes on with the next', { timeout: 30_000 }, async () => {
    const ask = asking(
      workshopWith({ childPath: misbehaving, timeoutMilliseconds: 4_000, patienceMilliseconds: 1_000 }),
    );
    await ask('pid');
    const order: string[] = [];
    const heavy = ask('hang').then((answer) => order.push(`heavy ${answer}`));
    const behind = ask('pid').then((answer) => order.push(`behind ${answer}`));
    await Promise.all([heavy, behind]);
    expect(order).toEqual(['behind timeout', 'heavy timeout']);
    expect(await ask('pid')).toMatch(/^\d+$/);
  });

  it('loses only the child when a file eats all memory', { timeout: 30_000 }, async () => {
    const ask = asking(workshopWith({ childPath: misbehaving }));
    expect(await ask('eat')).toBe('crashed');
    expect(await ask('pid')).toMatch(/^\d+$/);
  });

  it('gives the child no right to write, to start processes, to reach the network, and no environment', async () => {
    const ask = asking(workshopWith({ childPath: misbehaving }));
    const { environment, ...escapes } = JSON.parse(await ask('escape'));
    expect(escapes).toEqual({ write: 'ERR_ACCESS_DENIED', run: 'ERR_ACCESS_DENIED', network: 'ERR_ACCESS_DENIED' });
    expect(environment).not.toMatch(/PATH|HOME|SECRET|DATABASE/);
  });

  it('names a child that goes away over a job as crashed, and starts another', async () => {
    const ask = asking(workshopWith({ childPath: misbehaving }));
    expect(await ask('leave')).toBe('crashed');
    expect(await ask('pid')).toMatch(/^\d+$/);
  });

  it('lets an idle child go and starts another when needed', async () => {
    const ask = asking(workshopWith({ childPath: misbehaving, idleMilliseconds: 50 }));
    const first = Number(await ask('pid'));
    await expect.poll(() => isRunning(first), { timeout: 5_000 }).toBe(false);
    expect(Number(await ask('pid'))).not.toBe(first);
  });

  it('loses no job that comes in the very moment an idle child is let go', { timeout: 30_000 }, async () => {
    const ask = asking(workshopWith({ childPath: misbehaving, idleMilliseconds: 3 }));
    const seen = new Set<string>();
    for (let round = 0; round < 30; round += 1) {
      await wait(round % 6);
      const answer = await ask('pid');
      expect(answer).toMatch(/^\d+$/);
      seen.add(answer);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('leaves no process behind when closed, and refuses what comes later', async () => {
    const workshop = workshopWith({ childPath: misbehaving });
    const ask = asking(workshop);
    const pid = Number(await ask('pid'));
    const waiting = ask('hang');
    const later = ask('pid');
    await wait(50);
    await workshop.close();
    expect(isRunning(pid)).toBe(false);
    expect(await waiting).toBe('closed');
    expect(await later).toBe('closed');
    expect(await ask('pid')).toBe('closed');
  });
});

describe('the certificate', () => {
  const data: CertificateData = {
    name: 'Rahajeng Widyastuti, S.A.P.',
    institution: 'Dinas Kependudukan Kota Arunika',
    election: 'Pemilihan Gubernur, Bupati, dan Wali Kota Serentak 2024',
    points: [
      'Menjaga netralitas.',
      'Menghindari konflik kepentingan.',
      'Bijak di media sosial.',
      'Menolak politik uang.',
    ],
    signedAt: 'Jumat, 4 Oktober 2024, 09.00 WIB',
    isoDay: '2024-10-04',
    number: 'K7M4-QX92-B3CD',
    checkAddress: 'netra.example/periksa/ikrar',
    proofAddress: 'netra.example/periksa',
    fromList: false,
    sealed: false,
    demo: false,
  };
  const qr = { check: 'https://netra.example/periksa/ikrar?nomor=K7M4-QX92-B3CD' };

  it('is a PDF/A of one page, the same bytes for the same pledge', async () => {
    const workshop = workshopWith();
    const [once, again] = [
      await workshop.renderPdf('certificate', data, qr, 1_728_007_200),
      await workshop.renderPdf('certificate', data, qr, 1_728_007_200),
    ];
    if (!once.ok || !again.ok) throw new Error('not rendered');
    expect(once.value.equals(again.value)).toBe(true);
    const text = once.value.toString('latin1');
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(text).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(text).toMatch(/\/Type\/Pages\/Count 1\b|\/Count 1\b/);
    expect(once.value.length).toBeLessThan(80_000);
  });

  it('has a code that any telephone opens, and beside it, once sealed, the whole proof', {
    timeout: 60_000,
  }, async () => {
    const workshop = workshopWith();
    const proof = `TLP1:${'0123456789ABCDEF '.repeat(80)}`;
    const render = async (sealed: boolean, more: Readonly<Record<string, string>>) => {
      const made = await workshop.renderPdf(
        'certificate',
        { ...data, sealed, fromList: sealed, demo: true },
        { ...qr, ...more },
        0,
      );
      if (!made.ok) throw new Error('not rendered');
      return made.value;
    };
    const waiting = await render(false, {});
    expect(readCode(await drawPdf(waiting, [0.6, 0.72, 1, 1]))).toBe(qr.check);
    const sealed = await render(true, { proof });
    expect(readCode(await drawPdf(sealed, [0.4, 0.68, 0.63, 1]))).toBe(qr.check);
    expect(readCode(await drawPdf(sealed, [0.63, 0.68, 1, 1]))).toBe(proof);
  });

  it('takes names as they are, however long, and never as instructions', async () => {
    const workshop = workshopWith();
    const names = ['#panic("x") $x$ *_`', '#read("/etc/passwd")', 'Ń'.repeat(30), `${'Raden Mas '.repeat(20)}Panji`];
    for (const name of names) {
      const result = await workshop.renderPdf('certificate', { ...data, name, demo: true }, qr, 0);
      expect(result.ok, name).toBe(true);
    }
  });

  it('of a feature with a mistake in its template says where, and a template reads no files', async () => {
    const workshop = workshopWith();
    for (const source of [
      '#let x =',
      '#read("/etc/passwd")',
      '#read("child.ts")',
      '#read("../child.ts")',
      '#import "@preview/x:1.0.0"',
      '#set document(date: none)',
    ]) {
      const result = await workshop.renderOwn({ source }, {}, {}, 0);
      expect(!result.ok && result.error.kind, source).toBe('template');
      if (!result.ok && result.error.kind === 'template') expect(result.error.detail.length).toBeGreaterThan(10);
    }
  });
});
