import { describe, expect, it } from 'vitest';
import { writeLetter } from './letters.ts';
import { readMessage } from './message-text.ts';

const base = { publicUrl: 'https://netra.example.go.id', sealed: {} } as const;
const all = ['security-changed', 'work-waiting', 'due-soon', 'due-now', 'no-stand-in'] as const;

describe('a letter', () => {
  it('about work says how much waits and where to look, in the language of the person', () => {
    const letter = writeLetter({ ...base, lang: 'id', templates: ['work-waiting', 'due-soon', 'work-waiting'] });
    expect(letter.subject).toBe('Ringkasan hari ini dari Netra');
    expect(letter.text).toContain('Pekerjaan baru untuk kantor Anda: 2.');
    expect(letter.text).toContain('Batas waktu yang mendekat: 1.');
    expect(letter.text).toContain('https://netra.example.go.id/masuk');
    expect(letter.text).toContain('https://netra.example.go.id/akun/surel');
    expect(writeLetter({ ...base, lang: 'en', templates: ['work-waiting'] }).text).toContain(
      'https://netra.example.go.id/en/masuk',
    );
  });

  it.each(['id', 'en'] as const)('says nothing about reports or reporters, in %s', (lang) => {
    for (const template of all) {
      const letter = writeLetter({ ...base, lang, templates: [template] });
      expect(`${letter.subject} ${letter.text}`).not.toMatch(/lapor|pelapor|terlapor|perkara|report|accus|case\b/i);
    }
  });

  it('offers to stop only what may be stopped', () => {
    expect(writeLetter({ ...base, lang: 'id', templates: ['work-waiting'] }).optional).toBe(true);
    expect(writeLetter({ ...base, lang: 'id', templates: ['security-changed'] }).optional).toBe(false);
  });

  it('loads nothing from anywhere and lets no text become HTML', () => {
    const letter = writeLetter({
      ...base,
      lang: 'id',
      templates: ['invitation'],
      sealed: { link: 'https://netra.example.go.id/mulai/a"><img src=x>&b' },
    });
    expect(letter.html).not.toMatch(/<img|<link|<script|url\(|src=["']?http/i);
    expect(letter.html).toContain('&lt;img');
    expect(letter.text).toContain('/mulai/a');
  });

  it('is not written without what it is sent for', () => {
    expect(() => writeLetter({ ...base, lang: 'id', templates: ['invitation'] })).toThrow();
    expect(() => writeLetter({ ...base, lang: 'id', templates: [] })).toThrow();
  });
});

describe('a caught message', () => {
  it('is read whether its letters were packed or not', () => {
    const raw = [
      'Subject: =?UTF-8?Q?Today=E2=80=99s?= =?UTF-8?Q?_summary?=',
      'Content-Type: multipart/alternative;',
      ' boundary="--x"',
      '',
      '----x',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Ringkasan=20hari =',
      'ini=E2=80=99',
      '----x',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>x</p>',
      '----x--',
      '',
    ].join('\r\n');
    expect(readMessage(raw)).toEqual({ subject: 'Today’s summary', text: 'Ringkasan hari ini’' });
    expect(readMessage('Subject: Halo\n\nIsi saja\n')).toEqual({ subject: 'Halo', text: 'Isi saja' });
  });
});
