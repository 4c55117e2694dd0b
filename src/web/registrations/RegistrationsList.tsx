import { useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown, Space } from 'antd'
import { useState } from 'react'
import { type ApplicationLine, type ApplicationsQuery, registrationsEndpoints } from '#contract/registrations.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { useMayIn } from '../tasks/use-may-in.ts'
import { actsFor, isTurningBack, type OfferedAct } from './acts.ts'
import { DueMark, GateMarks, StateTag, usePlaceWords } from './application-marks.tsx'
import { BatchModal } from './BatchModal.tsx'
import { registrationListWords, registrationWords } from './messages.ts'
import { PrintMenu } from './prints/PrintMenu.tsx'

type Filter = Partial<ApplicationsQuery>

const mostAtOnce = 20_000
const pageSize = 500

/** All applications that fit, line by line; what is chosen, or all of the filter, becomes one batch. */
export function RegistrationsList({ region, filter, height }: { region: string; filter: Filter; height?: number }) {
  const text = useText(registrationWords)
  const listText = useText(registrationListWords)
  const navigate = useNavigate()
  const placeWords = usePlaceWords()
  const [chosen, setChosen] = useState<ApplicationLine[]>([])
  const isCity = region.endsWith('00')
  return (
    <>
      <RecordTable<ApplicationLine>
        listKey={[registrationsEndpoints.listApplications.path, region, filter]}
        load={(after) =>
          call(registrationsEndpoints.listApplications, { params: { region }, body: { ...filter, after } })
        }
        rowKey={({ id }) => id}
        onOpen={({ countyCode, id }) =>
          navigate({
            to: '/counties/$county/applications/$application',
            params: { county: countyCode, application: id },
          })
        }
        width={isCity ? 1355 : 1265}
        {...(height !== undefined && { height })}
        chosen={{ rows: chosen, onChoose: setChosen }}
        {...(Object.keys(filter).length === 0 && { empty: listText.emptyAll })}
        columns={[
          { title: text.place, render: (_, line) => placeWords(line), width: 210, ellipsis: true },
          {
            title: text.applicants,
            render: (_, { applicants }) => applicants || text.none,
            width: 130,
            ellipsis: true,
          },
          { title: text.kind, render: (_, { kind }) => text.kinds[kind], width: 105 },
          { title: text.state, render: (_, { state }) => <StateTag state={state} />, width: 125 },
          { title: text.gates, render: (_, { gates }) => <GateMarks gates={gates} />, width: 285 },
          { title: text.dueOn, render: (_, application) => <DueMark application={application} />, width: 190 },
          {
            title: text.acceptanceNo,
            render: (_, { acceptanceNo }) => acceptanceNo ?? text.none,
            width: 200,
            ellipsis: true,
          },
          ...(isCity ? [{ title: text.county, dataIndex: 'countyName', width: 90 }] : []),
        ]}
      />
      <ChosenBar region={region} filter={filter} chosen={chosen} onChoose={setChosen} />
    </>
  )
}

type ChosenBarProps = {
  region: string
  filter: Filter
  chosen: ApplicationLine[]
  onChoose: (rows: ApplicationLine[]) => void
}

/** What can be done with the chosen applications, all at once, by whoever may. */
function ChosenBar({ region, filter, chosen, onChoose }: ChosenBarProps) {
  const text = useText(registrationListWords)
  const words = useText(registrationWords)
  const mayIn = useMayIn()
  const { message } = App.useApp()
  const [act, setAct] = useState<OfferedAct>()
  const [gathered, setGathered] = useState<number>()
  const [first] = chosen
  if (!first) return null
  const county = first.countyCode
  const isOfOneCounty = chosen.every(({ countyCode }) => countyCode === county)
  const acts = isOfOneCounty ? actsFor(chosen, (permission) => mayIn(permission, county)) : []
  const forward = acts.filter((one) => !isTurningBack(one))
  const back = acts.filter(isTurningBack)

  async function chooseAll() {
    const all: ApplicationLine[] = []
    let after: string | undefined
    setGathered(0)
    try {
      do {
        const page = await call(registrationsEndpoints.listApplications, {
          params: { region },
          body: { ...filter, limit: pageSize, after },
        })
        all.push(...page.rows)
        setGathered(all.length)
        after = page.next ?? undefined
      } while (after !== undefined && all.length <= mostAtOnce)
      if (all.length > mostAtOnce) message.warning(text.tooMany)
      else onChoose(all)
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setGathered(undefined)
    }
  }

  return (
    <div className="task-bar no-print" role="toolbar" aria-label={text.chosen(count(chosen.length))}>
      <strong>{text.chosen(count(chosen.length))}</strong>
      <Space wrap size={8}>
        {!isOfOneCounty && <span>{text.oneCounty}</span>}
        {forward.map((one, place) => (
          <Button key={one} type={place === 0 ? 'primary' : 'default'} onClick={() => setAct(one)}>
            {words.acts[one]}
          </Button>
        ))}
        {back.length > 0 && (
          <Dropdown
            menu={{ items: back.map((one) => ({ key: one, label: words.acts[one], onClick: () => setAct(one) })) }}
          >
            <Button>{text.otherActs}</Button>
          </Dropdown>
        )}
        {isOfOneCounty && <PrintMenu county={county} applications={chosen.map(({ id }) => id)} />}
        <Button type="link" loading={gathered !== undefined} onClick={chooseAll}>
          {gathered === undefined ? text.allOfFilter : text.gathering(count(gathered))}
        </Button>
        <Button type="link" onClick={() => onChoose([])}>
          {text.clear}
        </Button>
      </Space>
      <BatchModal
        county={county}
        act={act}
        applications={chosen.map(({ id }) => id)}
        onClose={() => setAct(undefined)}
      />
    </div>
  )
}
