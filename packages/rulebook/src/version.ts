/**
 * Version of the law as it is written here. Patch: a value or a source; minor: a rule added or changed; major: an id renamed.
 * Stored with every finding and every clock, so that a past answer can be computed again.
 */
export const rulebookVersion = '0.2.0';
