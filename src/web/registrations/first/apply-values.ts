import type { Dayjs } from 'dayjs'
import type { EstateFirst } from '#contract/first-registration-shapes.ts'
import type { firstRegistrationsEndpoints } from '#contract/first-registrations.ts'
import type { Input } from '../../platform/api.ts'

/** What the wizard is filled with; what a later step asks is not there before. */
export type ApplyValues = {
  scope: 'estate' | 'building' | 'part'
  buildingId?: string
  unitIds?: string[]
  applicantKind: EstateFirst['applicant']
  organisationId?: string
  applicantBasis?: string
  submittedOn: Dayjs
  commonParts?: {
    name: string
    structureNo?: string
    quantity?: number | null
    areaM2?: number | null
    landShareM2?: number | null
  }[]
  isNoticeAsked?: boolean
  note?: string
  reason?: string
}

type Asked = Input<typeof firstRegistrationsEndpoints.tryFirst>['body']

/** The application as the server is asked; the developer of the estate applies as the organisation it is. */
export function askedBy(values: ApplyValues, { developer }: Pick<EstateFirst, 'developer'>): Asked {
  const { applicantKind, organisationId, applicantBasis, submittedOn, commonParts = [], isNoticeAsked = false } = values
  return {
    covered: coveredBy(values),
    applicantKind,
    organisationId: organisationId ?? (applicantKind === 'developer' ? (developer?.id ?? null) : null),
    applicantBasis: applicantBasis?.trim() || null,
    submittedOn: submittedOn.format('YYYY-MM-DD'),
    isNoticeAsked,
    commonParts: commonParts.map(({ name, structureNo, quantity, areaM2, landShareM2 }) => ({
      name,
      structureNo: structureNo?.trim() || null,
      quantity: quantity ?? null,
      areaM2: areaM2 ?? null,
      landShareM2: landShareM2 ?? null,
    })),
  }
}

function coveredBy({ scope, buildingId, unitIds }: ApplyValues): Asked['covered'] {
  if (scope === 'building') return { scope, buildingId: buildingId ?? '' }
  return scope === 'part' ? { scope, unitIds: unitIds ?? [] } : { scope }
}
