/* What is found, as a list shows it: names with their marked words, one line of facts, addresses. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, finder = motcua.finder, root = finder.root, language = finder.language;

  function find(query, limit, isTyping) {
    return motcua.search.find(finder.prepared(), query, { limit: limit, language: language, typing: isTyping });
  }
  function nameOf(i) { return motcua.search.nameOf(finder.prepared(), i)[0]; }
  function among(names, mask) { return names.filter(function (each, at) { return mask & (1 << at); }); }
  /* Of a procedure that no list holds only the code is known. */
  function card(i) {
    const shown = motcua.search.card(finder.prepared(), i);
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
    const byFamily = new Map(), families = finder.prepared().family;
    return hits.map(function (hit) { return { hit: hit, others: [] }; }).filter(function (entry) {
      const family = families[entry.hit.i], first = family && byFamily.get(family);
      if (first) first.others.push(entry);
      else if (family) byFamily.set(family, entry);
      return !first;
    });
  }

  Object.assign(finder, { find: find, card: card, nameOf: nameOf, among: among, fill: fill, facts: facts, address: address, hrefOf: hrefOf,
    pieces: pieces, element: element, marked: marked, foreign: foreign, folded: folded });
})();
