import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { compoundContent } from './cfb.ts'
import { openCsv } from './csv.ts'
import { defaultLimits, type ReadingLimits } from './limits.ts'
import { openOds } from './ods/open-ods.ts'
import { LedgerRefused } from './refused.ts'
import type { Workbook } from './workbook.ts'
import { openXls } from './xls.ts'
import { openXlsx } from './xlsx/open-xlsx.ts'
import { openZip, type Zip } from './zip.ts'

/**
 * Opens a spreadsheet file by what it holds, whatever its name says. Throws `LedgerRefused` for what cannot be read
 * as a ledger. `label` is the name under which the clerk knows the file.
 */
export async function openWorkbook(
  path: string,
  { label = basename(path), limits = defaultLimits }: { label?: string; limits?: ReadingLimits } = {},
): Promise<Workbook> {
  const { size } = await stat(path)
  if (size === 0) throw new LedgerRefused('empty', `“${label}”是空文件`)
  if (size > limits.maxFileBytes) {
    const allowed = Math.floor(limits.maxFileBytes / 1024 / 1024)
    throw new LedgerRefused('too_large', `“${label}”超过 ${allowed} MB，请拆分后导入`)
  }
  const start = await firstBytes(path)
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return openZipped(path, label, limits)
  if (start === 'd0cf11e0a1b11ae1') return openCompound(path, label, size, limits)
  return openCsv(path, label)
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await file.close()
  }
}

async function openZipped(path: string, label: string, limits: ReadingLimits): Promise<Workbook> {
  const zip = await openZip(path, label, limits)
  try {
    return await openZipContent(zip, label)
  } catch (error) {
    await zip.close()
    throw error
  }
}

async function openZipContent(zip: Zip, label: string): Promise<Workbook> {
  const workbookPart = zip.find('xl/workbook.xml')
  if (workbookPart) return openXlsx(zip, workbookPart, label)
  if (zip.find('xl/workbook.bin')) {
    throw new LedgerRefused('not_a_spreadsheet', `“${label}”是二进制工作簿（.xlsb），请另存为 .xlsx 后导入`)
  }
  const content = zip.find('content.xml')
  const mime = zip.find('mimetype')
  if (!content || !mime || !(await zip.readText(mime)).includes('spreadsheet')) throw notASpreadsheet(label)
  return openOds(zip, content, label)
}

async function openCompound(path: string, label: string, size: number, limits: ReadingLimits): Promise<Workbook> {
  const content = await compoundContent(path)
  if (content === 'encrypted') throw new LedgerRefused('encrypted', `“${label}”已加密，请取消密码后重新导入`)
  if (content === 'other') throw notASpreadsheet(label)
  if (size > limits.maxWholeBytes) throw tooLargeForWhole(label)
  return openXls(path, label)
}

function notASpreadsheet(label: string): LedgerRefused {
  return new LedgerRefused('not_a_spreadsheet', `“${label}”不是表格文件，请导入 .xlsx、.xls、.ods 或 .csv 文件`)
}

function tooLargeForWhole(label: string): LedgerRefused {
  return new LedgerRefused('too_large', `“${label}”过大，请另存为 .xlsx 后导入`)
}
