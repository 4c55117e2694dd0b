import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Collapse, Progress, Space } from 'antd'
import { type PrintRun, registrationPrintsEndpoints } from '#contract/registration-prints.ts'
import { addressOf, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { printWords } from './messages.ts'

/** How far a run of prints is, its files once they are there, and what could not be printed with its reason. */
export function PrintProgress({ county, run }: { county: string; run: PrintRun }) {
  const text = useText(printWords)
  const params = { county, run: run.id }
  const { total, done, isFinished, hasFiles, failure, leftOut } =
    useQuery({
      ...endpointQuery(registrationPrintsEndpoints.getPrintRun, { params }),
      refetchInterval: ({ state }) => (state.data?.isFinished ? false : 500),
    }).data ?? run
  if (!isFinished)
    return (
      <>
        {failure && <Alert type="warning" showIcon message={`${text.failed}${failure}`} />}
        <Progress percent={Math.round((done / total) * 100)} aria-label={text.running(count(done), count(total))} />
        <p aria-live="polite">{text.running(count(done), count(total))}</p>
      </>
    )
  return (
    <Space orientation="vertical" size={12} style={{ width: '100%' }}>
      {hasFiles ? (
        <>
          <Alert type="success" showIcon message={text.done(count(total - leftOut.length))} />
          <Space wrap>
            <Button type="primary" href={addressOf(registrationPrintsEndpoints.printRunPdf.path, { params })}>
              {text.printable}
            </Button>
            <Button href={addressOf(registrationPrintsEndpoints.printRunZip.path, { params })}>{text.zip}</Button>
          </Space>
        </>
      ) : (
        <Alert type="warning" showIcon message={text.none} />
      )}
      {leftOut.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'left',
              label: text.leftOut(count(leftOut.length)),
              children: (
                <ul style={{ margin: 0, paddingInlineStart: 18, maxHeight: 260, overflowY: 'auto' }}>
                  {leftOut.map(({ id, place, words }) => (
                    <li key={id}>
                      {place}：{words}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </Space>
  )
}
