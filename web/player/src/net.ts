// SPDX-License-Identifier: MIT
// Fetching, with the three answers that matter to a player: there it is, it is gone, ask again later.
import {fromFolder, parse, type Episode} from './episode.ts';

export type Answer<T> = {is: 'here'; value: T} | {is: 'gone'} | {is: 'later'; seconds: number};

async function ask(url: string): Promise<Answer<unknown>> {
  let response: Response;
  try {
    response = await fetch(url, {cache: 'no-cache', credentials: 'omit', signal: AbortSignal.timeout(15000)});
    if (response.ok) return {is: 'here', value: await response.json()};
  } catch (error) {
    // An answer that is no JSON is no episode; anything else is the network.
    return error instanceof SyntaxError ? {is: 'gone'} : {is: 'later', seconds: 0};
  }
  const {status} = response;
  if (status < 500 && status !== 408 && status !== 425 && status !== 429) return {is: 'gone'};
  return {is: 'later', seconds: Number(response.headers.get('Retry-After')) || 0};
}

/** The episode at an address; one that ends in «/» is a folder that `mujaz tell` wrote. */
export async function fetchEpisode(url: string, full: boolean): Promise<Answer<Episode>> {
  let answer: Answer<unknown>;
  if (url.endsWith('/')) {
    const names = full ? ['points', 'times', 'article', 'full.times'] : ['points', 'times'];
    const all = await Promise.all(names.map(name => ask(`${url}${name}.json`)));
    const missing = all.find(a => a.is !== 'here');
    const [points, times, article, whole] = all.map(a => (a.is === 'here' ? a.value : undefined));
    answer = missing ?? {is: 'here', value: fromFolder(points, times, article, whole)};
  } else {
    answer = await ask(url);
  }
  if (answer.is !== 'here') return answer;
  const value = parse(answer.value, url);
  return value ? {is: 'here', value} : {is: 'gone'};
}

export const fetchJson = ask;

/** Sends JSON; the status, or 0 where nothing answered. */
export async function send(url: string, body: unknown): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST', credentials: 'omit', keepalive: true, signal: AbortSignal.timeout(15000),
      headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body),
    });
    return response.status;
  } catch {
    return 0;
  }
}
