import { useContext } from 'react'
import { type VisitChannel, visitChannels } from '#domain/outreach/visits/channels.ts'
import { LanguageContext } from '../platform/text.ts'

/** What each way of reaching an owner is called. */
export function useChannelNames(): (channel: VisitChannel) => string {
  const { language } = useContext(LanguageContext)
  return (channel) => visitChannels[channel][language]
}

/** Some of the ways as a list to choose from. */
export function useChannelOptions(channels: readonly VisitChannel[]): { value: VisitChannel; label: string }[] {
  const nameOf = useChannelNames()
  return channels.map((channel) => ({ value: channel, label: nameOf(channel) }))
}
