/** Words of reporters as they leave by the programming interface, with a scope of their own. */
import { z } from 'zod';
import { day, instant, listOf, named, said } from '../../platform/api/index.ts';

export const ReportShape = named(
  'ReportWords',
  z.object({
    kind: said(
      z.enum(['laporan', 'informasi-awal']),
      'Laporan atau informasi awal.',
      'Report or initial information.',
      'laporan',
    ),
    actKind: said(z.string(), 'Jenis perbuatan menurut pelapor.', 'Kind of act, by the reporter.', 'social-engagement'),
    happenedOn: day('Hari kejadian.', 'Day of the act.'),
    knownOn: day('Hari diketahui.', 'Day it became known.'),
    receivedAt: instant('Diterima.', 'Received.'),
    story: said(z.string(), 'Cerita pelapor.', "The reporter's account.", 'Saya melihat …'),
    place: said(z.string(), 'Tempat menurut pelapor.', 'Place, in words of the reporter.', 'Balai Kirana'),
    accused: said(
      z.object({
        name: said(
          z.string(),
          'Nama menurut pelapor; kosong tanpa cakupan accused:read.',
          'Name as told; empty without the scope accused:read.',
          '',
        ),
        post: said(z.string(), 'Jabatan menurut pelapor.', 'Post as told.', 'Camat'),
        unit: said(z.string(), 'Unit kerja menurut pelapor.', 'Unit as told.', 'Kecamatan Arunika Timur'),
      }),
      'Terlapor menurut pelapor.',
      'The accused, as told.',
      { name: '', post: 'Camat', unit: 'Kecamatan Arunika Timur' },
    ),
    additions: listOf(
      z.object({
        at: instant('Diterima.', 'Received.'),
        completes: said(
          z.boolean(),
          'Melengkapi laporan dalam batas waktu yang diminta.',
          'It completes the report within the limit that was asked for.',
          true,
        ),
        words: said(z.string(), 'Kata-kata pelapor.', 'Words of the reporter.', 'Kejadiannya pukul sembilan pagi.'),
      }),
      'Yang dilengkapi atau ditambahkan pelapor sesudahnya.',
      'What the reporter completed or added afterwards.',
      [],
    ),
    files: listOf(
      z.object({
        position: said(z.int(), 'Urutan.', 'Position.', 1),
        mediaType: said(z.string(), 'Jenis berkas.', 'Type of file.', 'image/jpeg'),
        size: said(z.int(), 'Besarnya dalam bita.', 'Bytes.', 120_000),
        sha256: said(z.string(), 'Sidik berkas asli.', 'Hash of the original.', 'ab12'),
      }),
      'Berkas bukti; isinya dibuka di layar.',
      'Evidence; opened on the screen.',
      [],
    ),
  }),
  'Kata-kata pelapor. Identitas pelapor tidak ada di sini dan tidak ada di mana pun dalam API.',
  'Words of the reporter. The identity is not in here and nowhere in this interface.',
);
