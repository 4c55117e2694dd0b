import type { DocumentContent } from '../../documents/content.ts'
import { dayWords } from '../../reports/bulletin-words.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import type { DayKind } from './notice.ts'

/** What a notice says of itself and of what it is about. */
export type NoticeWords = {
  estate: string
  location: string | null
  building: string | null
  homes: number
  applicant: string | null
  matter: string
  basis: string
  days: number
  dayKind: DayKind
  postedOn: IsoDate | null
  endsOn: IsoDate | null
}

/** The notice as a document: what, who, on which basis, how long, and where objections go. */
export function noticeContent(notice: NoticeWords): DocumentContent {
  const { estate, location, building, homes, applicant, matter, basis } = notice
  const place = building === null ? estate : `${estate}${building}幢`
  return {
    title: `关于${place}不动产首次登记的公示`,
    addressee: '',
    blocks: [
      {
        kind: 'paragraph',
        text: `${applicant ?? '申请人'}申请办理${place}${homes}套房屋的国有建设用地使用权及房屋所有权首次登记。现就下列事项予以公示。`,
      },
      {
        kind: 'fields',
        rows: [
          ['公示事项', matter],
          ['项目名称', place],
          ['坐落', location ?? '以权籍调查成果为准'],
          ['公示依据', basis],
          ['公示期限', termWords(notice)],
        ],
      },
      {
        kind: 'paragraph',
        text: '对公示内容有异议的，请在公示期内持身份证明和有关证据，以书面方式向登记机构提出。期满无异议或异议不成立的，依法予以登记。',
      },
    ],
    attachments: [],
    copiesTo: [],
    contact: '',
  }
}

function termWords({ days, dayKind, postedOn, endsOn }: NoticeWords): string {
  const length = `${days}个${dayKind === 'working' ? '工作日' : '自然日'}`
  return postedOn && endsOn ? `${length}（${dayWords(postedOn)}至${dayWords(endsOn)}）` : `自张贴次日起${length}`
}
