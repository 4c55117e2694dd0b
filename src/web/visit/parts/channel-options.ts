import { visitChannelCodes, visitChannels } from '#domain/outreach/visits/channels.ts'
import type { Language } from '../../platform/text.ts'

/** Ways in which an officer reaches one owner; what is told to all, and what an owner says himself, is not recorded here. */
export const channelOptions = (language: Language) =>
  visitChannelCodes
    .filter((code) => visitChannels[code].isPersonal && code !== 'portal')
    .map((code) => ({ value: code, label: visitChannels[code][language] }))
