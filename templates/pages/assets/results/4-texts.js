/* Whole texts on the page of results: searched when somebody asks for it; what stands above already is left out, and what does not fit the choices. */
(function () {
  "use strict";
  const finder = motcua.finder, results = motcua.results, fill = finder.fill, element = finder.element, view = results.view, part = results.part, put = results.put;
  let painted = 0;

  function paintTexts(wanted, entries) {
    const words = motcua.words, turn = ++painted;
    if (!view.isWhole) return put("texts", [element("p", null, element("button", { class: "frame-button frame-button--quiet", type: "button", "data-texts": true }, words.texts))]);
    put("texts", [element("p", { class: "aside" }, part("told").dataset.waiting)]);
    function told(text, items) {
      if (turn !== painted) return;
      put("texts", [element("section", { class: "block", "aria-labelledby": "texts" }, [element("h2", { id: "texts", tabindex: "-1" }, words.texts_heading), element("p", null, text)].concat(items))]);
      part("heard").textContent = text;
      if (view.isAsked) part("texts").querySelector("h2").focus();
      view.isAsked = false;
    }
    withTexts(function () {
      if (!motcua.texts) return told(words.texts_missing, []);
      motcua.texts.find(wanted.q, function (found) {
        if (!found) return told(words.texts_missing, []);
        const above = new Set([].concat.apply([], entries.map(function (each) { return each.others.concat(each); })).map(function (each) { return each.hit.i; }));
        const fit = results.fitting(found.filter(function (hit) { return !above.has(hit.i); }), wanted), some = fit.slice(0, results.STEP);
        motcua.texts.excerpts(some, function (excerpts) {
          told(!fit.length ? words.texts_none : fit.length > results.STEP ? fill(words.texts_first, { n: results.STEP }) : fill(words.texts_found, { n: fit.length }), some.length ? element("ol", { class: "entries" }, some.map(function (hit, n) {
            const item = results.entry({ hit: hit, others: [] }, "");
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

  Object.assign(results, { paintTexts: paintTexts });
})();
