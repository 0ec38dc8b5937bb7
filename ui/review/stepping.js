// Arrow keys step through the meeting: left and right its blocks, up and down what a block has one by one. The clock of a
// block runs from the moment it was opened. Nothing is done while somebody writes or chooses in a field.
export default function ({ data, parentElement }) {
    const clock = parentElement.querySelector(".review-clock");
    const now = () => performance.now() / 1000;
    const kept = (window.casewatchMeeting ??= { block: "", since: 0 });
    if (kept.block !== data.block) Object.assign(kept, { block: data.block, since: now() });
    const two = (number) => String(number).padStart(2, "0");
    const tell = () => {
        const gone = Math.floor(now() - kept.since);
        clock.textContent = data.words.replace("{gone}", `${Math.floor(gone / 60)}:${two(gone % 60)}`);
        clock.classList.toggle("over", gone > data.minutes * 60);
    };
    tell();
    const ticking = setInterval(tell, 1000);
    const buttons = { ArrowLeft: "block-before", ArrowRight: "block-after", ArrowUp: "part-before", ArrowDown: "part-after" };
    const busy = "input, textarea, select, canvas, [contenteditable], [role=listbox], [role=slider], [role=dialog], [role=menu]";
    const step = (event) => {
        const key = buttons[event.key];
        if (!key || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        if (event.target instanceof Element && event.target.closest(busy)) return;
        const button = document.querySelector(`.st-key-${key} button:not([disabled])`);
        if (!button) return;
        event.preventDefault();
        button.click();
    };
    window.addEventListener("keydown", step);
    return () => {
        clearInterval(ticking);
        window.removeEventListener("keydown", step);
    };
}
