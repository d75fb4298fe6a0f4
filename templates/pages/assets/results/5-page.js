/* The page of results at work: painted anew when somebody types, chooses, asks for more or comes back. */
(function () {
  "use strict";
  const finder = motcua.finder, results = motcua.results, fill = finder.fill, element = finder.element, view = results.view, part = results.part, put = results.put;
  const box = results.box, choices = results.choices, WRITTEN_AFTER = 400, TOLD_AFTER = 700;
  let isReady = false, isPlanned = false, isRestored = false, isTyping = false, telling = 0, answered = null;

  /* What is told aloud, and what takes a look at every name, waits until typing rests. */
  function tell(text, missed, answer) {
    part("told").textContent = answer ? "" : text;
    put("near", []);
    clearTimeout(telling);
    telling = setTimeout(function () {
      part("heard").textContent = answer || text;
      if (missed) put("near", results.links(motcua.words.nearest, results.nearest(missed)));
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
    const wanted = results.asked(), words = motcua.words, found = search(wanted);
    answered = answerOf(found);
    choices.hidden = !found || !found.hits.length;
    part("nothing").hidden = !found || found.hits.length + found.elsewhere.length > 0;
    part("note").hidden = part("all").hidden = Boolean(found);
    if (!found) {
      ["before", "list", "texts"].forEach(function (name) { put(name, []); });
      return tell("");
    }
    const fit = results.sift(found.hits, wanted), entries = finder.folded(results.sorted(fit, wanted[results.ORDER])), hidden = entries.length - view.shown;
    const n = found.hits.length;
    tell(!n ? words.found_none : !fit.length ? words.chosen_none : fit.length < n ? fill(words.found_all, { n: n, chosen: fit.length }) : fill(words.found, { n: n }), n ? "" : wanted.q, n || !found.elsewhere.length ? "" : found.elsewhere[0].text);
    put("before", results.before(found));
    const more = hidden > 0 ? [element("p", null, element("button", { class: "frame-button frame-button--quiet", type: "button", "data-more": true }, fill(words.show_more, { n: hidden })))] : [];
    put("list", results.sections(found, entries.slice(0, view.shown)).concat(more, results.eventsOf(found)));
    results.paintTexts(wanted, entries.slice(0, view.shown));
    if (!isRestored) {
      isRestored = true;
      if (history.state && history.state.y) scrollTo(0, history.state.y);
    }
  }
  function plan() {
    if (!isPlanned) requestAnimationFrame(paint);
    isPlanned = true;
  }

  results.form.action = results.ownAddress;
  history.scrollRestoration = "manual";
  choices.open = matchMedia("(min-width: 600px)").matches;
  results.read();
  results.follow();
  function start() {
    const told = part("told");
    told.textContent = told.dataset.waiting;
    finder.load(function (isThere) {
      isReady = isThere;
      part("missing").hidden = isThere;
      if (told.textContent === told.dataset.waiting) told.textContent = "";
      /* What comes later is painted where it is another answer, and moves nothing that somebody is at. */
      if (isThere && (!answered || !["list", "texts"].some(isUsed) && answered !== answerOf(search(results.asked())))) paint();
    });
  }
  if (box.value) start();
  else box.addEventListener("focus", start, { once: true });

  box.addEventListener("input", function () {
    view.shown = results.STEP;
    isTyping = true;
    view.isWhole = false;
    plan();
    clearTimeout(view.writing);
    view.writing = setTimeout(function () { results.write("replace", results.follow(), { shown: view.shown, y: 0 }); }, WRITTEN_AFTER);
  });
  results.form.addEventListener("submit", function (event) {
    event.preventDefault();
    isTyping = false;
    results.push();
    if (!isReady) start();
    paint();
    box.blur();
  });
  choices.addEventListener("change", function () { results.push(); paint(); });
  part("clear").addEventListener("click", function () {
    results.selects.forEach(function (each) { if (each.name !== results.ORDER) each.value = ""; });
    results.push();
    paint();
    choices.querySelector("summary").focus();
  });
  part("list").addEventListener("click", function (event) {
    if (!event.target.closest("[data-more]")) return;
    const at = part("list").querySelectorAll("li a").length;
    view.shown += results.STEP;
    results.keep();
    paint();
    part("list").querySelectorAll("li a")[at].focus();
  });
  part("texts").addEventListener("click", function (event) {
    if (!event.target.closest("[data-texts]")) return;
    view.isWhole = view.isAsked = true;
    results.push();
    paint();
  });
  addEventListener("pagehide", results.keep);
  addEventListener("popstate", function () {
    clearTimeout(view.writing);
    results.read();
    results.follow();
    isRestored = isTyping = false;
    if (isReady) paint();
    else if (box.value) start();
  });
})();
