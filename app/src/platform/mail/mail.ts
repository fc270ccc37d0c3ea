/** What features may ask of mail. Texts are generic and belong to `features/mail`; nobody hands over a name, a number or a story. */
import type { Tx } from '../db/connect.ts';
import type { Language } from '../i18n/words.ts';

/**
 * `security-changed`: the ways of signing in of a person changed, or a session was ended by somebody else; sent at once, also at night.
 * `work-waiting`: something new lies in the queue of an office. `due-soon`: a limit comes near. Both as the person likes: at once (not at
 * night), once a day, never. `due-now`: a limit ends within hours or has ended; waits neither for the digest nor for the morning, never comes
 * to who wants no mail of work. `no-stand-in`: at an office somebody is away, nobody stands in, and a limit comes near; to administrators, as work.
 */
export type PersonTemplate = 'security-changed' | 'work-waiting' | 'due-soon' | 'due-now' | 'no-stand-in';
export type WorkTemplate = Exclude<PersonTemplate, 'security-changed' | 'due-now' | 'no-stand-in'>;
export type MailTemplate = PersonTemplate | 'invitation' | 'test' | 'pledge-reminder' | 'party-notice' | 'pledge-code';

export interface Mail {
  /**
   * Puts a mail to a person into the outbox, in the caller's transaction. A member may write to themself about security; to others only an
   * administrator or the system.
   * @param mail.to id of the person
   * @param mail.dedupeKey what it tells of (an id, a step); the same person is told of the same thing once. Kept as a keyed hash.
   */
  queue(
    tx: Tx,
    mail: { readonly to: string; readonly template: PersonTemplate; readonly dedupeKey: string },
  ): Promise<void>;
  /** Tells everybody who works on cases at an office. Whoever acts: who that is, the worker asks later. */
  queueForOffice(
    tx: Tx,
    mail: {
      readonly bodyId: string;
      readonly template: WorkTemplate;
      readonly dedupeKey: string;
      /** The case it is about: whoever is shut out of it gets no mail. It is not kept with the mail. */
      readonly caseId?: string;
    },
  ): Promise<void>;
  /** Whether mail may leave now, so that a page offers to send one. Asked by an administrator or the system; for others no. */
  ready(tx: Tx): Promise<boolean>;
  /**
   * Reminds somebody of a campaign of pledges, at an address that is locked until the letter is sent and then gone. The words are the same for
   * everybody, and never leave at night in any zone of the country. Asked by the system.
   */
  remind(tx: Tx, reminder: { readonly address: string; readonly dedupeKey: string }): Promise<void>;
  /**
   * Tells the contact of a party or candidate of a notice that waits for an acknowledgement. Address and link are locked until the letter is sent,
   * then gone; it never leaves at night. Asked by the system.
   */
  tellParty(
    tx: Tx,
    letter: { readonly address: string; readonly link: string; readonly dedupeKey: string },
  ): Promise<void>;
  /** Whether messages to telephones have a way out. */
  readonly messages: boolean;
  /**
   * Brings somebody the own code of a campaign of pledges. Address (or number, as `+62…`) and code are locked until it is sent, then gone; it never
   * leaves at night. Asked by the system.
   */
  sendPledgeCode(
    tx: Tx,
    letter: { readonly address: string; readonly code: string; readonly dedupeKey: string },
  ): Promise<void>;
  /** Mails an invitation. Address and link are locked until it is sent, then gone. Asked by an administrator or the system. */
  invite(
    tx: Tx,
    invitation: {
      readonly address: string;
      readonly link: string;
      readonly lang: Language;
      readonly dedupeKey: string;
    },
  ): Promise<void>;
}
