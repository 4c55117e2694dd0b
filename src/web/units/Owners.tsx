import { Button, Space } from 'antd'
import { useEffect, useState } from 'react'
import { type Unit, unitsEndpoints } from '#contract/units.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { unitWords } from './messages.ts'

/** How long opened personal data stays on the screen, seconds. */
const shownSeconds = 60

type Opened = { ownerNo: number; idNumber: string | null; phone: string | null }

/** Owners with their numbers masked; opening one asks what for and is on record. */
export function Owners({ unit }: { unit: Unit }) {
  const text = useText(unitWords)
  const mayOpen = useMay('personal.open', unit.countyCode)
  const [asking, setAsking] = useState<number>()
  const [opened, setOpened] = useState<Opened>()
  const idKinds: Record<string, string> = text.idKind
  useEffect(() => {
    if (!opened) return
    const timer = setTimeout(() => setOpened(undefined), shownSeconds * 1000)
    return () => clearTimeout(timer)
  }, [opened])

  async function open({ reason }: { reason: string }) {
    const ownerNo = asking ?? 0
    setOpened({
      ownerNo,
      ...(await call(unitsEndpoints.openPersonalData, {
        params: { county: unit.countyCode, unit: unit.id, ownerNo },
        body: { reason },
      })),
    })
  }

  return (
    <>
      {unit.owners.map((owner) => {
        const isOpen = opened?.ownerNo === owner.ownerNo
        return (
          <dl key={owner.ownerNo} className="facts">
            <div>
              <dt>{text.owners}</dt>
              <dd>
                <strong>{owner.name}</strong>
              </dd>
            </div>
            <div>
              <dt>{owner.idKind ? (idKinds[owner.idKind] ?? text.ownerId) : text.ownerId}</dt>
              <dd>{(isOpen ? opened.idNumber : owner.idMasked) ?? text.unknown}</dd>
            </div>
            <div>
              <dt>{text.phone}</dt>
              <dd>
                <Space>
                  {(isOpen ? opened.phone : owner.phoneMasked) ?? text.unknown}
                  {isOpen && <span role="status">{text.openedFor(String(shownSeconds))}</span>}
                  {mayOpen && !isOpen && (
                    <Button size="small" onClick={() => setAsking(owner.ownerNo)}>
                      {text.openData}
                    </Button>
                  )}
                </Space>
              </dd>
            </div>
          </dl>
        )
      })}
      <ReasonModal title={text.openData} open={asking !== undefined} onClose={() => setAsking(undefined)} act={open} />
    </>
  )
}
