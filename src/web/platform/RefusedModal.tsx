import { Modal, Table, type TableProps } from 'antd'
import { platformWords } from './messages.ts'
import { useText } from './text.ts'

type Result = { id: string; ok: boolean; message: string | null }

type RefusedModalProps<T extends Result> = {
  title: string | undefined
  /** What becomes of those that were refused. */
  note: string
  /** What came of each of a batch; nothing while the window is closed. */
  results: readonly T[] | undefined
  /** By what each is known. */
  columns: NonNullable<TableProps<T>['columns']>
  onClose: () => void
}

/** What of a batch was refused, each with its reason. */
export function RefusedModal<T extends Result>({ title, note, results, columns, onClose }: RefusedModalProps<T>) {
  const text = useText(platformWords)
  return (
    <Modal
      open={results !== undefined}
      title={title}
      onCancel={onClose}
      onOk={onClose}
      okText={text.understood}
      cancelButtonProps={{ style: { display: 'none' } }}
      width={640}
      destroyOnHidden
    >
      <p>{note}</p>
      <Table<T>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ y: 360 }}
        dataSource={results?.filter(({ ok }) => !ok) ?? []}
        columns={[...columns, { title: text.refusal, dataIndex: 'message' }]}
      />
    </Modal>
  )
}
