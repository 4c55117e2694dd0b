import type { Fen } from '../shared/quantities.ts'

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const
const places = ['', '拾', '佰', '仟'] as const
const groups = ['', '万', '亿', '万亿'] as const

/**
 * An amount in the capital numerals receipts carry: 人民币壹佰贰拾元零伍分. Source: 支付结算办法附一《正确填写票据和结算凭证的基本规定》,
 * to be verified.
 */
export function capitalAmount(fen: Fen): string {
  const [yuan, jiao, cents] = [
    Math.trunc(Math.abs(fen) / 100),
    Math.trunc((Math.abs(fen) % 100) / 10),
    Math.abs(fen) % 10,
  ]
  const whole = yuan === 0 ? '' : `${wholeWords(yuan)}元`
  return `人民币${fen < 0 ? '负' : ''}${whole}${partWords(whole !== '', jiao, cents)}`
}

function partWords(hasYuan: boolean, jiao: number, cents: number): string {
  if (jiao === 0 && cents === 0) return hasYuan ? '整' : '零元整'
  const tenths = jiao > 0 ? `${digits[jiao]}角` : hasYuan ? '零' : ''
  return `${tenths}${cents > 0 ? `${digits[cents]}分` : '整'}`
}

/** Groups of four digits from the right; one 零 stands for any zeros between two digits. */
function wholeWords(yuan: number): string {
  let words = ''
  for (const [at, group] of groupsOf(yuan).entries()) {
    const said = groupWords(group)
    if (said === '') continue
    const isShort = group < 1000 && words !== ''
    words += `${isShort && !words.endsWith('零') ? '零' : ''}${said}${groups[groupsOf(yuan).length - 1 - at]}`
  }
  return words
}

/** 12345678 is [1234, 5678]. */
function groupsOf(yuan: number): number[] {
  return yuan < 10_000 ? [yuan] : [...groupsOf(Math.trunc(yuan / 10_000)), yuan % 10_000]
}

function groupWords(group: number): string {
  let [words, hasGap] = ['', false]
  for (const [at, written] of [...String(group)].entries()) {
    const digit = digits[Number(written)] ?? ''
    if (digit === '零') hasGap = true
    else {
      words += `${hasGap && words !== '' ? '零' : ''}${digit}${places[String(group).length - 1 - at]}`
      hasGap = false
    }
  }
  return words
}
