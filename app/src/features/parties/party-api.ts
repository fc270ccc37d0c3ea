/** The public list of participants by program, for everybody: the same read as `/partai`. Contacts, letters and teams have no way here. */
import { z } from 'zod';
import {
  instant,
  instantOrNull,
  listOf,
  named,
  type Operation,
  openOperation,
  said,
} from '../../platform/api/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok } from '../../platform/result.ts';
import { participantKinds } from './party.ts';
import type { PartyService } from './party-service.ts';

interface Deps {
  readonly platform: Pick<Platform, 'law'>;
  readonly service: Pick<PartyService, 'publicList'>;
  readonly electionId: () => Promise<string>;
}

const PublicParty = named(
  'PublicParty',
  z.object({
    name: said(z.string(), 'Nama resmi.', 'Official name.', 'Partai Contoh A'),
    kind: said(z.enum(participantKinds), 'Partai atau calon.', 'Party or candidate.', 'party'),
    version: said(z.int(), 'Versi pemberitahuan yang dikirim.', 'Version of the notice that was sent.', 1),
    sentAt: instant('Dikirim.', 'Sent.'),
    acknowledgedAt: instantOrNull('Dinyatakan diterima.', 'Acknowledged.'),
  }),
  'Satu peserta pemilihan yang mendapat pemberitahuan larangan melibatkan ASN.',
  'One participant of an election that got the notice of the ban on involving civil servants.',
);

/** To the minute, as the page has it. */
const minute = (at: Temporal.Instant): string => at.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString();

export function partyOperations({ platform, service, electionId }: Deps): readonly Operation[] {
  return [
    openOperation({
      id: 'listParties',
      method: 'get',
      path: '/parties',
      tag: 'parties',
      summary: { id: 'Peserta pemilihan dan pemberitahuan', en: 'Participants of an election and their notices' },
      detail: {
        id: 'Isi /partai: siapa yang mendapat pemberitahuan dan siapa yang menyatakan menerimanya. Menyatakan menerima berarti dibaca; bukan bukti bahwa larangan ditaati.',
        en: 'What /partai shows: who got the notice and who acknowledged it. To acknowledge means that it was read; it does not prove that the ban is kept.',
      },
      problems: ['not-found'],
      query: z.strictObject({
        election: said(
          z.string().max(60).optional(),
          'Pemilihan; kosong: yang dibuka halamannya.',
          'Election; left out: the one that the page opens with.',
          'pilkada-2024',
        ),
      }),
      answer: z.object({
        election: said(z.string(), 'Pemilihan.', 'Election.', 'pilkada-2024'),
        items: listOf(PublicParty, 'Peserta.', 'Participants.', []),
      }),
      handle: async ({ query }) => {
        const election = query.election ?? (await electionId());
        if (platform.law.current().findElection(election) === undefined) return fail({ code: 'not-found' });
        const rows = await service.publicList(election);
        return ok({
          body: {
            election,
            items: rows.map((row) => ({
              name: row.name,
              kind: row.kind,
              version: row.version,
              sentAt: minute(row.sentAt),
              acknowledgedAt: row.acknowledgedAt === null ? null : minute(row.acknowledgedAt),
            })),
          },
        });
      },
    }),
  ];
}
