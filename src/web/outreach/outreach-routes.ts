import type { AnyRoute } from '@tanstack/react-router'

/** Pages of visits and of what people outside bring, within the frame every page has. */
export const outreachPages = <Frame extends AnyRoute>(_frame: Frame) => [] as const
