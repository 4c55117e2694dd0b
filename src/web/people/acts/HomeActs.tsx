/** What an owner may do himself about his home. */
export function HomeActs({ unitId }: { unitId: string }) {
  return <div data-home={unitId} />
}
