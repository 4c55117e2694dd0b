export function bulletinRoutes(_house: unknown): void {}
