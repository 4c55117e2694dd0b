import { Collapse, Table } from 'antd'
import type { SurveyView } from '#contract/surveys.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { estateSurveyWords } from './messages.ts'

type Left = SurveyView['left'][number]

/** Registered homes that a survey tells otherwise, with what is registered and what it says. */
export function LeftHomes({ left }: { left: SurveyView['left'] }) {
  const text = useText(estateSurveyWords)
  return (
    <Collapse
      size="small"
      className="no-print"
      style={{ marginTop: 12 }}
      items={[
        {
          key: 'left',
          label: text.left(count(left.length)),
          children: (
            <Table<Left>
              size="small"
              rowKey={({ building, entrance, room }) => `${building} ${entrance} ${room}`}
              dataSource={left}
              pagination={left.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
              scroll={{ x: 520 }}
              columns={[
                { title: text.building, dataIndex: 'building', width: 70 },
                { title: text.entrance, dataIndex: 'entrance', width: 70 },
                { title: text.room, dataIndex: 'room', width: 90 },
                {
                  title: text.leftFields,
                  render: (_, { fields }) =>
                    fields.map(({ field, was, says }) => (
                      <div key={field}>{text.leftField(text[field], String(was), String(says))}</div>
                    )),
                },
              ]}
            />
          ),
        },
      ]}
    />
  )
}
