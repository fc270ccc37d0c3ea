/** The door of casework: cases from intake to decision, their steps, limits and hand-overs. */
import type { Hono } from 'hono';
import type { Tx } from '../../platform/db/connect.ts';
import type { Counted, Counters } from '../../platform/db/counts.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { findPeopleAt } from '../accounts/index.ts';
import type { CasePanel } from './case-panel.ts';
import { mayRead, ownBodies, rolesFor } from './case-permissions.ts';
import { type CaseReadModel, caseReadModel } from './case-read-model.ts';
import { type CaseService, caseService } from './case-service.ts';
import { type DeskDeps, deskRoutes } from './desk-routes.tsx';
import { deskWords } from './desk-words.ts';
import { menuCounters } from './queue-read.ts';
import { type CaseSearch, caseSearch } from './search-index.ts';

export { openDetails, openName } from './accused-index.ts';
export { accusedAt, nameOfAccused, onlyAccused, type PlacedAccused, placedAccused } from './accused-places.ts';
export { lockStoredAccused, readAccused, readPlaced } from './accused-store.ts';
export {
  type Accused,
  type CaseAction,
  type CaseState,
  type CaseStatus,
  caseStatuses,
  type EventKind,
  eventKinds,
  isCaseStatus as isStatus,
  isCaseStatus,
  isClosed,
  type Stage,
  stages,
} from './case.ts';
export { type CaseApiDeps, caseOperations } from './case-api.ts';
export { caseDoor, gone, number, written } from './case-api-door.ts';
export { stepOpening } from './case-chain.ts';
export type { ActError } from './case-deps.ts';
export { assessCase } from './case-findings.ts';
export { type CaseFold, emptyFold, foldSteps, type Vote } from './case-fold.ts';
export type { NewReportCase } from './case-from-report.ts';
export { type JoinError, type JoinedCase, mayJoin, readCarriedJoined, readJoined } from './case-join.ts';
export {
  type AccusedAnswer,
  mayBeTold,
  type NoteError,
  noteAccusedAnswered,
  noteAccusedNotified,
} from './case-notes.ts';
export { type OpenError, type OpenedOrigin, type OpenWish, openedOrigins, openingOffices } from './case-open.ts';
export { accusedOpening, reporterOpening } from './case-openings.ts';
export type { CasePanel } from './case-panel.ts';
export { mandateFor, mayActAtHolder, mayRead, noticeMandate, ownBodies } from './case-permissions.ts';
export {
  type CaseReadModel,
  type CaseView,
  type ClockView,
  MOST_COUNTED,
  type Queue,
  type QueueFilter,
  type QueueRow,
  queueViews,
  type WorkFilter,
} from './case-read-model.ts';
export { cameOutOfAnother, readSiblingNames } from './case-separate.ts';
export type { CaseService } from './case-service.ts';
export { officesColumn } from './case-store.ts';
export { findTarget } from './case-targets.ts';
export { applyReevaluation, type MovedClock, previewReevaluation, type Reevaluated } from './clock-reevaluation.ts';
export { clockCard, stepName } from './clock-words.ts';
export { ConflictPage } from './conflict-page.tsx';
export { actName, levelName, optionName, statusName } from './desk-names.ts';
export { actionSlugs, findActionBySlug, readAction } from './desk-schemas.ts';
export { deskWords, stepWords } from './desk-words.ts';
export {
  type ArrivalDeps,
  type ArrivalKind,
  arrivalKinds,
  goesThisWay,
  type Heard,
  hearFromOutside,
  isArrivalKind,
  openFromOutside,
} from './exchange-open.ts';
export { whyNotLonger } from './extensions.ts';
export { readFinding, type StoredFinding } from './finding.ts';
export { RuleLink } from './finding-parts.tsx';
export { Findings } from './findings.tsx';
export { handlersAlike, soundsLike } from './handlers-alike.ts';
export { type DueRule, readDueRule } from './handover-due.ts';
export { changedParts, findManifest, type ManifestPart, manifestParts, type PartHash } from './handover-manifest.ts';
export { basisOptions, chooseBasis, MOST_BASIS_NOTE } from './known-bases.ts';
export { nameSounds } from './name-sounds.ts';
export {
  type Added,
  noteRemedyFiled,
  noteReporterAdded,
  type RemedyGround,
  type RemedyKind,
  type RemedyRefusal,
  type RemedyWindow,
  type ReporterHead,
  readRemedyGround,
  remedyKind,
  remedyWindow,
} from './outside-notes.ts';
export { countedWords, viewSlugs } from './queue-page.tsx';
export {
  type Authority,
  type AuthorityKind,
  authorityKinds,
  kindsOf,
  type LetterReferral,
  letterReferral,
  readAuthorities,
  wasReferred,
} from './referral-send.ts';
export {
  type BodiesRehearsal,
  type RehearseBodiesOptions,
  rehearseBodiesCommand,
} from './rehearse-bodies-command.ts';
export { type RehearseOptions, type RehearseResult, rehearseCommand } from './rehearse-command.ts';
export { sealedHandovers, sealedSteps } from './sealed-cases.ts';
export { type CaseSearch, MOST_CASES_FOUND } from './search-index.ts';
export { MOST_SEARCH } from './search-text.ts';
export { readStake, StakeFields } from './stake-form.tsx';
export { askStakeFirst } from './stake-gate.tsx';
export {
  endStandstills,
  LONGEST_STOP,
  noteClockResumed,
  noteClockStopped,
  type StandstillDone,
  type StandstillError,
  type StandstillWish,
  type StopWish,
  standstillMandate,
} from './standstill.ts';
export { readIssued, restsOnDocument } from './step-documents.ts';

export interface CasesFeature {
  readonly service: CaseService;
  readonly readModel: CaseReadModel;
  /** The index of what officers wrote. */
  readonly search: CaseSearch;
  /** Pages of the desk; made once reports can be read. */
  desk(reports: DeskDeps['reports'], panels: readonly CasePanel[]): Hono<Env>;
  /** The places of the desk that belong to casework, with what waits behind them. */
  counters(member: Member): Counters;
  navFor(member: Member, lang: Language, counted: Counted): readonly NavItem[];
  /** Ids of everybody who works on cases at an office today. Asked as the system. */
  findWorkers(tx: Tx, bodyId: string): Promise<readonly string[]>;
}

export function casesFeature(platform: Platform): CasesFeature {
  const { db, legalClock, law, uuid, random, keys } = platform;
  const service = caseService({
    db,
    legalClock,
    law,
    uuid,
    random,
    keys,
    mail: platform.mail,
    announce: platform.announce,
  });
  const search = caseSearch({ db, keys });
  const readModel = caseReadModel(db, keys, search, legalClock);
  return {
    service,
    readModel,
    search,
    desk: (reports, panels) => deskRoutes(platform, { service, readModel, reports, panels }),
    findWorkers: (tx, bodyId) => findPeopleAt(tx, bodyId, rolesFor('accept-handover')),
    counters: (member) => (mayRead(member) ? menuCounters(ownBodies(member)) : {}),
    navFor: (member, lang, counted) => {
      if (!mayRead(member)) return [];
      const words = deskWords(lang).nav;
      // Whoever oversees has no queue of the own: a number of cases of everybody says nothing.
      const count = (name: string): number | null => (ownBodies(member).length === 0 ? null : counted(name));
      return [
        { href: '/antrean', label: words.queue, count: count('queue'), current: false },
        { href: '/serah-terima', label: words.handovers, count: count('incoming'), current: false },
      ];
    },
  };
}
