import { faultWords, type TemplateFault, type TemplateFaultCode } from '#domain/documents/template-faults.ts'
import { words } from '../platform/text.ts'

const faultsInEnglish: Record<TemplateFaultCode, string> = {
  no_word_file: 'This is not a Word file (.docx); save it as .docx in Word or WPS first',
  too_large: 'Unpacked it exceeds 60 MB, which is no template',
  has_macros: 'It holds macros or embedded objects ({}); take them out first',
  refers_outside: 'It refers to something outside the file ({}); insert it instead',
  unknown: 'No such placeholder: “{}”',
  unclosed: 'The placeholder “{}” has no closing brace',
  unopened: 'There is no opening brace before “{}”',
  unclosed_loop: '“{}” begins but does not end: its {/…} is missing',
  unopened_loop: '“{}” ends but does not begin: its {#…} is missing',
  crossed_loop: 'Beginning and end of “{}” do not match; put one wholly inside the other',
  missing: 'The placeholder “{}” is missing; documents of this kind must say it',
  unreadable: 'Not understood at “{}”',
}

const partsInEnglish = { text: 'Text', head: 'Page head', foot: 'Page foot' }

function faultInEnglish({ code, tag, part, paragraph, near }: TemplateFault): string {
  const place = part === undefined ? '' : `${partsInEnglish[part]}, paragraph ${paragraph}, “${near}”: `
  return `${place}${faultsInEnglish[code].replace('{}', tag)}`
}

export const templateWords = words(
  {
    title: '公文模板',
    intro:
      '下载一类公文的模板，在 Word、WPS 或 LibreOffice 里改好版式后上传。花括号里的占位符由系统填写，不要删掉必须写明的内容。启用后，本县这类公文的 Word 文件按本县模板排版；PDF 仍按标准版式。',
    guide: '占位符说明在随程序提供的文档 docs/document-templates.md 中。',
    kind: '文种',
    inUse: '正在使用',
    shipped: '标准版式',
    kept: '启用',
    keptBy: (keeper: string, day: string) => `${keeper}，${day}`,
    download: '下载模板',
    own: '下载本县模板',
    upload: '上传本县模板',
    versions: '历次版本',
    version: (no: string) => `第 ${no} 版`,
    backToShipped: '恢复标准版式',
    noVersions: '没有启用过本县模板',
    retire: '改用标准版式',
    retired: '已改用标准版式',
    choose: '选择 .docx 文件',
    checking: '正在检查…',
    faults: (n: string) => `有 ${n} 处问题，改好后再传`,
    good: '检查通过',
    used: '用到的占位符',
    unused: '没有用到的占位符',
    example: '下载填好的示例',
    keep: '启用',
    keptDone: '已启用，今后本县这类公文按此排版',
    suggested: '启用本县模板',
    templateName: (kind: string) => `${kind}模板.docx`,
    exampleName: (kind: string) => `${kind}示例.docx`,
    fault: faultWords as (fault: TemplateFault) => string,
  },
  {
    title: 'Document templates',
    intro:
      'Download the template of a kind, change its layout in Word, WPS or LibreOffice, and upload it. The system fills in the placeholders in braces; keep those a document must have. Word files of this county are then laid out with it; PDFs keep the standard layout.',
    guide: 'The placeholders are explained in docs/document-templates.md, which comes with the program.',
    kind: 'Kind',
    inUse: 'In use',
    shipped: 'Standard layout',
    kept: 'Since',
    keptBy: (keeper, day) => `${keeper}, ${day}`,
    download: 'Download template',
    own: 'Download own template',
    upload: 'Upload own template',
    versions: 'Versions',
    version: (no) => `Version ${no}`,
    backToShipped: 'Back to the standard layout',
    noVersions: 'No template of the county’s own so far',
    retire: 'Use the standard layout',
    retired: 'The standard layout is in use again',
    choose: 'Choose a .docx file',
    checking: 'Checking…',
    faults: (n) => (n === '1' ? '1 fault; mend it and upload again' : `${n} faults; mend them and upload again`),
    good: 'The template holds',
    used: 'Placeholders used',
    unused: 'Placeholders not used',
    example: 'Download it filled with an example',
    keep: 'Put to use',
    keptDone: 'In use: documents of this kind are laid out with it from now on',
    suggested: 'The county’s own template',
    templateName: (kind) => `${kind}, template.docx`,
    exampleName: (kind) => `${kind}, example.docx`,
    fault: faultInEnglish,
  },
)
