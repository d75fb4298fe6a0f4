/* What the page of results shows: entries in their senses, what stands before them, and names that are nearest where nothing was found. */
(function () {
  "use strict";
  const finder = motcua.finder, results = motcua.results, fill = finder.fill, element = finder.element, part = results.part;
  const EVENTS = 3, NEAREST = 5, ALIKE = 0.3;

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
      return element("p", { class: "banner" }, [each.text + " "].concat(each.url ? element("a", { class: "more", href: each.url }, fill(words.elsewhere, { host: new URL(each.url, results.ownAddress).host })) : []));
    }).concat(found.suggestion ? element("p", null, element("a", { class: "more", href: results.addressOf({ q: found.suggestion }) }, fill(words.did_you_mean, { text: found.suggestion }))) : [])
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

  Object.assign(results, { before: before, entry: entry, eventsOf: eventsOf, links: links, nearest: nearest, put: put, sections: sections });
})();
