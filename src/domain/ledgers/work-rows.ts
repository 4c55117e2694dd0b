import type { IsoDate } from '../shared/quantities.ts'

/** 责任单位一览表: an office that answers for a part of the campaign, with its head 一把手 and liaison 联络员. */
export type ResponsibleUnitRow = {
  unitName: string | null
  head: string | null
  headPhone: string | null
  unitLiaison: string | null
  unitLiaisonPhone: string | null
  duties: string | null
}

/** A meeting, letter, inspection …, or in a summary how many there were of a kind. */
export type WorkRow = {
  /** 类别 in the county's own words. */
  workKind: string | null
  heldOn: IsoDate | null
  number: string | null
  host: string | null
  target: string | null
  estate: string | null
  content: string | null
  quantity: number | null
  measure: string | null
  people: number | null
  items: number | null
  outcome: string | null
}

/** 问题清单: a problem of an estate, who must settle it by when, and whether that is done. */
export type ProblemRow = {
  number: string | null
  estate: string | null
  problemKind: string | null
  problem: string | null
  responsibleUnit: string | null
  raisedOn: IsoDate | null
  dueOn: IsoDate | null
  doneOn: IsoDate | null
  handling: string | null
  isWrittenOff: boolean | null
}

/** One of the 意见建议 or 具体措施; `form` is what the list calls them. */
export type AdviceRow = { form: string; topic: string | null; advice: string | null }
