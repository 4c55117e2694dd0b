import type { ReactNode } from 'react'
import type { PackFault } from '#contract/packs.ts'

type FieldProps = { label: string; children: ReactNode; faults?: readonly PackFault[]; extra?: ReactNode }

/** A labelled field of the editor, with what the check found wrong in it. */
export function Field({ label, children, faults = [], extra }: FieldProps) {
  return (
    <div className={faults.length > 0 ? 'field has-faults' : 'field'}>
      <div className="quiet">{label}</div>
      {children}
      {extra && <div className="quiet">{extra}</div>}
      {faults.map(({ path, code, message }) => (
        <div key={`${path} ${code}`} className="tone-stop" role="alert">
          {message}
        </div>
      ))}
    </div>
  )
}
