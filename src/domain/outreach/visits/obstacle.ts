import type { IsoDate } from '../../shared/quantities.ts'
import type { Obstacle } from '../../units/obstacles.ts'
import type { Attempts } from './attempts.ts'
import type { Willingness } from './fields.ts'
import type { VisitLimits } from './settings.ts'

export type StandingObstacle = { obstacle: Obstacle | null; on: IsoDate | null }
type Home = StandingObstacle & { transferredOn: IsoDate | null }
type Known = Attempts & { willingness: Willingness | null; willingnessOn: IsoDate | null }

/**
 * What keeps a home open once its owner was asked. A refusal or an owner out of reach is set on an open home and taken back by a
 * willing one; any other obstacle stays, for it holds whatever the owner wants. `null`: nothing changes.
 */
export function obstacleAfter(home: Home, known: Known, limits: VisitLimits): StandingObstacle | null {
  const isOther = home.obstacle !== null && home.obstacle !== 'unwilling' && home.obstacle !== 'unreachable'
  if (home.transferredOn !== null || isOther) return null
  const found = stanceOf(known, limits)
  if (found?.obstacle === home.obstacle) return null
  if (found) return found
  return isTakenBack(home.obstacle, known) ? { obstacle: null, on: null } : null
}

/** Of a refusal and a lost contact the later one holds; attempts in vain say nothing of an owner known to refuse. */
function stanceOf(known: Known, limits: VisitLimits): StandingObstacle | null {
  const refused = known.willingness === 'unwilling' ? known.willingnessOn : null
  const lost = known.contact === 'unreachable' ? known.contactOn : null
  if (lost !== null && (refused === null || lost > refused)) return { obstacle: 'unreachable', on: lost }
  if (refused !== null) return { obstacle: 'unwilling', on: refused }
  const isLost = known.missed >= limits.attempts && known.missedChannels.length >= limits.channels
  return isLost ? { obstacle: 'unreachable', on: known.lastVisitedOn } : null
}

function isTakenBack(obstacle: Obstacle | null, { willingness, contact }: Known): boolean {
  if (obstacle === 'unwilling') return willingness === 'willing' || willingness === 'undecided'
  return obstacle === 'unreachable' && (contact === 'reached' || willingness !== null)
}
