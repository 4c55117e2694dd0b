import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Card, Empty, Progress, Segmented, Tag } from 'antd'
import type { OwnEstate } from '#contract/developer-shapes.ts'
import { developersEndpoints } from '#contract/developers.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count, yuan } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { LettersList } from './LettersList.tsx'
import { developerWords } from './messages.ts'
import './developers.css'

/** A developer's own page: its estates, and the letters it received. */
export function DeveloperPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/developer' })
  const { view } = useSearch({ from: '/signed-in/shell/counties/$county/developer' })
  const text = useText(developerWords)
  const setSearch = useSetSearch()
  const shown = view === 'letters' ? 'letters' : 'estates'
  return (
    <div className="page own-page">
      <div className="page-head">
        <h1>{shown === 'letters' ? text.letters : text.title}</h1>
        <Segmented
          value={shown}
          options={[
            { value: 'estates', label: text.estates },
            { value: 'letters', label: text.letters },
          ]}
          onChange={(value) => setSearch({ view: value === 'letters' ? value : undefined })}
        />
      </div>
      {shown === 'letters' ? <LettersList county={county} /> : <Estates county={county} />}
    </div>
  )
}

function Estates({ county }: { county: string }) {
  const text = useText(developerWords)
  const estates = useQuery(endpointQuery(developersEndpoints.ownEstates, { params: { county } }))
  return (
    <Reading query={estates}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty description={text.noEstates} />
        ) : (
          <div className="own-estates">
            {rows.map((estate) => (
              <Link
                key={estate.estateId}
                to="/counties/$county/developer/estates/$ownEstate"
                params={{ county, ownEstate: estate.estateId }}
              >
                <EstateCard estate={estate} />
              </Link>
            ))}
          </div>
        )
      }
    </Reading>
  )
}

function EstateCard({ estate }: { estate: OwnEstate }) {
  const text = useText(developerWords)
  const { name, location, homes, firstRegistered, transferred } = estate
  const share = homes === 0 ? 0 : Math.floor((transferred / homes) * 100)
  return (
    <Card size="small" hoverable title={name}>
      <div>{location ?? '\u00a0'}</div>
      <Progress percent={share} aria-label={text.transferred(count(transferred), count(homes))} />
      <div>{text.transferred(count(transferred), count(homes))}</div>
      <div className="own-quiet">{text.registered(count(firstRegistered), count(homes))}</div>
      <OpenTags estate={estate} />
    </Card>
  )
}

/** What is open about an estate, in a few words. */
export function OpenTags({ estate: { papersMissing, owedFen, problems, letters, waiting } }: { estate: OwnEstate }) {
  const text = useText(developerWords)
  const tags = [
    papersMissing > 0 && { key: 'papers', color: 'orange', words: text.missingPapers(count(papersMissing)) },
    owedFen > 0 && { key: 'owed', color: 'red', words: text.owes(yuan(owedFen)) },
    problems > 0 && { key: 'problems', color: 'orange', words: text.mattersOpen(count(problems)) },
    letters > 0 && { key: 'letters', color: 'blue', words: text.lettersOpen(count(letters)) },
    waiting > 0 && { key: 'waiting', color: 'blue', words: text.waitingTag(count(waiting)) },
  ].filter((tag) => tag !== false)
  return (
    <div className="own-tags">
      {tags.length === 0 && <Tag color="green">{text.inOrder}</Tag>}
      {tags.map(({ key, color, words }) => (
        <Tag key={key} color={color}>
          {words}
        </Tag>
      ))}
    </div>
  )
}
