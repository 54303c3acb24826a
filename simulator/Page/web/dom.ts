/** Building and changing the document. Text only ever goes in as text, never as markup. */

type Value = string | number | boolean | null | undefined;
type Attributes = Readonly<Record<string, Value>>;

/** A piece of the page that draws items of one kind into the same elements again and again. */
export interface View<T> {
  readonly root: Element;
  update(item: T): void;
}

const svgNamespace = "http://www.w3.org/2000/svg";

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(svgNamespace, tag), attributes, children);
}

export function setText(node: Node, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** null, undefined and false take the attribute away; true leaves it empty. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      element.removeAttribute(name);
    } else {
      const text = value === true ? "" : String(value);
      if (element.getAttribute(name) !== text) {
        element.setAttribute(name, text);
      }
    }
  }
}

/** Styles go through the object model: the page's security policy refuses style attributes. */
export function setStyle(element: HTMLElement | SVGElement, name: string, value: string | null): void {
  if (value === null) {
    element.style.removeProperty(name);
  } else if (element.style.getPropertyValue(name) !== value) {
    element.style.setProperty(name, value);
  }
}

export function show(element: HTMLElement, visible: boolean): void {
  if (element.hidden === visible) {
    element.hidden = !visible;
  }
}

const viewsOf = new WeakMap<Element, Map<string, View<never>>>();

/**
 * Makes the children of parent the views of items, in order. An item that stays keeps its element, and with it focus,
 * selection and running animations. The parent must have no other children.
 */
export function keyed<T>(parent: Element, items: readonly T[], key: (item: T) => string, create: (item: T) => View<T>): void {
  const views = (viewsOf.get(parent) ?? new Map()) as Map<string, View<T>>;
  viewsOf.set(parent, views as Map<string, View<never>>);
  const wanted = new Set(items.map(key));
  for (const [name, view] of views) {
    if (!wanted.has(name)) {
      view.root.remove();
      views.delete(name);
    }
  }

  let next = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let view = views.get(name);
    if (!view) {
      view = create(item);
      views.set(name, view);
    }

    view.update(item);
    if (view.root === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(view.root, next);
    }
  }
}

function filled<E extends Element>(element: E, attributes: Attributes, children: (Node | string)[]): E {
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}
