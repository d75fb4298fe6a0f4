/* Filling a form on its page: a screen a step, a last look, then the file. What is typed stays in this script's memory and goes with the page. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, fill = motcua.fill, element = fill.element, button = fill.button;
  const root = document.querySelector("[data-fill]"), start = root.querySelector(".fill__start"), screen = root.querySelector(".fill__screen");
  const data = JSON.parse(root.querySelector("script").textContent), words = data.words;
  const page = document.documentElement.classList;
  const fields = [].concat.apply([], data.steps.map(function (step) { return step.fields; }));
  /* What opens pages inside another program can seldom keep a file. */
  const INSIDE = /Zalo|FBAN|FBAV|FB_IAB|Messenger|Instagram|TikTok|musical_ly|Bytedance|MicroMessenger|\bLine\//i;
  const isInside = INSIDE.test(navigator.userAgent), isPrinter = typeof print === "function";
  const MAIN = "frame-button", QUIET = "frame-button frame-button--quiet", PREFIX = "dien-";
  /* How deep each screen lies: the steps by their number, the last look, and above it a step that is changed or the paper. */
  const LOOK = data.steps.length, ABOVE = LOOK + 1;
  const engine = fill.engine([data.engine, data.template]), places = fill.places(arrive);
  let values = null, untouched = "";

  function say(pattern, given) { return pattern.replace(/\{(\w+)\}/g, function (blank, key) { return given[key]; }); }

  /* One screen at a time; its heading has the focus, so that a reader who listens hears where they are. */
  function show(depth, heading, above, inside) {
    places.enter(depth);
    screen.textContent = "";
    const head = element("h2", { tabindex: "-1" }, [above ? element("span", { class: "fill__step" }, above) : "", heading]);
    screen.append.apply(screen, [head].concat(inside));
    start.hidden = true;
    screen.hidden = false;
    page.add("is-filling");
    root.scrollIntoView();
    head.focus();
  }

  function begin(given) {
    values = known();
    untouched = JSON.stringify(values);
    if (given) values = Object.assign(given, ofToday());
    engine.load();
    offer("tinh", data.provinces);
    step(0, false);
  }
  /* Names to choose from instead of typing; whoever lives elsewhere types theirs. */
  function offer(part, names) {
    if (!names.length || document.getElementById("fill-" + part)) return;
    root.append(element("datalist", { id: "fill-" + part }, names.map(function (name) { return element("option", { value: name }); })));
  }
  function known() {
    const codes = Object.keys(data.procedures);
    return Object.assign(fill.all(fields), prefilled(named() || (codes.length === 1 ? codes[0] : ""), function () { return true; }));
  }
  /* A draft was begun on another day, and perhaps for another procedure. */
  function ofToday() {
    const code = named();
    return prefilled(code, function (key) { return key === "today" || code && /^procedure/.test(key); });
  }
  function prefilled(code, isWanted) {
    const now = new Date(), today = { day: String(now.getDate()), month: String(now.getMonth() + 1), year: String(now.getFullYear()) }, found = {};
    const told = Object.assign({ "procedure.code": code, "procedure.name": data.procedures[code] || "", today: fill.words({ kind: "date" }, today) }, data.known);
    fields.forEach(function (field) {
      if (field.prefill && isWanted(field.prefill)) found[field.id] = field.kind === "date" ? Object.assign({}, today) : told[field.prefill] || "";
    });
    return found;
  }
  /* The address names no more than the procedure that the form is for. */
  function named() {
    const found = /^#dien=([\w.]+)$/.exec(location.hash);
    return found && Object.keys(data.procedures).indexOf(found[1]) >= 0 ? found[1] : "";
  }

  /* A step on the way to the last look, or one that is changed from there. */
  function step(n, isChange) {
    const own = data.steps[n], errors = element("div", { class: "fill__errors", tabindex: "-1", role: "alert", hidden: true });
    const form = element("form", { novalidate: true, autocomplete: "off" });
    const asking = fill.questions(own.fields, values, words, PREFIX, ask);
    function ask() { own.fields.forEach(function (field, at) { asking[at].hidden = !fill.isAsked(field, fields, values); }); }
    ask();
    const on = element("button", { type: "submit", class: MAIN }, isChange ? words.to_review : n + 1 < data.steps.length ? words.next : words.review);
    const back = button(words.back, QUIET, function () { if (isChange) onward(); else previous(n); });
    form.append.apply(form, [errors].concat(asking, element("div", { class: "fill__ways" }, [on, back])));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      onward();
    });
    function onward() {
      if (!refused(own, errors)) return next(n, isChange);
      errors.focus();
    }
    const above = say(words.step, { n: n + 1, all: data.steps.length });
    show(isChange ? ABOVE : n, fill.text(own, "title"), above,
      [own.help ? element("p", null, fill.text(own, "help")) : "", form, more()]);
    return onward;
  }
  /* A step whose questions are none of the reader's is passed over. */
  function isForMe(own) { return own.fields.some(function (field) { return fill.isAsked(field, fields, values); }); }
  function next(n, isChange) {
    const to = data.steps.findIndex(function (own, at) { return at > n && isForMe(own) && (!isChange || isOpen(own)); });
    if (to < 0) review();
    else step(to, isChange);
  }
  /* A choice that was changed may ask what was not asked before. */
  function isOpen(own) { return judged(own, "").some(function (each) { return each.wrong; }); }
  function previous(n) {
    for (let to = n - 1; to >= 0; to--) if (isForMe(data.steps[to])) return step(to, false);
    stop();
  }
  /* Where the reader went back to in the browser; nothing lies above a step that is changed or the paper. */
  function arrive(depth) { return depth === LOOK ? review() : previous(depth + 1); }
  function judged(own, prefix) {
    return fill.judged(own.fields.filter(function (field) { return fill.isAsked(field, fields, values); }), values, prefix);
  }

  function refused(own, errors) {
    const all = judged(own, PREFIX), boxes = all.map(function (each) { return fill.show(each, words); });
    const wrong = all.filter(function (each) { return each.wrong; });
    errors.textContent = "";
    errors.hidden = !wrong.length;
    errors.append(element("h3", null, wrong.length === 1 ? words.one_wrong : say(words.wrong, { n: wrong.length })), element("ul", null, wrong.map(function (each) {
      const box = boxes[all.indexOf(each)], told = document.getElementById(each.id + "-error").textContent;
      const link = element("a", { href: "#" + box.id }, [each.row ? say(words.row, { n: each.row }) + ", " : "", fill.text(each.field, "label"), ": " + told]);
      link.addEventListener("click", function (event) { event.preventDefault(); box.focus(); });
      return element("li", null, link);
    })));
    return wrong.length;
  }

  function review() {
    const parts = [].concat.apply([], data.steps.map(function (own, n) {
      if (!isForMe(own)) return [];
      const change = button(words.change, "fill__link", function () { step(n, true); });
      change.setAttribute("aria-label", say(words.change_step, { step: own.title }));
      const asked = own.fields.filter(function (field) { return fill.isAsked(field, fields, values); });
      return [element("div", { class: "fill__part" }, [element("h3", null, fill.text(own, "title")), change]), element("dl", { class: "fill__told" }, asked.map(told))];
    }));
    const told_ = element("p", { role: "status" });
    const make = button(words.make, MAIN, function () {
      /* Going back in the browser leaves a change as it is, be it whole or not. */
      const open = data.steps.findIndex(isOpen);
      if (open >= 0) return step(open, true)();
      told_.textContent = words.making;
      make.disabled = true;
      engine.whenThere(function (isThere) {
        if (!told_.isConnected) return;
        make.disabled = false;
        if (isThere) done(told_);
        else told_.textContent = words.failed;
      });
    });
    show(LOOK, words.review_heading, "", [element("p", null, words.review_lead)]
      .concat(parts, element("div", { class: "fill__ways" }, [make, button(words.back, QUIET, function () { previous(LOOK); })]), told_, more()));
  }
  function told(field) {
    const value = values[field.id], none = element("span", { class: "aside" }, words.left_empty);
    if (field.kind !== "table" || fill.isEmpty(field, value)) return pair(field, [fill.words(field, value) || none, doubt(field, value)]);
    const rows = value.filter(function (row) { return !fill.isEmptyRow(field, row); });
    return pair(field, element("ol", null, rows.map(function (row) {
      return element("li", null, [field.columns.map(function (column) { return fill.words(column, row[column.id]); }).filter(Boolean).join("; ")]
        .concat(field.columns.map(function (column) { return doubt(column, row[column.id]); })));
    })));
  }
  function doubt(field, value) { return element("span", { class: "fill__doubt" }, words[fill.doubt(field, value)] || ""); }
  function pair(field, words_) { return element("div", null, [element("dt", null, fill.text(field, "label")), element("dd", null, words_)]); }

  function done(status) {
    let zip = null, paper = null;
    try {
      zip = fill.filled(motcua.blank, fill.tags(fields, values));
      paper = fill.paper(zip);
    } catch (fault) {
      status.textContent = words.unmade;
      return;
    }
    const sheet = paper.cloneNode(true), ways = [];
    if (isPrinter) ways.push(button(words.print, isInside ? MAIN : QUIET, function () { print(); }));
    if (!isInside) ways.unshift(button(words.take, MAIN, function () { fill.give(fill.file(zip), data.file); }));
    paper.classList.add("fill__paper--shown");
    paper.setAttribute("tabindex", "0");
    paper.setAttribute("role", "region");
    paper.setAttribute("aria-label", words.paper);
    show(ABOVE, words.done_heading, "", [element("p", null, lead()), element("div", { class: "fill__ways" }, ways.concat(button(words.back_to_review, QUIET, review))),
      element("p", null, words.then), element("p", { class: "aside" }, words.shared), element("h3", null, words.paper), paper, more()]);
    fill.lay(sheet);
  }

  function lead() {
    if (isInside) return isPrinter ? words.done_inside : words.done_unprinted;
    return isPrinter ? words.done_lead : words.done_taken;
  }

  /* What stands under every screen: keep a draft, throw everything away. */
  function more() {
    fill.forget();
    const save = isInside ? "" : button(words.save_draft, "fill__link", function () { fill.give(fill.draft(data, values), data.draft); });
    return element("div", { class: "fill__more" }, [element("p", { class: "aside" }, words.promise), save, button(words.stop, "fill__link", stop)]);
  }
  function open(event) {
    const box = event.target, status = root.querySelector("[data-draft-told]"), reader = new FileReader();
    reader.onload = function () {
      const held = fill.readDraft(String(reader.result), data, fields);
      status.textContent = held.refused ? words[held.refused] : "";
      if (held.values) begin(held.values);
    };
    reader.onerror = function () { status.textContent = words.draft_is_none; };
    if (box.files.length && box.files[0].size > fill.MOST_BYTES) reader.onerror();
    else if (box.files.length) reader.readAsText(box.files[0]);
    box.value = "";
  }

  /* Nothing typed is left: neither here nor in what the browser may keep of this page. */
  function clear() {
    fill.forget();
    places.forget();
    values = null;
    screen.textContent = "";
    screen.hidden = true;
    start.hidden = false;
    page.remove("is-filling");
  }
  function isTouched() { return Boolean(values) && JSON.stringify(values) !== untouched; }
  function stop() {
    if (isTouched() && !confirm(words.stop_sure)) return;
    places.leave();
    clear();
    root.querySelector("[data-start]").focus();
  }

  /* The way here stands above the files and their picture; the address keeps the procedure that it names. */
  const way = document.querySelector("[data-to-fill]");
  way.classList.add("to-fill--ready");
  root.hidden = false;
  way.firstElementChild.addEventListener("click", function (event) {
    event.preventDefault();
    root.scrollIntoView();
    root.querySelector("[data-start]").focus();
  });
  root.querySelector(".fill__inside").hidden = !isInside;
  root.querySelector("[data-start]").addEventListener("click", function () { begin(null); });
  const opener = root.querySelector("input[type=file]"), pick = root.querySelector("[data-draft]");
  pick.addEventListener("click", function () { opener.click(); });
  opener.addEventListener("change", open);
  addEventListener("pagehide", clear);
  addEventListener("pageshow", function (event) { if (event.persisted) clear(); });
  addEventListener("beforeunload", function (event) {
    if (!isTouched()) return;
    event.preventDefault();
    event.returnValue = "";
  });
  /* The address that leads here was meant for what is shown only now. */
  if (/^#dien\b/.test(location.hash)) root.scrollIntoView();
})();
