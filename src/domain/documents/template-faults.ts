/** What is wrong with a template, and where it stands: in the text, a head or a foot, in which paragraph, and what that says. */
export type TemplateFault = {
  code: TemplateFaultCode
  tag: string
  part?: 'text' | 'head' | 'foot' | undefined
  paragraph?: number | undefined
  near?: string | undefined
}
export type TemplateFaultCode = keyof typeof templateFaultWords

/** Each fault in the words of the office; the tag stands in for `{}`. */
export const templateFaultWords = {
  no_word_file: '不是 Word 文件（.docx），请在 Word 或 WPS 中另存为 .docx 后再传',
  too_large: '解开后超过 60 MB，不像一份模板',
  has_macros: '含有宏或嵌入对象（{}），请去掉后再传',
  refers_outside: '引用了文件以外的内容（{}），请改为插入',
  unknown: '不认识占位符“{}”',
  unclosed: '占位符“{}”没有结束的花括号',
  unopened: '“{}”前没有开始的花括号',
  unclosed_loop: '“{}”有开头没有结尾，缺“{/…}”',
  unopened_loop: '“{}”有结尾没有开头，缺“{#…}”',
  crossed_loop: '“{}”的开头和结尾对不上，各段应当层层套好',
  missing: '缺少占位符“{}”，这类公文必须写明',
  unreadable: '“{}”处读不懂',
} as const

export const templateFaultCodes = Object.keys(templateFaultWords) as [TemplateFaultCode, ...TemplateFaultCode[]] // the keys of a literal that is not empty

const partWords = { text: '正文', head: '页眉', foot: '页脚' }

/** A fault in one line: what, and in which paragraph. */
export function faultWords({ code, tag, part, paragraph, near }: TemplateFault): string {
  const place = part === undefined ? '' : `${partWords[part]}第 ${paragraph} 段“${near}”：`
  return `${place}${templateFaultWords[code].replace('{}', tag)}`
}
