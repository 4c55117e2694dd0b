import { Progress } from 'antd'
import { percent } from '#domain/reports/figures.ts'

/** A share as a bar with its figure. */
export function RateBar({ share }: { share: number | null }) {
  return (
    <Progress
      percent={(share ?? 0) * 100}
      format={() => percent(share)}
      size="small"
      strokeColor="#0b5cad"
      style={{ minWidth: 130, margin: 0 }}
    />
  )
}
