/* The search of whole texts, loaded when somebody asks for it: `motcua.texts.find(query, done)` says which procedures speak of what was
   asked, `motcua.texts.excerpts(hits, done)` where. Only the shards of the query's words are loaded, and the texts of what is shown. */
(function () {
  "use strict";
  const motcua = globalThis.motcua = globalThis.motcua || {}, search = motcua.search, finder = motcua.finder;
  const VERSION = 1, SPARE = 4, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  /* How many words of a query are looked up; what one alone weighs beside two together; the share of what was asked that a text must hold. */
  const MOST = 14, ALONE = 0.5, LEAST = 0.5;
  /* An excerpt has so many words, so many of them before the first that was asked for. */
  const LONG = 36, BEFORE = 8;
  const shards = [], texts = {};
  let list = null;

  search.marks = function (number, text) {
    if (number < 0) list = JSON.parse(text);
    else shards[number] = new Map(text ? text.split(" ").map(function (each) { return [each.slice(0, 4), each.slice(4)]; }) : []);
  };
  search.passages = function (ending, text) { texts[ending] = JSON.parse(text); };

  const CRC = Array.from({ length: 256 }, function (none, n) {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? n >>> 1 ^ 0xedb88320 : n >>> 1;
    return n >>> 0;
  });
  function crc32(text) {
    let value = 0xffffffff;
    new TextEncoder().encode(text).forEach(function (byte) { value = CRC[(value ^ byte) & 255] ^ value >>> 8; });
    return (value ^ 0xffffffff) >>> 0;
  }

  /* Scripts one and all: done says whether every one came. */
  function load(paths, done) {
    let missing = paths.length, isWhole = true;
    function arrived() { if (!--missing) done(isWhole); }
    if (!missing) return done(true);
    paths.forEach(function (path) { finder.loadScript(path, function () { isWhole = false; arrived(); }, arrived); });
  }
  function listed(done) {
    if (list) return done(true);
    load(["search/texts.js"], function (isThere) { done(isThere && Boolean(list) && list.version === VERSION); });
  }

  /* What is looked up: each word that says something, and each two that stand together where one of them does. */
  function units(query, count) {
    const asked = search.parse(finder.prepared(), query, false), says = new Set();
    asked.tokens.forEach(function (each) { if (each.weight && !each.filler) says.add(each.fold); });
    const folds = search.syllables(query).map(search.fold), found = new Map();
    folds.forEach(function (fold, n) {
      if (says.has(fold)) found.set(fold, ALONE);
      if (n && (says.has(fold) || says.has(folds[n - 1]))) found.set(folds[n - 1] + " " + fold, 1);
    });
    return Array.from(found).sort(function (one, other) { return other[1] - one[1]; }).slice(0, MOST).map(function (each) {
      const mark = crc32(each[0]) >>> SPARE;
      return { words: each[0].split(" "), weight: each[1], shard: mark % count, key: Math.floor(mark / count) };
    });
  }
  function keyOf(number) { return [18, 12, 6, 0].map(function (shift) { return DIGITS[number >> shift & 63]; }).join(""); }
  /* The numbers of the procedures that hold a unit; null where so many do that it says nothing. */
  function holders(unit) {
    const packed = shards[unit.shard].get(keyOf(unit.key)), found = [];
    if (packed === undefined) return found;
    if (!packed) return null;
    let last = 0, step = 0, shift = 0;
    for (let at = 0; at < packed.length; at++) {
      const digit = DIGITS.indexOf(packed[at]);
      step += (digit & 31) * Math.pow(2, shift); shift += 5;
      if (digit < 32) { found.push(last += step); step = shift = 0; }
    }
    return found;
  }

  /* The procedures whose texts hold what was asked, the best first, as {code, i, words}; null where the shards did not come. */
  function find(query, done) {
    listed(function (isThere) {
      if (!isThere) return done(null);
      const names = list.shards.split(" "), wanted = units(query, names.length);
      const missing = Array.from(new Set(wanted.map(function (each) { return each.shard; }))).filter(function (n) { return !shards[n]; });
      load(missing.map(function (n) { return "search/marks-" + (n < 16 ? "0" : "") + n.toString(16) + "-" + names[n] + ".js"; }), function (isWhole) {
        done(isWhole ? ranked(wanted) : null);
      });
    });
  }
  function ranked(wanted) {
    const codes = list.codes.split(" "), scores = new Map(), index = finder.prepared(), places = new Map();
    let most = 0;
    wanted.forEach(function (unit) {
      const found = holders(unit);
      if (!found) return;
      const value = unit.weight * Math.log(1 + codes.length / Math.max(1, found.length));
      most += value;
      found.forEach(function (n) { scores.set(n, (scores.get(n) || 0) + value); });
    });
    index.code.forEach(function (code, i) { if (i < index.size) places.set(code, i); });
    const words = Array.from(new Set([].concat.apply([], wanted.map(function (each) { return each.words; }))));
    return Array.from(scores).filter(function (each) { return each[1] >= LEAST * most && places.has(codes[each[0]]); })
      .sort(function (one, other) { return other[1] - one[1] || one[0] - other[0]; })
      .map(function (each) { return { code: codes[each[0]], i: places.get(codes[each[0]]), words: words, pairs: wanted.filter(function (unit) { return unit.words.length > 1; }).map(function (unit) { return unit.words.join(" "); }) }; });
  }

  /* Of each hit the stretch of its texts that says most of what was asked, as {text, lang}; null where its text did not come. */
  function excerpts(hits, done) {
    const missing = Array.from(new Set(hits.map(ending))).filter(function (each) { return !texts[each]; });
    load(missing.map(function (each) { return "search/text/" + each + ".js"; }), function () {
      done(hits.map(function (hit) {
        const held = texts[ending(hit)] && texts[ending(hit)][hit.code];
        return held ? excerpt(held, hit) : null;
      }));
    });
  }
  function ending(hit) { return hit.code.slice(5, 8); }
  function excerpt(passages, hit) {
    let best = null;
    passages.forEach(function (passage) {
      const found = stretch(passage[1], hit), value = found.value + (passage[0] === finder.language ? 0.1 : 0);
      if (!best || value > best.value) best = { value: value, text: found.text, lang: finder.foreign(passage[0]) };
    });
    return best;
  }
  function stretch(text, hit) {
    const pieces = text.split(/([\p{L}\p{M}\p{N}]+)/u), folds = [];
    for (let n = 1; n < pieces.length; n += 2) folds.push(search.fold(pieces[n]));
    const values = folds.map(function (fold, n) {
      return (hit.words.indexOf(fold) >= 0 ? 0.2 : 0) + (n && hit.pairs.indexOf(folds[n - 1] + " " + fold) >= 0 ? 1 : 0);
    });
    let sum = 0, best = 0, at = 0;
    values.forEach(function (value, n) {
      sum += value - (n >= LONG ? values[n - LONG] : 0);
      if (sum > best + 1e-9) { best = sum; at = n; }
    });
    const start = Math.max(0, Math.min(first(values, Math.max(0, at - LONG + 1)) - BEFORE, folds.length - LONG)), end = Math.min(folds.length, start + LONG);
    return { value: best, text: (start ? "… " : "") + pieces.slice(2 * start + 1, 2 * end).join("").replace(/\s+/g, " ").trim() + (end < folds.length ? " …" : "") };
  }
  function first(values, from) {
    while (from < values.length && !values[from]) from++;
    return from;
  }

  motcua.texts = { find: find, excerpts: excerpts };
})();
