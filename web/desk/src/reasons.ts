// SPDX-License-Identifier: GPL-3.0-or-later
// Why something is held, in the reader's language where the sentence is the server's own.
import type {Words} from './words.ts';

export function reasonOf(w: Words, reason: string): string {
  const counted = /^(\d+) of (\d+) points are not supported by the article\.$/.exec(reason);
  if (counted) return w.say('reason_unsupported', {n: Number(counted[1]), all: Number(counted[2])});
  return reason;
}
