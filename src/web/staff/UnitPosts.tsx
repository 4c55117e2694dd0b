import { Button, Tag } from 'antd'
import { useContext } from 'react'
import type { Person, ResponsibleUnit } from '#contract/responsibility.ts'
import { responsibleUnits, responsibleUnitsEn } from '#domain/diagnosis/catalogue.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import type { OnDo } from './responsibility-acts.ts'
import { isHeld } from './responsibility-data.ts'
import { responsibilityWords } from './responsibility-messages.ts'

type PostsProps = { unit: ResponsibleUnit; people: ReadonlyMap<string, Person>; onDo: OnDo }

/** What a unit answers for, and who has held which post in it, now and before. */
export function UnitPosts({ unit, people, onDo }: PostsProps) {
  const text = useText(responsibilityWords)
  const nameOf = useUnitCodeName()
  return (
    <div className="unit-posts">
      <p>{unit.duties ?? <em>{text.noDuties}</em>}</p>
      {unit.unitCodes.length > 0 && (
        <p>
          {text.rulesNames}{' '}
          {unit.unitCodes.map((code) => (
            <Tag key={code}>{nameOf(code)}</Tag>
          ))}
        </p>
      )}
      {unit.postings.length === 0 ? (
        <p>{text.noPosts}</p>
      ) : (
        <ul aria-label={text.posts}>
          {unit.postings.map((posting) => (
            <li key={posting.id} className={isHeld(posting) ? '' : 'ended'}>
              <Tag>{text.duty[posting.duty]}</Tag>
              <span>{people.get(posting.personId)?.name}</span>
              <span className="when">
                {posting.until === null ? text.since(posting.from) : text.span(posting.from, posting.until)}
              </span>
              {onDo && isHeld(posting) && (
                <Button
                  size="small"
                  type="link"
                  className="no-print"
                  onClick={() => onDo({ act: 'endPosting', posting, unit })}
                >
                  {text.end}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The name of a unit as the rules name it. */
function useUnitCodeName(): (code: string) => string {
  const { language } = useContext(LanguageContext)
  const names: Readonly<Record<string, string>> = language === 'en' ? responsibleUnitsEn : responsibleUnits
  return (code) => names[code] ?? code
}
