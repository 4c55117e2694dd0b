import { Link } from '@tanstack/react-router'
import { Button, Space, Typography } from 'antd'
import { platformWords } from '../platform/messages.ts'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import type { DocumentsFilter } from './DocumentsList.tsx'
import { documentsPageWords } from './messages.ts'

/** What an empty list of documents says: that none matches, that nothing waits, or how the first one comes about. */
export function NoDocuments({ region, filter: { queue, ...narrower } }: { region: string; filter: DocumentsFilter }) {
  const text = useText(documentsPageWords)
  const platform = useText(platformWords)
  const mayDraft = useMay('documents.draft', region)
  const maySupervise = useMay('supervision.act', region)
  if (Object.values(narrower).some((chosen) => chosen !== undefined)) return platform.empty
  if (queue) return text.noneQueued[queue]
  if (!mayDraft) return <Said title={text.none} hint={text.noneToRead} />
  return (
    <>
      <Said title={text.none} hint={text.noneHint} />
      <Space wrap style={{ justifyContent: 'center' }}>
        {maySupervise && (
          <Link to="/regions/$region/supervision" params={{ region }}>
            <Button>{text.toProposals}</Button>
          </Link>
        )}
        <Link to="/regions/$region/meetings" params={{ region }}>
          <Button>{text.toMeetings}</Button>
        </Link>
      </Space>
    </>
  )
}

const Said = ({ title, hint }: { title: string; hint: string }) => (
  <>
    <Typography.Text strong>{title}</Typography.Text>
    <Typography.Paragraph style={{ margin: '4px 0 12px' }}>{hint}</Typography.Paragraph>
  </>
)
