/* Opens the tools of a procedure's page: the script and the words of one come when its fold is first opened, or when the address names it.
   `motcua.tools.<key>(root, data, words)` builds one inside `root`; `motcua.workshop` is what tools share. Without this the page's facts stand. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {};
  const element = motcua.finder.element, folder = document.currentScript.src.replace(/[^/]*$/, ""), language = document.documentElement.lang, asked = {};
  let isPrinting = false;
  motcua.tools = motcua.tools || {};

  /* Asks for a file of assets/ once, a style sheet or a script; `done` is called with whether it came. */
  function need(name, done) {
    if (asked[name] === true) return done(true);
    if (asked[name]) return asked[name].push(done);
    const waiting = asked[name] = [done];
    function end(came) {
      asked[name] = came || undefined;
      waiting.forEach(function (each) { each(came); });
    }
    if (/\.js$/.test(name)) return motcua.script(folder + name, function () { end(false); }, function () { end(true); });
    const sheet = element("link", { rel: "stylesheet", href: folder + name });
    sheet.onload = function () { end(true); };
    sheet.onerror = function () { end(false); };
    document.head.append(sheet);
  }
  function needAll(names, done) {
    let missing = names.length, came = true;
    names.forEach(function (name) { need(name, function (yes) { came = came && yes; if (!--missing) done(came); }); });
  }

  /* Words that may stand in several languages: a text, or pieces of [words, language]. */
  function line(said) {
    if (typeof said === "string") return [said];
    return said.map(function (piece) { return piece[1] ? element("span", { lang: piece[1] }, piece[0]) : piece[0]; });
  }

  /* A file made here, handed to the reader. */
  function save(name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type: type })), link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
  }

  /* One sheet alone on paper; the page comes back when the printing is over. */
  function paper(sheet) {
    const root = document.documentElement;
    sheet.classList.add("tool-sheet");
    document.body.append(sheet);
    root.dataset.paper = "tool";
    addEventListener("afterprint", function () {
      delete root.dataset.paper;
      sheet.remove();
    }, { once: true });
    print();
  }

  /* What the tools keep in the address, ids alone: #tool-<the one to open>=<its answers>&<another>=<its answers>. */
  let kept = {};
  function address(first, held) {
    return "#tool-" + [first].concat(Object.keys(held).filter(function (key) { return key !== first && held[key]; }))
      .map(function (key) { return held[key] ? key + "=" + held[key] : key; }).join("&");
  }
  function read() {
    const parts = location.hash.indexOf("#tool-") === 0 ? location.hash.slice(6).split("&") : [];
    return parts.map(function (each) { return /^([a-z]+)(?:=(.*))?$/.exec(each); }).filter(Boolean);
  }
  function addressed(key, value) { return address(key, Object.assign({}, kept, { [key]: value })); }
  function keep(key, value) {
    const first = value ? key : (read()[0] || [])[1];
    kept[key] = value;
    if (first) history.replaceState(null, "", address(first, kept));
  }
  /* `kept(key)` is what the address says of a tool; `keep(key, value)` writes it there, an empty one takes it out; `addressed(key, value)` only tells what would stand there. */
  motcua.workshop = { needAll: needAll, line: line, save: save, paper: paper, kept: function (key) { return kept[key] || ""; }, keep: keep, addressed: addressed };

  function build(fold) {
    const key = fold.dataset.tool, status = element("p", { role: "status" });
    fold.append(status);
    needAll(["tools.css", "tools-" + language + ".js", "tool-" + key + ".js"], function (came) {
      if (!came) {
        status.textContent = fold.dataset.failed;
        return fold.addEventListener("toggle", function () { status.remove(); start(fold); }, { once: true });
      }
      status.remove();
      const root = element("div", { class: "tool__body" });
      fold.append(root);
      motcua.tools[key](root, JSON.parse(fold.querySelector("script").textContent), motcua.toolWords[key]);
    });
  }
  function start(fold) {
    let isBuilt = false;
    function opened() {
      if (isBuilt || isPrinting || !fold.open) return;
      isBuilt = true;
      fold.removeEventListener("toggle", opened);
      build(fold);
    }
    fold.addEventListener("toggle", opened);
    opened();
  }

  function named() {
    const found = read(), folds = found.map(function (each) { return document.getElementById("tool-" + each[1]); }).filter(Boolean);
    if (!folds.length) return;
    found.forEach(function (each) { if (each[2]) kept[each[1]] = each[2]; });
    folds.forEach(function (fold) { fold.open = true; });
    folds[0].scrollIntoView();
  }
  /* Printing opens every fold for a moment; that asks for nothing. */
  addEventListener("beforeprint", function () { isPrinting = true; });
  addEventListener("afterprint", function () { setTimeout(function () { isPrinting = false; }); });
  document.querySelectorAll("[data-tool]").forEach(start);
  addEventListener("hashchange", named);
  /* A link within the page names a tool alone; what the others had to say stays in the address. An entry of the history stays what it was. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#tool-']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const whole = address(link.hash.slice(6), kept);
    if (whole === location.hash) named();
    else location.hash = whole;
  });
  named();
})();
