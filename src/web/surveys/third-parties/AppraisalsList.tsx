import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Empty, Spin, Tag } from 'antd'
import { useState } from 'react'
import { type Appraisal, type AppraisalCommission, thirdPartiesEndpoints } from '#contract/third-parties.ts'
import { addressOf, call } from '../../platform/api.ts'
import { count, yuan } from '../../platform/format.ts'
import { platformWords } from '../../platform/messages.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { HandInAppraisal } from './HandInAppraisal.tsx'
import { thirdPartyWords } from './messages.ts'

/** Commissions of appraisals, the latest first, each with its reports and what may be done next. */
export function AppraisalsList({ county }: { county: string }) {
  const text = useText(thirdPartyWords)
  const words = useText(platformWords)
  const isOffice = useMay('estates.read', county)
  const list = useInfiniteQuery({
    queryKey: [thirdPartiesEndpoints.listAppraisals.path, county],
    queryFn: ({ pageParam }) =>
      call(thirdPartiesEndpoints.listAppraisals, { params: { county }, query: { after: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (list.isPending) return <Spin />
  if (list.isError) return <Alert type="error" showIcon message={words.failed} description={list.error.message} />
  if (rows.length === 0) return <Empty description={isOffice ? text.noAppraisals : text.noOwnAppraisals} />
  return (
    <div className="own-lines">
      {rows.map((commission) => (
        <Commission key={commission.id} commission={commission} />
      ))}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}

const colours = { none: 'default', handed_in: 'blue', returned: 'orange', accepted: 'green' } as const

function Commission({ commission }: { commission: AppraisalCommission }) {
  const text = useText(thirdPartyWords)
  const mayTake = useMay('survey.take', commission.countyCode)
  const mayHandIn = useMay('survey.hand_in', commission.countyCode)
  const [doing, setDoing] = useState<'handIn' | 'end'>()
  const [latest] = commission.appraisals
  const state = latest?.state ?? 'none'
  const isOpen = commission.endedOn === null
  const waitsForReport = isOpen && (state === 'none' || state === 'returned')
  const close = () => setDoing(undefined)
  return (
    <div className="own-line">
      <div className="own-line-head">
        <strong>
          {commission.estateName} · {text.subjects[commission.subject]}
        </strong>
        <Tag color={colours[state]}>{text.states[state]}</Tag>
      </div>
      <p>{commission.purpose}</p>
      <p>
        {commission.appraiser} · {text.until(commission.dueOn)}
      </p>
      {commission.fundUse && <p>{text.paidFrom(commission.fundUse.title, yuan(commission.fundUse.committedFen))}</p>}
      <p className="quiet">
        {commission.endedOn
          ? text.endedOn(commission.endedOn, commission.endReason ?? '')
          : text.given(commission.givenBy, commission.givenOn)}
      </p>
      {commission.appraisals.map((appraisal) => (
        <Report key={appraisal.id} commission={commission} appraisal={appraisal} />
      ))}
      <div className="own-buttons">
        {mayHandIn && waitsForReport && (
          <Button type="primary" onClick={() => setDoing('handIn')}>
            {state === 'returned' ? text.handInAgain : text.handIn}
          </Button>
        )}
        {mayTake && isOpen && state !== 'accepted' && <Button onClick={() => setDoing('end')}>{text.end}</Button>}
      </div>
      {doing === 'handIn' && <HandInAppraisal commission={commission} onClose={close} />}
      {doing === 'end' && <EndModal commission={commission} onClose={close} />}
    </div>
  )
}

function EndModal({ commission, onClose }: { commission: AppraisalCommission; onClose: () => void }) {
  const text = useText(thirdPartyWords)
  const queries = useQueryClient()
  return (
    <ReasonModal
      open
      title={`${text.end} · ${commission.appraiser}`}
      done={text.ended}
      onClose={onClose}
      act={async (body) => {
        const params = { county: commission.countyCode, appraisalCommission: commission.id }
        await call(thirdPartiesEndpoints.endAppraisalCommission, { params, body })
        await queries.invalidateQueries({ queryKey: [thirdPartiesEndpoints.listAppraisals.path] })
      }}
    />
  )
}

function Report({ commission, appraisal }: { commission: AppraisalCommission; appraisal: Appraisal }) {
  const text = useText(thirdPartyWords)
  const mayTake = useMay('survey.take', commission.countyCode)
  const [doing, setDoing] = useState<'accept' | 'return'>()
  const params = { county: commission.countyCode, appraisal: appraisal.id }
  const { decidedOn, decidedBy, decision } = appraisal
  return (
    <section className="own-line" style={{ marginTop: 12 }} aria-label={appraisal.reportNo}>
      <div className="own-line-head">
        <strong>{text.version(count(appraisal.version))}</strong>
        <Tag color={colours[appraisal.state]}>{text.states[appraisal.state]}</Tag>
        <a className="end" href={addressOf(thirdPartiesEndpoints.appraisalReport.path, { params })}>
          {text.open}
        </a>
      </div>
      <p>
        {appraisal.reportNo} · {text.worth(yuan(appraisal.valueFen), appraisal.valueOn)} ·{' '}
        {text.goodUntil(appraisal.validUntil)}
      </p>
      {decidedOn && decision && <p>{text.decided(decidedOn, decidedBy ?? '', decision)}</p>}
      <p className="quiet">
        {text.handed(appraisal.handedInOn, appraisal.handedInBy)}
        {appraisal.note && ` · ${appraisal.note}`}
      </p>
      {mayTake && appraisal.state === 'handed_in' && appraisal.isOwn && <p className="quiet">{text.ownReport}</p>}
      {mayTake && appraisal.state === 'handed_in' && !appraisal.isOwn && (
        <div className="own-buttons">
          <Button type="primary" onClick={() => setDoing('accept')}>
            {text.accept}
          </Button>
          <Button onClick={() => setDoing('return')}>{text.return}</Button>
        </div>
      )}
      {doing && <DecideModal params={params} act={doing} onClose={() => setDoing(undefined)} />}
    </section>
  )
}

type DecideProps = { params: { county: string; appraisal: string }; act: 'accept' | 'return'; onClose: () => void }

function DecideModal({ params, act, onClose }: DecideProps) {
  const text = useText(thirdPartyWords)
  const queries = useQueryClient()
  const isAccepting = act === 'accept'
  return (
    <ReasonModal
      open
      title={isAccepting ? text.accept : text.return}
      suggested={isAccepting ? text.acceptReason : undefined}
      reasonLabel={isAccepting ? undefined : text.returnLabel}
      done={isAccepting ? text.acceptedDone : text.returnedDone}
      onClose={onClose}
      act={async (body) => {
        await call(isAccepting ? thirdPartiesEndpoints.acceptAppraisal : thirdPartiesEndpoints.returnAppraisal, {
          params,
          body,
        })
        await queries.invalidateQueries({ queryKey: [thirdPartiesEndpoints.listAppraisals.path] })
      }}
    />
  )
}
