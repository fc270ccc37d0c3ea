import type { Child } from 'hono/jsx';
import { describe, expect, test } from 'vitest';
import { galleryContext } from '../gallery-page.ts';
import {
  AckStrip,
  Button,
  Callout,
  CheckboxGroup,
  ClockCard,
  DateField,
  ErrorSummary,
  errorFor,
  Form,
  Funnel,
  fieldId,
  Pagination,
  RadioGroup,
  ReceiptNumber,
  Select,
  SummaryList,
  Table,
  TextArea,
  TextField,
  Timeline,
} from '../index.ts';

const page = galleryContext(
  { style: '/a.css', script: '/a.js', font: '/a.woff2' },
  { lang: 'en', to: (path) => `/en${path}`, csrf: 'token"1' },
);
const html = async (element: Child): Promise<string> => String(await element);

describe('a form', () => {
  test('posts to the address in its language and carries the token, escaped', async () => {
    const out = await html(
      <Form page={page} action="/lapor" hidden={{ draft: 'a&b', gone: undefined, none: null, n: 0 }}>
        <Button name="go" value="1">
          Send
        </Button>
      </Form>,
    );
    expect(out).toContain('method="post" action="/en/lapor"');
    expect(out).toContain('<input type="hidden" name="_csrf" value="token&quot;1"/>');
    expect(out).toContain('<input type="hidden" name="draft" value="a&amp;b"/>');
    expect(out).toContain('name="n" value="0"');
    expect(out).not.toMatch(/name="(gone|none)"/);
    expect(out).toContain('<button class="btn" type="submit" name="go" value="1">');
  });

  test('carries no token when it only searches, or is sealed by its draft', async () => {
    const search = await html(
      <Form page={page} action="/antrean" method="get">
        x
      </Form>,
    );
    const sealed = await html(
      <Form page={page} action="/lapor" csrf={false} multipart>
        x
      </Form>,
    );
    expect(search).not.toContain('_csrf');
    expect(sealed).not.toContain('_csrf');
    expect(sealed).toContain('enctype="multipart/form-data"');
  });
});

describe('a field', () => {
  test('ties label, hint and error to its control', async () => {
    const out = await html(
      <TextField lang="en" name="person.name" label="Name" hint="As on paper" error="Fill in" value={'"><b>'} />,
    );
    expect(out).toContain('<label for="f-person-name"');
    expect(out).toContain('aria-describedby="f-person-name-hint f-person-name-error"');
    expect(out).toContain('id="f-person-name-error"');
    expect(out).toContain('aria-invalid="true"');
    expect(out).toContain('value="&quot;&gt;&lt;b&gt;"');
  });

  test('says that it may stay empty, and nothing of errors when there are none', async () => {
    const out = await html(<TextField lang="id" name="a" label="Nama" optional />);
    expect(out).toContain('(boleh dikosongkan)');
    expect(out).not.toContain('aria-invalid');
    expect(out).not.toContain('aria-describedby');
  });

  test('of many lines keeps a first empty line, names its limit, and keeps what is sealed from the spelling service', async () => {
    const out = await html(<TextArea lang="id" name="s" label="Cerita" limit={4000} sealed value={'\nlalu <i>'} />);
    expect(out).toContain('>\n\nlalu &lt;i&gt;</textarea>');
    expect(out).toContain('Paling banyak 4.000 huruf.');
    expect(out).toContain('spellcheck="false"');
    expect(out).toContain('autocomplete="off"');
    expect(out).not.toContain('maxlength');
  });

  test('of a list marks the chosen option', async () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const out = await html(<Select lang="id" name="s" label="S" options={options} value="b" />);
    expect(out).toContain('<option value="">Pilih satu</option>');
    expect(out).toContain('<option value="b" selected="">B</option>');
    expect(await html(<Select lang="id" name="s" label="S" options={options} empty={false} />)).not.toContain(
      'value=""',
    );
  });

  test('of choices puts the plain id on the first one, where the error summary leads', async () => {
    const choices = [
      { value: 'x', label: 'X', hint: 'more' },
      { value: 'y', label: 'Y' },
    ];
    const radio = await html(
      <RadioGroup lang="en" name="what" label="What" choices={choices} value="y" error="Choose" />,
    );
    const summary = await html(<ErrorSummary lang="en" errors={[{ field: 'what', message: 'Choose' }]} />);
    expect(summary).toContain('href="#f-what"');
    expect(radio).toContain(
      'type="radio" id="f-what" name="what" value="x" aria-labelledby="f-what-label" aria-describedby="f-what-more"',
    );
    expect(radio).toContain('id="f-what-2" name="what" value="y" checked=""');
    expect(radio).toContain('<fieldset class="field" aria-describedby="f-what-error"');
    const boxes = await html(<CheckboxGroup lang="en" name="c" label="C" choices={choices} values={['x', 'y']} />);
    expect(boxes.match(/checked/g)).toHaveLength(2);
  });

  test('of a day keeps what was typed and marks only the part that is wrong', async () => {
    const out = await html(
      <DateField
        lang="id"
        name="when"
        label="Kapan"
        value={{ day: '31', month: '9', year: '2024' }}
        wrong={['day']}
        error="September hanya sampai tanggal 30."
      />,
    );
    expect(out).toContain('id="f-when" name="when_day" value="31"');
    expect(out).toContain('<option value="9" selected="">September</option>');
    expect(out).toContain('name="when_year" value="2024"');
    expect(out.match(/aria-invalid/g)).toHaveLength(1);
  });

  test('finds its own error and no other', () => {
    const errors = [{ field: 'a', message: 'A' }];
    expect(errorFor(errors, 'a')).toBe('A');
    expect(errorFor(errors, 'b')).toBeUndefined();
    expect(errorFor(undefined, 'a')).toBeUndefined();
    expect(fieldId('facts[0].when')).toBe('f-facts-0--when');
  });
});

