import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Button, QRCode, Segmented, Skeleton } from 'antd'
import { type NoticeBoardSheet, publicNoticesEndpoints } from '#contract/public-notices.ts'
import { ParcelSketch } from '../../people/public/ParcelSketch.tsx'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { boardWords } from './board-messages.ts'
import './board.css'

const here = '/signed-in/shell/regions/$region/public-notices/$notice/board'
const papers = ['A4', 'A3'] as const

/** A notice as it is hung on the board: one sheet, with a code that leads to its public page. */
export function NoticeBoardPage() {
  const { region, notice } = useParams({ from: here })
  const { paper: given } = useSearch({ from: here })
  const text = useText(boardWords)
  const set = useSetSearch()
  const paper = papers.find((one) => one === given) ?? 'A4'
  const params = { county: region, publicNotice: notice }
  const sheet = useQuery({
    queryKey: [publicNoticesEndpoints.noticeBoard.path, params],
    queryFn: () => call(publicNoticesEndpoints.noticeBoard, { params }),
  })
  return (
    <div className="page board-page">
      <style>{`@page { size: ${paper} portrait; margin: 0 }`}</style>
      <div className="page-head no-print">
        <h1>{text.title}</h1>
        <div className="end">
          <Segmented value={paper} options={[...papers]} onChange={(chosen) => set({ paper: chosen })} />
          <Button type="primary" disabled={!sheet.data} onClick={() => window.print()}>
            {text.print}
          </Button>
        </div>
      </div>
      {sheet.data ? <Sheet sheet={sheet.data} paper={paper} /> : <Skeleton active />}
    </div>
  )
}

function Sheet({ sheet, paper }: { sheet: NoticeBoardSheet; paper: 'A4' | 'A3' }) {
  const text = useText(boardWords)
  const { estateName, matter, location, applicant, homes, buildings, basis, postedOn, endsOn, days, dayKind } = sheet
  const places = buildings.map(({ name, homes: n }) => text.building(name, count(n))).join('、')
  const rows = [
    [text.estate, estateName],
    [text.location, location],
    [text.applicant, applicant],
    [text.matter, matter],
    [text.homes, `${text.count(count(homes))}${places && `（${places}）`}`],
    [text.basis, basis],
    [text.period, text.from(postedOn, endsOn, `${count(days)}${text.dayKinds[dayKind]}`)],
  ] as const
  return (
    <article className="board-sheet" data-paper={paper}>
      <h2>{text.heading}</h2>
      <table>
        <tbody>
          {rows.map(([label, value]) =>
            value ? (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
      {sheet.parcels.length > 0 && (
        <div className="board-sketch">
          <ParcelSketch parcels={sheet.parcels} />
        </div>
      )}
      <div className="board-how">
        <div>
          <p>{text.howToObject(endsOn)}</p>
          {sheet.office && <p>{text.ask(sheet.office.name, sheet.office.phone)}</p>}
        </div>
        <figure>
          <QRCode type="svg" value={sheet.publicUrl} bordered={false} color="#000" bgColor="#fff" />
          <figcaption>{text.scan}</figcaption>
        </figure>
      </div>
      <p className="board-foot">
        {sheet.countyName}
        <br />
        {postedOn}
      </p>
    </article>
  )
}
