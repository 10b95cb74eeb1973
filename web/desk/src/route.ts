// SPDX-License-Identifier: GPL-3.0-or-later
// Where one is at the desk, as the address says it behind its #.

export const rooms = ['sites', 'people', 'tokens', 'lexicon', 'stats', 'log', 'jobs'] as const;
export type RoomName = (typeof rooms)[number];
export type Route =
  | {at: 'queue'}
  | {at: 'review'; site: string; id: string}
  | {at: 'house'; room: RoomName};

export function parseRoute(hash: string): Route {
  const [first = '', second = '', third = ''] = hash.replace(/^#\/?/, '').split('/').map(part => {
    try { return decodeURIComponent(part); } catch { return ''; }
  });
  if (first === 'review' && second && third) return {at: 'review', site: second, id: third};
  if (first === 'house') return {at: 'house', room: rooms.find(room => room === second) ?? 'sites'};
  return {at: 'queue'};
}
export function hashOf(route: Route): string {
  const parts = route.at === 'review' ? ['review', route.site, route.id] : route.at === 'house' ? ['house', route.room] : [];
  return '#/' + parts.map(encodeURIComponent).join('/');
}
