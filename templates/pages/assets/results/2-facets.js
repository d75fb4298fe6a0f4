/* The choices of the page of results: which hits fit them, how many would fit each other value, and their order. */
(function () {
  "use strict";
  const finder = motcua.finder, results = motcua.results, element = finder.element, part = results.part, named = results.named, DAYS = results.DAYS;

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

  /* The hits that fit every choice, nothing counted. */
  function fitting(hits, wanted) {
    const of = facets();
    return hits.filter(function (hit) { return Object.keys(of).every(function (name) { return !wanted[name] || of[name].of(hit.i).indexOf(wanted[name]) >= 0; }); });
  }

  Object.assign(results, { fitting: fitting, sift: sift, sorted: sorted });
})();
