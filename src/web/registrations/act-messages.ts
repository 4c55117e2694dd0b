import { words } from '../platform/text.ts'

/** What the form of an act asks. */
export const actFormWords = words(
  {
    on: '办理日期',
    missing: '缺少的材料（一次性告知，请列全）',
    missingHint: '从清单中选，也可以直接输入。以后不能再要求清单以外的材料',
    words: '原因',
    outcome: '办理结果',
    outcomes: { passed: '已办结', not_needed: '免办', deferred: '缓办（证缴分离等）' },
    evidence: '凭证号、回执号',
    evidenceHint: { pass_tax: '契税完税凭证号', pass_fund: '维修资金交存凭证号', other: '有编号的填写' },
    basis: '依据（文件名、文号、条款）',
    basisMissing: '免办、缓办要写明依据',
    certificateNo: '不动产权证号',
    certificateHint: '不填则按本县流水号编号',
    paperNo: '证书印刷序列号',
    done: (act: string) => `${act}：已办理`,
  },
  {
    on: 'Day',
    missing: 'What is missing (all of it, once)',
    missingHint: 'Choose or type; nothing beyond this list may be asked for later',
    words: 'Why',
    outcome: 'Outcome',
    outcomes: { passed: 'Passed', not_needed: 'Not needed', deferred: 'Put off' },
    evidence: 'Number of the receipt',
    evidenceHint: {
      pass_tax: 'Number of the tax receipt',
      pass_fund: 'Number of the fund receipt',
      other: 'If it has one',
    },
    basis: 'Basis (document, number, article)',
    basisMissing: 'Name the basis',
    certificateNo: 'Certificate no.',
    certificateHint: 'Empty: the next of the county’s own run',
    paperNo: 'Serial number of the certificate’s paper',
    done: (act) => `${act}: done`,
  },
)
