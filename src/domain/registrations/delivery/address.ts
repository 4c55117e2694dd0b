/** An address as screens show it: up to the street or town, the door as stars. */
export function maskAddress(address: string): string {
  const letters = [...address]
  const shown = Math.min(8, Math.floor(letters.length / 2))
  return `${letters.slice(0, shown).join('')}****`
}
