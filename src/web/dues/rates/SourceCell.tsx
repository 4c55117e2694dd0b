import { Tag } from 'antd'
import { useText } from '../../platform/text.ts'
import { ratesWords } from './messages.ts'

/** Where a rate stands, and whether somebody held it against the text. */
export function SourceCell({
  source: { document, number, verified },
}: {
  source: { document: string; number: string | null; verified: boolean }
}) {
  const text = useText(ratesWords)
  return (
    <>
      {document} {number}{' '}
      {verified ? <Tag color="success">{text.isVerified}</Tag> : <Tag color="warning">{text.unverified}</Tag>}
    </>
  )
}
