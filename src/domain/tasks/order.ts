/** Something that must wait for others: a task, a step of a path. */
export type Waiting = { id: string; needs: readonly string[] }

/** Everything in an order in which nothing comes before what it needs, or a ring in which each waits for the next. */
export type Order<T> = { inOrder: T[]; cycle: null } | { inOrder: null; cycle: string[] }

/** Puts what waits for each other in order. Needs that are not among the given ones hold up nothing. */
export function orderOf<T extends Waiting>(all: readonly T[]): Order<T> {
  const open = new Map<string, number>(all.map(({ id }) => [id, 0]))
  const followers = new Map<string, T[]>()
  for (const one of all) {
    for (const need of new Set(one.needs)) {
      if (!open.has(need)) continue
      open.set(one.id, (open.get(one.id) ?? 0) + 1)
      const known = followers.get(need)
      if (known) known.push(one)
      else followers.set(need, [one])
    }
  }
  const inOrder = all.filter(({ id }) => open.get(id) === 0)
  for (const { id } of inOrder) {
    for (const follower of followers.get(id) ?? []) {
      const left = (open.get(follower.id) ?? 0) - 1
      open.set(follower.id, left)
      if (left === 0) inOrder.push(follower) // the loop goes on over what is added
    }
  }
  return inOrder.length === all.length ? { inOrder, cycle: null } : { inOrder: null, cycle: ringIn(all, open) }
}

/** Follows what still waits from one to the next until one comes again. */
function ringIn(all: readonly Waiting[], open: ReadonlyMap<string, number>): string[] {
  const stuck = new Map(all.filter(({ id }) => (open.get(id) ?? 0) > 0).map((one) => [one.id, one]))
  const way: string[] = []
  let at = stuck.values().next().value
  while (at && !way.includes(at.id)) {
    way.push(at.id)
    at = stuck.get(at.needs.find((need) => stuck.has(need)) ?? '')
  }
  return at ? way.slice(way.indexOf(at.id)) : way
}
