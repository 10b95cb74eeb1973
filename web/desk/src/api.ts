// SPDX-License-Identifier: GPL-3.0-or-later
// The server's calls, with the types of its contract. What is refused is thrown as a Refusal.
import type {components, paths} from '../generated/contract.ts';

export type Schemas = components['schemas'];
export type Article = Schemas['Article'];
export type Listed = Schemas['ListedArticle'];
export type Point = Schemas['Point'];
export type CheckedPoint = Schemas['CheckedPoint'];
export type Problem = CheckedPoint['problems'][number];
export type State = Listed['state'];
export type Role = NonNullable<Schemas['User']['role']>;

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type Json<R> = R extends {content: {'application/json': infer J}} ? J : never;
export type Answer<P extends keyof paths, M extends Method> = Operation<P, M> extends {responses: infer R}
  ? Json<R[keyof R & (200 | 201 | 202)]> : never;
export type Body<P extends keyof paths, M extends Method> = Operation<P, M> extends {requestBody?: infer B}
  ? NonNullable<B> extends {content: {'application/json': infer J}} ? J : never : never;
type Path<P extends keyof paths, M extends Method> = Operation<P, M> extends {parameters: {path: infer V}} ? V : unknown;
type Query<P extends keyof paths, M extends Method> = Operation<P, M> extends {parameters: {query?: infer V}} ? V : never;
export interface Given<P extends keyof paths, M extends Method> {
  path?: Path<P, M>;
  query?: Query<P, M>;
  body?: Body<P, M>;
  /** The ETag that the change is meant for. */
  match?: string;
  /** Sent although the page is being closed. */
  closing?: boolean;
}

/** What the server refused, or that it did not answer (status 0). */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string;
  constructor(status: number, code: string, detail: string, field = '') {
    super(detail);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** Fills in a path's names. */
export function address(path: string, names: Record<string, string | number> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name] ?? '')));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`).join('&');
  return asked ? `${filled}?${asked}` : filled;
}

export class Api {
  csrf = '';
  /** Told when the session has ended. */
  ended: () => void = () => {};

  async ask<P extends keyof paths, M extends Method>(method: M, path: P, given: Given<P, M> = {}): Promise<{value: Answer<P, M>; etag: string}> {
    const response = await this.send(method, address(path, given.path as Record<string, string>, given.query as Record<string, unknown>),
      given.body, given.match, given.closing);
    const text = await response.text();
    return {value: (text ? JSON.parse(text) : null) as Answer<P, M>, etag: response.headers.get('ETag') ?? ''};
  }
  /** A call whose answer is no JSON. */
  async send(method: string, url: string, body?: unknown, match?: string, closing = false): Promise<Response> {
    const headers: Record<string, string> = {};
    if (method !== 'get') headers['X-CSRF-Token'] = this.csrf;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (match) headers['If-Match'] = match;
    let response: Response;
    try {
      response = await fetch(url, {
        method: method.toUpperCase(), headers, keepalive: closing, credentials: 'same-origin',
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
      });
    } catch {
      throw new Refusal(0, 'offline', '');
    }
    if (response.ok) return response;
    const told = await response.json().catch(() => ({})) as Partial<Schemas['Problem']>;
    if (response.status === 401 && !url.startsWith('/v1/sessions')) this.ended();
    throw new Refusal(response.status, told.code ?? '', told.detail ?? '', told.field ?? '');
  }
}
