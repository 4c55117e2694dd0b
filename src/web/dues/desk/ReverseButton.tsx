import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { duesEndpoints } from '#contract/dues.ts'
import { call, ProblemError } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { deskWords } from './messages.ts'
import { refusalWords } from './refused-at.ts'

/** Takes a payment back at this desk; what becomes of the gates is said. */
export function ReverseButton({
  county,
  desk,
  payment,
  receiptNo,
}: {
  county: string
  desk: string
  payment: string
  receiptNo: string
}) {
  const text = useText(deskWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)

  async function reverse(reason: string) {
    try {
      const body = { reason, desk: desk || null }
      const taken = await call(duesEndpoints.reversePayment, { params: { county, payment }, body })
      message.success(text.reversedNow(taken.receiptNo))
      for (const { gate, words } of taken.gates)
        if (words === null) message.info(text.gateReopened(text.gates[gate]))
        else message.warning(text.gateStays(text.gates[gate], words), 8)
      await queries.invalidateQueries()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const told = refusalWords(text, error)
      throw new ProblemError(error.status, {
        ...error.problem,
        message: told,
        fields: [{ field: 'reason', message: told }],
      })
    }
  }

  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text.reverse}
      </Button>
      <ReasonModal
        title={`${text.reverse} ${receiptNo}`}
        open={isOpen}
        onClose={() => setOpen(false)}
        act={({ reason }) => reverse(reason)}
      />
    </>
  )
}
