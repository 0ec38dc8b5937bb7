// Builds the elements of `ui/shell/drawn.py`. A text becomes a text node and an attribute an attribute: nothing is parsed as markup.
const SVG = "http://www.w3.org/2000/svg";
const OF_SVG = new Set(["svg", "line", "polyline", "polygon", "circle"]);

export default function ({ data, parentElement, setTriggerValue }) {
    const build = (node) => {
        if (typeof node === "string") return document.createTextNode(node);
        const [tag, attributes, inside] = node;
        const made = OF_SVG.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
        made.append(...inside.map(build));
        if ("data-opens" in attributes) {
            // opened in this session; a new tab is the browser's own affair
            made.onclick = (event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                setTriggerValue("opened", attributes["data-opens"]);
            };
        }
        return made;
    };
    parentElement.querySelector(".drawn").replaceChildren(build(data));
}
