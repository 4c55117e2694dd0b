import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Empty, Radio, Steps, Tag, Upload } from 'antd'
import { useState } from 'react'
import type { OwnEstateView, OwnerHandIn } from '#contract/developer-shapes.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { download } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { CheckedOwners } from './CheckedOwners.tsx'
import { developerWords } from './messages.ts'
import { sendFiles } from './send-files.ts'

type Props = { estate: OwnEstateView }
type Applicant = 'both' | 'developer'

/** The owners' papers in one file: template, check, send. */
export function OwnersPanel({ estate }: Props) {
  const text = useText(developerWords)
  const { message } = App.useApp()
  const [applicantKind, setApplicantKind] = useState<Applicant>('both')
  const { checked, setChecked, isBusy, refusal, check } = useCheck(estate)
  const params = { county: estate.countyCode, ownEstate: estate.estateId }
  const take = () =>
    download(developersEndpoints.ownersBook, { params }, text.templateName).catch((error: Error) =>
      message.error(error.message),
    )
  return (
    <>
      <p className="own-quiet">{text.ownersHint}</p>
      <Steps
        size="small"
        responsive
        current={checked ? 3 : 0}
        items={text.ownerSteps.split('|').map((title) => ({ title }))}
        style={{ margin: '16px 0' }}
      />
      <strong>{text.waitingHomes(count(estate.waiting))}</strong>
      <div className="own-buttons">
        <Button icon={<DownloadOutlined />} onClick={take} disabled={estate.waiting === 0}>
          {text.takeTemplate}
        </Button>
      </div>
      <fieldset style={{ border: 0, padding: 0, margin: '16px 0 0' }}>
        <legend className="own-legend">{text.applicant}</legend>
        <Radio.Group
          value={applicantKind}
          onChange={({ target }) => setApplicantKind(target.value as Applicant)} // the values of the options below
          options={(['both', 'developer'] as const).map((value) => ({ value, label: text.applicants[value] }))}
        />
      </fieldset>
      <div className="own-buttons">
        <Upload
          accept=".xlsx,.xls,.ods,.csv"
          showUploadList={false}
          disabled={isBusy}
          beforeUpload={(file) => {
            void check(file, applicantKind)
            return false
          }}
        >
          <Button type="primary" icon={<UploadOutlined />} loading={isBusy}>
            {isBusy ? text.checking : text.upload}
          </Button>
        </Upload>
        <span className="own-quiet">{text.uploadHint}</span>
      </div>
      {refusal && <Alert type="error" showIcon message={refusal} style={{ marginTop: 12 }} role="alert" />}
      {checked && <CheckedOwners county={estate.countyCode} handIn={checked} onDone={() => setChecked(undefined)} />}
      <h2 className="own-section">{text.earlier}</h2>
      <Earlier estate={estate} onOpen={setChecked} />
    </>
  )
}

function useCheck({ countyCode, estateId, handIns }: OwnEstateView) {
  const text = useText(developerWords)
  const queries = useQueryClient()
  const [checked, setChecked] = useState<OwnerHandIn | { id: string } | undefined>(
    handIns.find(({ state }) => state === 'checked'),
  )
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function check(file: File, applicantKind: Applicant) {
    setBusy(true)
    setRefusal(undefined)
    try {
      const params = { county: countyCode, ownEstate: estateId }
      const found = await sendFiles(developersEndpoints.checkOwners, {
        ...{ params, query: { applicantKind }, files: [file] },
      })
      setChecked(found)
      await queries.invalidateQueries({ queryKey: [developersEndpoints.ownEstate.path] })
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : text.unreachable)
    } finally {
      setBusy(false)
    }
  }
  return { checked, setChecked, isBusy, refusal, check }
}

const colours = { checked: 'orange', sent: 'green', set_aside: 'default' } as const

function Earlier({ estate, onOpen }: Props & { onOpen: (handIn: { id: string }) => void }) {
  const text = useText(developerWords)
  if (estate.handIns.length === 0) return <Empty description={text.noEarlier} />
  return (
    <div className="own-lines">
      {estate.handIns.map((handIn) => (
        <div key={handIn.id} className="own-line">
          <div className="own-line-head">
            <strong>{handIn.name}</strong>
            <Tag color={colours[handIn.state]}>{text.handInStates[handIn.state]}</Tag>
            {handIn.state === 'checked' && (
              <Button className="end" onClick={() => onOpen(handIn)}>
                {text.open}
              </Button>
            )}
          </div>
          <p>
            {text.rowsOf(count(handIn.rows), count(handIn.refused))}
            {handIn.state === 'sent' && ` · ${handIn.done > 0 ? text.doneOf(count(handIn.done)) : text.notDone}`}
          </p>
          <p className="quiet">{text.handedOn(handIn.sentOn ?? handIn.checkedOn, handIn.checkedBy)}</p>
        </div>
      ))}
    </div>
  )
}
