import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Empty, Spin, Tag } from 'antd'
import type { LetterLine } from '#contract/developer-shapes.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { call } from '../../platform/api.ts'
import { platformWords } from '../../platform/messages.ts'
import { useText } from '../../platform/text.ts'
import { developerWords } from './messages.ts'

/** Letters a developer received, the latest first. */
export function LettersList({ county }: { county: string }) {
  const text = useText(developerWords)
  const words = useText(platformWords)
  const list = useInfiniteQuery({
    queryKey: [developersEndpoints.ownLetters.path, county],
    queryFn: ({ pageParam }) =>
      call(developersEndpoints.ownLetters, { params: { county }, query: { after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const letters = list.data?.pages.flatMap(({ rows }) => rows) ?? []
  if (list.isPending) return <Spin />
  if (list.isError) return <Alert type="error" showIcon message={words.failed} description={list.error.message} />
  if (letters.length === 0) return <Empty description={text.noLetters} />
  return (
    <div className="own-lines">
      {letters.map((letter) => (
        <Link
          key={letter.id}
          to="/counties/$county/developer/letters/$ownLetter"
          params={{ county, ownLetter: letter.id }}
        >
          <div className="own-line">
            <div className="own-line-head">
              <strong>{letter.title}</strong>
              <LetterTag letter={letter} />
            </div>
            <p>{letter.number}</p>
            <p className="quiet">
              {text.letterFrom(letter.issuer, letter.servedOn ?? '')}
              {letter.state === 'served' && letter.answerBy && ` · ${text.answerBy(letter.answerBy)}`}
            </p>
          </div>
        </Link>
      ))}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}

/** How a letter stands for whoever received it. */
export function LetterTag({ letter: { state, isRead, answerBy, isLate } }: { letter: LetterLine }) {
  const text = useText(developerWords)
  if (state === 'withdrawn') return <Tag>{text.letterStates.withdrawn}</Tag>
  if (state === 'served' && answerBy)
    return (
      <Tag color={isLate ? 'red' : 'orange'}>
        {text.letterStates.toAnswer}
        {isLate && ` · ${text.late}`}
      </Tag>
    )
  if (!isRead) return <Tag color="blue">{text.letterStates.unread}</Tag>
  const isAnswered = state === 'answered' || state === 'accepted'
  return <Tag color="green">{isAnswered ? text.letterStates.answered : text.letterStates.read}</Tag>
}