describe('what is drawn only when there is something', () => {
  test('no errors, no summary; no pages, no pagination; no rows, the empty words', async () => {
    expect(await html(<ErrorSummary lang="id" errors={[]} />)).toBe('');
    expect(await html(<Pagination lang="id" previous={null} next={null} />)).toBe('');
    const empty = await html(<Table caption="x" columns={[]} rows={[]} empty={<p>Kosong</p>} />);
    expect(empty).toBe('<p>Kosong</p>');
  });

  test('an error that belongs to no field is said without a link', async () => {
    const out = await html(<ErrorSummary lang="id" errors={[{ field: '', message: 'Coba lagi' }]} />);
    expect(out).toContain('<li>Coba lagi</li>');
  });
});

describe('words beside shapes', () => {
  test('a clock says how it stands, what kind of limit it is, by which rule and how sure', async () => {
    const out = await html(
      <ClockCard
        lang="id"
        state="late"
        relative="lewat 1 hari"
        due="Kam 3 Okt, 23.59 WIB"
        step="Kajian awal"
        nature="practice"
        rule={{ label: 'Perbawaslu 8/2020', href: '/hukum' }}
        confidence="recalled"
        skipped={[{ day: 'Sab 5 Okt', why: 'akhir pekan' }]}
        provisional
      />,
    );
    for (const said of [
      'lewat 1 hari',
      'batas menurut praktik',
      'bukan hukum',
      'Kam 3 Okt, 23.59 WIB',
      'Perbawaslu 8/2020',
      'diketahui, perlu dicek',
      '1 hari dilewati',
      'akhir pekan',
      'Sementara:',
    ]) {
      expect(out).toContain(said);
    }
  });

  test('a hand-over says of each step whether it happened; a return takes the place of acceptance', async () => {
    const open = await html(<AckStrip lang="id" handOver={{ sent: '07.30', opened: null, accepted: null }} />);
    expect(open).toContain('terkirim<span class="num"> 07.30</span><span class="visually-hidden">: sudah</span>');
    expect(open).toContain('dibuka<span class="visually-hidden">: belum</span>');
    const back = await html(
      <AckStrip lang="id" handOver={{ sent: '', opened: '', accepted: null, returned: '09.40' }} />,
    );
    expect(back).toContain('dikembalikan');
    expect(back).not.toContain('diterima');
  });

  test('a timeline says each state in a word', async () => {
    const states = ['ok', 'wait', 'late', 'upcoming'] as const;
    const out = await html(<Timeline lang="id" items={states.map((state) => ({ state, title: state }))} />);
    for (const word of ['(selesai)', '(sedang berjalan)', '(lewat batas)', '(belum)']) expect(out).toContain(word);
  });

  test('a callout says its kind', async () => {
    expect(
      await html(
        <Callout lang="id" kind="danger">
          x
        </Callout>,
      ),
    ).toContain('Hati-hati');
  });

  test('a receipt is spelled in groups for the ear and whole for the clipboard', async () => {
    const out = await html(<ReceiptNumber lang="id" value="K7M-4QX-92" label="Nomor" />);
    expect(out).toContain('<span class="visually-hidden">K 7 M, 4 Q X, 9 2</span>');
    expect(out).toContain('hidden="" data-copy="K7M-4QX-92"');
  });

  test('a bar is as long as its share, none for nothing, and never longer than full', async () => {
    const rows = [
      { label: 'a', value: 50, state: 'waiting' as const },
      { label: 'b', value: 0, state: 'decided' as const },
      { label: 'c', value: 1158, state: 'decided' as const },
    ];
    const out = await html(<Funnel lang="id" id="f" rows={rows} full={200} />);
    expect(out).toContain('width="25.00%" height="26" rx="4" fill="url(#f-hatch-1)"');
    expect(out).toContain('<b>0</b>');
    expect(out).toContain('<b>1.158</b>');
    expect(out.match(/bar-edge/g)).toHaveLength(2);
    expect(out).toContain('width="100.00%"');
  });

  test('answers to check: empty ones say so, and each link says what it changes', async () => {
    const out = await html(
      <SummaryList lang="id" rows={[{ label: 'Berkas', value: '', change: { href: '/en/lapor/berkas' } }]} />,
    );
    expect(out).toContain('Tidak diisi');
    expect(out).toContain('Ubah<span class="visually-hidden"> Berkas</span>');
  });

  test('a table names each cell for the narrow screen and its row for the ear', async () => {
    const out = await html(
      <Table
        caption="Antrean"
        rows={[{ n: 'K7M' }]}
        empty=""
        keys
        tone={() => 'late'}
        columns={[
          { label: 'Nomor', head: true, cell: (row) => row.n },
          { label: 'Pilih', labelHidden: true, numeric: true, cell: () => 1 },
        ]}
      />,
    );
    expect(out).toContain('<table class="table" data-keys="">');
    expect(out).toContain('<tr class="row-late"><th scope="row" data-label="Nomor"><div>K7M</div></th>');
    expect(out).toContain('<td class="numeric"><div>1</div></td>');
  });
});
