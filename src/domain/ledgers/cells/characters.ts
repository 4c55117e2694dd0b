/** Whether a text holds nothing that could need cleaning: no blanks, half-width brackets or full-width letters. */
export function isPlainText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80 ? code <= 0x20 || code === 0x28 || code === 0x29 || code === 0x7f : isOddCharacter(code))
      return false
  }
  return true
}

function isOddCharacter(code: number): boolean {
  if (code < 0x3400 && code !== 0x3000) return code === 0xa0 || (code >= 0x2000 && code <= 0x200f)
  return code === 0x3000 || code === 0xfeff || isFullWidth(code)
}

/** Full-width digits, letters and the marks of numbers; Chinese punctuation is left as it is. */
function isFullWidth(code: number): boolean {
  if (code < 0xff03 || code > 0xff5a) return false
  return (
    (code >= 0xff10 && code <= 0xff19) ||
    (code >= 0xff21 && code <= 0xff3a) ||
    code >= 0xff41 ||
    code === 0xff03 ||
    code === 0xff0d ||
    code === 0xff0e ||
    code === 0xff0f
  )
}

/** Full-width digits and letters as half-width ones. */
export function toHalfWidth(text: string): string {
  let half = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    half += isFullWidth(code) ? String.fromCharCode(code - 0xfee0) : text.charAt(at)
  }
  return half
}

/** Round brackets of a Chinese name in their full-width form. */
export function toFullBrackets(text: string): string {
  return text.replaceAll('(', '（').replaceAll(')', '）')
}

/** A text without blanks at its ends, beside Chinese characters or brackets, and with single blanks elsewhere. */
export function withoutStrayBlanks(text: string): string {
  const single = text
    .replace(/[\u200b-\u200f\ufeff\u007f]/g, '')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .trim()
  return single.includes(' ') ? single.replace(/(?<=[^\u0020-\u007e]) | (?=[^\u0020-\u007e])/g, '') : single
}

const chineseDigits = '零一二三四五六七八九'

/** A number up to 99 written in Chinese (十二 → 12), or null. */
export function chineseNumber(text: string): number | null {
  if (!/^[一二三四五六七八九]?十?[一二三四五六七八九]?$/.test(text) || text === '') return null
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const tensValue = text.includes('十') ? (tens ? chineseDigits.indexOf(tens) : 1) : 0
  return tensValue * 10 + (ones ? chineseDigits.indexOf(ones) : 0)
}
