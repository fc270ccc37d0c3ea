/** What a draft can take from its case: facts by the names that kinds use in their texts. What is not known stays a line to fill in. Pure. */
import { findRow, type Rulebook } from '@netra/rulebook';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { formatDay, formatTime } from '../../platform/i18n/dates.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { actName, type CaseView, type LetterReferral, placedAccused } from '../cases/index.ts';
import type { OfficeReport, ReporterIdentity } from '../reports/index.ts';
import type { Words } from './kinds.ts';
import { spelledOut } from './spelled-out.ts';

export interface FactSources {
  readonly view: CaseView;
  /** Counted from 1; null: all accused. */
  readonly position: number | null;
  readonly office: { readonly name: string; readonly zone: Zone };
  /** Legal day at the office. */
  readonly today: string;
  readonly rulebook: Pick<Rulebook, 'parseFacts' | 'assess' | 'findElection'>;
  /** Only where the kind names the reporter. */
  readonly report: OfficeReport | null;
  readonly identity: ReporterIdentity | null;
  /** The referral that the letter goes with; null: the case was not referred, or the kind is no such letter. */
  readonly referral: LetterReferral | null;
  /** Numbers and days of documents issued before, by kind. */
  readonly issued: ReadonlyMap<string, string>;
}

const levels: Readonly<Record<string, string>> = {
  moral: 'moral',
  sedang: 'sedang',
  berat: 'berat',
  pemberhentian: 'pemberhentian',
};

/** Facts by name; an unknown one is empty. */
export function caseFacts(sources: FactSources): Words {
  const { view, position, office, today, rulebook, report, identity, referral, issued } = sources;
  const chosen =
    position === null
      ? view.accused
      : placedAccused(view).flatMap(({ place, person: one }) => (place === position ? [one] : []));
  const [person] = chosen;
  const facts = rulebook.parseFacts(view.facts);
  const found = facts.ok ? rulebook.assess(facts.value) : null;
  const rows = found?.rows ?? [];
  const provisions = found?.provisions ?? [];
  const step = (kind: string) => view.steps.findLast((one) => one.kind === kind && !one.hidden)?.content;
  const running = view.clocks
    .filter((clock) => clock.state === 'running')
    .toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))[0];
  const actOn = facts.ok ? facts.value.act.on : report?.happenedOn;
  const proven = view.steps.findLast((one) => one.kind === 'concluded-proven' || one.kind === 'concluded-not-proven');
  const level = view.level ?? rows[0]?.level ?? null;
  const received = report?.receivedAt ?? view.openedAt;
  const day = (iso: string | undefined): string => (iso === undefined ? '' : formatDay(iso, 'id'));
  return {
    perkara: view.number,
    terlapor: person?.name ?? report?.words.accused.name ?? '',
    jabatan: person?.post ?? report?.words.accused.post ?? '',
    unit: person?.unitName ?? report?.words.accused.unit ?? '',
    semua_terlapor: chosen
      .map((one) => [one.name, one.post, one.unitName].filter((p) => p !== '').join(', '))
      .join('; '),
    perbuatan: lowerFirst(actName(view.actKind, 'id')),
    tanggal_perbuatan: day(actOn),
    wilayah: view.regionName,
    pemilihan: rulebook.findElection(view.electionId)?.name.id ?? view.electionId,
    ringkasan: view.summary ?? '',
    aturan: [
      ...rows.map(({ id, cite }) => `${spelledOut(cite)}: ${lowerFirst(findRow(id)?.act.id ?? id)}`),
      ...provisions.map(({ id }) => spelledOut(`PP 94/2021 ${id.includes('/') ? (id.split('/')[1] ?? id) : id}`)),
    ].join('\n'),
    dasar: [...new Set([...rows, ...provisions].flatMap(({ basis }) => basis).map(spelledOut))].join('\n'),
    kajian: textAt(step('study-recorded'), 'text'),
    pleno: textAt(step('concluded-proven') ?? step('concluded-not-proven'), 'reason'),
    kesimpulan:
      proven === undefined ? '' : proven.kind === 'concluded-proven' ? 'memenuhi unsur' : 'tidak memenuhi unsur',
    tingkat: level === null ? '' : (levels[level] ?? level),
    batas: running === undefined ? '' : day(legalDay(running.dueAt, running.zone)),
    diterima: day(legalDay(received, office.zone)),
    diterima_pukul: formatTime(received, office.zone, 'id'),
    kantor: office.name,
    hari_ini: day(today),
    pelapor: identity?.name ?? '',
    alamat_pelapor: identity?.address ?? '',
    kontak_pelapor: identity?.contact ?? '',
    cerita: report?.words.story ?? '',
    tempat_kejadian: [report?.words.place ?? '', report?.region.name ?? ''].filter((p) => p !== '').join(', '),
    diketahui: day(report?.knownOn),
    bukti: (report?.evidence ?? [])
      .map((file) => `${file.fileName ?? 'Berkas'} (SHA-256 ${file.sha256.slice(0, 12)}…)`)
      .join('\n'),
    penerusan_kepada: referral?.to ?? '',
    penerusan_alasan: referral?.reason ?? '',
    penerusan_dasar: referral?.basis.split('; ').map(spelledOut).join('\n') ?? '',
    penerusan_sidik: referral?.sha256 ?? '',
    penerusan_batas: referral === null ? '' : day(legalDay(referral.dueAt, office.zone)),
    surat_rekomendasi: issued.get('rekomendasi') ?? '',
    surat_panggilan_1: issued.get('panggilan-1') ?? '',
    surat_panggilan: issued.get('panggilan-2') ?? issued.get('panggilan-1') ?? '',
  };
}

function textAt(content: unknown, name: string): string {
  const value: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, name) : undefined;
  return typeof value === 'string' ? value : '';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
