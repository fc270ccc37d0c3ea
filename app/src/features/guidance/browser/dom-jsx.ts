/**
 * The same markup drawn straight into the page: stands in the place of `hono/jsx/jsx-runtime` in the build for the browser. Elements are made
 * one by one and texts stay texts, so no string ever becomes markup (the policy asks for that) and no library comes along.
 */
type Props = Readonly<Record<string, unknown>>;
type Component = (props: Props) => unknown;

const svgTags = new Set(['svg', 'path', 'circle', 'rect', 'pattern']);

export function jsx(tag: string | Component, props: Props): unknown {
  if (typeof tag === 'function') return tag(props);
  const element = svgTags.has(tag)
    ? document.createElementNS('http://www.w3.org/2000/svg', tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'children' || value === undefined || value === null) continue;
    // For most attributes false means absent; of this one it is a value.
    if (value === false && name !== 'spellcheck') continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, props.children);
  return element;
}
export const jsxs = jsx;

export function Fragment({ children }: Props): Node {
  const fragment = document.createDocumentFragment();
  append(fragment, children);
  return fragment;
}

/** Puts what a component gave into a place of the page. */
export function append(parent: Node, child: unknown): void {
  if (Array.isArray(child)) {
    for (const one of child) append(parent, one);
    return;
  }
  if (child === undefined || child === null || typeof child === 'boolean') return;
  parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
}
