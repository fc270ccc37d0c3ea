/** What a campaign needs to know of a person of the roster: what to print on the slip, and where a message goes. */
export interface RosterName {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Opens what the roster keeps locked; comes from the roster, which holds the key. */
export type OpenPerson = (token: Uint8Array, sealed: Uint8Array) => RosterName;
