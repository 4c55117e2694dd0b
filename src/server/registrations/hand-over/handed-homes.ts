import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { type HandedHome, messageNumber } from '#domain/registrations/hand-over/handed-home.ts'
import { placeWords } from '#domain/registrations/place-words.ts'
import type { Secrets } from '../../platform/secrets.ts'
import type { WholeApplication } from '../whole.ts'

/** Where the homes' messages are numbered: the county, the day, and the number before the first. */
export type MessageRun = { countyCode: string; day: string; lastNo: number }

/** Every home of these applications as it is handed over, with ID numbers in full. */
export function handedHomes(
  applications: readonly WholeApplication[],
  secrets: Secrets,
  run: MessageRun,
): readonly HandedHome[] {
  let no = run.lastNo
  return applications.flatMap((application) => {
    const shared = sharedOf(application, secrets, run.countyCode)
    return application.homes.map((home, at): HandedHome => {
      no += 1
      return {
        ...shared,
        ...home,
        messageId: messageNumber(run.countyCode, run.day, no),
        homeNo: at + 1,
        homes: application.homes.length,
        place: `${application.location ?? ''}${placeWords({ estate: application.estate, ...home })}`,
      }
    })
  })
}

function sharedOf(application: WholeApplication, secrets: Secrets, countyCode: string) {
  const { id, kind, estate, nature, parcelCode, organisation, parties, gates, papers } = application
  const { coOwnership, contractNo, contractOn, priceFen, remark } = application
  const review = gates.find(({ gate }) => gate === 'review')
  return {
    applicationId: id,
    kind,
    countyCode,
    // only what is accepted is chosen, and what is accepted has all three: application_is_accepted_whole
    acceptanceNo: application.acceptanceNo ?? '',
    acceptedOn: application.acceptedOn ?? '',
    acceptor: application.acceptor ?? '',
    reviewer: review?.decider ?? null,
    reviewedOn: review?.decidedOn ?? null,
    estate,
    nature,
    parcelCode,
    applicant: organisation,
    parties: parties.map(({ role, name, idKind, idCipher, phoneCipher, shareParts, shareWhole }) => ({
      role,
      name,
      idKind,
      idNumber: openedOf(secrets, idCipher),
      phone: openedOf(secrets, phoneCipher),
      share: shareParts === null ? null : `${shareParts}/${shareWhole}`,
    })),
    coOwnership,
    contractNo,
    contractOn,
    priceFen,
    papers: papers.filter(({ standing }) => standing !== 'missing').map(({ paper }) => paperKinds[paper].zh),
    remark,
    certificateNo: application.certificateNo,
    enteredOn: application.enteredOn,
  }
}

const openedOf = (secrets: Secrets, cipher: string | null) =>
  cipher === null ? null : secrets.open(Buffer.from(cipher, 'base64'))
