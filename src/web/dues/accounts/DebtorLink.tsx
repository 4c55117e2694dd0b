import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Debtor } from '#contract/due-accounts.ts'
import type { DueLine } from '#contract/due-shapes.ts'

/** Whose account a due belongs to. */
export function debtorOf({
  organisationId,
  unitId,
  debtorKind,
  debtorName,
}: Pick<DueLine, 'organisationId' | 'unitId' | 'debtorKind' | 'debtorName'>): Debtor {
  if (organisationId) return { organisation: organisationId }
  return unitId && debtorKind === 'owner' ? { unit: unitId } : { name: debtorName }
}

/** Leads to a debtor's account. */
export function DebtorLink({ county, debtor, children }: { county: string; debtor: Debtor; children: ReactNode }) {
  return (
    <Link to="/counties/$county/dues/account" params={{ county }} search={{ ...debtor }}>
      {children}
    </Link>
  )
}
