import type { Dayjs } from 'dayjs'
import { responsibilityEndpoints } from '#contract/responsibility.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { type ActProps, DayField, isoDay, useRenew } from './act-fields.tsx'
import { ChargeModal } from './ChargeModal.tsx'
import { HandOverModal } from './HandOverModal.tsx'
import { LinkModal, NewPersonModal } from './PersonModals.tsx'
import type { Doing } from './responsibility-acts.ts'
import { responsibilityWords } from './responsibility-messages.ts'
import { DescribeModal, NewUnitModal, PostModal } from './UnitModals.tsx'

/** The form of one change of who answers for what. */
export function ResponsibilityAct({ doing, ...props }: ActProps & { doing: Doing }) {
  switch (doing.act) {
    case 'addUnit':
      return <NewUnitModal {...props} />
    case 'addPerson':
      return <NewPersonModal {...props} />
    case 'charge':
      return <ChargeModal {...props} />
    case 'post':
      return <PostModal {...props} unit={doing.unit} />
    case 'describe':
      return <DescribeModal {...props} unit={doing.unit} />
    case 'link':
      return <LinkModal {...props} person={doing.person} />
    case 'handOver':
      return <HandOverModal {...props} person={doing.person} />
    case 'endPosting':
    case 'endCharge':
      return <EndModal {...props} doing={doing} />
  }
}

/** Ends a post or a charge on a day. */
function EndModal({
  responsibility,
  doing,
  onClose,
}: ActProps & { doing: Extract<Doing, { act: 'endPosting' | 'endCharge' }> }) {
  const text = useText(responsibilityWords)
  const renew = useRenew()
  const held = doing.act === 'endPosting' ? doing.posting : doing.charge
  const name = responsibility.people.find(({ id }) => id === held.personId)?.name ?? ''
  const what = doing.act === 'endPosting' ? `${doing.unit.name}${text.duty[doing.posting.duty]}` : doing.charge.place
  async function end({ until, reason }: { until: Dayjs; reason: string }) {
    const body = { reason, until: isoDay(until) }
    const county = responsibility.countyCode
    if (doing.act === 'endPosting')
      await call(responsibilityEndpoints.endPosting, { params: { county, posting: held.id }, body })
    else await call(responsibilityEndpoints.endCharge, { params: { county, charge: held.id }, body })
    await renew()
  }
  return (
    <ReasonModal<{ until: Dayjs }>
      open
      title={`${doing.act === 'endPosting' ? text.end : text.endCharge} · ${name} · ${what}`}
      onClose={onClose}
      act={end}
      done={text.done}
    >
      <DayField name="until" label={text.until} earliest={held.from} />
    </ReasonModal>
  )
}
