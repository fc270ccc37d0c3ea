import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractCommand } from '../extract-command.ts';
import { extractArticle, extractArticles } from './extract-article.ts';
import { invented } from './invented.fixture.ts';

const names = [
  '000_66a672d274cbef62.txt',
  '001_b25eb63007e73113.txt',
  '002_a96235d5017c44c4.txt',
  '003_1d8ece27e29d210c.txt',
  '004_99f84a86ecf82621.txt',
] as const;
const folder = new URL('../../../../db/seeds/media/', import.meta.url);
const seeds = names.map((name) => ({ name, text: readFileSync(fileURLToPath(new URL(name, folder)), 'utf8') }));
const [a000, a001, a002, a003, a004] = extractArticles(seeds);

/** How each quote begins, with its speaker. */
const begun = (article: typeof a000) =>
  article?.quotes.map(({ speaker, text }) => [speaker, text.split(' ').slice(0, 4).join(' ')]);

describe('the five articles the product began with', () => {
  it('000: a director general reminds the civil servants of a city', () => {
    expect(a000).toMatchObject({
      file: names[0],
      title:
        'Kementerian Dalam Negeri (Kemendagri) mengingatkan kepada para aparatur sipil negara, untuk menjaga netralitas menjelang Pemilihan Umum 2024',
      titleFrom: 'first-sentence',
      publishedOn: null,
      eventOn: '2023-07-14',
      dateNote: null,
      kind: 'appeal',
      speakers: [
        {
          name: 'Akmal Malik',
          role: 'Direktur Jenderal Otonomi Daerah Kementerian Dalam Negeri',
          institution: 'kemendagri',
        },
        { name: 'Erik Setyo Santoso', role: 'Sekretaris Daerah Kota Malang', institution: 'pemkot-malang' },
      ],
      mentioned: [{ name: 'Tito KarnaviaN', role: 'Menteri Dalam Negeri', institution: 'kemendagri' }],
      institutions: ['kemendagri', 'pemkot-malang'],
      regions: ['35.73'],
      unclearPlaces: [],
      regulations: [],
      elections: ['pemilu-2024'],
      acts: ['partisan-decision'],
      repeatsItself: false,
      duplicateOf: null,
      publisher: null,
      source: 'Antara',
    });
    expect(begun(a000)).toEqual([
      ['Akmal Malik', 'Saat ini tahun politik'],
      ['Akmal Malik', 'Sebagai ASN diamanahkan kewenangan,'],
      ['Akmal Malik', 'Saya minta, kalau ingin'],
      ['Erik Setyo Santoso', 'Tentu ini menjadi sebuah'],
    ]);
  });

  it('001: a vice minister, told twice in one file; the date of the decree is not the date of the article', () => {
    expect(a001).toMatchObject({
      title: 'Netralitas ASN di Pilkada 2024 Ditekankan demi Birokrasi Bersih',
      titleFrom: 'inside',
      publishedOn: null,
      eventOn: null,
      dateNote: 'Minggu',
      kind: 'appeal',
      speakers: [{ name: 'Bima Arya Sugiarto', role: 'Wakil Menteri Dalam Negeri', institution: 'kemendagri' }],
      mentioned: [],
      institutions: ['kemendagri', 'bawaslu', 'forkopimda', 'kempanrb', 'bkn', 'kasn'],
      regions: ['35'],
      reportedFrom: ['31'],
      regulations: ['skb_2022'],
      elections: ['pilkada-2024'],
      acts: ['other'],
      repeatsItself: true,
      duplicateOf: null,
      publisher: 'MINANGKABAUNEWS.com',
      source: null,
    });
    expect(begun(a001)).toEqual([
      ['Bima Arya Sugiarto', 'Netralitas birokrasi itu penting,'],
      ['Bima Arya Sugiarto', 'Pemerintah hadir untuk melayani'],
      ['Bima Arya Sugiarto', 'Tidak boleh ada pengaruh'],
    ]);
  });

  it('002: an acting mayor at a coordination meeting; polling day is not the day of the event', () => {
    expect(a002).toMatchObject({
      title:
        'Sepekan menuju Pemilu 2024, penegakan netralitas aparatur sipil negara (ASN) Pemkot Malang akan dilaksanakan',
      titleFrom: 'first-sentence',
      publishedOn: null,
      eventOn: '2024-02-06',
      dateNote: null,
      kind: 'coordination',
      alsoKinds: ['pledge'],
      speakers: [
        { name: 'Wahyu Hidayat', role: 'Pj Wali Kota Malang', institution: 'pemkot-malang' },
        { name: 'Haryomo Dwi Putranto', role: 'Plt. Kepala BKN RI', institution: 'bkn' },
        {
          name: 'Abdullah Azwar Anas',
          role: 'Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi',
          institution: 'kempanrb',
        },
      ],
      mentioned: [],
      institutions: ['pemkot-malang', 'bkn', 'kempanrb'],
      regions: ['35.73', '51'],
      regulations: ['skb_2022'],
      elections: ['pemilu-2024', 'pilkada-2024'],
      acts: [],
      repeatsItself: false,
      publisher: 'Tujujatim.id',
      source: null,
    });
    expect(begun(a002)).toEqual([
      ['Wahyu Hidayat', 'Kami sudah pernah menandatangani'],
      ['Abdullah Azwar Anas', 'Prinsip netralitas ASN dirancang'],
    ]);
  });

  it('003: a secretary general; the caption that stands twice is no repetition, the newspaper is no place', () => {
    expect(a003).toMatchObject({
      title: 'Menghadapi Pemilu 2024, Sekjen Kemendagri: ASN Itu Harus Netral',
      titleFrom: 'headline',
      publishedOn: '2023-08-29',
      eventOn: '2023-08-28',
      dateNote: null,
      kind: 'appeal',
      speakers: [
        { name: 'Suhajar Diantoro', role: 'Sekretaris Jenderal Kementerian Dalam Negeri', institution: 'kemendagri' },
      ],
      mentioned: [],
      institutions: ['kemendagri', 'bawaslu'],
      regions: ['21', '21.71'],
      reportedFrom: ['31'],
      unclearPlaces: [],
      regulations: ['uu5_2014'],
      elections: ['pemilu-2024'],
      acts: ['partisan-decision'],
      repeatsItself: false,
      publisher: 'MALANG TERKINI',
      source: 'ANTARA',
    });
    expect(begun(a003)).toEqual([
      ['Suhajar Diantoro', 'Kalau (ASN) tidak netral,'],
      ['Suhajar Diantoro', 'ASN itu harus netral,'],
      ['Suhajar Diantoro', 'Jadi bebas konflik kepentingan,'],
    ]);
  });

  it('004: the head of an agency opens a seminar; the dateline is not what it tells of', () => {
    expect(a004).toMatchObject({
      title: 'Jelang Pemilu 2024, Kemendagri Tegaskan ASN Harus Netral',
      titleFrom: 'headline',
      publishedOn: null,
      eventOn: '2023-09-22',
      dateNote: null,
      kind: 'appeal',
      speakers: [
        {
          name: 'Yusharto Huntoyungo',
          role: 'Kepala Badan Strategi Kebijakan Dalam Negeri Kemendagri',
          institution: 'kemendagri',
        },
      ],
      mentioned: [{ name: 'Joko Widodo', role: 'Presiden', institution: null }],
      institutions: ['kemendagri', 'bskdn', 'iip'],
      regions: [],
      reportedFrom: ['31'],
      regulations: [],
      elections: ['pemilu-2024'],
      acts: ['partisan-decision'],
      repeatsItself: false,
      publisher: null,
      source: null,
    });
    expect(begun(a004)).toEqual([
      ['Yusharto Huntoyungo', 'Ini diperlukan untuk menjaga'],
      ['Yusharto Huntoyungo', 'Kita semua ASN harus'],
      ['Yusharto Huntoyungo', 'Ini berarti kita selaku'],
      ['Yusharto Huntoyungo', 'Dengan demikian kita harus'],
    ]);
  });

  it('are five stories, not one', () => {
    expect([a000, a001, a002, a003, a004].map((article) => article?.duplicateOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('other news', () => {
  const read = (name: keyof typeof invented) => extractArticle(invented[name], name);

  it('an alleged breach: its own day, not that of the statement; acts, rules and who said it', () => {
    expect(read('allegation')).toMatchObject({
      title: 'Camat di Arunika Diduga Ikut Kampanye Calon Bupati',
      publishedOn: '2024-10-07',
      eventOn: '2024-10-03',
      kind: 'alleged-violation',
      speakers: [{ name: 'Ratna Kusumadewi', role: 'Ketua Bawaslu Kota Arunika', institution: 'bawaslu' }],
      mentioned: [{ name: 'Damar Wijaya Laksana', role: 'Kepala BKPSDM Kota Arunika', institution: 'bkd' }],
      institutions: ['bawaslu', 'bkn', 'bkd'],
      regions: [],
      regulations: ['pp94_2021', 'uu20_2023'],
      elections: ['pilkada-2024'],
      acts: ['social-engagement', 'public-photo', 'campaign-participation'],
      quotes: [
        { speaker: 'Ratna Kusumadewi' },
        { speaker: 'Ratna Kusumadewi', text: 'Kalau terbukti, kami teruskan kepada BKN' },
      ],
      publisher: 'NusaPos.id',
    });
  });

  it('a pledge, with a speaker of whom nothing but the name is said', () => {
    expect(read('pledge')).toMatchObject({
      kind: 'pledge',
      eventOn: '2024-09-16',
      speakers: [
        {
          name: 'Bayu Anggara Prawira',
          role: 'Penjabat Sekretaris Daerah Provinsi Nusa Raya',
          institution: 'pemprov-nusa-raya',
        },
        { name: 'Melati Sekarwangi', role: null, institution: null },
      ],
      institutions: ['pemprov-nusa-raya'],
      elections: ['pilkada-2024'],
      acts: [],
    });
  });

  it('a decision under the earlier joint decree, whose date is no event', () => {
    expect(read('decision')).toMatchObject({
      kind: 'decision',
      eventOn: null,
      regulations: ['skb_2020'],
      elections: ['pilkada-2020'],
      institutions: ['pemkab-sekar-langit', 'kasn'],
      acts: ['campaign-team-role', 'partisan-decision'],
      speakers: [{ name: 'Gunawan Prasaja', institution: 'pemkab-sekar-langit' }],
    });
  });

  it('a circular: what it allows is not taken for what it forbids', () => {
    expect(read('regulation')).toMatchObject({
      kind: 'regulation',
      eventOn: '2023-09-29',
      regulations: ['se18_2023', 'uu7_2017', 'perbawaslu6_2018', 'perbkn6_2022'],
      institutions: ['kempanrb', 'bkn'],
      elections: ['pemilu-2024'],
      acts: [],
      publisher: 'NUSA',
      reportedFrom: ['31'],
    });
  });

  it('outreach on a day without a year: kept as a note, not guessed', () => {
    expect(read('outreach')).toMatchObject({
      kind: 'outreach',
      publishedOn: null,
      eventOn: null,
      dateNote: 'Rabu (4/9)',
      elections: [],
      acts: ['display-material', 'social-engagement', 'campaign-participation'],
      speakers: [{ name: 'Laras Puspitasari', role: 'Anggota Bawaslu Kabupaten Tirta Kencana Divisi Pencegahan' }],
      mentioned: [{ name: 'Panji Wiratama', role: 'Wakil Gubernur Nusa Raya', institution: 'pemprov-nusa-raya' }],
      institutions: ['bawaslu', 'pemprov-nusa-raya'],
    });
  });

  it('about something else entirely gives nothing but its title and an unknown voice', () => {
    expect(read('other')).toMatchObject({
      title: 'Panen Raya Mangga di Arunika Melimpah',
      kind: 'other',
      speakers: [],
      institutions: [],
      regulations: [],
      elections: [],
      acts: [],
      quotes: [{ speaker: null, text: 'Hujan tahun ini bagus sekali' }],
    });
  });

  it('whose weekday and date do not fit says so', () => {
    expect(read('wrongWeekday')).toMatchObject({
      eventOn: '2024-10-08',
      dateNote: 'teks menulis Senin, tetapi tanggal itu hari Selasa',
      regions: ['35.78', '35'],
    });
  });

  it('leaves a place open that could be two, and takes no person for a place', () => {
    const article = extractArticle(
      'Warga Malang diminta tenang. Wamendagri Bima Arya menegaskan hal itu di Medan.',
      'x',
    );
    expect(article).toMatchObject({ unclearPlaces: ['Malang'], regions: ['12.71'] });
  });
});

describe('any text', () => {
  const nothing = {
    title: null,
    titleFrom: null,
    kind: 'other',
    publishedOn: null,
    eventOn: null,
    speakers: [],
    acts: [],
  };

  it('that is empty or blank gives an empty answer', () => {
    for (const text of ['', ' \n\t\r\n ', '\ufeff', '\u0000\u0000'])
      expect(extractArticle(text, 'x')).toMatchObject(nothing);
  });

  it('reads the same with line ends of Windows, of old Macs, and mixed, and with a byte order mark', () => {
    for (const { name, text } of seeds) {
      const plain = extractArticle(text, name);
      expect(extractArticle(text.replaceAll('\n', '\r\n'), name)).toEqual(plain);
      expect(extractArticle(text.replaceAll('\n', '\r'), name)).toEqual(plain);
      expect(extractArticle(`\ufeff${text.replace('\n', '\r\n')}`, name)).toEqual(plain);
    }
  });

  it('never throws, whatever it holds', () => {
    const bits = fc.constantFrom(
      '“',
      '”',
      '"',
      'kata ',
      'Ketua ',
      'Kota ',
      'Arunika',
      ' – ',
      '(',
      ')',
      '31/02/2024',
      'Pemilu 2024',
      '\n',
      '.',
      ' ',
      'SKB ',
      'UU No 5 Tahun 2014',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(bits).map((parts) => parts.join('')),
        ),
        (text) => {
          const article = extractArticle(text, 'x');
          expect(article.eventOn).not.toBe('2024-02-31');
          expect(extractArticle(text, 'x')).toEqual(article);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of a megabyte, in one line or many or of the same word, is read in good time', () => {
    const article = seeds.map(({ text }) => text).join('\n');
    const large = {
      many: article.repeat(Math.ceil(1e6 / article.length)),
      one: article.replaceAll('\n', ' ').repeat(Math.ceil(1e6 / article.length)),
      words: 'Kota '.repeat(200_000),
      quotes: '“'.repeat(300_000) + '"'.repeat(300_000),
      dashes: '- '.repeat(500_000),
      brackets: 'Pemilu ('.repeat(120_000),
      capitals: 'A'.repeat(1_000_000),
      dates: '1/1/2024 '.repeat(110_000),
      leaders: '.'.repeat(1_000_000),
      shouting: '!?'.repeat(500_000),
      posts: 'Kota Camat '.repeat(90_000),
      titles: 'H. Dr. Ir. '.repeat(90_000),
    };
    for (const [what, text] of Object.entries(large)) {
      // Processor time: on a machine that is busy with something else, work takes longer and is no more.
      const before = process.cpuUsage();
      extractArticle(text, what);
      expect(process.cpuUsage(before).user / 1000, what).toBeLessThan(8000);
    }
  }, 180_000);
});

describe('repetition', () => {
  const story = invented.allegation;

  it('of one story in two files is found, although the headline and some words differ', () => {
    const retold = story
      .replace('Camat di Arunika Diduga', 'Viral, Camat Diduga')
      .replace('dua orang saksi', 'tiga orang saksi');
    const answers = extractCommand([
      { name: 'a.txt', text: story },
      { name: 'b.txt', text: invented.pledge },
      { name: 'c.txt', text: retold },
      { name: 'd.txt', text: story },
    ]);
    expect(answers.map(({ file, duplicateOf }) => [file, duplicateOf])).toEqual([
      ['a.txt', null],
      ['b.txt', null],
      ['c.txt', 'a.txt'],
      ['d.txt', 'a.txt'],
    ]);
  });

  it('is not seen in empty files, in short ones that differ, or in another story of the same office', () => {
    const texts = ['', '', 'ASN harus netral.', 'ASN wajib netral.', invented.allegation, invented.outreach];
    const answers = extractCommand(texts.map((text, index) => ({ name: String(index), text })));
    expect(answers.map(({ duplicateOf }) => duplicateOf)).toEqual([null, null, null, null, null, null]);
  });

  it('within one text needs a whole passage, not a phrase', () => {
    const phrase = 'Aparatur Sipil Negara harus menjaga netralitas dalam pemilihan kepala daerah. ';
    expect(extractArticle(`${phrase}Satu. ${phrase}Dua. ${phrase}`, 'x').repeatsItself).toBe(false);
    expect(extractArticle(`${story}\n${story}`, 'x').repeatsItself).toBe(true);
  });
});
