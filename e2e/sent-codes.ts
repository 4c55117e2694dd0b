import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { product } from './product.ts'

/** The code last sent to a phone; in the sample messages are lines of a file. */
export async function codeSentTo(phone: string): Promise<string> {
  const path = join(product().data, 'messages', 'console.log')
  const last = () => {
    const lines = readFileSync(path, { encoding: 'utf8', flag: 'a+' }).split('\n')
    return lines.findLast((line) => line.includes(`\t${phone}\t`))?.match(/验证码 (\d{6})/)?.[1] ?? ''
  }
  await expect.poll(last).toMatch(/^\d{6}$/)
  return last()
}
