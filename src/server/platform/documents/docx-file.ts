import { type Document, Packer } from 'docx'
import { faces, fallBacks } from './faces.ts'

/** The Word file of a document, with the fall-backs of its faces. */
export const wordFile = (document: Document): Promise<Buffer> =>
  Packer.toBuffer(document, false, [
    { path: 'word/fontTable.xml', data: fontTable },
    { path: 'word/styles.xml', data: styles },
  ])

const chosen = [faces.title, faces.body, faces.subheading, faces.heading, faces.page].map(({ eastAsia }) => eastAsia)

/** The faces a document names, each before what stands in for it where it is missing. */
export const namedFonts: readonly string[] = chosen.flatMap((name) => [name, ...fallBacks[name]])

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** Word looks here for what else a missing face is called. */
const fontTable = `${xml}<w:fonts ${words}>${chosen
  .map(
    (name) =>
      `<w:font w:name="${name}"><w:altName w:val="${fallBacks[name].join(',')}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  )
  .join('')}</w:fonts>`

/**
 * Punctuation may hang into the margin, as Word has it without being told. LibreOffice takes the word for its opposite,
 * which is as well: without it, it hangs a comma into the margin of a spread line and then leaves it out.
 */
const styles = `${xml}<w:styles ${words}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:overflowPunct/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:overflowPunct/></w:pPr></w:style></w:styles>`
