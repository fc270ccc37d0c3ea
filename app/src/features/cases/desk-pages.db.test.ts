import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { plain, Visitor } from '../accounts/visitor.fixture.ts';
import {
  type Desk,
  everybody,
  facts,
  filledIn,
  secrets,
  startDesk,
  textOf,
  tokenOn,
  type Who,
} from './desk.fixture.ts';
import { deskWords, stepWords } from './desk-words.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const unknown = 'K7M-4QX-92';
const insiders: readonly Who[] = ['officer', 'colleague', 'overseer'];

describe('whoever is not signed in', () => {
  it('is led to the sign-in page, which remembers the page and never a form', async () => {
    const number = await desk.caseUpTo('received');
    for (const path of [
      '/antrean',
      '/antrean?lihat=lewat&cari=camat',
      '/serah-terima',
      `/perkara/${number}`,
      `/perkara/${number}/registrasi`,
      `/perkara/${number}/dilihat`,
    ]) {
      const answer = await new Visitor(desk.app.hono).get(path);
      expect([answer.status, answer.to]).toEqual([303, `/masuk?lanjut=${encodeURIComponent(path)}`]);
    }
    const visitor = new Visitor(desk.app.hono);
    const token = tokenOn((await visitor.get('/masuk')).html);
    for (const path of [`/perkara/${number}/registrasi`, `/perkara/${number}/identitas`])
      expect(await visitor.post(path, { _csrf: token, reason: 'Alasan yang panjang.' })).toMatchObject({
        status: 303,
        to: '/masuk',
      });
  });
});

