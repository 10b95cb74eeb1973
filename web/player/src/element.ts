// SPDX-License-Identifier: MIT
// The little of an element's life that the player needs around Lit's templates: attributes that are
// properties, state that draws the box anew when it changes, once for all changes of a turn.
import {render, type TemplateResult} from 'lit/html.js';

type Kind = 'text' | 'number' | 'flag';

export abstract class DrawnElement extends HTMLElement {
  readonly root = this.attachShadow({mode: 'open'});
  updateComplete: Promise<void> = Promise.resolve();
  #pending = false;
  protected abstract prepare(): void;
  protected abstract view(): TemplateResult | symbol;
  protected abstract drawn(): void;

  requestUpdate(): void {
    if (this.#pending) return;
    this.#pending = true;
    this.updateComplete = Promise.resolve().then(() => {
      this.#pending = false;
      if (!this.isConnected) return;
      this.prepare();
      render(this.view(), this.root);
      this.drawn();
    });
  }
  connectedCallback(): void {
    this.requestUpdate();
  }
  attributeChangedCallback(): void {
    this.requestUpdate();
  }
}

/** Makes properties of attributes, each with its kind, and of names that are state alone. */
export function define(type: {prototype: DrawnElement}, attributes: Record<string, Kind>, state: readonly string[]): void {
  const property = (name: string, get: (e: DrawnElement) => unknown, set: (e: DrawnElement, v: unknown) => void) =>
    Object.defineProperty(type.prototype, name, {
      get(this: DrawnElement) { return get(this); },
      set(this: DrawnElement, v: unknown) { set(this, v); },
    });
  for (const [name, kind] of Object.entries(attributes)) {
    property(name.replace(/-(.)/g, (_, c: string) => c.toUpperCase()),
      e => kind === 'flag' ? e.hasAttribute(name) : kind === 'number' ? Number(e.getAttribute(name)) : e.getAttribute(name) ?? '',
      (e, v) => v === null || v === false ? e.removeAttribute(name) : e.setAttribute(name, v === true ? '' : String(v)));
  }
  for (const name of state) {
    const key = Symbol(name);
    const values = (e: DrawnElement) => e as unknown as Record<symbol, unknown>;
    property(name, e => values(e)[key], (e, v) => {
      if (values(e)[key] === v) return;
      values(e)[key] = v;
      e.requestUpdate();
    });
  }
}
