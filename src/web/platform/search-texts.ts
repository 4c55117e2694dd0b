/** What an address says of a page, by these names; numbers are read as text. */
export const texts =
  (names: readonly string[]) =>
  (search: Record<string, unknown>): Record<string, string> =>
    Object.fromEntries(
      names.flatMap((name) =>
        typeof search[name] === 'string' || typeof search[name] === 'number' ? [[name, String(search[name])]] : [],
      ),
    )