describe('a case that is not for the person who asks', () => {
  const masked = (html: string, number: string): string =>
    plain(html)
      .replaceAll(/<code>[\w-]+<\/code>/g, '<code>ID</code>')
      .replaceAll(/_csrf" value="[^"]*"/g, '')
      .replaceAll(encodeURIComponent(number), 'NUMBER')
      .replaceAll(number, 'NUMBER');

  it('gives the very page of a case that does not exist, at every address and for every form', async () => {
    const foreign = await desk.caseUpTo('facts');
    const reads = ['', '/dilihat', '/registrasi', '/lengkapi-fakta', '/identitas', '/verifikasi', '/bukan-tindakan'];
    const before = await desk.stored(foreign);
    let compared = 0;
    for (const who of everybody.filter((one) => !insiders.includes(one))) {
      const visitor = await desk.at(who);
      const token = tokenOn((await visitor.get('/akun')).html) || tokenOn((await visitor.get('/ikrar')).html);
      for (const suffix of reads) {
        const answers = await Promise.all(
          [foreign, unknown, 'ABC', foreign.toLowerCase(), "' or 1=1 --", '%00', 'x'.repeat(3000)].map(
            async (number) => {
              const path = `/perkara/${number === '%00' ? number : encodeURIComponent(number)}${suffix}`;
              const got = await visitor.get(path);
              return [got.status, masked(got.html, number)] as const;
            },
          ),
        );
        expect(
          answers.map(([status]) => status),
          `${who} ${suffix}`,
        ).toEqual(answers.map(() => 404));
        for (const [, html] of answers) {
          expect(html, `${who} ${suffix}`).toBe(answers[1]?.[1]);
          compared += 1;
        }
        if (suffix === '' || suffix === '/dilihat' || token === '') continue;
        const [at, nowhere] = await Promise.all(
          [foreign, unknown].map(async (number) => {
            const got = await visitor.post(`/perkara/${number}${suffix}`, {
              _csrf: token,
              seq: '2',
              reason: 'Alasan yang panjang.',
              identityReason: 'Alasan yang panjang.',
            });
            return [got.status, masked(got.html, number)] as const;
          }),
        );
        expect(at).toEqual(nowhere);
        expect(at?.[0]).toBe(404);
        compared += 1;
      }
    }
    console.error(`pages compared with that of an unknown case: ${compared}`);
    expect(await desk.stored(foreign)).toEqual(before);
  });

  it('keeps the desk itself from people without a case role', async () => {
    for (const who of ['admin', 'media', 'asn'] as const)
      for (const path of ['/antrean', '/serah-terima']) expect((await (await desk.at(who)).get(path)).status).toBe(404);
  });

  it('reads a number as people write it', async () => {
    const number = await desk.caseUpTo('received');
    const visitor = await desk.at('officer');
    for (const written of [
      number.toLowerCase(),
      number.replaceAll('-', ''),
      encodeURIComponent(number.replaceAll('-', ' ')),
    ])
      expect((await visitor.get(`/perkara/${written}`)).status).toBe(200);
  });
});

describe('what an office sees of a case', () => {
  const reporter = [secrets.story, secrets.name, secrets.address, secrets.accused, 'Balai Kirana', '0800-sunyi'];
  const shown = async (who: Who, number: string): Promise<string> => {
    const page = await (await desk.at(who)).get(`/perkara/${number}`);
    expect(page.status, who).toBe(200);
    return textOf(page.html);
  };

  it('the intake office reads the account; the name of the reporter stays sealed', async () => {
    const number = await desk.caseUpTo('received');
    const text = await shown('officer', number);
    expect(text).toContain(secrets.story);
    for (const sealed of [secrets.name, secrets.address, '0800-sunyi']) expect(text).not.toContain(sealed);
  });

  it('nobody else ever reads a word of the reporter: not the overseer, the task force, BKN, PPK', async () => {
    const number = await desk.caseUpTo('decide');
    for (const who of ['overseer', 'verifier', 'conveyor', 'authority'] as const) {
      for (const path of ['', '/dilihat']) {
        const page = await (await desk.at(who)).get(`/perkara/${number}${path}`);
        expect(page.status, who).toBe(200);
        for (const word of reporter) expect(page.html, `${who} ${path}`).not.toContain(word);
      }
    }
    expect(await shown('authority', number)).toContain('Terlapor menyukai unggahan calon');
  });

  it('a sender goes on seeing the steps, and nothing of what others write or who they are', async () => {
    const number = await desk.caseUpTo('decide');
    const [officer, verifier, conveyor] = [
      await shown('officer', number),
      await shown('verifier', number),
      await shown('conveyor', number),
    ];
    for (const text of [officer, verifier, conveyor]) {
      expect(text).toContain('Keputusan dicatat');
      expect(text).toContain('Isi langkah ini tidak ditampilkan untuk kantor Anda.');
      for (const content of ['Isi pertimbangan PPK', '800/77/2024', 'Petugas authority'])
        expect(text).not.toContain(content);
    }
    for (const text of [officer, verifier]) expect(text).not.toContain('Rumusan rahasia BKN');
    expect(officer).toContain('Isi verifikasi satgas');
    expect(verifier).not.toContain('Petugas conveyor');
    expect(conveyor).toContain('Rumusan rahasia BKN');
    // Nor in the list of who looked.
    await shown('authority', number);
    const looks = textOf((await (await desk.at('conveyor')).get(`/perkara/${number}/dilihat`)).html);
    expect(looks).toContain('PPK Kota Arunika');
    expect(looks).not.toContain('Petugas authority');
  });

  it('an overseer reads and has no button', async () => {
    const number = await desk.caseUpTo('register');
    const page = await (await desk.at('overseer')).get(`/perkara/${number}`);
    expect(page.html).not.toContain(`/perkara/${number}/kajian`);
    expect(textOf(page.html)).toContain('Anda dapat membaca, tidak bertindak');
    const queue = textOf((await (await desk.at('overseer')).get('/antrean')).html);
    expect(queue).not.toMatch(/Terbuka \(?0\b/);
  });

  it('writes down who read the page, and who opened a form that shows the case', async () => {
    const number = await desk.caseUpTo('register');
    const officer = await desk.at('officer');
    await officer.get(`/perkara/${number}/kajian`);
    const text = textOf((await officer.get(`/perkara/${number}/dilihat`)).html);
    expect(text).toContain('membuka formulir');
    expect(text).toContain('membuka daftar yang melihat');
    await (await desk.at('overseer')).get(`/perkara/${number}`);
    expect(await shown('officer', number)).toContain('Petugas overseer');
  });
});

describe('the identity of a reporter', () => {
  it('asks why first, keeps a reason that is too short, writes it down and shows it once', async () => {
    const number = await desk.caseUpTo('received');
    const officer = await desk.at('officer');
    const path = `/perkara/${number}/identitas`;
    const page = await officer.get(`/perkara/${number}`);
    const audits = () =>
      desk.app.owner.selectFrom('audit').select(['target']).where('what', '=', 'report.identity').execute();
    const before = (await audits()).length;
    const short = await officer.submit(page.html, path, { identityReason: 'pendek' });
    expect(short.status).toBe(422);
    expect(short.html).toContain('value="pendek"');
    expect(short.html).toContain('href="#f-identityReason"');
    expect(short.html).not.toContain(secrets.name);
    expect((await officer.submit(page.html, path, { identityReason: 'y'.repeat(501) })).status).toBe(422);
    expect(await audits()).toHaveLength(before);

    const open = await officer.submit(page.html, path, { identityReason: 'Perlu memanggil pelapor <b>besok</b>.' });
    expect(open.status).toBe(200);
    for (const part of [secrets.name, secrets.address, '0800-sunyi']) expect(textOf(open.html)).toContain(part);
    expect((await audits()).at(-1)?.target).toBe('Perlu memanggil pelapor <b>besok</b>.');
    const later = await officer.get(`/perkara/${number}`);
    expect(later.html).not.toContain(secrets.name);
    expect(later.html).toContain('Perlu memanggil pelapor &lt;b&gt;besok');
    expect(await officer.get(path)).toMatchObject({ status: 303, to: `/perkara/${number}` });
  });

  it('is not there for others, nor where none was given', async () => {
    const number = await desk.caseUpTo('submit');
    const audits = () =>
      desk.app.owner.selectFrom('audit').select('id').where('what', '=', 'report.identity').execute();
    const before = (await audits()).length;
    for (const who of ['overseer', 'verifier', 'stranger'] as const) {
      const visitor = await desk.at(who);
      const token = tokenOn((await visitor.get('/akun')).html);
      const answer = await visitor.post(`/perkara/${number}/identitas`, {
        _csrf: token,
        identityReason: 'Saya ingin tahu saja.',
      });
      expect(answer.status, who).toBe(404);
      expect(answer.html).not.toContain(secrets.name);
    }
    const nameless = await desk.report(false);
    const officer = await desk.at('officer');
    const page = await officer.get(`/perkara/${nameless}`);
    expect(textOf(page.html)).toContain('Pelapor tidak memberi nama dan alamat.');
    const token = tokenOn((await officer.get(`/perkara/${number}`)).html);
    expect(
      (await officer.post(`/perkara/${nameless}/identitas`, { _csrf: token, identityReason: 'Saya ingin tahu saja.' }))
        .status,
    ).toBe(404);
    expect(await audits()).toHaveLength(before);
  });
});

describe('the queue and the hand-overs', () => {
  const open = async (at: string, kind: 'laporan' | 'informasi-awal' = 'laporan'): Promise<string> => {
    const { number } = await runAs(desk.app.platform.db, { kind: 'public' }, (tx) =>
      desk.app.cases.service.openFromReport(tx, {
        caseId: randomUUID(),
        reportKind: kind,
        bodyId: desk.country.bodies.bawasluOther.id,
        zone: 'WIT',
        regionId: desk.country.places.otherCity.id,
        electionId: 'pilkada-2024',
        contestId: 'kepala-daerah',
        actKind: 'banner',
        at: Temporal.Instant.from(at),
      }),
    );
    return number;
  };
  const numbersOn = (html: string): string[] =>
    [...html.matchAll(/<b class="num">([\w-]+)<\/b>/g)].map((found) => found[1] ?? '');

  it('say what is not there in words of each list, not with an empty table', async () => {
    const visitor = await desk.at('stranger');
    for (const [path, title] of [
      ['/antrean', 'Antrean kosong'],
      ['/antrean?lihat=lewat', 'Tidak ada yang lewat batas'],
      ['/antrean?lihat=hari-ini', 'Tidak ada yang jatuh tempo dalam 24 jam'],
      ['/antrean?lihat=informasi', 'Tidak ada informasi awal'],
      ['/antrean?lihat=selesai', 'Belum ada perkara selesai'],
      ['/antrean?cari=camat', 'Tidak ditemukan'],
      ['/antrean?lihat=karangan', 'Antrean kosong'],
      ['/serah-terima', 'Belum ada yang masuk'],
      ['/serah-terima?arah=keluar', 'Belum ada yang diserahkan'],
    ] as const) {
      const page = await visitor.get(path);
      expect(page.status).toBe(200);
      expect(textOf(page.html), path).toContain(title);
      expect(page.html).not.toContain('<table');
    }
  });

  it('orders by what is due first, in every list, and walks its pages', async () => {
    const late = await open('2024-09-20T09:00:00+09:00');
    const soon = await open('2024-10-02T09:00:00+09:00');
    const information = await open('2024-10-01T09:00:00+09:00', 'informasi-awal');
    const others: string[] = [];
    for (let n = 0; n < 27; n += 1)
      others.push(await open(`2024-10-03T${String(9 + (n % 9)).padStart(2, '0')}:00:00+09:00`));
    const visitor = await desk.at('stranger');
    const first = await visitor.get('/antrean');
    const numbers = numbersOn(first.html);
    expect(numbers.slice(0, 2)).toEqual([late, soon]);
    expect(numbers).toHaveLength(25);
    expect(textOf(first.html)).toContain('1–25 dari 29');
    const second = await visitor.get('/antrean?halaman=2');
    expect(new Set([...numbers, ...numbersOn(second.html)])).toEqual(new Set([late, soon, ...others]));
    expect(textOf(second.html)).toContain('26–29 dari 29');
    // Past the end, and nonsense: never an empty queue that is not empty.
    for (const page of ['99', '100000', '1e9'])
      expect(numbersOn((await visitor.get(`/antrean?halaman=${page}`)).html)).toEqual(numbersOn(second.html));
    for (const page of ['0', '-3', 'x', ''])
      expect(numbersOn((await visitor.get(`/antrean?halaman=${page}`)).html)).toEqual(numbers);
    expect(numbersOn((await visitor.get('/antrean?lihat=lewat')).html)).toEqual([late]);
    expect(numbersOn((await visitor.get('/antrean?lihat=informasi')).html)).toEqual([information]);
    for (const row of numbersOn(first.html))
      expect((await (await desk.at('officer')).get('/antrean')).html).not.toContain(row);
  });

  it('finds by number, place, post and unit, and takes no letter for a sign of its own', async () => {
    const visitor = await desk.at('stranger');
    const number = await open('2024-10-04T08:00:00+09:00');
    await desk.walk(number, [
      'stranger',
      { ...facts, accused: [{ name: 'X', post: 'Kepala 50%_Bidang\\', unitName: 'Dinas Uji', status: 'pns' }] },
    ]);
    const search = async (text: string) =>
      numbersOn((await visitor.get(`/antrean?cari=${encodeURIComponent(text)}`)).html);
    for (const text of [number, number.toLowerCase().slice(0, 7), '50%_bidang\\', 'dinas uji', '  Dinas Uji  '])
      expect(await search(text), text).toEqual([number]);
    expect((await search('swarga')).length).toBe(25);
    for (const text of ['%%%%', '50__', "'; drop table", '\u0000', 'X'.repeat(5000)]) {
      const page = await visitor.get(`/antrean?cari=${encodeURIComponent(text)}`);
      expect(page.status, text).toBe(200);
    }
    // Signs alone are no words: they find nothing, and above all not everything.
    for (const text of ['%', '_', '\\']) expect(await search(text)).toEqual([]);
  });

  it('show a hand-over to both sides: sent, opened by looking, accepted', async () => {
    const number = await desk.caseUpTo('submit');
    const out = async () =>
      textOf((await (await desk.at('officer')).get('/serah-terima?arah=keluar')).html).split(number)[1] ?? '';
    const verifier = await desk.at('verifier');
    expect(textOf((await verifier.get('/serah-terima')).html)).toContain(number);
    expect((await out()).slice(0, 300)).toMatch(/Terkirim|terkirim/);
    await verifier.get(`/perkara/${number}`);
    const row = await desk.app.owner
      .selectFrom('handover')
      .innerJoin('case_file as f', 'f.id', 'handover.case_id')
      .select(['handover.opened_at', 'handover.accepted_at'])
      .where('f.number', '=', number)
      .executeTakeFirstOrThrow();
    expect(row.opened_at).not.toBeNull();
    expect(row.accepted_at).toBeNull();
    // Worked on without being accepted, returned by BKN: nothing is left to accept at Bawaslu.
    await desk.walk(
      number,
      ['verifier', { type: 'verify', reason: 'Lengkap.' }],
      ['officer', { type: 'confirm-study', toBodyId: desk.country.bodies.bkn.id, reason: 'Kuat.' }],
      ['conveyor', { type: 'return-handover', reason: 'Kurang.' }],
    );
    const view = await desk.app.cases.readModel.findCase(await desk.member('officer'), number);
    expect(view?.actions).toEqual(['confirm-study', 'declare-interest']);
  });
});

describe('text that wants to be more than text', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>' onmouseover='x' &amp; \u202Eterbalik\u202C 👩‍⚖️ \u0000ada`;
  /** What is kept of it: no letter that PostgreSQL cannot hold, and none that turns the words around it. */
  const kept = (text: string): string =>
    ['\u0000', '\u202C', '\u202E'].reduce((rest, one) => rest.replaceAll(one, ''), text);
  const danger = ['<script>alert', '<img src=x', "onmouseover='x'"];
  const check = (html: string, where: string) => {
    for (const part of danger) {
      if (part.startsWith('on')) expect(html.replaceAll(/&#39;|&quot;/g, ''), where).not.toContain(` ${part}`);
      else expect(html, where).not.toContain(part);
    }
    expect(html, where).not.toContain('\u0000');
  };

  it('is text on every page, in every field, also when 20,000 letters long', async () => {
    const number = await desk.caseUpTo('received');
    const officer = await desk.at('officer');
    const form = `/perkara/${number}/lengkapi-fakta`;
    const fields = filledIn((await officer.get(form)).html, form);
    const sent = {
      ...fields,
      summary: `${hostile} panjang`,
      name1: hostile,
      post1: hostile,
      unit1: hostile,
      status1: 'pns',
      'act.kind': 'social-engagement',
      actOn_day: '1',
      actOn_month: '10',
      actOn_year: '2024',
    };
    const wrong = await officer.post(form, {
      ...sent,
      actOn_day: hostile,
      actOn_year: hostile,
      status1: hostile,
      'act.kind': hostile,
      accusedCount: hostile,
      'act.public': hostile,
    });
    expect(wrong.status).toBe(422);
    check(wrong.html, 'the form with errors');
    expect(filledIn(wrong.html, form).post1).toBe(kept(hostile));
    expect((await officer.post(form, sent)).status).toBe(303);
    const long = `${hostile}${'😀'.repeat(200)}${'a'.repeat(20_000)}`.slice(0, 19_999);
    const registered = `/perkara/${number}/registrasi`;
    expect(
      (await officer.post(registered, { ...filledIn((await officer.get(registered)).html, registered), reason: long }))
        .status,
    ).toBe(303);
    const study = `/perkara/${number}/kajian`;
    expect(
      (await officer.post(study, { ...filledIn((await officer.get(study)).html, study), text: long, rows: hostile }))
        .status,
    ).toBe(303);
    const conflict = await officer.post(study, {
      ...filledIn((await officer.get(study)).html, study),
      seq: '1',
      text: long,
      rows: hostile,
      level: hostile,
    });
    check(conflict.html, 'the conflict page or the form');
    const page = await officer.get(`/perkara/${number}`);
    check(page.html, 'the case');
    expect(plain(page.html)).toContain(kept(long).trim());
    for (const path of [
      '/antrean',
      `/antrean?cari=${encodeURIComponent('"><script>alert(1)</script>')}`,
      form,
      study,
      `/perkara/${number}/dilihat`,
    ])
      check((await officer.get(path)).html, path);
    const identity = await officer.submit(page.html, `/perkara/${number}/identitas`, { identityReason: hostile });
    check(identity.html, 'the reason');
  });
});

describe('both languages', () => {
  /** All texts of a dictionary without holes in them. */
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(texts)
        : [];
  const only = (one: unknown, other: unknown): string[] => {
    const there = texts(other).join('\n').toLowerCase();
    return [...new Set(texts(one))].filter(
      (text) => text.length >= 9 && text.includes(' ') && !there.includes(text.toLowerCase()),
    );
  };

  it('are whole on every page, and no page shows what only a program would write', async () => {
    const number = await desk.caseUpTo('study');
    const submitted = await desk.caseUpTo('submit');
    const conveyed = await desk.caseUpTo('convey');
    const fresh = await desk.caseUpTo('received');
    const nameless = await desk.report(false);
    const pages: readonly (readonly [Who, string])[] = [
      ['officer', '/antrean'],
      ['officer', '/antrean?lihat=selesai'],
      ['officer', '/antrean?cari=tidak-ada-apa-apa'],
      ['officer', '/serah-terima?arah=keluar'],
      ['officer', `/perkara/${number}`],
      ['officer', `/perkara/${submitted}`],
      ['officer', `/perkara/${fresh}`],
      ['officer', `/perkara/${nameless}`],
      ['officer', `/perkara/${number}/dilihat`],
      ...['lengkapi-fakta', 'registrasi', 'jadikan-temuan', 'simpan-sebagai-informasi'].map(
        (slug) => ['officer', `/perkara/${fresh}/${slug}`] as const,
      ),
      ...['perpanjang', 'kajian', 'pleno'].map((slug) => ['officer', `/perkara/${number}/${slug}`] as const),
      ['verifier', '/serah-terima'],
      ['verifier', `/perkara/${submitted}`],
      ...['terima', 'kembalikan', 'verifikasi'].map((slug) => ['verifier', `/perkara/${submitted}/${slug}`] as const),
      ['authority', `/perkara/${conveyed}`],
      ['authority', `/perkara/${conveyed}/catat-keputusan`],
      ['overseer', `/perkara/${conveyed}`],
    ];
    const indonesian = [...only(deskWords('id'), deskWords('en')), ...only(stepWords('id'), stepWords('en'))];
    const english = [...only(deskWords('en'), deskWords('id')), ...only(stepWords('en'), stepWords('id'))];
    expect(indonesian.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    for (const [who, path] of pages) {
      const visitor = await desk.at(who);
      for (const [lang, foreign] of [
        ['', english],
        ['/en', indonesian],
      ] as const) {
        const page = await visitor.get(`${lang}${path}`);
        if (page.status !== 200) wrong.push(`${lang}${path}: ${page.status}`);
        const text = textOf(page.html);
        for (const label of foreign) if (text.includes(label)) wrong.push(`${lang}${path}: ${label}`);
        for (const slip of ['undefined', '[object ', 'NaN', 'null', 'function (', '=>'])
          if (text.includes(slip)) wrong.push(`${lang}${path}: ${slip}`);
        if (lang === '/en') {
          for (const [, href = ''] of page.html.matchAll(/<a [^>]*href="(\/[^"]*)"[^>]*>/g))
            if (
              !href.startsWith('/en') &&
              !href.startsWith('/assets') &&
              !/hreflang|lang=/.test(href) &&
              /^\/(antrean|perkara|serah-terima)/.test(href) &&
              href.split('?')[0] !== path.split('?')[0]
            )
              wrong.push(`${path}: leads to Indonesian ${href}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
