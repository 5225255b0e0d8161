// Compiles pages with the real compiler of MDX, runs what it makes, and prints what is on them, a line of JSON each:
// names of elements, ids, links, and the texts of all cells. A page that does not compile or run has an `error`. After
// `--docusaurus` the compiler has the plugins of others that Docusaurus turns on, in its order.
import { evaluate } from "@mdx-js/mdx";
import { readFile } from "node:fs/promises";
import remarkComment from "@slorber/remark-comment";
import remarkDirective from "remark-directive";
import remarkEmoji from "remark-emoji";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";

const Fragment = Symbol("fragment");
const jsx = (type, props) => ({ type, props });

const children = (node) => [node.props?.children ?? []].flat(Infinity);

const text = (node) => {
  if (typeof node === "string" || typeof node === "number") return String(node);
  return node?.type ? children(node).map(text).join("") : "";
};

// Functions are what a page would put in the place of a component.
const resolved = (node) => (typeof node?.type === "function" ? resolved(node.type(node.props)) : node);

const walk = (node, page) => {
  node = resolved(node);
  if (!node?.type) return;
  if (typeof node.type === "string") {
    page.elements.add(node.type);
    for (const name of Object.keys(node.props ?? {})) page.attributes.add(name);
    if (node.props.id) page.ids.push(node.props.id);
    if (node.props.href) page.links.push(node.props.href);
    if (node.type === "tr") page.rows.push(children(node).filter((cell) => cell?.type).map(text));
    if (/^h[1-6]$/.test(node.type)) page.headings.push(text(node));
    if (node.type === "pre") page.code.push(text(node));
  }
  children(node).forEach((child) => walk(child, page));
};

const [plugins, paths] = process.argv[2] === "--docusaurus"
  ? [[remarkFrontmatter, remarkDirective, remarkEmoji, remarkGfm, remarkComment], process.argv.slice(3)]
  : [[remarkGfm], process.argv.slice(2)];

for (const path of paths) {
  const page = { elements: new Set(), attributes: new Set(), ids: [], links: [], rows: [], headings: [], code: [], text: "" };
  try {
    const module = await evaluate(await readFile(path, "utf8"), {
      Fragment, jsx, jsxs: jsx, remarkPlugins: plugins,
    });
    const tree = module.default({});
    walk(tree, page);
    page.text = text(resolved(tree));
    page.exports = Object.keys(module);
  } catch (error) {
    page.error = String(error.message ?? error);
  }
  console.log(JSON.stringify({ ...page, elements: [...page.elements].sort(), attributes: [...page.attributes].sort() }));
}
