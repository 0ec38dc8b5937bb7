// The page says in which language it is, and Streamlit's own words are said in it.
//
// `data.lang` is the language, `data.words` what to say instead of what; a word may hold one {} for what varies, as in
// "Page {}". Only whole texts of Streamlit's own controls are replaced: what Markdown, code and charts hold is ours.
// The observer stays with the document, because a page of the dashboard comes and goes without the document doing so.

const MARKDOWN = "[data-testid='stMarkdownContainer']";
const PLACES = ['stFileUploaderDropzone', 'stDialog', 'stTooltipContent', 'stDownloadButtonError'];
const THEIRS = `:is(${PLACES.map((place) => `[data-testid='${place}']`).join(', ')}) ${MARKDOWN}`;
const OURS = `${MARKDOWN}:not(${THEIRS})`;
const NOBODYS = "pre, code, svg, canvas, script, style, noscript";
const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title"];

function sayer(words) {
  const whole = new Map();
  const varying = [];
  for (const [from, to] of Object.entries(words)) {
    if (from.includes("{}")) {
      const [before, after] = from.split("{}");
      varying.push({ before, after, to });
    } else {
      whole.set(from, to);
    }
  }
  return (text) => {
    if (!text) return null;
    const trimmed = text.trim();
    if (whole.has(trimmed)) return text.replace(trimmed, () => whole.get(trimmed));
    for (const { before, after, to } of varying) {
      const middle = trimmed.length - before.length - after.length;
      if (middle > 0 && trimmed.startsWith(before) && trimmed.endsWith(after)) {
        return to.replace("{}", () => trimmed.slice(before.length, before.length + middle));
      }
    }
    return null;
  };
}

function sayAttribute(element, name, say) {
  const said = say(element.getAttribute(name));
  if (said !== null) element.setAttribute(name, said);
}

function sayText(node, say) {
  if (node.parentElement?.closest(`${OURS}, ${NOBODYS}`)) return;
  const said = say(node.nodeValue);
  if (said !== null) node.nodeValue = said;
}

function sayAll(root, say) {
  if (root.nodeType === Node.TEXT_NODE) return sayText(root, say);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(NOBODYS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = root; node; node = nodes.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) sayText(node, say);
    else for (const name of ATTRIBUTES) sayAttribute(node, name, say);
  }
}

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  window.casewatchSpoken?.disconnect();
  const say = sayer(data.words);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") sayAttribute(change.target, change.attributeName, say);
      else if (change.type === "characterData") sayText(change.target, say);
      else for (const node of change.addedNodes) sayAll(node, say);
    }
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  window.casewatchSpoken = observer;
  sayAll(document.body, say);
}
