import { type ComponentType, h, hydrate } from 'preact';

const modules = import.meta.glob<{ default: ComponentType<object> }>('/src/**/*.island.tsx');

customElements.define(
  'x-island',
  class extends HTMLElement {
    async connectedCallback() {
      const module = await modules[this.dataset.src ?? '']?.();
      if (module) hydrate(h(module.default, JSON.parse(this.dataset.props ?? '{}')), this);
    }
  },
);
