import { type IRunOptions, LineRuleType, TextRun } from 'docx'

/** Millimetres in twentieths of a point, the measure of the file. */
export const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 1440)

/** 28 characters of 16 points are wider than the 156 mm of a line: each gives a quarter of a point. */
const tight = -5

/** Type faces and sizes (half points) of GB/T 9704-2012, 5.2 and 7. */
export const faces = {
  mark: { eastAsia: '方正小标宋简体', size: 60, characterSpacing: 0 },
  title: { eastAsia: '方正小标宋简体', size: 44, characterSpacing: 0 },
  body: { eastAsia: '仿宋_GB2312', size: 32, characterSpacing: tight },
  heading: { eastAsia: '黑体', size: 32, characterSpacing: tight },
  subheading: { eastAsia: '楷体_GB2312', size: 32, characterSpacing: tight },
  record: { eastAsia: '仿宋_GB2312', size: 28, characterSpacing: 0 },
  cell: { eastAsia: '仿宋_GB2312', size: 22, characterSpacing: 0 },
  head: { eastAsia: '黑体', size: 22, characterSpacing: 0 },
  page: { eastAsia: '宋体', size: 28, characterSpacing: 0 },
} as const
export type FaceName = (typeof faces)[keyof typeof faces]['eastAsia']
export type Face = { eastAsia: FaceName; size: number; characterSpacing: number }

/** What to take where a face is not installed, best first; the last comes with most systems or is free. */
export const fallBacks: Record<FaceName, readonly string[]> = {
  方正小标宋简体: ['方正小标宋_GBK', '小标宋', '华文中宋', '宋体', 'Noto Serif CJK SC'],
  仿宋_GB2312: ['仿宋', 'FangSong', '华文仿宋', 'Noto Serif CJK SC'],
  楷体_GB2312: ['楷体', 'KaiTi', '华文楷体', 'Noto Serif CJK SC'],
  黑体: ['SimHei', '思源黑体', 'Noto Sans CJK SC'],
  宋体: ['SimSun', '思源宋体', 'Noto Serif CJK SC'],
}

/** The red of marks and rules. */
export const red = 'FF0000'

/** The width of the type area, in twentieths of a point. */
export const typeArea = mm(156)

/** 22 lines fill the 225 mm of the type area. */
export const pitch = { line: Math.floor(mm(225) / 22), lineRule: LineRuleType.EXACT }

/** One character of the body, in twentieths of a point. */
export const character = 320

/** Text in a face; digits and Latin letters in Times New Roman. */
export function run(text: string, { eastAsia, ...face }: Face, more: Partial<IRunOptions> = {}): TextRun {
  const latin = 'Times New Roman'
  return new TextRun({ text, ...face, font: { eastAsia, ascii: latin, hAnsi: latin, cs: latin }, ...more })
}
