/** The environment of this run without anything that an instance would take for a setting: how deep a run is, is the test's own affair. */
export function environmentWithoutOurs(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && !/^(NETRA_|DATABASE_)/.test(name)) found[name] = value;
  return found;
}
