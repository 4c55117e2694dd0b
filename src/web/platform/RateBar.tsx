import { Progress } from 'antd'
import { percent } from '#domain/reports/figures.ts'

/** A share as a bar with its figure; `label` says to who cannot see it what of what. */
export function RateBar({ share, label }: { share: number | null; label: string }) {
  return (
    <Progress
      percent={(share ?? 0) * 100}
      format={() => percent(share)}
      size="small"
      aria-label={label}
      strokeColor="#0b5cad"
      style={{ minWidth: 130, margin: 0 }}
    />
  )
}
