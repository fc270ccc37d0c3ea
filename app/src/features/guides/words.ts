/** Words around the guides. The guides themselves are Indonesian (`guides-*.ts`); these headings stand in them, in the document too. */
import { defineWords } from '../../platform/i18n/words.ts';

export const guideWords = defineWords(
  'guides',
  {
    nav: 'Panduan',
    title: 'Panduan',
    lead: 'Satu halaman untuk setiap orang: apa yang Anda lihat, apa yang Anda lakukan, dan apa yang tidak dapat dilihat siapa pun.',
    link: 'Panduan untuk halaman ini',
    language: '',
    all: 'Semua panduan',
  },
  {
    nav: 'Guides',
    title: 'Guides',
    lead: 'One page for each kind of person: what you see, what you do, and what nobody can see.',
    link: 'Guide to this page (in Indonesian)',
    language: 'The guides are written in Indonesian.',
    all: 'All guides',
  },
);

/** Headings inside a guide, in the language of the guides. */
export const guideHeadings = {
  first: 'Yang pertama Anda lihat',
  tasks: 'Lima hal yang paling sering Anda lakukan',
  troubles: 'Kalau ada yang tidak beres',
  unseen: 'Yang tidak dapat dilihat',
  limits: 'Batas waktu',
  ask: 'Bertanya ke mana',
} as const;
