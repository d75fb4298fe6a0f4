/* The search box of every page: suggestions while one types, as a WAI-ARIA combobox. Without the index the box leads to the list by letter. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, finder = motcua.finder;
  const ASKED = 24, PAUSE = 700, FRAME = 16;

  /* What the list shows. */
  function itemsOf(query, results) {
    const found = finder.find(query, ASKED, true), words = motcua.words, items = [], senses = [], all = results + "?q=" + encodeURIComponent(query.trim());
    found.elsewhere.forEach(function (each) {
      items.push({ href: each.url || all, name: [[each.text, false]], facts: each.url ? finder.fill(words.elsewhere, { host: new URL(each.url, finder.root).host }) : "" });
    });
    if (found.suggestion) items.push({ text: found.suggestion, name: [[finder.fill(words.did_you_mean, { text: found.suggestion }), false]] });
    found.groups.forEach(function (group) { group.hits.forEach(function (at) { senses[at] = group.label; }); });
    finder.folded(found.hits).slice(0, innerWidth < 600 ? 5 : 7).forEach(function (entry) {
      const shown = finder.card(entry.hit.i), name = finder.pieces(shown.name, entry.hit.words), more = entry.others.length;
      const sense = found.groups.length > 1 ? senses[found.hits.indexOf(entry.hit)] || "" : "";
      items.push({
        href: finder.address(shown, found.block), name: name, lang: finder.foreign(shown.nameLanguage),
        facts: [sense, finder.facts(shown, true)].filter(Boolean).join(" · "), more: more ? finder.fill(words.family, { n: more }) : "",
      });
    });
    const n = items.length;
    if (found.total) items.push({ href: all, name: [[found.total > 1 ? finder.fill(words.more, { n: found.total }) : words.more_one, false]] });
    return { items: items, n: n };
  }
  /* Only what differs is touched: from one letter to the next it is mostly the marks in the names. */
  function draw(option, item) {
    const said = item.name.map(function (piece) { return (piece[1] ? "\n" : "\t") + piece[0]; }).join("") + "\n" + item.lang, told = item.facts + "\n" + item.more;
    if (option.said !== said) option.node.replaceChild(finder.element("span", { class: "finder__name", lang: item.lang }, finder.marked(item.name)), option.node.firstChild);
    if (option.told !== told) {
      while (option.node.childNodes.length > 1) option.node.lastChild.remove();
      if (item.facts) option.node.append(" ", finder.element("span", { class: "finder__facts" }, item.facts));
      if (item.more) option.node.append(" ", finder.element("span", { class: "finder__more" }, item.more));
    }
    option.said = said;
    option.told = told;
  }

  function attach(form, number) {
    const box = form.querySelector("input"), id = "finder-" + number;
    const list = finder.element("div", { class: "finder__list", role: "listbox", id: id, hidden: true });
    const told = finder.element("p", { class: "frame-unseen", role: "status" });
    const options = [];
    let shown = [], active = -1, isReady = false, isPlanned = false, timer = 0, cost = 0;

    form.action = form.dataset.find + (location.protocol === "file:" ? "index.html" : "");
    const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    Object.keys(attributes).forEach(function (key) { box.setAttribute(key, attributes[key]); });
    box.parentNode.classList.add("finder");
    box.parentNode.append(list, told);

    function isOpen() { return !list.hidden; }
    function choose(n) {
      if (active >= 0) options[active].node.setAttribute("aria-selected", "false");
      active = n;
      if (n < 0) return box.removeAttribute("aria-activedescendant");
      const node = options[n].node;
      node.setAttribute("aria-selected", "true");
      box.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    }
    function show(yes) {
      if (!yes) choose(-1);
      list.hidden = !yes;
      box.setAttribute("aria-expanded", String(yes));
    }
    function say(n) {
      clearTimeout(timer);
      timer = setTimeout(function () {
        const text = !box.value.trim() ? "" : n ? finder.fill(motcua.words.suggested, { n: n }) : motcua.words.suggested_none;
        if (told.textContent !== text) told.textContent = text;
      }, PAUSE);
    }
    function paint(items) {
      choose(-1);
      items.forEach(function (item, at) {
        const option = options[at] || (options[at] = { node: finder.element("div", { role: "option", id: id + "-" + at, "aria-selected": "false", class: "finder__option" }, finder.element("span")) });
        draw(option, item);
        if (!option.node.parentNode) list.append(option.node);
      });
      options.slice(items.length).forEach(function (option) { option.node.remove(); });
      shown = items;
      show(items.length > 0);
    }
    function update() {
      const from = performance.now();
      isPlanned = false;
      if (!isReady || document.activeElement !== box) return;
      const found = box.value.trim() ? itemsOf(box.value, form.action) : { items: [], n: 0 };
      paint(found.items);
      say(found.n);
      cost = performance.now() - from;
    }
    /* At once where that is quick; where it is not, all letters before one frame are one search. */
    function plan() {
      if (cost < FRAME) return update();
      if (!isPlanned) requestAnimationFrame(update);
      isPlanned = true;
    }
    function start() {
      finder.load(function (isThere) {
        isReady = isThere;
        list.setAttribute("aria-label", isThere ? motcua.words.suggestions : "");
        /* What comes later moves nothing that a key or a pointer is at, and opens nothing that was closed. */
        if (isThere && box.value.trim() && (isOpen() ? active < 0 && !list.matches(":hover") : !shown.length)) plan();
      });
    }
    function go(item, isApart) {
      if (item.text) { box.value = item.text; box.focus(); return update(); }
      show(false);
      if (isApart) open(item.href, "_blank", "noopener");
      else location.href = item.href;
    }

    const keys = {
      ArrowDown: function () { if (isOpen()) choose(active + 1 < shown.length ? active + 1 : 0); else update(); },
      ArrowUp: function () { if (isOpen()) choose(active > 0 ? active - 1 : shown.length - 1); else update(); },
      Home: function () { if (active < 0) return true; choose(0); },
      End: function () { if (active < 0) return true; choose(shown.length - 1); },
      Enter: function (event) { if (active < 0) return true; go(shown[active], event.ctrlKey || event.metaKey); },
      Escape: function (event) { if (!isOpen()) return true; event.stopPropagation(); show(false); },
    };
    box.addEventListener("keydown", function (event) {
      /* A letter that is still being put together has its own Enter and arrows. */
      if (event.isComposing || event.keyCode === 229) return;
      if (Object.prototype.hasOwnProperty.call(keys, event.key) && !keys[event.key](event)) event.preventDefault();
    });
    box.addEventListener("input", plan);
    box.addEventListener("focus", function () { if (isReady) plan(); });
    box.addEventListener("blur", function () { show(false); });
    box.addEventListener("focus", start, { once: true });
    form.addEventListener("submit", function () { show(false); });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      const node = event.target.closest("[role=option]"), at = options.findIndex(function (option) { return option.node === node; });
      if (shown[at]) go(shown[at], event.ctrlKey || event.metaKey);
    });
    if (document.activeElement === box) start();
  }

  document.querySelectorAll("[data-find]").forEach(attach);
})();
