/** The certificate as a PDF. Always in Indonesian: it is shown to offices. */
import { encodeReceiptForQr } from '@netra/ledger';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import type { Result } from '../../platform/result.ts';
import type { Workshop, WorkshopError } from '../../platform/workshop/index.ts';
import type { Certificate } from './pledge-service.ts';
import { getPledgeText } from './pledge-texts.ts';

export interface CertificatePrint {
  readonly demo: boolean;
  /** Address that people type, with scheme. */
  readonly publicUrl: string;
  /** The receipt of the seal; null while the pledge waits for its batch. */
  readonly receipt: string | null;
}

/** Where whoever holds the certificate sees that it is one, for which election, of which institution. */
export function checkLink(publicUrl: string, number: string): string {
  return `${publicUrl}/periksa/ikrar?nomor=${number}`;
}

/**
 * Same certificate, same bytes. Any telephone opens the first code: it leads to the check of the number. Once there is a seal, a second code
 * holds its proof, which is checked at `/periksa` and without this server. No name in either.
 */
export function certificatePdf(
  workshop: Pick<Workshop, 'renderPdf'>,
  certificate: Certificate,
  print: CertificatePrint,
): Promise<Result<Buffer, WorkshopError>> {
  const typed = print.publicUrl.replace(/^https?:\/\//, '');
  const proof = print.receipt === null ? null : encodeReceiptForQr(print.receipt);
  return workshop.renderPdf(
    'certificate',
    {
      name: certificate.name,
      institution: certificate.institution,
      election: certificate.electionName.id,
      points: getPledgeText(certificate.textVersion).points.map((point) => point.id),
      signedAt: formatInstant(certificate.signedAt, certificate.zone, 'id'),
      isoDay: legalDay(certificate.signedAt, certificate.zone),
      number: certificate.number,
      fromList: certificate.fromList,
      checkAddress: `${typed}/periksa/ikrar`,
      proofAddress: `${typed}/periksa`,
      sealed: proof !== null,
      demo: print.demo,
    },
    { check: checkLink(print.publicUrl, certificate.number), ...(proof === null ? {} : { proof }) },
    Math.floor(certificate.signedAt.epochMilliseconds / 1000),
  );
}
