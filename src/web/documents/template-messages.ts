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

const meanings = {
  '{发文机关} {发文字号} {标题}': '发文机关、文号、标题（标题已按词意分行）',
  '{主送} {抄送} {联系人}': '没有时为空',
  '{成文日期} {印发日期} {签发人}': '草稿中写明待签发',
  '{#正文}…{/正文}':
    '按次序逐项：{#一级标题} 至 {#四级标题}、{#段落} 内用 {文字}，{#事项} 内用 {名称}{内容}，{#表格} 内用 {#表头}、{#行} 和 {列1} 至 {列9}',
  '{#段落}{文字}{/段落}': '所有标题和段落',
  '{#事项}{名称}{内容}{/事项}': '所有带名称的事项',
  '{#明细}{列1}{列2}{/明细}': '表格的每一行；开头放在一行的第一格，结尾放在最后一格，整行重复',
  '{#附件}{编号}{名称}{/附件}': '每个附件；{#有附件}…{/有附件} 只在有附件时出现',
  扫码核验: '替代文字为“扫码核验”的图片会换成核验二维码',
}

const meaningsInEnglish: typeof meanings = {
  '{发文机关} {发文字号} {标题}': 'Issuer, number, title (broken into lines by sense)',
  '{主送} {抄送} {联系人}': 'Addressee, copies, whom to ask; empty where there is none',
  '{成文日期} {印发日期} {签发人}': 'Day of issue, day of printing, who signed; a draft says it is not signed',
  '{#正文}…{/正文}':
    'The text piece by piece: {#一级标题} to {#四级标题} (headings) and {#段落} (paragraph) with {文字}, {#事项} (labelled line) with {名称}{内容}, {#表格} (table) with {#表头} (header), {#行} (row) and {列1} to {列9}',
  '{#段落}{文字}{/段落}': 'All headings and paragraphs',
  '{#事项}{名称}{内容}{/事项}': 'All labelled lines',
  '{#明细}{列1}{列2}{/明细}':
    'Each row of the tables; the beginning stands in the first cell of a row, the end in its last, and the row is repeated',
  '{#附件}{编号}{名称}{/附件}': 'Each attachment; {#有附件}…{/有附件} appears only where there are some',
  扫码核验: 'The picture with this alternative text becomes the check code',
}

export const templateWords = words(
  {
    title: '公文模板',
    intro:
      '下载一类公文的模板，用文字处理软件改好版式后上传。花括号里的占位符由系统填写，不要删掉必须写明的内容。启用后，本县这类公文的 .docx 文件按本县模板排版；PDF 仍按标准版式。',
    guide: '占位符说明',
    placeholder: '占位符',
    says: '填写的内容',
    meanings,
    kind: '文种',
    inUse: '正在使用',
    shipped: '标准版式',
    kept: '启用于',
    keptBy: (keeper: string, day: string) => `${keeper}，${day}`,
    download: '下载模板',
    upload: '上传本县模板',
    uploadOf: (kind: string) => `上传本县模板：${kind}`,
    versions: '历次版本',
    version: (no: string, by: string) => `第 ${no} 版（${by}）`,
    backToShipped: '恢复标准版式',
    retire: '改用标准版式',
    retireOf: (kind: string) => `改用标准版式：${kind}`,
    retired: '已改用标准版式',
    choose: '选择 .docx 文件',
    faults: (n: string) => `有 ${n} 处问题，改好后再传`,
    good: '检查通过',
    used: (n: string) => `用到的占位符（${n}）`,
    unused: (n: string) => `没有用到的占位符（${n}）`,
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
    guide: 'What the placeholders say',
    placeholder: 'Placeholder',
    says: 'Says',
    meanings: meaningsInEnglish,
    kind: 'Kind',
    inUse: 'In use',
    shipped: 'Standard layout',
    kept: 'Since',
    keptBy: (keeper, day) => `${keeper}, ${day}`,
    download: 'Download template',
    upload: 'Upload own template',
    uploadOf: (kind) => `Upload own template: ${kind}`,
    versions: 'Versions',
    version: (no, by) => `Version ${no} (${by})`,
    backToShipped: 'Back to the standard layout',
    retire: 'Use the standard layout',
    retireOf: (kind) => `Use the standard layout: ${kind}`,
    retired: 'The standard layout is in use again',
    choose: 'Choose a .docx file',
    faults: (n) => (n === '1' ? '1 fault; mend it and upload again' : `${n} faults; mend them and upload again`),
    good: 'The template holds',
    used: (n) => `Placeholders used (${n})`,
    unused: (n) => `Placeholders not used (${n})`,
    example: 'Download it filled with an example',
    keep: 'Put to use',
    keptDone: 'In use: documents of this kind are laid out with it from now on',
    suggested: 'The county’s own template',
    templateName: (kind) => `${kind}, template.docx`,
    exampleName: (kind) => `${kind}, example.docx`,
    fault: faultInEnglish,
  },
)
