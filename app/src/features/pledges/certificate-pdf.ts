/** The certificate as a PDF. Always in Indonesian: it is shown to offices. */
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import type { Result } from '../../platform/result.ts';
import type { Workshop, WorkshopError } from '../../platform/workshop/index.ts';
import type { Certificate } from './pledge-service.ts';
import { getPledgeText } from './pledge-texts.ts';

/** The public page that checks a number does not exist yet, and the certificate says so where its address will stand. */
const checkPlace = 'halaman pemeriksaan Netra (menyusul)';

/** Same certificate, same bytes. The code holds the number as text and nothing else. */
export function certificatePdf(
  workshop: Pick<Workshop, 'renderPdf'>,
  certificate: Certificate,
  demo: boolean,
): Promise<Result<Buffer, WorkshopError>> {
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
      checkAddress: checkPlace,
      demo,
    },
    { check: certificate.number },
    Math.floor(certificate.signedAt.epochMilliseconds / 1000),
  );
}
