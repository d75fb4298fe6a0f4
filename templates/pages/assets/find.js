/* The search box of every page: suggestions while one types, as a WAI-ARIA combobox; the index comes when the box is first used.
   Without it the box leads to the list by letter. `motcua.finder` is what the page of results shares. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {};
  const root = new URL("..", document.currentScript.src).href, language = document.documentElement.lang;
  const ASKED = 24, PAUSE = 700, LATER = 100, FRAME = 16, SLICE = 12;
  const listeners = [];
  let prepared = null, hasFailed = false, isAnew = false;

  /* Loading. Scripts run in the order in which they are asked for; a page may allow scripts of this site alone. */
  const policy = window.trustedTypes && trustedTypes.createPolicy("motcua", { createScriptURL: function (address) {
    if (address.indexOf(root) !== 0) throw new TypeError(address);
    return address;
  }, createHTML: String });

  /* A text as a tree of XML, in which nothing runs and which is no part of the page. */
  motcua.xml = function (text) { return new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "application/xml"); };

  motcua.script = function (address, failed, arrived) {
    const script = document.createElement("script");
    script.async = false;
    script.src = policy ? policy.createScriptURL(address) : address;
    script.onerror = failed;
    script.onload = arrived;
    document.head.appendChild(script);
  };

  /* A script by its path from the site's root. */
  function loadScript(path, failed, arrived) { motcua.script(root + path, failed, arrived); }

  function tell() { listeners.forEach(function (each) { each(!hasFailed); }); }

  /* A list of shards that names files of an earlier day may lie in a cache: everything is asked for once more, past it. */
  function fail() {
    if (prepared || hasFailed) return;
    if (!isAnew) {
      isAnew = true;
      return ask("?anew");
    }
    hasFailed = true;
    tell();
  }
  function ask(past) {
    motcua.script(root + "search/words-" + language + ".js" + past, fail, null);
    motcua.script(root + "assets/search.js" + past, fail, null);
    motcua.script(root + "search/current.js" + past, fail, function () {
      const current = motcua.search && motcua.search.current;
      if (!current || !motcua.words || current.version !== motcua.search.VERSION || !current.first[language]) return fail();
      all(current.first[language], fail, function () {
        prepare(motcua.search.preparing(motcua.search.shards, language), function (index) {
          prepared = index;
          tell();
          /* What a first letter does not need comes when its answer is painted. */
          setTimeout(function () {
            all(current.more, null, function () { prepare(motcua.search.extending(prepared, motcua.search.shards), tell); });
          }, LATER);
        });
      });
    });
  }
  /* A slice of the work in each turn, so that keys are heard between them. */
  function prepare(steps, done) {
    const until = performance.now() + SLICE;
    for (;;) {
      const step = steps.next();
      if (step.done) return done(step.value);
      if (performance.now() > until) break;
    }
    setTimeout(function () { prepare(steps, done); });
  }
  function all(paths, failed, arrived) {
    let missing = paths.length;
    paths.forEach(function (path) { motcua.script(root + path, failed, function () { if (!--missing) arrived(); }); });
  }

  /* Calls the listener with true whenever there is more to search in, with false when there will be nothing. */
  function load(listener) {
    listeners.push(listener);
    if (prepared || hasFailed) listener(!hasFailed);
    else if (listeners.length === 1) ask("");
  }

  function find(query, limit, isTyping) {
    return motcua.search.find(prepared, query, { limit: limit, language: language, typing: isTyping });
  }
  function nameOf(i) { return motcua.search.nameOf(prepared, i)[0]; }
  function among(names, mask) { return names.filter(function (each, at) { return mask & (1 << at); }); }
  /* Of a procedure that no list holds only the code is known. */
  function card(i) {
    const shown = motcua.search.card(prepared, i);
    return Object.assign(shown, shown.name ? {} : { name: shown.code, nameLanguage: "" });
  }

  /* Words. */
  function fill(pattern, values) {
    const parts = pattern.split("|");
    return (values.n === 1 || parts.length < 2 ? parts[0] : parts[1]).replace(/\{(\w+)\}/g, function (blank, key) {
      return typeof values[key] === "number" ? values[key].toLocaleString(language) : values[key];
    });
  }
  /* Time, fee, place and level in one line, as lists say them; a brief one, whose end may be cut, says of what is no figure only where to look. */
  function line(key, text, isBrief) {
    const words = motcua.words;
    if (!text || /^\d/.test(text) || words.plain.some(function (each) { return text.indexOf(each) === 0; })) {
      return isBrief && text ? text.replace(words.by_case, "") : text;
    }
    if (isBrief) return words["see_" + key];
    return fill(words.lines[key], { text: text.slice(1, 2) === text.slice(1, 2).toLowerCase() ? text.slice(0, 1).toLowerCase() + text.slice(1) : text });
  }
  function facts(shown, isBrief) {
    const levels = shown.levels.map(function (each) { return motcua.words.at[each]; }).join(", ");
    const told = [line("time", shown.time, isBrief), line("fee", shown.fee, isBrief)]
      .concat(isBrief ? [levels, shown.place] : [shown.place, levels], motcua.words.states[shown.state]).filter(Boolean).join(" · ");
    return told.slice(0, 1).toUpperCase() + told.slice(1);
  }
  function hrefOf(address) { return root + address + (location.protocol === "file:" ? "index.html" : ""); }
  function address(shown, block) { return hrefOf(motcua.words.addresses.procedure.replace("{id}", shown.code)) + (block ? "#" + block : ""); }

  /* The text as [piece, is it marked]: marked are the words by which it was found, neighbours as one. */
  function pieces(text, wanted) {
    const found = [];
    let isLast = false, between = "";
    function add(part, isMarked) {
      if (found.length && found[found.length - 1][1] === isMarked) found[found.length - 1][0] += part;
      else found.push([part, isMarked]);
    }
    text.split(/([\p{L}\p{M}\p{N}]+)/u).forEach(function (part, at) {
      if (at % 2 === 0) return between = part;
      const isMarked = wanted.indexOf(motcua.search.fold(part)) >= 0;
      if (between) add(between, isMarked && isLast && between === " ");
      add(part, isMarked);
      isLast = isMarked;
      between = "";
    });
    if (between) add(between, false);
    return found;
  }

  function element(tag, given, inside) {
    const made = document.createElement(tag);
    Object.keys(given || {}).forEach(function (key) {
      if (given[key] === true) made.setAttribute(key, "");
      else if (given[key] || given[key] === 0) made.setAttribute(key, given[key]);
    });
    [].concat(inside || []).forEach(function (each) { made.append(each); });
    return made;
  }
  function marked(found) {
    return found.map(function (piece) { return piece[1] ? element("mark", null, piece[0]) : piece[0]; });
  }
  function foreign(written) { return written && written !== language ? written : ""; }

  /* Hits around one kind of paper as one entry, at the place of the best. */
  function folded(hits) {
    const byFamily = new Map();
    return hits.map(function (hit) { return { hit: hit, others: [] }; }).filter(function (entry) {
      const family = prepared.family[entry.hit.i], first = family && byFamily.get(family);
      if (first) first.others.push(entry);
      else if (family) byFamily.set(family, entry);
      return !first;
    });
  }

  motcua.finder = { language: language, load: load, loadScript: loadScript, find: find, card: card, nameOf: nameOf, among: among, fill: fill, facts: facts, address: address, hrefOf: hrefOf,
    pieces: pieces, element: element, marked: marked, foreign: foreign, folded: folded, prepared: function () { return prepared; } };

  /* What the list shows. */
  function itemsOf(query, results) {
    const found = find(query, ASKED, true), words = motcua.words, items = [], senses = [], all = results + "?q=" + encodeURIComponent(query.trim());
    found.elsewhere.forEach(function (each) {
      items.push({ href: each.url || all, name: [[each.text, false]], facts: each.url ? fill(words.elsewhere, { host: new URL(each.url, root).host }) : "" });
    });
    if (found.suggestion) items.push({ text: found.suggestion, name: [[fill(words.did_you_mean, { text: found.suggestion }), false]] });
    found.groups.forEach(function (group) { group.hits.forEach(function (at) { senses[at] = group.label; }); });
    folded(found.hits).slice(0, innerWidth < 600 ? 5 : 7).forEach(function (entry) {
      const shown = card(entry.hit.i), name = pieces(shown.name, entry.hit.words), more = entry.others.length;
      const sense = found.groups.length > 1 ? senses[found.hits.indexOf(entry.hit)] || "" : "";
      items.push({
        href: address(shown, found.block), name: name, lang: foreign(shown.nameLanguage),
        facts: [sense, facts(shown, true)].filter(Boolean).join(" · "), more: more ? fill(words.family, { n: more }) : "",
      });
    });
    const n = items.length;
    if (found.total) items.push({ href: all, name: [[found.total > 1 ? fill(words.more, { n: found.total }) : words.more_one, false]] });
    return { items: items, n: n };
  }
  /* Only what differs is touched: from one letter to the next it is mostly the marks in the names. */
  function draw(option, item) {
    const said = item.name.map(function (piece) { return (piece[1] ? "\n" : "\t") + piece[0]; }).join("") + "\n" + item.lang, told = item.facts + "\n" + item.more;
    if (option.said !== said) option.node.replaceChild(element("span", { class: "finder__name", lang: item.lang }, marked(item.name)), option.node.firstChild);
    if (option.told !== told) {
      while (option.node.childNodes.length > 1) option.node.lastChild.remove();
      if (item.facts) option.node.append(" ", element("span", { class: "finder__facts" }, item.facts));
      if (item.more) option.node.append(" ", element("span", { class: "finder__more" }, item.more));
    }
    option.said = said;
    option.told = told;
  }

  function attach(form, number) {
    const box = form.querySelector("input"), id = "finder-" + number;
    const list = element("div", { class: "finder__list", role: "listbox", id: id, hidden: true });
    const told = element("p", { class: "frame-unseen", role: "status" });
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
        const text = !box.value.trim() ? "" : n ? fill(motcua.words.suggested, { n: n }) : motcua.words.suggested_none;
        if (told.textContent !== text) told.textContent = text;
      }, PAUSE);
    }
    function paint(items) {
      choose(-1);
      items.forEach(function (item, at) {
        const option = options[at] || (options[at] = { node: element("div", { role: "option", id: id + "-" + at, "aria-selected": "false", class: "finder__option" }, element("span")) });
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
      load(function (isThere) {
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
