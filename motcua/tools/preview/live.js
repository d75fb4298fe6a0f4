// Added by the preview to the pages that it shows, and to no page that is built: comes again after a save, and says what is wrong.
(() => {
  const version = Number(document.currentScript.dataset.version);
  const styles = new CSSStyleSheet();
  styles.replaceSync(`
    :host { all: initial; display: block; font: 16px/1.45 system-ui, sans-serif; color: #1f1300; }
    :host([data-place=top]) { position: fixed; inset: 0 0 auto; z-index: 2147483647; max-height: 45vh; overflow: auto; box-shadow: 0 2px 8px #0006; }
    :host([data-place=foot]) { position: fixed; inset: auto 0 0 auto; z-index: 2147483647; max-width: 40em; max-height: 45vh; overflow: auto; }
    summary { cursor: pointer; }
    @media print { :host { display: none !important; } }
    div { background: #fff3cd; border-left: 6px solid #9a6700; padding: 8px 12px; }
    div.wrong { background: #ffe3e0; border-color: #b3261e; }
    p { margin: 0; font-weight: 700; }
    ul { margin: 4px 0 0; padding: 0; list-style: none; }
    li { margin: 4px 0; overflow-wrap: anywhere; }
    code { font: 13px/1.4 ui-monospace, monospace; display: block; }
  `);
  const notes = [];

  const element = (name, words, ...inside) => {
    const made = document.createElement(name);
    made.append(...(words ? [words] : []), ...inside);
    return made;
  };

  const note = (place, title, problems) => {
    const host = element("motcua-preview");
    host.dataset.place = place;
    host.setAttribute("role", "status");
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles];
    const box = element("div");
    box.className = problems.some((each) => each.is_error) ? "wrong" : "";
    // The file of a block is the page's own: its last name says enough.
    const named = (file) => (place === "block" ? file.split("/").pop() : file);
    const list = element("ul", "", ...problems.map((each) =>
      element("li", "", element("code", `${named(each.file)}:${each.line}:${each.column}`), each.message)));
    if (problems.length && !problems.some((each) => each.is_error)) box.append(element("details", "", element("summary", title), list));
    else box.append(...(title ? [element("p", title)] : []), list);
    root.append(box);
    notes.push(host);
    return host;
  };

  // A term and its answer stand in a list in which nothing else may stand: the note goes into the answer.
  const put = (block, host) => {
    const row = block.closest(".row");
    const target = row ? row.querySelector("dd") : block.closest("section, details") || block;
    if (target.tagName === "DETAILS") target.open = true;
    if (target.tagName === "DETAILS" && target.firstElementChild) target.firstElementChild.after(host);
    else target.prepend(host);
  };

  const show = (told) => {
    notes.splice(0).forEach((each) => each.remove());
    const above = [];
    const at = new Map();
    for (const problem of told.problems) {
      const block = problem.blocks.map((id) => document.getElementById(id)).find(Boolean);
      if (block) at.set(block, [...(at.get(block) || []), problem]);
      else above.push(problem);
    }
    const remarks = (problems) => `${told.remarks} (${problems.length})`;
    at.forEach((problems, block) => put(block, note("block", problems.some((each) => each.is_error) ? "" : remarks(problems), problems)));
    if (told.title) document.body.append(note("top", told.title, above));
    else if (above.length) document.body.append(note("foot", remarks(above), above));
  };

  // A browser allows few connections to one server: only pages that are seen hold one.
  let events;
  const listen = () => {
    events?.close();
    if (document.hidden) return;
    events = new EventSource(`/~preview/events?page=${encodeURIComponent(location.pathname)}`);
    events.addEventListener("message", (event) => {
      const told = JSON.parse(event.data);
      if (told.version !== version) {
        events.close();
        location.reload();
      } else show(told);
    });
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", (event) => event.persisted && listen());
  addEventListener("pagehide", () => events?.close());
  listen();
})();
