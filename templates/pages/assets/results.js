/* The page of results: what was asked stands in its address, so that it can be shared and Back leads to it again. */
(function () {
  "use strict";
  const finder = motcua.finder, fill = finder.fill, element = finder.element;
  const form = document.querySelector("[data-results]"), box = form.querySelector("input"), choices = part("choices");
  const STEP = 20, WRITTEN_AFTER = 400, TOLD_AFTER = 700, EVENTS = 3, NEAREST = 5, ALIKE = 0.3, DAYS = "ngay", FREE = "mien-phi", ORDER = "xep", TEXTS = "toanvan", GIVEN = [DAYS, FREE, ORDER];
  const title = document.title, ownAddress = location.href.replace(/[?#].*/, "");
  const selects = Array.prototype.slice.call(choices.querySelectorAll("select"));
  let isReady = false, isPlanned = false, shown = STEP, isRestored = false, isTyping = false, isWhole = false, isAsked = false, writing = 0, telling = 0, painted = 0, answered = null;

  function part(name) { return document.querySelector('[data-part="' + name + '"]'); }

  /* What was asked: the words, and each choice by the name of its control. */
  function asked() {
    const found = { q: box.value.trim() };
    selects.forEach(function (each) { found[each.name] = each.value; });
    return isWhole && found.q ? Object.assign(found, { [TEXTS]: "1" }) : found;
  }
  function optionOf(select, value) { return Array.prototype.filter.call(select.options, function (option) { return option.value === value; })[0]; }
  function named(name) { return choices.querySelector("[name=" + name + "]"); }
  function addressOf(wanted) {
    const told = new URLSearchParams();
    Object.keys(wanted).forEach(function (key) { if (wanted[key] && !(key === ORDER && wanted[key] === "best")) told.set(key, wanted[key]); });
    const words = told.toString();
    return ownAddress + (words ? "?" + words : "");
  }
  function read() {
    const told = new URLSearchParams(location.search);
    box.value = told.get("q") || "";
    isWhole = told.has(TEXTS);
    selects.forEach(function (each) {
      const value = told.get(each.name) || (each.name === ORDER ? "best" : "");
      /* The values of a facet are known only when there are results: one that was shared is kept until then. */
      if (GIVEN.indexOf(each.name) < 0 && value && !optionOf(each, value)) each.append(element("option", { value: value }, value));
      each.value = value;
      if (each.selectedIndex < 0) each.selectedIndex = 0;
    });
    shown = history.state && history.state.shown || STEP;
  }
  /* A browser may refuse: some count how often an address is written, some keep that of a file as it is. */
  function write(how, address, state) {
    try { history[how + "State"](state, "", address); } catch (refused) { /* the page shows the same */ }
  }
  function keep() { write("replace", location.href, { shown: shown, y: scrollY }); }
  function follow() {
    const address = addressOf(asked());
    document.querySelectorAll("a[hreflang]").forEach(function (link) { link.search = address.slice(ownAddress.length); });
    document.title = box.value.trim() ? box.value.trim() + " | " + title : title;
    return address;
  }
  function push() {
    clearTimeout(writing);
    const address = follow();
    shown = STEP;
    if (address === location.href) return;
    keep();
    write("push", address, { shown: shown, y: 0 });
  }

  /* Facets: the values that a procedure has of each, and the words for a value, which are in the page already where `say` is missing. */
  function rows(held, of) {
    return { of: function (i) { return of(i).map(function (n) { return held[n].id; }); },
      say: function (id) { return held.filter(function (each) { return each.id === id; }).map(function (each) { return each.name; })[0]; } };
  }
  function kinds(words, of) { return { of: of, order: Object.keys(words), say: function (id) { return words[id]; } }; }
  function facets() {
    const index = finder.prepared(), words = motcua.words;
    const days = Array.prototype.map.call(named(DAYS).options, function (option) { return option.value; }).filter(Boolean);
    return {
      "co-quan": rows(index.offices, function (i) { return index.departments[i] || []; }),
      "linh-vuc": rows(index.fields, function (i) { return index.fields[index.field[i]] ? [index.field[i]] : []; }),
      "cap": kinds(words.levels, function (i) { return finder.among(index.levels, index.level[i] || 0); }),
      "doi-tuong": kinds(words.applicants, function (i) { return finder.among(index.applicants, index.applicant[i] || 0); }),
      "truc-tuyen": kinds(words.onlines, function (i) { return [index.online[i]]; }),
      "ngay": { of: function (i) { return index.days[i] < 0 ? [] : days.filter(function (most) { return index.days[i] <= Number(most); }); } },
      "mien-phi": { of: function (i) { return index.free[i] ? ["1"] : []; } },
    };
  }

  /* The hits that fit all choices; beside each value how many would fit if it were chosen instead. */
  function sift(hits, wanted) {
    const of = facets(), names = Object.keys(of), counts = {};
    names.forEach(function (name) { counts[name] = new Map(); });
    const fit = hits.filter(function (hit) {
      const values = names.map(function (name) { return of[name].of(hit.i); });
      const failing = names.filter(function (name, at) { return wanted[name] && values[at].indexOf(wanted[name]) < 0; });
      names.forEach(function (name, at) {
        if (failing.length > 1 || failing.length && failing[0] !== name) return;
        values[at].forEach(function (value) { counts[name].set(value, (counts[name].get(value) || 0) + 1); });
      });
      return !failing.length;
    });
    names.forEach(function (name) { showCounts(named(name), of[name], counts[name], wanted[name]); });
    const chosen = names.filter(function (name) { return wanted[name]; }).length;
    part("clear").hidden = !chosen;
    part("chosen").textContent = chosen ? " (" + chosen + ")" : "";
    return fit;
  }
  function showCounts(select, facet, counts, chosen) {
    function count(value) { return counts.get(value) || 0; }
    if (facet.say) {
      const values = Array.from(counts.keys()).concat(counts.has(chosen) ? [] : chosen).filter(function (value) { return facet.say(value); });
      values.sort(function (one, other) {
        return facet.order ? facet.order.indexOf(one) - facet.order.indexOf(other) : count(other) - count(one) || facet.say(one).localeCompare(facet.say(other), "vi");
      });
      select.length = 1;
      values.forEach(function (value) { select.append(element("option", { value: value, "data-text": facet.say(value) })); });
      select.value = values.indexOf(chosen) >= 0 ? chosen : "";
    }
    Array.prototype.slice.call(select.options, 1).forEach(function (option) {
      option.dataset.text = option.dataset.text || option.textContent;
      option.textContent = option.dataset.text + " (" + count(option.value) + ")";
    });
    select.parentNode.hidden = counts.size < 1 + Boolean(facet.say) && !select.value;
  }
  function byName(hits) {
    const collator = new Intl.Collator("vi");
    return hits.map(function (hit) { return [finder.nameOf(hit.i), hit]; }).sort(function (one, other) { return collator.compare(one[0], other[0]); })
      .map(function (each) { return each[1]; });
  }
  function sorted(hits, order) {
    const index = finder.prepared(), far = 1e9;
    function days(hit) { const n = index.days[hit.i]; return n >= 0 ? n : far; }
    if (order === "name") return byName(hits);
    return order === "time" ? hits.slice().sort(function (one, other) { return days(one) - days(other); }) : hits;
  }

  /* Painting. */
  function entry(each, block) {
    const card = finder.card(each.hit.i), lang = finder.foreign(card.nameLanguage);
    const link = element("a", { href: finder.address(card, block), lang: lang }, finder.marked(finder.pieces(card.name, each.hit.words)));
    const told = finder.facts(card);
    const item = element("li", null, [link].concat(told ? element("p", null, told) : []));
    if (each.others.length) {
      item.append(element("details", null, [element("summary", null, fill(motcua.words.family, { n: each.others.length })),
        element("ul", { class: "entries" }, each.others.map(function (other) { return entry(other, block); }))]));
    }
    return item;
  }
  function section(heading, entries, block) {
    const items = element("ol", { class: "entries" }, entries.map(function (each) { return entry(each, block); }));
    return heading ? [element("h2", null, heading), items] : [items];
  }
  /* A word of two senses has a list for each; what is in none of them comes last. */
  function sections(found, entries) {
    if (found.groups.length < 2) return section("", entries, found.block);
    const labels = new Map();
    found.groups.forEach(function (group) { group.hits.forEach(function (at) { if (!labels.has(found.hits[at])) labels.set(found.hits[at], group.label); }); });
    const names = found.groups.map(function (group) { return group.label; }).concat("");
    return [].concat.apply([], names.map(function (label) {
      const held = entries.filter(function (each) { return (labels.get(each.hit) || "") === label; });
      return held.length ? section(label && fill(motcua.words.senses, { text: label }), held, found.block) : [];
    }));
  }
  function links(heading, items) {
    return items.length ? [element("section", { class: "block" }, [element("h2", null, heading), element("ul", { class: "links" }, items.map(function (each) {
      return element("li", null, element("a", { href: each.href, lang: each.lang }, each.text));
    }))])] : [];
  }
  function put(name, inside) {
    const holder = part(name);
    holder.textContent = "";
    holder.append.apply(holder, inside);
  }
  function before(found) {
    const words = motcua.words;
    return found.elsewhere.map(function (each) {
      return element("p", { class: "banner" }, [each.text + " "].concat(each.url ? element("a", { class: "more", href: each.url }, fill(words.elsewhere, { host: new URL(each.url, ownAddress).host })) : []));
    }).concat(found.suggestion ? element("p", null, element("a", { class: "more", href: addressOf({ q: found.suggestion }) }, fill(words.did_you_mean, { text: found.suggestion }))) : [])
      .concat(found.place ? element("p", null, element("a", { class: "more", href: finder.hrefOf(words.addresses.offices) + "?q=" + encodeURIComponent(found.place) }, fill(words.office, { text: found.place }))) : []);
  }
  function eventsOf(found) {
    const events = finder.prepared().events;
    return links(motcua.words.events, found.events.slice(0, EVENTS).map(function (n) {
      return { href: finder.hrefOf(motcua.words.addresses.event.replace("{id}", events[n].id)), text: events[n].name };
    }));
  }
  /* Names that share most of their letters, three by three, with what was typed. */
  function nearest(query) {
    const index = finder.prepared(), wanted = threes(query), alike = [];
    if (!wanted.size) return [];
    for (let i = 0; i < index.size; i++) {
      const own = threes(finder.nameOf(i));
      let both = 0;
      wanted.forEach(function (each) { if (own.has(each)) both++; });
      if (both / wanted.size >= ALIKE) alike.push([both / wanted.size + both / (wanted.size + own.size), i]);
    }
    return alike.sort(function (one, other) { return other[0] - one[0]; }).slice(0, NEAREST).map(function (each) {
      const card = finder.card(each[1]);
      return { href: finder.address(card, ""), text: card.name, lang: finder.foreign(card.nameLanguage) };
    });
  }
  function threes(text) {
    const folded = " " + motcua.search.fold(text).slice(0, 200) + " ", found = new Set();
    for (let at = 0; at + 3 <= folded.length; at++) found.add(folded.slice(at, at + 3));
    return found;
  }
  /* What is told aloud, and what takes a look at every name, waits until typing rests. */
  function tell(text, missed, answer) {
    part("told").textContent = answer ? "" : text;
    put("near", []);
    clearTimeout(telling);
    telling = setTimeout(function () {
      part("heard").textContent = answer || text;
      if (missed) put("near", links(motcua.words.nearest, nearest(missed)));
    }, TOLD_AFTER);
  }

  function isUsed(name) { return part(name).matches(":hover, :focus-within"); }
  function search(wanted) { return wanted.q ? finder.find(wanted.q, Infinity, isTyping) : null; }
  function answerOf(found) {
    return found && JSON.stringify([found.hits.map(function (hit) { return hit.i; }), found.elsewhere, found.suggestion]);
  }
  function paint() {
    isPlanned = false;
    if (!isReady) return;
    const wanted = asked(), words = motcua.words, found = search(wanted);
    answered = answerOf(found);
    choices.hidden = !found || !found.hits.length;
    part("nothing").hidden = !found || found.hits.length + found.elsewhere.length > 0;
    part("note").hidden = part("all").hidden = Boolean(found);
    if (!found) {
      ["before", "list", "texts"].forEach(function (name) { put(name, []); });
      return tell("");
    }
    const fit = sift(found.hits, wanted), entries = finder.folded(sorted(fit, wanted[ORDER])), hidden = entries.length - shown;
    const n = found.hits.length;
    tell(!n ? words.found_none : !fit.length ? words.chosen_none : fit.length < n ? fill(words.found_all, { n: n, chosen: fit.length }) : fill(words.found, { n: n }), n ? "" : wanted.q, n || !found.elsewhere.length ? "" : found.elsewhere[0].text);
    put("before", before(found));
    const more = hidden > 0 ? [element("p", null, element("button", { class: "frame-button frame-button--quiet", type: "button", "data-more": true }, fill(words.show_more, { n: hidden })))] : [];
    put("list", sections(found, entries.slice(0, shown)).concat(more, eventsOf(found)));
    paintTexts(wanted, entries.slice(0, shown));
    if (!isRestored) {
      isRestored = true;
      if (history.state && history.state.y) scrollTo(0, history.state.y);
    }
  }
  /* Whole texts are searched when somebody asks for it; what stands above already is left out, and what does not fit the choices. */
  function paintTexts(wanted, entries) {
    const words = motcua.words, turn = ++painted;
    if (!isWhole) return put("texts", [element("p", null, element("button", { class: "frame-button frame-button--quiet", type: "button", "data-texts": true }, words.texts))]);
    put("texts", [element("p", { class: "aside" }, part("told").dataset.waiting)]);
    function told(text, items) {
      if (turn !== painted) return;
      put("texts", [element("section", { class: "block", "aria-labelledby": "texts" }, [element("h2", { id: "texts", tabindex: "-1" }, words.texts_heading), element("p", null, text)].concat(items))]);
      part("heard").textContent = text;
      if (isAsked) part("texts").querySelector("h2").focus();
      isAsked = false;
    }
    withTexts(function () {
      if (!motcua.texts) return told(words.texts_missing, []);
      motcua.texts.find(wanted.q, function (found) {
        if (!found) return told(words.texts_missing, []);
        const above = new Set([].concat.apply([], entries.map(function (each) { return each.others.concat(each); })).map(function (each) { return each.hit.i; })), of = facets();
        const fit = found.filter(function (hit) {
          return !above.has(hit.i) && Object.keys(of).every(function (name) { return !wanted[name] || of[name].of(hit.i).indexOf(wanted[name]) >= 0; });
        });
        const some = fit.slice(0, STEP);
        motcua.texts.excerpts(some, function (excerpts) {
          told(!fit.length ? words.texts_none : fit.length > STEP ? fill(words.texts_first, { n: STEP }) : fill(words.texts_found, { n: fit.length }), some.length ? element("ol", { class: "entries" }, some.map(function (hit, n) {
            const item = entry({ hit: hit, others: [] }, "");
            if (excerpts[n]) item.append(element("p", { lang: excerpts[n].lang }, finder.marked(finder.pieces(excerpts[n].text, hit.words))));
            return item;
          })) : []);
        });
      });
    });
  }
  function withTexts(done) {
    if (motcua.texts) return done();
    finder.loadScript("assets/texts.js", done, done);
  }
  function plan() {
    if (!isPlanned) requestAnimationFrame(paint);
    isPlanned = true;
  }

  form.action = ownAddress;
  history.scrollRestoration = "manual";
  choices.open = matchMedia("(min-width: 600px)").matches;
  read();
  follow();
  function start() {
    const told = part("told");
    told.textContent = told.dataset.waiting;
    finder.load(function (isThere) {
      isReady = isThere;
      part("missing").hidden = isThere;
      if (told.textContent === told.dataset.waiting) told.textContent = "";
      /* What comes later is painted where it is another answer, and moves nothing that somebody is at. */
      if (isThere && (!answered || !["list", "texts"].some(isUsed) && answered !== answerOf(search(asked())))) paint();
    });
  }
  if (box.value) start();
  else box.addEventListener("focus", start, { once: true });

  box.addEventListener("input", function () {
    shown = STEP;
    isTyping = true;
    isWhole = false;
    plan();
    clearTimeout(writing);
    writing = setTimeout(function () { write("replace", follow(), { shown: shown, y: 0 }); }, WRITTEN_AFTER);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    isTyping = false;
    push();
    if (!isReady) start();
    paint();
    box.blur();
  });
  choices.addEventListener("change", function () { push(); paint(); });
  part("clear").addEventListener("click", function () {
    selects.forEach(function (each) { if (each.name !== ORDER) each.value = ""; });
    push();
    paint();
    choices.querySelector("summary").focus();
  });
  part("list").addEventListener("click", function (event) {
    if (!event.target.closest("[data-more]")) return;
    const at = part("list").querySelectorAll("li a").length;
    shown += STEP;
    keep();
    paint();
    part("list").querySelectorAll("li a")[at].focus();
  });
  part("texts").addEventListener("click", function (event) {
    if (!event.target.closest("[data-texts]")) return;
    isWhole = isAsked = true;
    push();
    paint();
  });
  addEventListener("pagehide", keep);
  addEventListener("popstate", function () {
    clearTimeout(writing);
    read();
    follow();
    isRestored = isTyping = false;
    if (isReady) paint();
    else if (box.value) start();
  });
})();
